// The panel of the editor: rows of people, text that is kept until it is saved, and what others change.
import { addRow, changeRows } from "./rows.js";

const PREFIX = "programme-draft:";
const MARGIN = 16;
const panel = document.getElementById("panel");

const form = () => panel?.querySelector("form[data-keep]");

const remember = () => {
  const open = form();
  if (!open) return;
  const values = [...new FormData(open)].filter(([name]) => name !== "csrfmiddlewaretoken");
  try {
    sessionStorage.setItem(PREFIX + open.dataset.keep, JSON.stringify(values));
  } catch {
    // Nothing is kept beyond this page, then.
  }
};

const forget = (open) => sessionStorage.removeItem(PREFIX + open.dataset.keep);

const kept = (open) => {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + open.dataset.keep) ?? "null");
  } catch {
    return null;
  }
};

// What was typed and not saved, typed again for its writer.
const bringBack = (open, values) => {
  for (const rows of open.querySelectorAll("[data-rows]")) {
    const wanted = Number(values.find(([name]) => name === `${rows.dataset.rows}-TOTAL_FORMS`)?.[1] ?? 0);
    while (Number(rows.querySelector("input[name$=-TOTAL_FORMS]").value) < wanted) addRow(rows);
  }
  for (const box of open.querySelectorAll("input[type=checkbox]")) box.checked = false;
  for (const [name, value] of values) {
    if (name === "revision") continue;
    const field = open.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
};

const opened = (answered) => {
  const open = form();
  if (!open) return;
  // A form that came back from the server holds what was typed last.
  if (answered) remember();
  const values = answered ? null : kept(open);
  if (values) {
    bringBack(open, values);
    open.querySelector("[data-came-back]").hidden = false;
  }
  focusIn(open);
};

// The first thing to look at: what is wrong, what somebody else wrote, else the first field.
const focusIn = (open) => {
  const wrong = open.querySelector("[aria-invalid=true], .both");
  if (wrong?.matches(".both")) wrong.setAttribute("tabindex", "-1");
  (wrong ?? open.querySelector("textarea, select, input:not([type=hidden])"))?.focus();
  const { top, bottom } = panel.getBoundingClientRect();
  // A sticky element counts as in view for scrollIntoView, wherever its foot is.
  if (top < 0 || bottom > innerHeight) scrollBy(0, top - MARGIN);
};

const close = () => {
  const key = panel.querySelector("[data-editing]")?.dataset.editing;
  const place = panel.querySelector("[data-focus]")?.dataset.focus ?? (key && `open-${key}`);
  panel.replaceChildren();
  document.getElementById(place)?.focus();
};

const compare = () => {
  const open = form();
  if (!open?.dataset.editing) return;
  const key = open.dataset.editing;
  const branch = document.querySelector(`[data-segment="${CSS.escape(key)}"]`);
  const notice = open.querySelector("[data-changed-meanwhile]");
  if (!notice) return;
  notice.hidden = Boolean(branch) && Number(branch.dataset.revision) <= Number(open.dataset.revision);
  const told = document.querySelector(`[data-told] [data-about="${CSS.escape(key)}"]`);
  if (!notice.hidden && told) notice.querySelector("[data-who]").textContent = told.textContent;
};

// ---- what others did: told in words, with a way to look at it ----

const news = document.getElementById("news");
const numberOf = () => Number(document.getElementById("tree")?.dataset.number ?? 0);
let looked = numberOf();

const tell = () => {
  if (!news) return;
  const told = [...document.querySelectorAll("[data-told] [data-at]")];
  const fresh = told.filter((one) => Number(one.dataset.at) > looked && one.dataset.by !== news.dataset.me);
  for (const one of fresh) {
    document.getElementById(`branch-${one.dataset.about}`)?.classList.add("branch--fresh");
  }
  if (!fresh.length || news.dataset.latest === fresh[0].dataset.at) return;
  news.dataset.latest = fresh[0].dataset.at;
  news.querySelector("[data-news-words]").textContent = fresh[0].textContent;
  news.querySelector("[data-news-show]").hidden = !document.getElementById(`branch-${fresh[0].dataset.about}`);
  news.dataset.about = fresh[0].dataset.about;
  news.hidden = false;
};

news?.addEventListener("click", (event) => {
  if (event.target.closest("[data-news-show]")) {
    const title = document.getElementById(`open-${news.dataset.about}`);
    title?.scrollIntoView({ block: "center" });
    title?.focus({ preventScroll: true });
  } else if (!event.target.closest("[data-news-seen]")) return;
  looked = numberOf();
  news.hidden = true;
});

panel?.addEventListener("input", remember);
panel?.addEventListener("click", (event) => {
  const open = form();
  if (changeRows(event.target)) {
    remember();
  } else if (event.target.closest("[data-forget]") && open) {
    forget(open);
    document.getElementById(`open-${open.dataset.editing}`)?.click();
    if (!open.dataset.editing) panel.replaceChildren();
  } else if (event.target.closest("[data-close-panel]")) {
    close();
  }
});

// The stream may be faster than the answer: an older tree must not take the place of a newer one.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "drafted") return;
  const shown = Number(document.getElementById("tree")?.dataset.number ?? 0);
  const fresh = Number(/id="tree"[^>]*data-number="(\d+)"/.exec(event.detail.serverResponse)?.[1] ?? 0);
  if (fresh < shown) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== panel) return;
  const moving = panel.querySelector("[data-moving]");
  const after = panel.querySelector(".editor__hint[data-focus]");
  if (after) document.getElementById(after.dataset.focus)?.focus();
  else if (moving) focusIn(moving);
  else opened(event.detail.requestConfig.verb === "post");
});
document.addEventListener("htmx:afterRequest", (event) => {
  const sent = event.detail.elt;
  if (!event.detail.successful) return;
  if (sent.matches?.("form[data-keep]") && event.detail.requestConfig.verb === "post") forget(sent);
  if (sent.matches?.("[data-then-close]")) panel.replaceChildren();
});
document.addEventListener("live:frame", () => {
  compare();
  tell();
});

// ---- keys ----

const turned = document.documentElement.dir === "rtl";
const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: turned ? "indent" : "outdent", ArrowRight: turned ? "outdent" : "indent" };
const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const tree = document.getElementById("drafted");

// The row that has the focus lends its keys to web/keys.js, which presses them and lists them on "?".
const lend = (row) => {
  for (const button of row.querySelectorAll("[data-row-key]")) button.dataset.key = button.dataset.rowKey;
  for (const [key, step] of Object.entries(STEPS)) {
    const button = row.querySelector(`[data-step="${step}"]`);
    if (button) button.dataset.key = `Alt+${ARROWS[key]}`;
  }
};
tree?.addEventListener("focusin", (event) => {
  const row = event.target.closest(".branch__row");
  if (row) lend(row);
});
tree?.addEventListener("focusout", (event) => {
  const row = event.target.closest(".branch__row");
  if (!row || row.contains(event.relatedTarget)) return;
  for (const button of row.querySelectorAll("[data-key]")) delete button.dataset.key;
});

tree?.addEventListener("keydown", (event) => {
  const row = event.target.closest(".branch__row");
  if (!row || event.ctrlKey || event.metaKey || !STEPS[event.key]) return;
  if (event.altKey) {
    event.preventDefault();
    row.querySelector(`[data-step="${STEPS[event.key]}"]`)?.click();
  } else if (event.target.matches("[data-title]") && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    const titles = [...tree.querySelectorAll("[data-title]")];
    titles[titles.indexOf(event.target) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  }
});

panel?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const open = event.target.closest("form");
  const sends = event.ctrlKey || event.metaKey || event.target.matches("[data-one-line]");
  if (event.key === "Enter" && open && sends && !event.repeat) {
    event.preventDefault();
    open.requestSubmit();
  } else if (event.key === "Escape") {
    // What was typed is kept, and comes back when the segment is opened again.
    event.preventDefault();
    close();
  }
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.target.closest?.("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  document.querySelector(key === "z" && !event.shiftKey ? "[data-undo-button]" : "[data-redo-button]")?.click();
});
