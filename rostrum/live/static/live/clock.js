// The server's time, whatever this machine's clock says: a few questions, the one with the quickest answer
// counts. performance.now() carries it on, so that a wall clock that is set meanwhile changes nothing.
const SAMPLES = 5;
const EVERY = 60000;
const PATIENCE = 3000;
let offset = Date.now() - performance.now();
let known = null;

// Seconds since 1970 UTC, as the server counts them.
export const now = () => (performance.now() + offset) / 1000;

const ask = async () => {
  const sent = performance.now();
  const answer = await fetch("/live/time", { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  const server = Number.parseFloat(await answer.text());
  const back = performance.now();
  if (!answer.ok || !Number.isFinite(server)) throw new Error("no time");
  return { trip: back - sent, offset: server - (sent + back) / 2 };
};

export const measure = async () => {
  let best = null;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    try {
      const one = await ask();
      if (!best || one.trip < best.trip) best = one;
    } catch {
      // The server does not answer: what was measured before holds, and more questions would not help.
      break;
    }
  }
  if (!best) return false;
  offset = best.offset;
  known = best;
  document.documentElement.dataset.clockMeasured = "yes";
  document.dispatchEvent(new CustomEvent("clock:measured"));
  return true;
};

export const ready = measure();
setInterval(() => {
  if (!document.hidden) measure();
}, EVERY);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && known) measure();
});
