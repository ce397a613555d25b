// The columns of the map: where the places are, and what is told of each on a day. Days that were fetched are kept.

const KEPT = 60;

export class MapData {
  #places = null;
  #days = new Map();

  /** The columns of places; fetched once for every version of the ledger. */
  async places() {
    this.#places ??= ask("/api/map/places").catch((problem) => { this.#places = null; throw problem; });
    return this.#places;
  }

  /** A day by its query. Where the ledger has grown since, the places are fetched anew: { places, day }. Rejects where
   *  it grows on meanwhile. */
  async day(query) {
    for (let tries = 0; tries < 3; tries += 1) {
      const [places, day] = await Promise.all([this.places(), this.#told(String(query))]);
      if (places.version === day.version) return { places, day };
      this.forget();
    }
    throw new Error("the ledger is growing");
  }

  #told(key) {
    if (!this.#days.has(key)) {
      this.#days.set(key, ask(`/api/map/day?${key}`).catch((problem) => { this.#days.delete(key); throw problem; }));
      if (this.#days.size > KEPT) this.#days.delete(this.#days.keys().next().value);
    }
    return this.#days.get(key);
  }

  forget() {
    this.#places = null;
    this.#days.clear();
  }
}

export async function ask(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
