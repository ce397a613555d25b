// The ground under the desk's maps: coasts, borders, water and names, from files of ours alone.
//
// Whose borders: each file names its viewpoint, and lists what was edited to follow it and on what basis
// (docs/basemap.md). Names are drawn with the reader's own fonts: the style has no `glyphs`.
//
//   const base = await openBasemap("/static/basemap/");
//   const map = new maplibregl.Map({ container, style: base.style("dark"), ... });
//   base.follow(map);              // the theatre in view is drawn closely
//   base.viewpoint, base.edits     // to be named and listed beside the map

import { features } from "./topology.js";

const LAYERS = ["countries", "lakes", "rivers", "lines", "labels"];
// From this zoom on a theatre's or region's own file is drawn, where there is one.
const CLOSE = 4.2;

const COLOURS = {
  light: { water: "#dce6ea", land: "#f6f4ef", shore: "#b9c7cd", border: "#a8a397", dashed: "#857f72", label: "#5f5b52", area: "#77726a" },
  dark: { water: "#12171b", land: "#22282d", shore: "#39434b", border: "#59636c", dashed: "#7d8892", label: "#a6b0b9", area: "#8b96a0" },
};

/** Fetch the world's file from `folder`; see above. Rejects where it cannot be had. */
export async function openBasemap(folder) {
  const fetched = new Map();
  const file = (name) => {
    if (!fetched.has(name)) {
      fetched.set(name, read(`${folder}${name}.json`).catch((error) => {
        fetched.delete(name);
        throw error;
      }));
    }
    return fetched.get(name);
  };
  const world = await file("world");
  return {
    viewpoint: world.viewpoint,
    edits: world.edits,
    source: world.source,
    style: (theme) => style(world, theme),
    follow: (map) => follow(map, world, file),
  };
}

/** The file to draw from (a theatre's or a region's): of those whose box holds the middle of the view the smallest,
 *  else, and from afar, "world". `boxes` has west, south, east, north by name. */
export function fileFor(boxes, [longitude, latitude], zoom) {
  if (zoom < CLOSE) return "world";
  const size = ([west, south, east, north]) => (east - west) * (north - south);
  const holding = Object.entries(boxes).filter(([, [west, south, east, north]]) =>
    west <= longitude && longitude <= east && south <= latitude && latitude <= north);
  return holding.sort(([, a], [, b]) => size(a) - size(b))[0]?.[0] ?? "world";
}

/** Paint the layers of the base in another theme ("light" or "dark") on a map that has them. */
export function paintBasemap(map, theme) {
  for (const { id, paint } of layers(COLOURS[theme])) {
    for (const [property, value] of Object.entries(paint)) map.setPaintProperty(id, property, value);
  }
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function style(world, theme) {
  const sources = LAYERS.map((name) => [`base-${name}`, { type: "geojson", data: features(world, name), tolerance: 0.2 }]);
  sources[0][1].attribution = `${world.viewpoint} · Natural Earth`;
  return { version: 8, sources: Object.fromEntries(sources), layers: layers(COLOURS[theme]) };
}

function follow(map, world, file) {
  let shown = "world";
  const choose = async () => {
    const { lng, lat } = map.getCenter().wrap();
    const wanted = fileFor(world.files, [lng, lat], map.getZoom());
    if (wanted === shown) return;
    shown = wanted;
    try {
      const topology = await file(wanted);
      // The reader may have gone elsewhere while it came.
      if (shown === wanted) for (const name of LAYERS) map.getSource(`base-${name}`)?.setData(features(topology, name));
    } catch {
      // The world's lines stay; the next movement tries again.
      if (shown === wanted) shown = "world";
    }
  };
  map.on("moveend", choose);
  map.once("load", choose);
}

function layers(colour) {
  const kind = (value) => ["==", ["get", "kind"], value];
  const wider = (far, near) => ["interpolate", ["linear"], ["zoom"], 2, far, 8, near];
  const named = (id, kindOf, size, paint, layout) => ({
    id, type: "symbol", source: "base-labels", filter: kindOf,
    layout: {
      "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": size, "text-max-width": 7,
      "text-padding": 4, "symbol-sort-key": ["-", 0, ["get", "room"]], ...layout,
    },
    paint: { "text-halo-color": colour.land, "text-halo-width": 1.2, ...paint },
  });
  // A name is shown once its country is some forty pixels wide: room is in degrees, zoom 2 has 5.7 pixels to one.
  const roomy = ["any", ...[[2.4, 0], [1.2, 3], [0.5, 4], [0.2, 5], [0, 6]].map(([room, zoom]) =>
    ["all", [">=", ["zoom"], zoom], [">=", ["get", "room"], room]])];
  return [
    { id: "base-sea", type: "background", paint: { "background-color": colour.water } },
    { id: "base-land", type: "fill", source: "base-countries", paint: { "fill-color": colour.land } },
    { id: "base-lakes", type: "fill", source: "base-lakes", paint: { "fill-color": colour.water } },
    { id: "base-rivers", type: "line", source: "base-rivers", minzoom: 3, paint: { "line-color": colour.water, "line-width": wider(0.4, 2) } },
    { id: "base-coast", type: "line", source: "base-lines", filter: kind("coast"), paint: { "line-color": colour.shore, "line-width": wider(0.4, 1) } },
    { id: "base-border", type: "line", source: "base-lines", filter: kind("border"), layout: { "line-join": "round" }, paint: { "line-color": colour.border, "line-width": wider(0.6, 1.6) } },
    { id: "base-dashed", type: "line", source: "base-lines", filter: kind("dashed"), layout: { "line-join": "round" }, paint: { "line-color": colour.dashed, "line-width": wider(0.7, 1.6), "line-dasharray": [3, 2] } },
    { minzoom: 4.5, ...named("base-areas", kind("area"), wider(9, 12), { "text-color": colour.area }, { "text-letter-spacing": 0.05 }) },
    named("base-countries", ["all", kind("country"), roomy], wider(10, 15), { "text-color": colour.label }, { "text-letter-spacing": 0.08 }),
  ];
}
