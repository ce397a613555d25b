"""Every measurement, against the floors that earlier work reached: `make eval`.

    python evals/check.py [ROOT] [--only NAME ...] [--all] [--pin]

Prints what each scorer says, then one table: score, 95% interval where there is one, floor. Ends with
status 1 where a score is under its floor, or where the gold is not the gold that the floors were measured
on. `--all` adds the whole measurement of simulated claims (three seeds, beside the method that must be
beaten; some four minutes), which holds limits of its own. `--pin` makes the present scores the floors.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import attribution
import attribution_cases
import claims
import claims_cases
import factuality
import gazetteer
import mentions_cases
import news_form
import parse
import seed
import simulation
import speed
import timelines
from data import ENVIRONMENT, Score, arguments, data_folder, digest, gold
from floors import Floor, pinned, read_floors, write_floors

HERE = Path(__file__).parent
Measure = Callable[[Path, Path], list[Score]]
MEASURES: dict[str, tuple[Measure, tuple[str, ...]]] = {
    "seed": (seed.measure, seed.GOLD),
    "claims": (claims.measure, claims.GOLD),
    "claims cases": (claims_cases.measure, claims_cases.GOLD),
    "timelines": (timelines.measure, timelines.GOLD),
    "simulation": (simulation.quick, simulation.GOLD),
    "attribution": (attribution.measure, attribution.GOLD),
    "factuality": (factuality.measure, factuality.GOLD),
    "attribution cases": (attribution_cases.measure, attribution_cases.GOLD),
    "mentions cases": (mentions_cases.measure, mentions_cases.GOLD),
    "parse": (parse.measure, parse.GOLD),
    "news form": (news_form.measure, news_form.GOLD),
    "speed": (speed.measure, speed.GOLD),
    "gazetteer": (gazetteer.measure, gazetteer.GOLD),
}
"""By name: what measures it, and the gold that it is measured on."""
SLOW = ("simulation.py",)


def measured(root: Path, names: list[str]) -> list[Score]:
    """Run the named measurements one after the other, each under its heading."""
    scores: list[Score] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            print(f"\n== {name} ==", flush=True)
            scores += MEASURES[name][0](root, Path(scratch))
    return scores


def run_slow(root: Path) -> bool:
    """Run the measurements that are programs of their own; whether all of them ended well."""
    fine = True
    for name in SLOW:
        print(f"\n== {name} ==", flush=True)
        if not (HERE / name).exists():
            print("not there")
            continue
        answer = subprocess.run([sys.executable, HERE / name, root], env=ENVIRONMENT)
        fine = fine and answer.returncode == 0
    return fine


def show(scores: list[Score], floors: dict[str, Floor]) -> bool:
    """Print the table; whether every score is on the right side of its floor."""
    width = max(len(score.name) for score in scores)
    print(f"\n{'':{width}}  {'score':>9}  {'95% interval':>15}  {'floor':>10}")
    fine = True
    for score in scores:
        floor = floors.get(score.name) if score.steady else None
        holds = floor is None or floor.holds(score.value)
        fine = fine and holds
        row = f"{score.name:{width}}  {_number(score.value)}  {_interval(score):>15}  {_bound(floor):>10}"
        print(row + ("" if holds else "  UNDER ITS FLOOR"))
    return fine


def _number(value: float) -> str:
    return f"{value:9d}" if isinstance(value, int) else f"{value:9.3f}"


def _interval(score: Score) -> str:
    return "" if score.low is None or score.high is None else f"[{score.low:.3f} {score.high:.3f}]"


def _bound(floor: Floor | None) -> str:
    if floor is None:
        return "-"
    return f"{'>=' if floor.better == 'higher' else '<='} {floor.limit:.3f}"


def same_gold(digests: dict[str, str], pinned_digests: dict[str, str]) -> bool:
    """Whether the gold is what the floors were measured on; names every folder that is not."""
    changed = [name for name, value in digests.items() if pinned_digests.get(name, value) != value]
    for name in changed:
        print(f"the gold in data/{name} is not what the floors were measured on: pin them again (--pin)")
    return not changed


def pin(scores: list[Score], digests: dict[str, str]) -> None:
    """Make these scores the floors, and say which floor went down."""
    floors, old_digests = read_floors()
    new = pinned(scores)
    for name, floor in new.items():
        if name in floors and not floors[name].holds(floor.limit):
            print(f"LOWERED {name}: {floors[name].limit:.3f} -> {floor.limit:.3f}; say why in the commit")
    write_floors(floors | new, old_digests | digests)
    print(f"pinned {len(new)} scores")


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--only", nargs="+", choices=list(MEASURES), metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--all", action="store_true", help="also the whole of simulation.py")
    parser.add_argument("--pin", action="store_true", help="make the present scores the floors")
    options = parser.parse_args()
    root = data_folder(options.root)
    names = options.only or list(MEASURES)
    digests = {"/".join(part): digest(gold(root, *part)) for part in {MEASURES[n][1] for n in names} if part}
    scores = measured(root, names)
    slow_fine = run_slow(root) if options.all else True
    floors, pinned_digests = read_floors()
    held = show(scores, {} if options.pin else floors)
    if options.pin:
        pin(scores, digests)
    elif not same_gold(digests, pinned_digests):
        held = False
    raise SystemExit(0 if held and slow_fine else 1)


if __name__ == "__main__":
    main()
