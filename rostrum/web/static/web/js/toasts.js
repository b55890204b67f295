// A toast goes after twenty seconds, unless somebody points at it, has the focus in it, or it says to stay.
const LASTS = 20000;

const watch = (toast) => {
  if (toast.dataset.watched) return;
  toast.dataset.watched = "yes";
  if ("stays" in toast.dataset) return;
  let timer = 0;
  const start = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), LASTS);
  };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
};

export const show = (id) => {
  const words = document.getElementById(id);
  const toasts = document.getElementById("toasts");
  if (words && toasts) toasts.append(words.content.cloneNode(true));
};

const toasts = document.getElementById("toasts");
if (toasts) {
  const all = () => toasts.querySelectorAll("[data-toast]").forEach(watch);
  new MutationObserver(all).observe(toasts, { childList: true });
  all();
  toasts.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) event.target.closest("[data-toast]")?.remove();
  });
  // Undone: the toast has nothing left to offer.
  toasts.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) event.target.closest("[data-toast]")?.remove();
  });
}
