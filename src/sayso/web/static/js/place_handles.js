// Two handles: as known on a day, as recorded at an instant. While one moves the picture follows; where it rests, the page.
const PAUSE = 60, REST = 450;

export class Handles {
  constructor(root, { dayAt, inWords, moves, rests }) {
    this.root = root;
    this.dayAt = dayAt;
    this.inWords = inWords;
    this.inputs = [...root.querySelectorAll("[data-handle]")];
    this.start = this.inputs.map((input) => input.value);
    let soon, later;
    for (const input of this.inputs) {
      this.say(input);
      input.addEventListener("input", () => {
        this.say(input);
        clearTimeout(soon);
        clearTimeout(later);
        const changes = this.changes(input);
        soon = setTimeout(() => moves(changes), PAUSE);
        later = setTimeout(() => rests(changes), REST);
      });
    }
    root.querySelector("[data-reset]")?.addEventListener("click", () => {
      const asked = this.known(root.dataset.on);
      for (const input of this.inputs) {
        input.value = input.dataset.handle === "known" ? asked : input.max;
        this.say(input);
      }
      moves({ as_known: null, as_recorded: null });
      rests({ as_known: null, as_recorded: null });
    });
  }

  known(day) {
    return Math.round((Date.parse(day) - Date.parse(this.root.dataset.first)) / 86_400_000);
  }

  /** What a handle says, as the query has it and as a person reads it. */
  value(input) {
    const index = Number(input.value);
    if (input.dataset.handle === "known") {
      const day = this.dayAt(index);
      return [day, this.inWords(day)];
    }
    const stop = input.dataset.stops.split(" ")[index];
    return [stop, `${this.inWords(stop.slice(0, 10))}, ${stop.slice(11, 16)} UTC`];
  }

  say(input) {
    const words = this.value(input)[1];
    input.setAttribute("aria-valuetext", words);
    this.root.querySelector(`[data-said="${input.dataset.handle}"]`).textContent = words;
  }

  changes(input) {
    return { [input.dataset.handle === "known" ? "as_known" : "as_recorded"]: this.value(input)[0] };
  }
}
