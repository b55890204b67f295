// Sound and vibration when the clock turns amber and red. Off until somebody switches it on.
const NAME = "floor-alarm";
const TONES = { amber: [[660, 0.18]], over: [[880, 0.18], [660, 0.18], [880, 0.3]] };
const button = document.querySelector("[data-alarm]");
let audio = null;

const on = () => button?.getAttribute("aria-pressed") === "true";

const play = (tones) => {
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [pitch, length] of tones) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.06;
  }
};

const alarm = (phase) => {
  if (!on() || !TONES[phase]) return;
  play(TONES[phase]);
  navigator.vibrate?.(phase === "over" ? [200, 100, 200] : 200);
};

button?.addEventListener("click", () => {
  const now = !on();
  button.setAttribute("aria-pressed", String(now));
  try {
    localStorage.setItem(NAME, now ? "on" : "off");
  } catch {
    // Remembered for this page only.
  }
  if (now) play([[520, 0.12]]);
});

// A browser plays nothing before somebody has touched the page; the choice is kept all the same.
try {
  if (localStorage.getItem(NAME) === "on") button?.setAttribute("aria-pressed", "true");
} catch {
  // Off.
}
document.addEventListener("clock:phase", (event) => {
  if (event.detail.previous) alarm(event.detail.phase);
});
