// Sends the acts of operators and seats: once each, however often the network fails, without a page load.
// The server answers with the fresh frame, which live/stream.js shows as if it had been pushed.
const WAITS = [500, 1000, 2000, 4000];
const sending = document.getElementById("act-sending");
let unsent = 0;

const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const show = (html) => document.dispatchEvent(new CustomEvent("live:show", { detail: { html } }));

const waiting = (more) => {
  unsent += more;
  if (sending) sending.hidden = unsent === 0;
};

// A frame that was pushed is everybody's and holds nobody's token; the page around it has this reader's.
const token = () => {
  try {
    return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] ?? "";
  } catch {
    return "";
  }
};

// The same key goes with every try: the server counts an act that arrives twice once.
const deliver = async (address, body) => {
  let told = false;
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "X-Act": "1", "X-CSRFToken": token() }, credentials: "same-origin" });
      if (answer.status < 500) {
        if (told) waiting(-1);
        return answer;
      }
    } catch {
      // No network: the next try may have one.
    }
    if (!told) {
      told = true;
      waiting(1);
    }
    await pause(WAITS[Math.min(attempt, WAITS.length - 1)]);
  }
};

export const send = async (address, values) => {
  const body = values instanceof FormData ? values : new FormData();
  if (!(values instanceof FormData)) for (const [name, value] of Object.entries(values)) body.set(name, value);
  if (!body.get("key")) body.set("key", newKey());
  const answer = await deliver(address, body);
  if (answer.status === 401 || answer.redirected) {
    location.reload();
    return false;
  }
  const html = await answer.text();
  if (answer.headers.get("Content-Type")?.startsWith("text/html") && answer.status !== 404) show(html);
  return answer.ok;
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const values = new FormData(form, event.submitter);
  for (const open of document.querySelectorAll("details.row__more[open], details.closing[open]")) open.open = false;
  send(form.action, values).finally(() => delete form.dataset.busy);
});

// What is expected changes with time, without an act.
const refresh = document.querySelector("[data-refresh]");
if (refresh) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(refresh.dataset.refresh, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch {
      // The stream says when the connection is lost.
    }
  }, 20000);
}

// A menu of a row closes with Escape and when somebody clicks elsewhere.
const menus = () => document.querySelectorAll("details.row__more[open], details.console__more[open], details.closing[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
