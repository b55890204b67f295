// A file may be dropped anywhere on the form that begins with a paper.
const field = document.querySelector("[data-drop-file]");
const form = field?.form;

form?.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  form.dataset.dropping = "";
});
form?.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) delete form.dataset.dropping;
});
form?.addEventListener("drop", (event) => {
  delete form.dataset.dropping;
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  const one = new DataTransfer();
  one.items.add(event.dataTransfer.files[0]);
  field.files = one.files;
  field.focus();
});
