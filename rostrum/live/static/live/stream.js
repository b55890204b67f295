// Follows a channel: shows each frame, says when the connection is lost, and comes back by itself with the
// id of the last frame, so that nothing is missed.
import { measure } from "./clock.js";
import { show } from "./frames.js";
import "./countdown.js";

const FIRST = 500;
const LONGEST = 10000;
const SILENCE = 45000;
const PATIENCE = 5000;
const REFUSALS = [401, 403, 404];

const follow = (place) => {
  const banner = document.querySelector("[data-connection]");
  let source = null;
  let attempt = 0;
  let timer = 0;
  let heard = 0;
  let last = "";

  const say = (state) => {
    place.dataset.state = state;
    if (!banner) return;
    banner.hidden = state === "open";
    for (const words of banner.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== state;
  };

  const later = (state) => {
    source?.close();
    source = null;
    clearTimeout(timer);
    say(state);
    if (state === "refused") return;
    attempt += 1;
    const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt - 1, 8));
    timer = setTimeout(open, wait * (0.5 + Math.random()));
  };

  // An EventSource does not tell why it failed: a short question does.
  const failed = async () => {
    const asked = source;
    if (asked) asked.onerror = null;
    let state = "lost";
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(place.dataset.stream, { method: "HEAD", cache: "no-store", signal });
      if (REFUSALS.includes(answer.status)) state = "refused";
    } catch {
      // No answer at all: the connection is lost.
    }
    // Meanwhile another event may have opened a new source; then this answer is about an old one.
    if (asked === source) later(state);
  };

  const open = () => {
    clearTimeout(timer);
    source?.close();
    const query = last ? `?last_event_id=${encodeURIComponent(last)}` : "";
    source = new EventSource(place.dataset.stream + query);
    heard = performance.now();
    source.onopen = () => {
      heard = performance.now();
      if (attempt) measure();
      attempt = 0;
      say("open");
    };
    source.onerror = failed;
    source.addEventListener("beat", () => {
      heard = performance.now();
    });
    source.addEventListener("frame", (event) => {
      heard = performance.now();
      const cut = event.data.indexOf("\n");
      if (cut < 0) return;
      // Our id stands in the first line; nginx with nchan puts ids of its own beside it. After a gap the same
      // frame may come again.
      const id = event.data.slice(0, cut);
      if (id === last) return;
      last = id;
      place.dataset.streamId = id;
      show(event.data.slice(cut + 1));
    });
  };

  const again = () => {
    if (!source || source.readyState !== EventSource.OPEN || performance.now() - heard > SILENCE) {
      attempt = 0;
      open();
    }
  };

  addEventListener("online", () => {
    attempt = 0;
    open();
  });
  addEventListener("offline", () => say("lost"));
  addEventListener("pageshow", (event) => event.persisted && again());
  document.addEventListener("visibilitychange", () => !document.hidden && again());
  setInterval(() => {
    if (source?.readyState === EventSource.OPEN && performance.now() - heard > SILENCE) later("lost");
  }, 5000);
  open();
};

for (const place of document.querySelectorAll("[data-stream]")) follow(place);
