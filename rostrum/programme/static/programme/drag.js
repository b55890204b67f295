// Moving a segment by dragging it: onto the upper part of another puts it before, onto the lower part after,
// onto the middle into it; onto a day at its end. The arrows beside each segment do the same by keyboard.
let carried = null;

const over = (event) => {
  const row = event.target.closest?.(".branch__row");
  if (row) {
    const branch = row.closest(".branch");
    if (!carried || carried.contains(branch)) return null;
    const box = row.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    return { element: row, target: branch.dataset.segment, where: part < 0.3 ? "before" : part > 0.7 ? "after" : "into", day: "" };
  }
  const day = event.target.closest?.(".draft-day");
  return day ? { element: day, target: "", where: "into", day: day.dataset.day } : null;
};

const clear = () => {
  for (const one of document.querySelectorAll("[data-drop]")) delete one.dataset.drop;
};

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.(".branch__row");
  if (!row) return;
  carried = row.closest(".branch");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", carried.dataset.segment);
});
document.addEventListener("dragover", (event) => {
  const place = carried && over(event);
  clear();
  if (!place) return;
  event.preventDefault();
  place.element.dataset.drop = place.where;
});
document.addEventListener("dragend", () => {
  carried = null;
  clear();
});
document.addEventListener("drop", (event) => {
  const place = carried && over(event);
  clear();
  if (!place) return;
  event.preventDefault();
  const { target, where, day } = place;
  const values = { target, where, day, revision: carried.dataset.revision };
  window.htmx.ajax("POST", carried.dataset.move, { target: "#drafted", swap: "innerHTML", values });
  carried = null;
});
