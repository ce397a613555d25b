// Days chosen across the picture: by dragging, or by the arrow keys on either edge. Escape takes the choice back.
const REST = 250;

export class Brush {
  constructor(stage, { dayAt, inWords, rests }) {
    this.stage = stage;
    this.dayAt = dayAt;
    this.inWords = inWords;
    this.layer = stage.querySelector("[data-brush]");
    this.box = stage.querySelector("[data-chosen]");
    this.edges = { from: stage.querySelector('[data-edge="from"]'), to: stage.querySelector('[data-edge="to"]') };
    this.left = Number(stage.dataset.left) / 100;
    this.width = 1 - this.left - Number(stage.dataset.right) / 100;
    this.days = Number(stage.dataset.days);
    this.chosen = { from: Number(this.layer.dataset.from), to: Number(this.layer.dataset.to) };
    this.isGiven = "given" in this.layer.dataset;
    this.rests = rests;
    this.draw();
    for (const [name, edge] of Object.entries(this.edges)) {
      edge.addEventListener("keydown", (event) => this.key(event, name));
      edge.addEventListener("pointerdown", (event) => this.grasp(event, name));
    }
    stage.addEventListener("pointerdown", (event) => this.begin(event));
    // Where the picture is wider than the page, the day asked about comes into view.
    const scroll = stage.parentElement, across = stage.scrollWidth;
    const asked = across * (this.left + (this.width * (Number(stage.dataset.asked) + 1.5)) / this.days);
    scroll.scrollLeft = asked - scroll.clientWidth;
  }

  key(event, name) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -this.days, End: this.days }[event.key];
    if (event.key === "Escape") this.clear();
    else if (by === undefined) return;
    else this.move(name, this.chosen[name] + by * (event.shiftKey ? 7 : 1));
    event.preventDefault();
  }

  move(name, index) {
    const { from, to } = this.chosen;
    if (name === "from") this.choose(Math.min(index, to), to);
    else this.choose(from, Math.max(index, from));
  }

  choose(from, to) {
    const within = (index) => Math.min(Math.max(index, 0), this.days - 1);
    this.chosen = { from: within(from), to: within(to) };
    this.isGiven = true;
    this.draw();
    this.rest();
  }

  /** No days chosen: the list is of all that the view knows. */
  clear() {
    this.chosen = { from: 0, to: this.days - 1 };
    this.isGiven = false;
    this.draw();
    this.rest();
  }

  rest() {
    clearTimeout(this.later);
    const { from, to } = this.chosen;
    this.later = setTimeout(() => this.isGiven ? this.rests(this.dayAt(from), this.dayAt(to)) : this.rests(null, null), REST);
  }

  /** The day under a pointer; null beside the days. */
  index(event, strictly = false) {
    const box = this.layer.getBoundingClientRect();
    const part = ((event.clientX - box.left) / box.width - this.left) / this.width;
    if (strictly && (part < 0 || part > 1)) return null;
    return Math.min(Math.max(Math.floor(part * this.days), 0), this.days - 1);
  }

  grasp(event, name) {
    event.stopPropagation();
    this.follow((moved) => this.move(name, this.index(moved)));
  }

  begin(event) {
    // A finger scrolls; the edges are for fingers.
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("[data-claim], .edge")) return;
    const start = this.index(event, true);
    if (start === null) return;
    event.preventDefault();
    const from = event.clientX;
    this.follow((moved) => {
      if (Math.abs(moved.clientX - from) < 4) return;
      const index = this.index(moved);
      this.choose(Math.min(start, index), Math.max(start, index));
    });
  }

  follow(moves) {
    const ends = () => {
      removeEventListener("pointermove", moves);
      removeEventListener("pointerup", ends);
      removeEventListener("pointercancel", ends);
    };
    addEventListener("pointermove", moves);
    addEventListener("pointerup", ends);
    addEventListener("pointercancel", ends);
  }

  draw() {
    const at = (index) => 100 * (this.left + (this.width * index) / this.days);
    const { from, to } = this.chosen;
    this.layer.classList.toggle("all", !this.isGiven);
    this.box.style.left = `${at(from)}%`;
    this.box.style.width = `${at(to + 1) - at(from)}%`;
    this.edges.from.style.left = `${at(from)}%`;
    this.edges.to.style.left = `${at(to + 1)}%`;
    for (const [name, edge] of Object.entries(this.edges)) {
      edge.setAttribute("aria-valuenow", this.chosen[name]);
      edge.setAttribute("aria-valuetext", this.inWords(this.dayAt(this.chosen[name])));
    }
  }
}
