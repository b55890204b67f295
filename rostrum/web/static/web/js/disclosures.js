// Menus close by Escape and by a click elsewhere; dialogs open and close by their buttons; a summary of
// errors takes the focus.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
};

export const openDialog = (dialog) => {
  if (!dialog || dialog.open) return;
  if ("modal" in dialog.dataset) dialog.showModal();
  else dialog.show();
};

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details[data-menu]"));
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    openDialog(dialog);
    dialog?.addEventListener("close", () => opener.focus(), { once: true });
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) document.getElementById(closer.dataset.closes)?.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    return;
  }
  const beside = event.target.closest?.("dialog[open]:not(:modal)");
  if (beside) beside.close();
});

const takeFocus = (within) => within.querySelector?.("[data-takes-focus]:not([data-sample] *)")?.focus();
takeFocus(document);
document.addEventListener("htmx:afterSwap", (event) => takeFocus(event.detail.target));
