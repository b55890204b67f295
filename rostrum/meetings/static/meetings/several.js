// Adds one more empty control to a list of equal ones; without this script two empty ones stand ready.
for (const group of document.querySelectorAll("[data-several]")) {
  const list = group.querySelector("ol");
  const add = group.querySelector("[data-several-add]");
  add.hidden = false;
  add.addEventListener("click", () => {
    const number = list.children.length + 1;
    const item = list.lastElementChild.cloneNode(true);
    const control = item.querySelector("input, select");
    control.value = "";
    control.id = control.id.replace(/\d+$/, number);
    control.setAttribute("aria-label", `${group.dataset.label} ${number}`);
    list.append(item);
    control.focus();
  });
}
