// Work that takes longer than a second shows that it goes on.
const PATIENCE = 1000;
const place = document.getElementById("working");
let running = 0;
let timer = 0;

export const begin = () => {
  running += 1;
  if (running > 1 || !place) return;
  timer = setTimeout(() => place.append(place.querySelector("template").content.cloneNode(true)), PATIENCE);
};

export const end = () => {
  running = Math.max(0, running - 1);
  if (running || !place) return;
  clearTimeout(timer);
  place.querySelector(".working__card")?.remove();
};

document.addEventListener("htmx:beforeSend", begin);
document.addEventListener("htmx:afterRequest", end);
document.addEventListener("submit", (event) => {
  // Forms that htmx or another script sends are counted above.
  queueMicrotask(() => {
    if (!event.defaultPrevented) begin();
  });
});
// Back from the next page with this one kept in memory.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    running = 1;
    end();
  }
});
