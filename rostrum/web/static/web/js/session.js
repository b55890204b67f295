// An answer that is no answer never replaces part of a page: when the session has ended, what was typed stays
// and a dialog shows the way back in; when the server refuses or is away, a toast says so.
import { openDialog } from "./disclosures.js";
import { show } from "./toasts.js";

// Signing in on another tab gives every tab a new token, which this page was not rendered with.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

document.addEventListener("htmx:configRequest", (event) => {
  if (token()) event.detail.headers["X-CSRFToken"] = token();
});
document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector('input[name="csrfmiddlewaretoken"]');
    if (field && token()) field.value = token();
  },
  true,
);

const UNAUTHORISED = 401;
const ended = document.getElementById("session-ended");

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  if (answer.status === UNAUTHORISED) {
    event.detail.shouldSwap = false;
    const link = ended?.querySelector("[data-sign-in]");
    const place = answer.getResponseHeader("X-Sign-In");
    if (link && place) link.href = place;
    openDialog(ended);
    return;
  }
  // A refusal that brings its own words says where they go.
  if (answer.status >= 400 && answer.getResponseHeader("HX-Retarget")) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== UNAUTHORISED) show("toast-refused");
});
document.addEventListener("htmx:sendError", () => show("toast-no-answer"));
document.addEventListener("htmx:timeout", () => show("toast-no-answer"));

const renew = (fresh) => {
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh }));
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = fresh;
};

const look = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const session = await answer.json();
  if (!session.signedIn) return;
  renew(session.csrf);
  ended.close();
  show("toast-signed-in");
};

const check = ended?.querySelector("[data-signed-in]");
if (check) {
  check.addEventListener("click", () => look(check.dataset.url));
  window.addEventListener("focus", () => {
    if (ended.open) look(check.dataset.url);
  });
}
