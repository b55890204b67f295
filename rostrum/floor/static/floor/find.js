// Finding somebody by three letters: arrows choose, Enter puts them on the list, Escape leaves.
import { send } from "./acts.js";

const form = document.querySelector("form[data-find]");
const field = document.getElementById("find");
const list = document.getElementById("found");
const behalf = document.getElementById("find-behalf");
const point = document.getElementById("find-point");
const reply = document.getElementById("find-reply");
let asked = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");

const close = () => {
  list.replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
};

const mark = (option) => {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
};

const look = async () => {
  const text = field.value.trim();
  const number = (asked += 1);
  if (!text) {
    close();
    return;
  }
  try {
    const answer = await fetch(`${form.dataset.find}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" });
    if (!answer.ok) return;
    const found = document.createRange().createContextualFragment(await answer.text());
    if (number !== asked) return;
    list.replaceChildren(found);
    field.setAttribute("aria-expanded", String(options().length > 0));
    mark(chosen());
  } catch {
    // Typed again once the network is back.
  }
};

const add = async (option) => {
  if (!option) return;
  const act = point.checked ? "point" : "add";
  const values = { act, view: "console", participant: option.dataset.participant, on_behalf: behalf.value, reply: reply.checked ? "yes" : "" };
  close();
  const typed = field.value;
  field.value = "";
  const done = await send(form.dataset.findAct, values);
  if (done) {
    behalf.value = "";
    point.checked = false;
    reply.checked = false;
  } else {
    field.value = typed;
  }
};

if (form) {
  field.addEventListener("input", look);
  // Without a button a form of several fields does not send itself.
  form.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (field.value.trim() && !options().length) await look();
    add(chosen());
  });
  field.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(all[(at + step + all.length) % all.length]);
    } else if (event.key === "Escape") {
      field.value = "";
      close();
      field.blur();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => add(event.target.closest("[role=option]")));
}
