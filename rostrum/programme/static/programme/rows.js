// Rows of people in a form: one more, one less, another order.
export const addRow = (rows) => {
  const total = rows.querySelector("input[name$=-TOTAL_FORMS]");
  const fresh = rows.querySelector("template").content.cloneNode(true);
  for (const one of fresh.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, value.replaceAll("__prefix__", total.value));
    }
  }
  total.value = String(Number(total.value) + 1);
  const row = fresh.querySelector("[data-row]");
  rows.querySelector("[data-add-row]").before(row);
  return row;
};

// People in a row are told apart by their numbers, so it is what was typed that changes places.
const exchange = (row, up) => {
  const rows = [...row.closest("[data-rows]").querySelectorAll("[data-row]:not([hidden])")];
  const other = rows[rows.indexOf(row) + (up ? -1 : 1)];
  if (!other) return;
  const theirs = other.querySelectorAll("input");
  row.querySelectorAll("input").forEach((field, at) => {
    [field.value, theirs[at].value] = [theirs[at].value, field.value];
    [field.checked, theirs[at].checked] = [theirs[at].checked, field.checked];
  });
  other.querySelector(up ? "[data-row-up]" : "[data-row-down]").focus();
};

const drop = (row) => {
  const beside = row.nextElementSibling ?? row.previousElementSibling;
  for (const field of row.querySelectorAll("input")) {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
  row.hidden = true;
  (beside?.querySelector("[data-drop-row]") ?? row.closest("[data-rows]").querySelector("[data-add-row]")).focus();
};

// What a click means for the rows of people; says whether it meant anything.
export const changeRows = (clicked) => {
  const row = clicked.closest("[data-row]");
  if (clicked.closest("[data-add-row]")) addRow(clicked.closest("[data-rows]")).querySelector("input")?.focus();
  else if (clicked.closest("[data-row-up], [data-row-down]")) exchange(row, Boolean(clicked.closest("[data-row-up]")));
  else if (clicked.closest("[data-drop-row]")) drop(row);
  else return false;
  return true;
};
