// A form whose answer is a file: its button shows that the file is being made, until it is there. Without this
// script the browser's own download does it. Any other answer (a form with errors) is shown as the browser would.
import { begin, end } from "../web/js/working.js";

const fileName = (answer) => /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];

const keep = (file, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const download = async (form, button) => {
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  button?.setAttribute("aria-busy", "true");
  begin();
  try {
    const answer = await fetch(address);
    const name = fileName(answer);
    if (!answer.ok || !name) throw new Error("no file");
    keep(await answer.blob(), name);
  } catch {
    form.submit();
  } finally {
    button?.removeAttribute("aria-busy");
    end();
  }
};

for (const form of document.querySelectorAll("form[data-download]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    if (button?.getAttribute("aria-busy") !== "true") download(form, button);
  });
}
