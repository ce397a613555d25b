// The table twin of the map, the words of a place and the legend.

const SHOWN = 100;
const SVG = "http://www.w3.org/2000/svg";

export class MapTable {
  #rows = [];
  #day = null;
  #page = 1;

  constructor(page, words, spoken) {
    this.page = page;
    this.told = [];
    this.texts = words;
    this.spoken = spoken;
    const asked = new URLSearchParams(location.search);
    this.sort = asked.get("sort") ?? "place";
    this.descending = asked.get("descending") === "true";
    for (const link of page.querySelectorAll("[data-sort]")) link.addEventListener("click", (event) => { event.preventDefault(); this.#order(link); });
    page.querySelector("[data-paging]").addEventListener("click", (event) => {
      const step = event.target.closest("[rel]")?.rel;
      if (!step) return;
      event.preventDefault();
      this.#page += step === "next" ? 1 : -1;
      this.#fill();
    });
  }

  /** "held by Russia, 95 %"; "unknown" where it is. */
  words(row) {
    const said = this.#said(row);
    const told = row.isUnknown ? row.why : row.probability === null ? said : `${said}, ${percent(row.probability)}`;
    return row.disputed ? `${told}; ${this.texts.disputed}` : told;
  }

  address(row, day) {
    return `/place/${encodeURIComponent(row.id).replaceAll("%3A", ":")}?on=${day}`;
  }

  show(rows, day) {
    this.#rows = rows;
    this.#day = day;
    this.#page = 1;
    this.#fill();
  }

  /** Write the legend of what is shown. */
  legend(day, rows) {
    const seen = new Map();
    for (const row of rows) {
      const key = row.isUnknown ? "unknown" : `${row.state.stand}/${row.state.who}`;
      if (!seen.has(key)) seen.set(key, { icon: row.icon, letter: row.isUnknown ? "" : row.state.letter, words: row.isUnknown ? this.texts.unknown : this.#state(row.state) });
    }
    const isUnknown = (each) => each.icon === "unknown";
    this.told = [...[...seen.values()].filter((each) => !isUnknown(each)), ...[...seen.values()].filter(isUnknown)];
    const items = this.told.map((each) => this.#item(swatch(each.icon, each.letter), each.words));
    items.push(this.#item(swatch("disputed", ""), this.texts.disputed));
    this.page.querySelector("[data-legend]").replaceChildren(...items);
  }

  #item(picture, words) {
    const item = document.createElement("li"), text = document.createElement("bdi");
    text.textContent = words;
    item.append(picture, " ", text);
    return item;
  }

  #state(state) {
    return state.who === null ? state.stand : `${state.stand} ${state.who}`;
  }

  /** Below even odds nothing is told as the state of a place, only as the likeliest. */
  #said(row) {
    const state = this.#state(row.state);
    return row.isUnclear ? this.texts.unclear.replace("{state}", state) : state;
  }

  #order(link) {
    const name = link.dataset.sort;
    this.descending = this.sort === name ? !this.descending : !["place", "state"].includes(name);
    this.sort = name;
    for (const each of this.page.querySelectorAll("[data-sort]")) {
      const cell = each.closest("th");
      if (each === link) cell.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    this.page.dispatchEvent(new CustomEvent("sayso:sorted"));
  }

  #fill() {
    const by = {
      place: null,
      state: (row) => this.#state(row.state),
      probability: (row) => (row.isUnknown ? -1 : row.probability ?? 100),
      claims: (row) => row.claims,
      last: (row) => -row.ago,
    }[this.sort];
    const turn = this.descending ? -1 : 1;
    const named = (a, b) => a.rank - b.rank;
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const ordered = this.#rows.toSorted((a, b) => (by ? turn * compare(by(a), by(b)) || named(a, b) : turn * named(a, b)));
    const pages = Math.max(1, Math.ceil(ordered.length / SHOWN));
    const rows = ordered.slice((this.#page - 1) * SHOWN, this.#page * SHOWN).map((row) => this.#row(row));
    this.page.querySelector("[data-rows]").replaceChildren(...(rows.length ? rows : [this.#nothing()]));
    const count = this.page.querySelector("[data-count]");
    count.textContent = ordered.length === 1 ? this.texts.one : this.texts.many.replace("{count}", ordered.length);
    this.#paging(pages);
  }

  #paging(pages) {
    const paging = this.page.querySelector("[data-paging]");
    paging.hidden = pages === 1;
    const link = (rel, words) => { const made = document.createElement("a"); made.href = "#"; made.rel = rel; made.textContent = words; return made; };
    const at = document.createElement("span");
    at.textContent = this.texts.page.replace("{number}", this.#page).replace("{pages}", pages);
    paging.replaceChildren(...(this.#page > 1 ? [link("prev", this.texts.page_before)] : []), at, ...(this.#page < pages ? [link("next", this.texts.page_after)] : []));
  }

  #nothing() {
    const row = document.createElement("tr"), cell = document.createElement("td");
    cell.colSpan = 5;
    cell.textContent = this.texts.none;
    row.append(cell);
    return row;
  }

  #row(told) {
    const row = document.createElement("tr"), name = document.createElement("th"), link = document.createElement("a"), text = document.createElement("bdi");
    name.scope = "row";
    text.textContent = told.name;
    link.href = this.address(told, this.#day.day);
    link.append(text);
    name.append(link);
    const state = document.createElement("td");
    state.append(swatch(told.icon, told.state.letter), ` ${told.why ?? this.#said(told)}`);
    if (told.disputed) {
      const tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = this.texts.disputed_tag;
      state.append(" ", tag);
    }
    const day = new Date(Date.parse(this.#day.day) - told.ago * 86_400_000).toISOString().slice(0, 10);
    row.append(name, state, ...[told.isUnknown || told.probability === null ? "–" : percent(told.probability), told.claims, this.spoken(day)].map(number));
    return row;
  }
}

/** The place of each name in their order. */
export function ranked(names) {
  const collator = new Intl.Collator();
  const ranks = new Uint32Array(names.length);
  [...names.keys()].sort((a, b) => collator.compare(names[a], names[b])).forEach((n, rank) => { ranks[n] = rank; });
  return ranks;
}

function number(value) {
  const cell = document.createElement("td");
  cell.className = "number";
  cell.textContent = value;
  return cell;
}

/** A share that never says 100 of what is not. */
function percent(share) {
  return share >= 99 ? ">98 %" : `${share} %`;
}

function swatch(icon, letter) {
  const made = (name, attributes) => { const each = document.createElementNS(SVG, name); for (const [key, value] of Object.entries(attributes)) each.setAttribute(key, value); return each; };
  const svg = made("svg", { class: `swatch side-${/\d$/.test(icon) ? icon.slice(-1) : 0}`, viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" });
  if (icon === "unknown") svg.append(made("circle", { class: "unknown", cx: 10, cy: 10, r: 7 }));
  else if (icon === "disputed") svg.append(made("circle", { class: "unknown", cx: 10, cy: 10, r: 5 }), made("circle", { class: "disputed", cx: 10, cy: 10, r: 8.5 }));
  else if (icon === "contested") svg.append(made("circle", { class: "ground", cx: 10, cy: 10, r: 7.5 }), made("path", { class: "hatch", d: "M4 10 10 4M3.5 14.5 14.5 3.5M6 17 17 6M10 16 16 10" }), made("circle", { class: "rim", cx: 10, cy: 10, r: 7.5 }));
  else if (icon.startsWith("denied")) svg.append(made("circle", { class: "denied", cx: 10, cy: 10, r: 6.5 }), made("path", { class: "denied", d: "M5.5 14.5 14.5 5.5" }));
  else {
    const text = made("text", { x: 10, y: 13.6 });
    text.textContent = letter;
    svg.append(made("circle", { class: "held", cx: 10, cy: 10, r: 8 }), text);
  }
  return svg;
}
