// How a place is drawn: a disc in the colour and with the letter of a side, hatched when contested, a ring with a slash
// where somebody says that a side does not hold it, an empty ring when unknown, and a broken ring around what is disputed.

const SIZE = 22;
const RATIO = 2;
const COLOURS = 7;
export const SHARES = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "contested", "unknown"];

/** The colours of the page as they are now. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    sides: Array.from({ length: COLOURS }, (_, n) => of(`--c${n}`)),
    paper: of("--paper"), ink: of("--ink"), soft: of("--strong-line"), warn: of("--warn"), raised: of("--raised"),
  };
}

/** The name of the picture of a state: `stand` as the API tells it. */
export function iconOf(state, isUnknown, isEstimate) {
  if (isUnknown && isEstimate) return "unknown";
  if (state.stand === "contested") return "contested";
  return `${state.stand === "not held by" ? "denied" : "held"}-${state.colour}`;
}

/** What a place counts as in a cluster. */
export function shareOf(icon) {
  return icon.startsWith("held-") || icon.startsWith("denied-") ? `c${icon.slice(-1)}` : icon;
}

/** Draw the sign of a name into a 2D context around (x, y). */
export function drawSign(context, icon, x, y, radius, colours) {
  context.lineWidth = radius / 4.5;
  const disc = (size) => { context.beginPath(); context.arc(x, y, size, 0, 2 * Math.PI); };
  if (icon === "unknown") {
    disc(radius * 0.62);
    context.fillStyle = colours.paper; context.fill();
    context.strokeStyle = colours.soft; context.stroke();
  } else if (icon === "contested") {
    context.save();
    disc(radius * 0.86);
    context.fillStyle = colours.paper; context.fill();
    context.clip();
    context.strokeStyle = colours.ink; context.lineWidth = radius / 5;
    for (let at = -2; at <= 2; at += 0.5) {
      context.beginPath();
      context.moveTo(x + (at - 1) * radius, y + radius);
      context.lineTo(x + (at + 1) * radius, y - radius);
      context.stroke();
    }
    context.restore();
    disc(radius * 0.86);
    context.lineWidth = radius / 6; context.strokeStyle = colours.ink; context.stroke();
  } else {
    const colour = colours.sides[Number(icon.slice(-1))];
    if (icon.startsWith("held")) {
      disc(radius * 0.9);
      context.fillStyle = colour; context.fill();
      context.lineWidth = radius / 9; context.strokeStyle = colours.paper; context.stroke();
    } else {
      disc(radius * 0.75);
      context.fillStyle = colours.paper; context.fill();
      context.strokeStyle = colour; context.stroke();
      context.beginPath();
      context.moveTo(x - radius * 0.53, y + radius * 0.53); context.lineTo(x + radius * 0.53, y - radius * 0.53);
      context.stroke();
    }
  }
}

function drawn(size, draw) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * RATIO;
  const context = canvas.getContext("2d");
  draw(context, (size * RATIO) / 2);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Put the sign or pie of a name onto a map, in the colours of the page. */
export function addSign(map, name) {
  if (name.startsWith("pie:")) { addPie(map, name); return; }
  if (!/^(unknown|contested|(held|denied)-\d)$/.test(name)) return;
  const colours = palette();
  put(map, name, drawn(SIZE, (context, middle) => drawSign(context, name, middle, middle, middle, colours)));
}

/** The pie of a cluster: `pie:` and 48ths of its places by `SHARES`, any at all shown as one. */
function addPie(map, id) {
  const colours = palette();
  const parts = id.slice(4).split(",").map(Number);
  const whole = parts.reduce((sum, part) => sum + part, 0) || 1;
  put(map, id, drawn(34, (context, middle) => {
    let from = -Math.PI / 2;
    parts.forEach((part, n) => {
      if (!part) return;
      const to = from + (part / whole) * 2 * Math.PI;
      context.beginPath();
      context.moveTo(middle, middle);
      context.arc(middle, middle, middle - 2, from, to);
      context.closePath();
      context.fillStyle = n < COLOURS ? colours.sides[n] : SHARES[n] === "unknown" ? colours.soft : hatch(context, colours);
      context.fill();
      context.strokeStyle = colours.paper; context.lineWidth = 0.6; context.stroke();
      from = to;
    });
    context.beginPath();
    context.arc(middle, middle, middle * 0.66, 0, 2 * Math.PI);
    context.fillStyle = colours.raised; context.fill();
  }));
}

function hatch(context, colours) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const lines = tile.getContext("2d");
  lines.fillStyle = colours.paper; lines.fillRect(0, 0, 6, 6);
  lines.strokeStyle = colours.ink; lines.lineWidth = 1.6;
  for (const at of [-6, 0, 6]) { lines.beginPath(); lines.moveTo(at, 6); lines.lineTo(at + 6, 0); lines.stroke(); }
  return context.createPattern(tile, "repeat");
}

function put(map, name, image) {
  if (map.hasImage(name)) map.updateImage(name, image);
  else map.addImage(name, image, { pixelRatio: RATIO });
}

/** The source of places from their features. */
export function placesSource(data) {
  const counted = Object.fromEntries(SHARES.map((name) => [name, ["+", ["case", ["==", ["get", "share"], name], 1, 0]]]));
  return {
    type: "geojson", data,
    cluster: true, clusterRadius: 34, clusterMaxZoom: 5, clusterProperties: { ...counted, disputed: ["+", ["get", "disputed"]] },
  };
}

/** From which scale on names stand beside so many places without hiding their signs. */
export function namesFrom(count) {
  return count < 300 ? 5 : 8;
}

/** The layers of so many places, in the colours of the page. */
export function placesLayers(count) {
  const colours = palette();
  const cluster = ["has", "point_count"];
  const parts = SHARES.flatMap((name, n) => [...(n ? [","] : []), ["to-string", ["ceil", ["/", ["*", 48, ["get", name]], ["get", "point_count"]]]]]);
  const bigger = ["interpolate", ["linear"], ["log10", ["get", "point_count"]], 0.3, 0.8, 3.5, 1.5];
  const ring = { "circle-color": "transparent", "circle-opacity": 0, "circle-stroke-color": colours.warn, "circle-stroke-width": 2 };
  return [
    { id: "places", type: "symbol", source: "places", filter: ["!", cluster],
      layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "text-allow-overlap": true, "text-optional": true,
        "icon-size": ["interpolate", ["linear"], ["zoom"], 3, ["*", 0.55, ["get", "size"]], 8, ["get", "size"]], "text-field": ["get", "letter"], "text-font": ["sans-serif"],
        "text-size": ["interpolate", ["linear"], ["zoom"], 3, 7, 8, 12], "symbol-sort-key": ["get", "order"] },
      paint: { "icon-opacity": ["get", "strength"], "text-color": colours.paper } },
    { id: "disputed", type: "circle", source: "places", filter: ["all", ["!", cluster], ["==", ["get", "disputed"], 1]],
      paint: { ...ring, "circle-radius": ["interpolate", ["linear"], ["zoom"], 3, 7.5, 8, 12.5] } },
    { id: "names", type: "symbol", source: "places", filter: ["!", cluster], minzoom: namesFrom(count),
      layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": 12, "text-anchor": "left", "text-offset": [1.4, 0], "text-max-width": 12 },
      paint: { "text-color": colours.ink, "text-halo-color": colours.paper, "text-halo-width": 1.4 } },
    { id: "clusters", type: "symbol", source: "places", filter: cluster,
      layout: { "icon-image": ["concat", "pie:", ...parts], "icon-size": bigger, "icon-allow-overlap": true, "text-allow-overlap": true,
        "text-field": ["get", "point_count_abbreviated"], "text-font": ["sans-serif"], "text-size": 11 },
      paint: { "text-color": colours.ink } },
  ];
}
