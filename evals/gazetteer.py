"""What the gazetteer and the theatres cost: seconds to load, MiB, characters searched a second.

    python evals/gazetteer.py [ROOT]

Loading is measured in fresh processes, best of three; names are looked for in the texts of ROOT/data/claims,
after their analysis, which is not counted. Each figure stands beside what the gazetteer is meant to cost. A
slow machine may take twice the time; beyond that, and for any MiB too many, the status is 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from data import ENVIRONMENT, Score, arguments, data_folder, gold

GOLD = ("claims",)
ROUNDS = 3
SLACK = 2.0
"""How many times longer than meant anything may take on the machine at hand."""
LOADED = """
import json, time
from pathlib import Path
from sayso.parties import load_theatres, load_world
import sayso.parties.theatres as parties
import sayso.places.gazetteer as places
from sayso.pipeline import whole_gazetteer

def anonymous():
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return float("nan")
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon", "RssFile"))) / 1024

load_world()
times = {}
for name in parties.theatre_names():
    began = time.perf_counter()
    parties.load_theatre(parties._DATA / f"{name}.toml")
    times[name] = time.perf_counter() - began
load_theatres()
before, began = anonymous(), time.perf_counter()
gazetteer = whole_gazetteer()
seconds = time.perf_counter() - began
for key, _ in gazetteer._names.with_prefix(b""):
    pass
size = sum(file.stat().st_size for file in places.SHIPPED.iterdir()) / 2**20
slowest = max(times, key=times.get)
print(json.dumps([seconds, anonymous() - before, size, times[slowest], slowest]))
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cost beside what is meant; `slack` is how many times that it may be."""

    name: str
    value: float
    meant: float
    slack: float = 1.0
    better: str = "lower"

    @property
    def holds(self) -> bool:
        """Whether it is within what is meant and the slack."""
        if self.better == "lower":
            return not self.value > self.meant * self.slack
        return self.value >= self.meant / self.slack


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the figures; ends the program where one is far off."""
    runs = [_loaded() for _ in range(ROUNDS)]
    slowest = min(runs, key=lambda run: run[3])
    figures = [
        Figure("load, seconds", min(run[0] for run in runs), 0.4, SLACK),
        Figure("memory with every name read, MiB", max(run[1] for run in runs), 120),
        Figure("in the package, MiB", runs[0][2], 30),
        Figure(f"slowest theatre ({slowest[4]}), seconds", slowest[3], 0.03, SLACK),
        Figure("names found, characters a second", _pace(gold(root, *GOLD)), 1e6, SLACK, "higher"),
    ]
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        sign = "at most" if figure.better == "lower" else "at least"
        note = "" if figure.holds else "  TOO MUCH" if figure.better == "lower" else "  TOO LITTLE"
        print(f"{figure.name:{width}}  {figure.value:12.3f}  meant: {sign} {figure.meant:g}{note}")
    if not all(figure.holds for figure in figures):
        raise SystemExit(1)
    return [
        Score(name=f"gazetteer.{figure.name}", value=figure.value, better=figure.better, steady=False)
        for figure in figures
    ]


def _loaded() -> tuple[float, float, float, float, str]:
    answer = subprocess.run(
        [sys.executable, "-c", LOADED], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    seconds, memory, size, theatre, name = json.loads(answer.stdout)
    return seconds, memory, size, theatre, name


def _pace(folder: Path) -> float:
    """Characters in which names are found in a second, one thread, once the first search has warmed up."""
    from sayso.lexicon import load_place_words
    from sayso.pipeline import Reader
    from sayso.places.spotting import listed_names

    reader, words = Reader(), load_place_words("en")
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in sorted(folder.glob("*.json"))]
    docs = [(reader.analyser(text), text) for text in texts]

    def seconds() -> float:
        began = time.process_time()
        for doc, text in docs:
            listed_names(doc, text, reader.gazetteer, words)
        return time.process_time() - began

    seconds()
    return sum(map(len, texts)) / min(seconds() for _ in range(ROUNDS))


def main() -> None:
    options = arguments(__doc__).parse_args()
    measure(data_folder(options.root), Path())


if __name__ == "__main__":
    main()
