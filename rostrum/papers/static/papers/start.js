// The paper and the programme beside it: what has the focus on one side is marked and shown on the other.
import { changeRows } from "../programme/rows.js";

const paper = document.getElementById("paper");
const programme = () => document.getElementById("programme");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const clear = () => {
  for (const one of document.querySelectorAll(".is-linked")) one.classList.remove("is-linked");
};

const into = (element, block = "center") =>
  element?.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

// On a phone one side is shown at a time.
const show = (side) => {
  const choice = document.getElementById(`pane-${side}`);
  if (choice) choice.checked = true;
};

const linesOf = (value) => {
  const found = [];
  for (let at = Number(value.dataset.first); at <= Number(value.dataset.last); at += 1) {
    const line = document.getElementById(`line-${at}`);
    if (line) found.push(line);
  }
  return found;
};

const markLines = (value) => {
  clear();
  value.classList.add("is-linked");
  const lines = linesOf(value);
  for (const line of lines) line.classList.add("is-linked");
  return lines[0];
};

const markValues = (line) => {
  clear();
  line.classList.add("is-linked");
  const number = Number(line.dataset.line);
  const values = [...programme().querySelectorAll(".value")].filter(
    (one) => Number(one.dataset.first) <= number && number <= Number(one.dataset.last),
  );
  for (const value of values) value.classList.add("is-linked");
  const to = line.querySelector("[data-to]")?.dataset.to;
  return (to && document.getElementById(to)) ?? values[0];
};

document.addEventListener("focusin", (event) => {
  const value = event.target.closest(".value");
  if (value) into(markLines(value));
  const number = event.target.closest("a.line__number");
  if (!number) return;
  // One stop for the tab key among the lines: the one where the reader was last.
  for (const other of document.querySelectorAll('a.line__number:not([tabindex="-1"])')) other.tabIndex = -1;
  number.tabIndex = 0;
  into(markValues(number.closest(".line")));
});

// Following a link with Enter or a tap goes over to the other side; a pointer only looks.
document.addEventListener("click", (event) => {
  const value = event.target.closest(".value");
  if (value) {
    event.preventDefault();
    const first = markLines(value);
    show("paper");
    into(first);
    if (event.detail === 0) first?.querySelector("a.line__number")?.focus({ preventScroll: true });
    return;
  }
  const line = event.target.closest(".line");
  if (!line) return;
  const target = markValues(line);
  if (event.target.closest("a")) event.preventDefault();
  if (!target) return;
  if (event.target.closest("a") || !getSelection()?.toString()) {
    show("programme");
    into(target);
    if (event.detail === 0) target.focus({ preventScroll: true });
  }
});

// Arrows walk along the values, or along the lines that something was read from.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  const here = event.target.closest(".value, a.line__number");
  if (!here) return;
  const all = [...document.querySelectorAll(here.matches(".value") ? "#programme .value" : "a.line__number")];
  const next = all[all.indexOf(here) + step];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
});

// ---- forms in their place ----

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-correcting]")) changeRows(event.target);
  const wrong = event.target.closest("[data-first-problem]");
  if (wrong) {
    event.preventDefault();
    const first = document.querySelector(wrong.getAttribute("href"));
    into(first, "start");
    first?.querySelector(".read-day__form select, [id^=open-]")?.focus({ preventScroll: true });
  }
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-correcting]");
  if (event.key !== "Enter" || !form || event.isComposing || event.repeat) return;
  if (!event.ctrlKey && !event.metaKey && !event.target.matches("[data-one-line]")) return;
  event.preventDefault();
  form.requestSubmit();
});

const arrive = (arrived) => {
  const fresh = programme();
  const form = fresh?.querySelector("[data-correcting]");
  if (form) {
    const field = form.querySelector("[aria-invalid=true]") ?? form.querySelector("textarea, input:not([type=hidden])");
    field?.focus({ preventScroll: true });
    into(form, "start");
    const segment = form.closest("[data-first]");
    if (segment) into(markLines(segment), "start");
    return;
  }
  const moving = fresh?.querySelector("[data-moving] select");
  if (moving) {
    into(moving, "nearest");
    moving.focus({ preventScroll: true });
    return;
  }
  const done = fresh?.dataset.focus && document.getElementById(fresh.dataset.focus);
  if (!done) {
    // What had the focus is gone with the old programme; the reader stays where the page stands.
    const head = arrived && document.activeElement === document.body && fresh?.querySelector("h2");
    if (head) {
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
    return;
  }
  into(done, "nearest");
  done.querySelector("[id^=open-]")?.focus({ preventScroll: true });
};

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "programme" || event.detail.target?.id === "programme") arrive(true);
});
if (paper && location.hash.startsWith("#line-")) document.getElementById(location.hash.slice(1))?.classList.add("is-linked");
for (const link of [...document.querySelectorAll("a.line__number")].slice(1)) link.tabIndex = -1;
arrive(false);
