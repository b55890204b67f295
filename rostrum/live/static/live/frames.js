// Puts a frame in the place of the one before: every top-level element takes the place of its namesake.
const keep = (element) => {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  return {
    focus: focused?.id ?? "",
    selection: focused && "selectionStart" in focused && focused.type !== "number" ? [focused.selectionStart, focused.selectionEnd] : null,
    open: [...element.querySelectorAll("details[open][id]")].map((one) => one.id),
    typed: [...element.querySelectorAll("input[id]:not([type=hidden]), textarea[id]")].filter((one) => one.value !== one.defaultValue).map((one) => [one.id, one.value]),
    scroll: [element, ...element.querySelectorAll("[id]")].filter((one) => one.scrollTop > 0).map((one) => [one.id, one.scrollTop]),
  };
};

const give = (kept) => {
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, value] of kept.typed) {
    const field = document.getElementById(id);
    if (field) field.value = value;
  }
  for (const [id, top] of kept.scroll) {
    const one = document.getElementById(id);
    if (one) one.scrollTop = top;
  }
  const focus = kept.focus && document.getElementById(kept.focus);
  if (focus) {
    focus.focus({ preventScroll: true });
    if (kept.selection) focus.setSelectionRange(...kept.selection);
  }
};

const numberOf = (element) => Number.parseInt(element.dataset.number ?? "", 10);

// A frame that was rendered before the one on the page must not take its place.
const older = (fresh, shown) => numberOf(fresh) < numberOf(shown);

export const show = (html) => {
  const frame = document.createRange().createContextualFragment(html);
  const ids = [];
  for (const fresh of [...frame.children]) {
    const shown = fresh.id && document.getElementById(fresh.id);
    if (!shown || older(fresh, shown)) continue;
    // An answer that is on its way finds its place by the element that asked: that one has to stay till then.
    if (shown.querySelector(".htmx-request")) {
      document.addEventListener("htmx:afterRequest", () => setTimeout(() => show(html)), { once: true });
      continue;
    }
    ids.push(fresh.id);
    if (shown.isEqualNode(fresh)) continue;
    const kept = keep(shown);
    shown.replaceWith(fresh);
    give(kept);
    window.htmx?.process(fresh);
  }
  document.dispatchEvent(new CustomEvent("live:frame", { detail: { ids } }));
};

document.addEventListener("live:show", (event) => show(event.detail.html));
