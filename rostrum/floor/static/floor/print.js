// Prints the list as soon as it is there with its fonts, and again on demand.
const sheet = document.querySelector("[data-print]");
if (sheet) {
  document.querySelector("[data-print-now]")?.addEventListener("click", () => window.print());
  const loaded = document.readyState === "complete" ? Promise.resolve() : new Promise((done) => {
    window.addEventListener("load", done, { once: true });
  });
  Promise.all([loaded, document.fonts.ready]).then(() => window.print());
}
