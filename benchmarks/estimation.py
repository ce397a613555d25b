"""How fast the places of a whole ledger are reckoned.

    python benchmarks/estimation.py
    python benchmarks/estimation.py --places 10000 --claims 100000 --days 365 --sources 2000

Makes up claims from a seed, skewed as real ones are: a few places and sources have most of them. Prints one
line of JSON: seconds of the clock (wall) and of the processor for smoothing all places over all days with
parameters given, for one round of learning, and for one day more of all places; and the most memory held.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from sayso.estimation.chain import next_day
from sayso.estimation.curves import curves
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.learning import Parameters, Speaker, believed, heard_in
from sayso.estimation.priors import Priors, shipped
from sayso.estimation.teaching import learned
from sayso.estimation.windows import Floats, Integers, Table
from sayso.model import SourceClass

STATES = 3
DAILY_RUNS = 20


def made_up(places: int, days: int, claims: int, sources: int, seed: int) -> tuple[Table, list[Speaker]]:
    """Claims [N] of sources that mostly agree on each place, and what the sources are taken for."""
    random = np.random.default_rng(seed)
    place = _skewed(places, claims, random)
    held = random.integers(0, STATES, places)
    said = np.where(random.random(claims) < 0.8, held[place], random.integers(0, STATES, claims))
    table = Table(
        place=place,
        day=random.integers(0, days, claims),
        source=_skewed(sources, claims, random),
        shares=np.eye(STATES)[said] * random.choice([0.1, 0.35, 1.0], claims)[:, None],
        places=places,
        days=days,
        sources=sources,
    )
    classes, sides = list(SourceClass), (0, 1, NOBODY)
    speakers = [Speaker(classes[n % len(classes)], sides[n % len(sides)]) for n in range(sources)]
    return table, speakers


def _skewed(size: int, count: int, random: np.random.Generator) -> Integers:
    """Numbers below `size`, the n-th drawn about 1 / sqrt(n) as often as the first."""
    return np.asarray((size * random.random(count) ** 2).astype(np.int64))


def timed(work: Callable[[], object]) -> dict[str, float]:
    """Seconds of the clock and of the processor that `work` takes."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return {
        "wall": round(time.perf_counter() - wall, 3),
        "processor": round(time.process_time() - processor, 3),
    }


def measured(table: Table, speakers: list[Speaker], priors: Priors) -> Iterator[tuple[str, object]]:
    """What is measured, by name."""
    start = np.full((table.places, STATES), 1.0 / STATES)
    parameters = believed(priors, speakers, STATES)
    yield "smoothing", timed(lambda: curves(table, parameters, start, priors.exponent, hindsight=True))
    yield "one round of learning", timed(lambda: learned(table, priors, speakers, start, rounds=1))
    daily = timed(lambda: _days_more(table, parameters, start, priors.exponent))
    yield "one day more", {name: round(seconds / DAILY_RUNS, 4) for name, seconds in daily.items()}
    yield "memory GB", round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2)


def _days_more(table: Table, parameters: Parameters, start: Floats, exponent: float) -> None:
    states = hidden_states(STATES)
    belief = states.settled(start)
    for day in range(DAILY_RUNS):
        rows = table.day == day
        today = replace(
            table,
            place=table.place[rows],
            day=table.day[rows],
            source=table.source[rows],
            shares=table.shares[rows],
        )
        heard = heard_in(today, parameters, exponent, exactly=False)
        belief = next_day(belief, heard, parameters.transition(states))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--places", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--sources", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    table, speakers = made_up(**vars(options))
    print(json.dumps(vars(options) | dict(measured(table, speakers, shipped()))))


if __name__ == "__main__":
    main()
