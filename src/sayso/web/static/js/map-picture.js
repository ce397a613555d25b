// The map as a file: what it shows with its day, point of view and legend.

import { drawSign, palette } from "./map-signs.js";

const MARGIN = 14;
const LINE = 22;

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A PNG of the map's canvas; `told` has `title`, `lines` and `legend` ({ icon, letter, words } each). */
export function savePng(map, told, name) {
  map.once("render", () => {
    const source = map.getCanvas();
    const ratio = source.width / source.clientWidth;
    const below = MARGIN * 2 + LINE * (1 + told.lines.length + Math.ceil(told.legend.length / 3));
    const canvas = document.createElement("canvas");
    canvas.width = source.width; canvas.height = source.height + below * ratio;
    const context = canvas.getContext("2d");
    const colours = palette();
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(source, 0, 0);
    context.scale(ratio, ratio);
    write(context, told, source.clientHeight + MARGIN, source.clientWidth, colours);
    canvas.toBlob((blob) => offer(blob, name), "image/png");
  });
  map.triggerRepaint();
}

function write(context, told, top, width, colours) {
  let y = top + 12;
  context.fillStyle = colours.ink;
  context.textBaseline = "alphabetic";
  context.font = "600 16px sans-serif";
  context.fillText(told.title, MARGIN, y);
  context.font = "12px sans-serif";
  for (const line of told.lines) { y += LINE; context.fillText(line, MARGIN, y, width - 2 * MARGIN); }
  const column = (width - 2 * MARGIN) / 3;
  told.legend.forEach((each, n) => {
    const x = MARGIN + (n % 3) * column;
    if (n % 3 === 0) y += LINE;
    drawSign(context, each.icon, x + 8, y - 4, 9, colours);
    context.fillStyle = colours.ink;
    context.fillText(each.words, x + 22, y, column - 26);
  });
}

const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent?.append(made);
  return made;
}

/** The same as drawing: the ground in view, then every place in view (`places`: { longitude, latitude, icon, strength,
 *  disputed, name } each), none of them clustered. */
export function saveSvg(map, places, told, name) {
  const { clientWidth: width, clientHeight: height } = map.getCanvas();
  const colours = palette();
  const tall = height + MARGIN * 2 + LINE * (1 + told.lines.length + told.legend.length);
  const svg = element("svg", { xmlns: SVG, width, height: tall, viewBox: `0 0 ${width} ${tall}`, "font-family": "sans-serif" });
  element("title", {}, svg).textContent = [told.title, ...told.lines].join(". ");
  const style = (id, property) => map.getLayer(id) && map.getPaintProperty(id, property);
  element("rect", { width, height: tall, fill: colours.paper }, svg);
  const clip = element("clipPath", { id: "frame" }, element("defs", {}, svg));
  element("rect", { width, height }, clip);
  const ground = element("g", { "clip-path": "url(#frame)" }, svg);
  element("rect", { width, height, fill: style("base-water", "background-color") ?? colours.paper }, ground);
  for (const [id, property] of [["base-land", "fill-color"], ["base-lakes", "fill-color"], ["base-coast", "line-color"], ["base-border", "line-color"], ["base-dashed", "line-color"]]) {
    if (!map.getLayer(id)) continue;
    const isArea = property === "fill-color";
    const lines = map.queryRenderedFeatures({ layers: [id] }).map((each) => path(map, each.geometry, isArea)).join("");
    const dashes = id === "base-dashed" ? { "stroke-dasharray": "4 3" } : {};
    element("path", { d: lines, fill: isArea ? style(id, property) : "none", stroke: style(id, property), "stroke-width": isArea ? 0.4 : 1, ...dashes }, ground);
  }
  for (const each of places) {
    const { x, y } = map.project([each.longitude, each.latitude]);
    const group = element("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, opacity: each.strength }, ground);
    sign(group, each.icon, 7, colours);
    if (each.disputed) element("circle", { r: 10, fill: "none", stroke: colours.warn, "stroke-width": 1.6 }, group);
    element("title", {}, group).textContent = each.name;
  }
  let y = height + MARGIN + 12;
  const text = (words, x, size, weight) => { element("text", { x, y, "font-size": size, "font-weight": weight, fill: colours.ink }, svg).textContent = words; };
  text(told.title, MARGIN, 16, 600);
  for (const line of told.lines) { y += LINE; text(line, MARGIN, 12, 400); }
  for (const each of told.legend) {
    y += LINE;
    sign(element("g", { transform: `translate(${MARGIN + 8} ${y - 4})` }, svg), each.icon, 8, colours);
    text(each.words, MARGIN + 24, 12, 400);
  }
  offer(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }), name);
}

function sign(parent, icon, radius, colours) {
  const colour = colours.sides[Number(icon.slice(-1))];
  if (icon === "unknown") element("circle", { r: radius * 0.62, fill: colours.paper, stroke: colours.soft, "stroke-width": 1.6 }, parent);
  else if (icon === "contested") {
    element("circle", { r: radius, fill: colours.paper, stroke: colours.ink, "stroke-width": 1.2 }, parent);
    const chord = (at) => { const half = Math.sqrt(radius * radius - at * at); const d = Math.SQRT1_2; return `M${(at - half) * d} ${(at + half) * d}L${(at + half) * d} ${(at - half) * d}`; };
    element("path", { d: [-0.6, 0, 0.6].map((part) => chord(part * radius)).join(""), stroke: colours.ink, "stroke-width": 1.3 }, parent);
  } else if (icon.startsWith("held")) element("circle", { r: radius, fill: colour, stroke: colours.paper, "stroke-width": 0.8 }, parent);
  else {
    element("circle", { r: radius * 0.8, fill: colours.paper, stroke: colour, "stroke-width": 1.8 }, parent);
    element("path", { d: `M${-radius * 0.56} ${radius * 0.56}L${radius * 0.56} ${-radius * 0.56}`, stroke: colour, "stroke-width": 1.8 }, parent);
  }
}

function path(map, geometry, isArea) {
  const ring = (points) => points.map((point, n) => { const { x, y } = map.project(point); return `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`; }).join("") + (isArea ? "Z" : "");
  const depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[geometry.type];
  return depth === undefined ? "" : [geometry.coordinates].flat(depth).map(ring).join("");
}
