// The page of a place, alive: handles, brush, copying. Each view is an address that the server answers whole; what
// changes here is fetched from there and put in its place.
import { copied } from "./copying.js";
import { savePng } from "./download.js";
import { Brush } from "./place_brush.js";
import { Handles } from "./place_handles.js";

const root = document.querySelector("[data-place]");
const name = root.dataset.name;
let query = new URLSearchParams(root.dataset.query);
// Answers that are overtaken by a later question are dropped; the two kinds do not overtake each other.
let shown = 0, previewed = 0;

const dayAt = (index) => {
  const day = new Date(`${root.dataset.first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + index);
  return day.toISOString().slice(0, 10);
};
const inWords = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The query with some of it changed; null takes a part away. */
function changed(changes) {
  const next = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** Put the parts of another view in place of these; the address tells it. */
async function show(next, parts) {
  const mine = ++shown;
  const answer = await fetch(`/place/${name}?${next}`);
  if (!answer.ok || mine !== shown) return;
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== shown) return;
  for (const part of parts) {
    const now = document.getElementById(part), then = there.getElementById(part);
    if (now && then) now.replaceWith(document.adoptNode(then));
  }
  for (const element of document.querySelectorAll("[data-live]")) {
    for (const attribute of ["href", "action"]) {
      const address = element.getAttribute(attribute);
      if (!address) continue;
      const [path, old] = address.split("?");
      const kept = new URLSearchParams(old), fresh = new URLSearchParams(next);
      for (const key of ["format", "whole"]) if (kept.has(key)) fresh.set(key, kept.get(key));
      element.setAttribute(attribute, `${path}?${fresh}`);
    }
  }
  const png = document.querySelector("[data-png]");
  png.dataset.png = `/api/places/${name}/timeline.svg?${next}`;
  query = next;
  history.replaceState(null, "", `/place/${name}?${next}`);
  if (parts.includes("part-evidence")) reasons();
}

/** The picture alone and its words, while a handle moves. */
async function preview(next) {
  const mine = ++previewed;
  const address = `/api/places/${name}`;
  const [drawn, told] = await Promise.all([
    fetch(`${address}/timeline.svg?${next}`), fetch(`${address}/days?${next}&now=true`),
  ]);
  if (!drawn.ok || !told.ok || mine !== previewed) return;
  const picture = new DOMParser().parseFromString(await drawn.text(), "image/svg+xml").documentElement;
  const days = await told.json();
  if (mine !== previewed) return;
  document.getElementById("part-drawing").replaceChildren(document.adoptNode(picture));
  const line = document.querySelector("[data-told]");
  const spoken = (label, list) => {
    const day = list.findLast((each) => each.date <= days.on);
    const row = document.createElement("span");
    row.textContent = `${label} ${day ? `${inWords(day.date)}, ${day.label}` : line.dataset.nothing}`;
    return row;
  };
  line.replaceChildren(spoken(line.dataset.then, days.days), spoken(line.dataset.now, days.now));
}

const VIEW = ["part-head", "part-sides", "part-reading", "part-drawing", "part-days", "part-list", "part-origins", "part-evidence"];

new Handles(root, {
  dayAt, inWords,
  moves: (changes) => preview(changed(changes)),
  rests: (changes) => show(changed(changes), VIEW),
});
new Brush(root.querySelector("[data-stage]"), {
  dayAt, inWords,
  rests: (from, to) => show(changed({ from, to, offset: null }), ["part-list"]),
});

/** What weighs most takes longer to reckon: it comes after the rest is there, or when it is asked for. */
async function reasons(asked = false) {
  const section = document.querySelector("[data-evidence]");
  if (!section || (!asked && !("eager" in section.dataset))) return;
  section.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(section.dataset.evidence);
    if (!answer.ok) return;
    const there = new DOMParser().parseFromString(await answer.text(), "text/html");
    section.replaceChildren(section.querySelector("h2"), ...there.body.childNodes);
    delete section.dataset.evidence;
  } finally {
    section.setAttribute("aria-busy", "false");
  }
}
(window.requestIdleCallback ?? setTimeout)(() => {
  reasons();
  // Of a place with very many claims the page comes without today's record; the picture has it a little later.
  if (document.querySelector("[data-lacks-now]")) preview(query);
});

const status = root.querySelector("[data-status]");
async function tell(button, words) {
  const before = button.textContent;
  const answer = (await copied(words)) ? button.dataset.done : button.dataset.failed ?? "";
  button.textContent = status.textContent = answer;
  setTimeout(() => { button.textContent = before; status.textContent = ""; }, 2500);
}

root.addEventListener("click", (event) => {
  const { target } = event;
  const copy = target.closest("[data-copy]"), link = target.closest("[data-copy-link]");
  const png = target.closest("[data-png]"), fetches = target.closest("[data-fetch]"), claim = target.closest("[data-claim]");
  if (copy) tell(copy, copy.dataset.copy);
  else if (link) tell(link, location.href);
  else if (png) savePng(png.dataset.png, png.dataset.file);
  else if (fetches) { event.preventDefault(); reasons(true); }
  else if (target.closest("[data-print]")) print();
  else if (claim) found(claim);
});

/** A mark leads to its row where that is listed, else to its document. */
function found(mark) {
  const row = document.getElementById(`row-${mark.dataset.claim}`);
  if (!row) {
    location.assign(`/document/${encodeURIComponent(mark.dataset.document)}#c-${encodeURIComponent(mark.dataset.claim)}`);
    return;
  }
  document.querySelector("tr.found")?.classList.remove("found");
  row.classList.add("found");
  row.scrollIntoView({ block: "center" });
  row.querySelector("a")?.focus({ preventScroll: true });
}

addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll(".place details:not(.choose)")) each.open = true;
});
