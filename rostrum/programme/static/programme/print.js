// Prints the page; without this script the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
