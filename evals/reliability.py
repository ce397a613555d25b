"""Reliability diagrams: how often the likeliest state is so, by the probability given to it.

    python evals/reliability.py [ROOT] --keep DIR [--regime NAME] [--seed N ...]

Estimates the dated reports of ROOT/data/timelines and the simulated claims of ROOT/eval/simulate_claims.py
with the default method, and leaves DIR/reliability.svg and DIR/reliability.png: one diagram for the
timelines, one for the simulated places near the front and one for the others, which are seldom in doubt and
would flatter the rest. Prints every bin with its number of days, and the expected calibration error (Guo et
al., 2017) in ten bins. Days are those that the scorers score: not within the tolerance of a change of the
timelines, where each episode weighs the same; not in the first 14 days of a simulation.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import simulation
import timelines
from data import arguments, data_folder, gold, keep_option, read_lines, work_folder
from drawing import BLACK, GREY, HEIGHT, Box, Line, Shape, Text, write_png, write_svg

BINS = 10
BURN_IN = 14
"""First days of a simulation that its scorer passes over."""
AFTER = timedelta(days=7)
"""Days after the last report of an episode that its scorer still looks at."""
SIDE, MARGIN, COUNTS = 260, 40, 40
"""Units of a diagram's square, of the room around it, and of the counts under it."""
BAR, COUNT_BAR, MARK = (70, 110, 160), (150, 170, 190), (200, 120, 40)


@dataclass(frozen=True, slots=True)
class Day:
    """The probability given to the likeliest state, whether that state was so (of n that are even, 1 / n
    where one of them was), and what the day weighs."""

    confidence: float
    right: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The days whose top probability lies in one tenth: how many, their weight, and weighted means."""

    days: int
    weight: float
    confidence: float
    right: float


def binned(days: Iterable[Day]) -> list[Bin | None]:
    """The days by tenths of their probability; None where there is none."""
    sorted_in: list[list[Day]] = [[] for _ in range(BINS)]
    for day in days:
        sorted_in[min(BINS - 1, int(day.confidence * BINS))].append(day)
    return [_bin(each) if each else None for each in sorted_in]


def _bin(days: Sequence[Day]) -> Bin:
    weight = sum(day.weight for day in days)
    return Bin(
        days=len(days),
        weight=weight,
        confidence=sum(day.weight * day.confidence for day in days) / weight,
        right=sum(day.weight * day.right for day in days) / weight,
    )


def calibration_error(bins: Iterable[Bin | None]) -> float:
    """The weighted mean of how far apart probability and share of right days lie."""
    found = [each for each in bins if each is not None]
    return sum(each.weight * abs(each.confidence - each.right) for each in found) / sum(
        each.weight for each in found
    )


def timeline_days(root: Path, work: Path) -> Iterator[Day]:
    """Those of the dated reports whose outcome was later agreed upon."""
    estimated = {
        (line["place"], date.fromisoformat(line["date"])): line["probabilities"]
        for line in read_lines(timelines.estimated(root, work))
    }
    for path in sorted(gold(root, *timelines.GOLD).glob("*.json")):
        episode = json.loads(path.read_text(encoding="utf-8"))
        scored = dict(_scored_days(episode))
        for day, state in scored.items():
            yield _day(estimated[episode["id"], day], state, 1 / len(scored))


def _day(given: dict[str, float], state: str, weight: float = 1.0) -> Day:
    highest = max(given.values())
    tops = [name for name, value in given.items() if value >= highest - 1e-9]
    return Day(highest, (state in tops) / len(tops), weight)


def _scored_days(episode: dict) -> Iterator[tuple[date, str]]:
    reported = [date.fromisoformat(report["published"]) for report in episode["reports"]]
    unsettled = set(_around_changes(episode["segments"]))
    for segment in episode["segments"]:
        first, last = date.fromisoformat(segment["from"]), date.fromisoformat(segment["to"])
        for day in _span(max(first, reported[0]), min(last, max(reported) + AFTER)):
            if day not in unsettled:
                yield day, segment["state"]


def _around_changes(segments: Sequence[dict]) -> Iterator[date]:
    for before, after in itertools.pairwise(segments):
        if before["state"] != after["state"]:
            change = date.fromisoformat(after["from"])
            first = change - timedelta(days=after["tolerance_days_before"])
            yield from _span(first, change + timedelta(days=after["tolerance_days_after"] - 1))


def _span(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def simulated_days(work: Path, regime: str, seed: int, *, front: bool) -> Iterator[Day]:
    """Those of a simulation that was left in `work`, of places near the front or of the others."""
    folder = simulation.simulation_folder(work, regime, seed)
    outcome = {
        line["place"]: line["states"] for line in read_lines(folder / "truth.jsonl") if line["front"] is front
    }
    names = dict(zip("ABC", simulation.STATES, strict=True))
    for line in read_lines(folder / f"{simulation.CHAIN}.jsonl"):
        if line["place"] in outcome and line["day"] >= BURN_IN:
            yield _day(line["probabilities"], names[outcome[line["place"]][line["day"]]])


def show(title: str, bins: Sequence[Bin | None]) -> None:
    """Print every bin, and the calibration error."""
    print(f"\n{title}: calibration error {calibration_error(bins):.3f}")
    print(f"{'bin':>10s} {'days':>8s} {'given':>7s} {'right':>7s}")
    for number, each in enumerate(bins):
        if each is not None:
            span = f"{number / BINS:.1f}-{(number + 1) / BINS:.1f}"
            print(f"{span:>10s} {each.days:8d} {each.confidence:7.3f} {each.right:7.3f}")


def drawn(title: str, bins: Sequence[Bin | None], left: float) -> Iterator[Shape]:
    """One diagram: bars of how often the likeliest state was so, and under them how many days there were."""
    top, bottom, step = MARGIN, MARGIN + SIDE, SIDE / BINS
    yield Text(left, 8, title)
    yield Text(left, 8 + HEIGHT + 4, f"calibration error {calibration_error(bins):.3f}")
    yield Line((left, bottom), (left + SIDE, top), GREY)
    most = max(each.days for each in bins if each is not None)
    for number, each in enumerate(bins):
        if each is not None:
            at = left + number * step
            yield Box(at + 3, bottom - each.right * SIDE, step - 6, each.right * SIDE, BAR)
            given = each.confidence * SIDE
            yield Box(left + given - 2, bottom - given - 2, 4, 4, MARK)
            tall = max(1.0, COUNTS * each.days / most)
            yield Box(at + 3, bottom + MARGIN + COUNTS - tall, step - 6, tall, COUNT_BAR)
            yield Text(at + 3, bottom + MARGIN + COUNTS + 4, _short(each.days))
    for start, end in (((left, top), (left, bottom)), ((left, bottom), (left + SIDE, bottom))):
        yield Line(start, end, BLACK)
    for tenth in (0, 5, 10):
        yield Text(left - 20, bottom - tenth / 10 * SIDE - 5, f"{tenth / 10:.1f}")
        yield Text(left + tenth / 10 * SIDE - 9, bottom + 4, f"{tenth / 10:.1f}")
    yield Text(left, bottom + MARGIN + COUNTS + 4 + HEIGHT, "days by bin")


def _short(days: int) -> str:
    """A number of days in four letters at most."""
    return str(days) if days < 1000 else f"{round(days / 1000)}k"


def main() -> None:
    parser = arguments(__doc__)
    keep_option(parser, "the diagrams and the estimates")
    parser.add_argument("--regime", choices=simulation.REGIMES, default="balanced")
    parser.add_argument("--seed", nargs="+", type=int, default=list(simulation.QUICK))
    options = parser.parse_args()
    root = data_folder(options.root)
    with work_folder(options.keep) as work:
        simulation.measure(root, work, [options.regime], options.seed, [simulation.CHAIN])
        found = {"dated reports": binned(timeline_days(root, work))}
        for name, front in (("near the front", True), ("elsewhere", False)):
            days = [
                day
                for seed in options.seed
                for day in simulated_days(work, options.regime, seed, front=front)
            ]
            found[f"simulated, {name}"] = binned(days)
        write(found, work)


def write(found: dict[str, list[Bin | None]], work: Path) -> None:
    """Print the bins and leave the diagrams beside one another in `work`/reliability.svg and .png."""
    shapes: list[Shape] = []
    for number, (title, bins) in enumerate(found.items()):
        show(title, bins)
        shapes += drawn(title, bins, MARGIN + number * (SIDE + 2 * MARGIN))
    size = (len(found) * (SIDE + 2 * MARGIN), SIDE + 3 * MARGIN + COUNTS)
    write_svg(work / "reliability.svg", *size, shapes)
    write_png(work / "reliability.png", *size, shapes)


if __name__ == "__main__":
    main()
