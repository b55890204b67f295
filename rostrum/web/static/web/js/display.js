// Switch theme and keys at once; without this script the same form reloads the page.
const root = document.documentElement;

const apply = (name, value) => {
  if (name === "theme") {
    if (value === "device") delete root.dataset.theme;
    else root.dataset.theme = value;
    const scheme = document.querySelector('meta[name="color-scheme"]');
    if (scheme) scheme.content = value === "device" ? "light dark" : value;
  } else if (value === "off") root.dataset.keys = "off";
  else delete root.dataset.keys;
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-display]");
  const pressed = event.submitter;
  if (!form || !pressed?.name) return;
  event.preventDefault();
  const data = new FormData(form, pressed);
  apply(pressed.name, pressed.value);
  for (const other of form.querySelectorAll(`[name="${pressed.name}"]`)) {
    other.setAttribute("aria-pressed", String(other === pressed));
  }
  const answer = await fetch(form.action, {
    method: "POST",
    body: data,
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  // The choice could not be kept: let the server say why, as it would without scripts.
  if (!answer?.ok) form.submit();
});
