// Counts every clock on the page by itself, from what the server said and the server's time.
import { now } from "./clock.js";

const MINUS = "\u2212";

const spoken = (clock) => {
  const before = Number.parseFloat(clock.dataset.clockAccumulated) || 0;
  const started = Number.parseFloat(clock.dataset.clockStarted);
  const runs = clock.dataset.clockRunning === "true" && Number.isFinite(started);
  return before + (runs ? Math.max(0, now() - started) : 0);
};

const written = (left) => {
  const whole = left >= 0 ? Math.ceil(left) : Math.floor(-left);
  const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return left < 0 && whole > 0 ? MINUS + text : text;
};

const phaseOf = (clock, left) => {
  if (clock.dataset.clockRunning !== "true") return spoken(clock) > 0 ? "paused" : "waiting";
  if (left <= 0) return "over";
  return left <= (Number.parseFloat(clock.dataset.clockAmber) || 0) ? "amber" : "running";
};

// By the live element around the clock: a frame that comes just then must not swallow the change to amber.
const phases = new Map();

const draw = (clock) => {
  const limit = Number.parseFloat(clock.dataset.clockLimit) || 0;
  const left = limit - spoken(clock);
  const text = clock.querySelector("[data-clock-remaining]");
  const shown = written(left);
  if (text && text.textContent !== shown) text.textContent = shown;
  const bar = clock.querySelector("[data-clock-bar]");
  bar?.style.setProperty("--left", String(limit ? Math.min(1, Math.max(0, left / limit)) : 0));
  const phase = phaseOf(clock, left);
  if (clock.dataset.phase !== phase) clock.dataset.phase = phase;
  const key = clock.closest("[data-live]")?.id ?? "";
  const previous = phases.get(key);
  phases.set(key, phase);
  if (previous && previous !== phase) {
    clock.dispatchEvent(new CustomEvent("clock:phase", { bubbles: true, detail: { phase, previous } }));
  }
};

const zones = new Map();
const inZone = (timeZone) => {
  if (!zones.has(timeZone)) {
    zones.set(timeZone, new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }));
  }
  return zones.get(timeZone);
};

const tick = () => {
  for (const clock of document.querySelectorAll("[data-clock]")) draw(clock);
  for (const wall of document.querySelectorAll("[data-wall-clock]")) {
    const text = inZone(wall.dataset.zone).format(now() * 1000).replace(":", ".");
    if (wall.textContent !== text) wall.textContent = text;
  }
};

// Twenty times a second is a twentieth of a second late at most; what has not changed is not written.
setInterval(tick, 50);
document.addEventListener("clock:measured", tick);
document.addEventListener("live:frame", tick);
tick();
