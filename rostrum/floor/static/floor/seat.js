// Shows one participant their own line of the frame that everybody in the room shares.
const mine = document.getElementById("seat-mine");
const me = mine?.dataset.me;
let before = mine?.dataset.stands ?? "";

const tell = (stands) => {
  if (stands === before) return;
  if (stands === "next" || stands === "speaking") navigator.vibrate?.([200, 100, 200, 100, 400]);
  before = stands;
};

// Whether somebody is on the list, and where, is in the shared frame; anything else is asked for.
const update = async () => {
  const place = document.getElementById("seat-mine");
  if (!place) return;
  const row = document.querySelector(`#seat-board [data-me="${me}"]`);
  const now = row?.dataset.stands ?? "none";
  const was = place.dataset.stands;
  if (row && now === was && now === "waiting") {
    place.querySelector("[data-place]")?.replaceChildren(row.dataset.place);
    place.querySelector("[data-expected]")?.replaceChildren(row.dataset.expected);
    place.querySelector("[data-unreached]")?.toggleAttribute("hidden", row.dataset.unreached !== "yes");
    place.querySelector("[data-reached]")?.toggleAttribute("hidden", row.dataset.unreached === "yes");
    return;
  }
  if (!row && !["waiting", "next", "speaking"].includes(was) && place.dataset.segment === document.getElementById("seat-board")?.dataset.segment) return;
  try {
    const answer = await fetch(location.href, { headers: { "X-Act": "1" }, credentials: "same-origin" });
    if (!answer.ok) return;
    document.dispatchEvent(new CustomEvent("live:show", { detail: { html: await answer.text() } }));
    tell(document.getElementById("seat-mine").dataset.stands);
  } catch {
    // The next frame tries again.
  }
};

document.addEventListener("live:frame", (event) => {
  if (event.detail?.ids?.includes("seat-board") ?? true) update();
});
