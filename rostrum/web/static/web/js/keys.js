// Single keys press the buttons that show them (data-key). Not while somebody types, not with Ctrl, Alt or
// Meta, not when the reader has switched them off. "?" lists what can be pressed on this page.
const typing = (target) =>
  target.isContentEditable || target.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");

const labelOf = (control) => {
  const copy = control.cloneNode(true);
  for (const hint of copy.querySelectorAll(".key")) hint.remove();
  return control.getAttribute("aria-label") || copy.textContent.trim().replace(/\s+/g, " ");
};

const visible = (control) => control.checkVisibility?.({ visibilityProperty: true }) ?? true;

const named = (key) => (key === " " ? "Space" : key);

const find = (key) => {
  const wanted = named(key).toLowerCase();
  for (const control of document.querySelectorAll("[data-key]")) {
    if (control.dataset.key.toLowerCase() === wanted && !control.disabled && visible(control)) return control;
  }
  return null;
};

const list = () => {
  const dialog = document.getElementById("shortcuts");
  const rows = dialog?.querySelector("[data-shortcuts]");
  if (!rows) return;
  rows.replaceChildren();
  for (const control of document.querySelectorAll("[data-key]")) {
    if (!visible(control)) continue;
    const key = document.createElement("dt");
    const hint = document.createElement("kbd");
    hint.className = "key";
    hint.textContent = control.dataset.key;
    key.append(hint);
    const words = document.createElement("dd");
    words.textContent = labelOf(control);
    rows.append(key, words);
  }
  if (rows.children.length && !dialog.open) dialog.show();
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.documentElement.dataset.keys === "off" || typing(event.target)) return;
  if (event.key === "?") {
    list();
    return;
  }
  // Space and Enter already press the control that has the focus.
  if ((event.key === " " || event.key === "Enter") && event.target.closest?.("button, a, summary, [role=button]")) return;
  const control = find(event.key);
  if (!control) return;
  event.preventDefault();
  if (control.matches("input, select, textarea")) control.focus();
  else control.click();
});
