// The map of a day. The page is whole without it: the table tells the same.

import { Map as GroundMap, NavigationControl, ScaleControl, setWorkerUrl } from "../vendor/maplibre/maplibre-gl.mjs";
import { openBasemap, paintBasemap } from "./basemap.js";
import { isDark } from "./desk.js";
import { MapData, ask } from "./map-data.js";
import { savePng, saveSvg } from "./map-picture.js";
import { addSign, iconOf, namesFrom, placesLayers, placesSource, shareOf } from "./map-signs.js";
import { MapTable, ranked } from "./map-table.js";

const UNKNOWN = 1, DISPUTED = 2, UNCLEAR = 4;
const DAY = 86_400_000;
const page = document.querySelector("[data-map]");
const words = JSON.parse(page.dataset.words);
const part = (name) => page.querySelector(`[data-${name}]`);
const controls = part("controls"), slider = part("slider");
const data = new MapData();
let shown = null;
let map = null;
let viewpoint = "";
// Taken before the address is written anew.
const asked = new URLSearchParams(location.search).get("at")?.split(",").map(Number);

// ---- what is asked -------------------------------------------------------------------------------------------------

const first = Date.parse(page.dataset.first || controls.elements.on.value);
const last = Date.parse(page.dataset.last || controls.elements.on.value);
slider.max = String(Math.round((last - first) / DAY));

const iso = (number) => new Date(first + number * DAY).toISOString().slice(0, 10);
const spoken = (day) => { const [year, month, date] = day.split("-").map(Number); return `${date} ${words.months[month - 1]} ${year}`; };

function query(day = controls.elements.on.value) {
  const asked = new URLSearchParams({ on: day, view: controls.elements.view.value });
  for (const name of ["party", "kind", "source"]) if (controls.elements[name].value) asked.set(name, controls.elements[name].value);
  return asked;
}

const isFiltered = () => ["party", "kind", "source"].some((name) => controls.elements[name].value);

function link() {
  const asked = query();
  if (map) {
    const { lng, lat } = map.getCenter();
    asked.set("at", [lng.toFixed(3), lat.toFixed(3), map.getZoom().toFixed(2)].join(","));
  }
  history.replaceState(null, "", `/map?${asked}`);
}

// ---- what is shown -------------------------------------------------------------------------------------------------

/** One value a place of what is drawn and told of it. */
function told(places, day) {
  const isEstimate = day.view === "estimate";
  places.ranks ??= ranked(places.names);
  const found = [];
  for (let n = 0; n < day.state.length; n += 1) {
    if (day.state[n] < 0 || (isFiltered() && !day.claims[n])) continue;
    const state = day.states[day.state[n]];
    const isUnknown = isEstimate && (day.flags[n] & UNKNOWN) > 0;
    const icon = iconOf(state, isUnknown, isEstimate);
    found.push({
      isUnclear: (day.flags[n] & UNCLEAR) > 0, id: places.ids[n], name: places.names[n], rank: places.ranks[n], longitude: places.longitudes[n], latitude: places.latitudes[n],
      state, icon, isUnknown, disputed: day.flags[n] & DISPUTED ? 1 : 0, claims: day.claims[n], ago: day.ago[n],
      why: isUnknown ? day.unknowns[day.unknown[n]] : null,
      probability: isEstimate ? day.probability[n] : null,
      strength: isEstimate && icon.startsWith("held") ? 0.35 + 0.65 * Math.max(0, (day.probability[n] - 40) / 59) : isUnknown ? 0.7 : 1,
    });
  }
  return found;
}

function features(rows) {
  return {
    type: "FeatureCollection",
    features: rows.flatMap((each, n) => each.longitude === null ? [] : [{
      type: "Feature", id: n,
      geometry: { type: "Point", coordinates: [each.longitude, each.latitude] },
      properties: {
        n, icon: each.icon, share: shareOf(each.icon), letter: each.icon.startsWith("held") ? each.state.letter : "", name: each.name,
        strength: Math.round(each.strength * 100) / 100, disputed: each.disputed, size: each.isUnknown ? 0.72 : 1, order: each.isUnknown ? 0 : 1,
      },
    }]),
  };
}

const table = new MapTable(page, words, spoken);

async function show() {
  const asked = query();
  const day = controls.elements.on.value;
  slider.value = String(Math.round((Date.parse(day) - first) / DAY));
  slider.setAttribute("aria-valuetext", spoken(day));
  part("shown-day").textContent = spoken(day);
  let found;
  try {
    found = await data.day(asked);
  } catch {
    part("progress").textContent = words.problem;
    return;
  }
  // A later question may have overtaken this one.
  if (String(asked) !== String(query())) return;
  shown = { ...found, rows: told(found.places, found.day), query: asked };
  map?.getSource("places")?.setData(features(shown.rows));
  if (map?.getLayer("names")) map.setLayerZoomRange("names", namesFrom(shown.rows.length), 24);
  table.legend(found.day, shown.rows);
  tabulate();
  card.renew();
  link();
  page.dataset.day = day;
}

function inView() {
  if (!map) return shown.rows;
  const bounds = map.getBounds();
  return shown.rows.filter((each) => each.longitude === null || bounds.contains([each.longitude, each.latitude]));
}

function tabulate() {
  if (!shown) return;
  const rows = inView();
  table.show(rows, shown.day);
  const asked = new URLSearchParams(shown.query);
  if (map) asked.set("within", map.getBounds().toArray().flat().map((degrees) => degrees.toFixed(5)).join(","));
  asked.set("sort", table.sort);
  if (table.descending) asked.set("descending", "true");
  asked.set("format", "csv");
  part("csv").href = `/api/map/table?${asked}`;
}

// ---- the card of a place -------------------------------------------------------------------------------------------

const card = {
  element: part("card"), id: null, before: null,
  open(row) {
    this.before = document.activeElement;
    this.id = row.id;
    this.renew();
    this.element.querySelector("button").focus();
  },
  close() {
    this.id = null;
    this.element.hidden = true;
    this.before?.focus();
  },
  renew() {
    if (this.id === null) return;
    const row = shown.rows.find((each) => each.id === this.id);
    if (!row) { this.close(); return; }
    const heading = document.createElement("h3"), name = document.createElement("bdi");
    name.textContent = row.name;
    heading.append(name);
    const line = document.createElement("p");
    line.textContent = table.words(row);
    const actions = document.createElement("p"), open = document.createElement("a"), close = document.createElement("button");
    actions.className = "row";
    open.href = table.address(row, shown.day.day);
    open.textContent = words.open;
    close.type = "button";
    close.textContent = words.close;
    close.addEventListener("click", () => this.close());
    actions.append(open, close);
    this.element.replaceChildren(heading, line, actions);
    this.element.hidden = false;
  },
};
card.element.addEventListener("keydown", (event) => { if (event.key === "Escape") card.close(); });

// ---- the map -------------------------------------------------------------------------------------------------------

function beginning(rows) {
  if (asked?.length === 3 && asked.every(Number.isFinite) && Math.abs(asked[1]) < 85) return { center: [asked[0], asked[1]], zoom: asked[2] };
  const within = (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    return [sorted[Math.floor(sorted.length * 0.02)], sorted[Math.ceil(sorted.length * 0.98) - 1]];
  };
  const placed = rows.filter((each) => each.longitude !== null);
  if (!placed.length) return { center: [30, 30], zoom: 1.5 };
  const [west, east] = within(placed.map((each) => each.longitude)), [south, north] = within(placed.map((each) => each.latitude));
  return { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 50, maxZoom: 7 } };
}

async function draw(base) {
  setWorkerUrl(new URL("../vendor/maplibre/maplibre-gl-worker.mjs", import.meta.url).href);
  viewpoint = base.viewpoint;
  part("viewpoint").textContent = `${base.viewpoint}. ${page.dataset.tiles ? `${words.tiles} ` : ""}${words.cluster}`;
  const style = base.style(isDark() ? "dark" : "light");
  if (page.dataset.tiles) {
    style.sources.tiles = { type: "raster", tiles: [page.dataset.tiles], tileSize: 256 };
    // Under our coasts and borders, whose viewpoint is told below.
    const at = style.layers.findIndex((layer) => layer.type === "line");
    style.layers.splice(at < 0 ? style.layers.length : at, 0, { id: "tiles", type: "raster", source: "tiles" });
  }
  style.sources.places = placesSource(features(shown?.rows ?? []));
  style.layers.push(...placesLayers(shown?.rows.length ?? 0));
  map = new GroundMap({
    container: part("canvas"), style, ...beginning(shown?.rows ?? []), attributionControl: false, dragRotate: false, pitchWithRotate: false,
    maxPitch: 0, maxZoom: 14, fadeDuration: 0, renderWorldCopies: true,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  map.addControl(new ScaleControl());
  map.setMissingStyleImageResolver(async (id) => addSign(map, id));
  performance.mark("map-made");
  tabulate();
  map.once("idle", () => {
    page.dataset.drawn = "true";
    performance.mark("map-ready");
    page.dispatchEvent(new CustomEvent("sayso:map-ready", { bubbles: true }));
    // The closer ground comes after what the page is for.
    base.follow(map);
    map.fire("moveend");
  });
  map.on("moveend", () => { tabulate(); link(); });
  map.on("click", (event) => choose(event.point));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // The key would go on to press the button that the card puts the focus on.
    event.preventDefault();
    nearest();
  });
  for (const layer of ["places", "clusters"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  const repaint = () => {
    paintBasemap(map, isDark() ? "dark" : "light");
    for (const id of map.listImages()) addSign(map, id);
    for (const { id, paint } of placesLayers(0)) for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  };
  document.addEventListener("sayso:theme", repaint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

async function choose(point) {
  const box = [[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]];
  const [hit] = map.queryRenderedFeatures(box, { layers: ["places", "clusters"] });
  if (!hit) { if (!card.element.hidden) card.close(); return; }
  if (hit.properties.cluster_id === undefined) { card.open(shown.rows[hit.properties.n]); return; }
  const zoom = await map.getSource("places").getClusterExpansionZoom(hit.properties.cluster_id);
  map.easeTo({ center: hit.geometry.coordinates, zoom });
}

/** The place nearest to the middle of the map. */
function nearest() {
  const { lng, lat } = map.getCenter();
  const narrow = Math.cos((lat * Math.PI) / 180);
  const far = (each) => Math.hypot((each.longitude - lng) * narrow, each.latitude - lat);
  const placed = inView().filter((each) => each.longitude !== null);
  if (placed.length) card.open(placed.reduce((best, each) => (far(each) < far(best) ? each : best)));
}

// ---- time ----------------------------------------------------------------------------------------------------------

function go(number) {
  const day = iso(Math.max(0, Math.min(Number(slider.max), number)));
  if (day === controls.elements.on.value) return Promise.resolve();
  controls.elements.on.value = day;
  return show();
}

const play = part("play");
let playing = false;

async function run() {
  if (Number(slider.value) >= Number(slider.max)) await go(0);
  while (playing && Number(slider.value) < Number(slider.max)) {
    const step = Number(part("pace").value), next = Number(slider.value) + step;
    // What comes after is fetched while this is looked at.
    if (next + step <= Number(slider.max)) data.day(query(iso(next + step))).catch(() => {});
    await Promise.all([go(next), new Promise((done) => { setTimeout(done, 450); })]);
  }
  halt();
}

function halt() {
  playing = false;
  play.textContent = words.play;
  play.setAttribute("aria-pressed", "false");
}

play.addEventListener("click", () => {
  if (playing) { halt(); return; }
  playing = true;
  play.textContent = words.pause;
  play.setAttribute("aria-pressed", "true");
  run();
});
slider.addEventListener("input", () => { halt(); go(Number(slider.value)); });
for (const button of page.querySelectorAll("[data-step]")) button.addEventListener("click", () => { halt(); go(Number(slider.value) + Number(button.dataset.step)); });
controls.addEventListener("change", () => { if (controls.elements.on.value) show(); });
controls.addEventListener("submit", (event) => { event.preventDefault(); show(); });
page.addEventListener("sayso:sorted", tabulate);

// ---- files ---------------------------------------------------------------------------------------------------------

function caption() {
  const chosen = controls.querySelector("input[name=view]:checked").closest("label").textContent.replace(/\s+/g, " ").trim();
  const filters = ["party", "kind", "source"].map((name) => controls.elements[name].value).filter(Boolean);
  return { title: `${spoken(shown.day.day)} · ${chosen}`, lines: [...filters.length ? [filters.join(", ")] : [], `${viewpoint}. ${words.cluster}`], legend: table.told };
}
part("png").addEventListener("click", () => { if (map && shown) savePng(map, caption(), `sayso-map-${shown.day.day}.png`); });
part("svg").addEventListener("click", () => {
  if (map && shown) saveSvg(map, inView().filter((each) => each.longitude !== null), { ...caption(), lines: caption().lines.slice(0, -1).concat(`${viewpoint}.`) }, `sayso-map-${shown.day.day}.svg`);
});

// ---- begin ---------------------------------------------------------------------------------------------------------

async function follow() {
  if (page.dataset.ready === "true") return;
  const status = await ask("/api/map/status").catch(() => null);
  if (status?.ready) { location.reload(); return; }
  if (status) part("progress").textContent = words.reckoning.replace("{percent}", status.total ? Math.floor((100 * status.done) / status.total) : 0);
  setTimeout(follow, 2_000);
}

try {
  const [base] = await Promise.all([openBasemap("/static/basemap/"), show()]);
  await draw(base);
} catch (problem) {
  part("progress").textContent = words.problem;
  console.warn(String(problem));
}
follow();
