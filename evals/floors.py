"""The scores that were reached, kept as floors: reading them, writing them, holding against them.

A floor is rounded to three decimals towards the easy side, so that the run that pinned it passes it.
Lowering one is a visible act: it needs its reason in the commit.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data import Score

FLOORS = Path(__file__).with_name("floors.toml")
HEADER = """\
# Scores under which `make eval` fails. Written by `python evals/check.py ROOT --pin`, never by hand.
# at_least: the score must not fall below; at_most: it must not rise above.
# [gold] holds a digest (SHA-256 over file names and contents) of the gold that the scores were measured on.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """A limit and the direction of good: `higher` is held from below, `lower` from above."""

    limit: float
    better: str

    def holds(self, value: float) -> bool:
        """Whether a score is on the good side of the limit or on it."""
        return value >= self.limit if self.better == "higher" else value <= self.limit

    @classmethod
    def under(cls, score: Score) -> Floor:
        """The floor that this score pins."""
        rounded = math.floor if score.better == "higher" else math.ceil
        # The inner rounding keeps 0.7 from becoming 0.699 because 0.7 * 1000 is 699.9999...
        return cls(rounded(round(score.value * 1000, 6)) / 1000, score.better)


def read_floors(path: Path = FLOORS) -> tuple[dict[str, Floor], dict[str, str]]:
    """The floors by score and the digests by gold folder; both empty where nothing is pinned yet."""
    content = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    floors = {}
    for name, entry in content.get("floor", {}).items():
        ((bound, limit),) = entry.items()
        floors[name] = Floor(float(limit), {"at_least": "higher", "at_most": "lower"}[bound])
    return floors, dict(content.get("gold", {}))


def write_floors(floors: Mapping[str, Floor], digests: Mapping[str, str], path: Path = FLOORS) -> None:
    """Write all floors and digests, sorted by name. The same values give the same bytes."""
    lines = [HEADER, "[gold]"]
    lines += [f'"{name}" = "{value}"' for name, value in sorted(digests.items())]
    lines += ["", "[floor]"]
    for name, floor in sorted(floors.items()):
        bound = "at_least" if floor.better == "higher" else "at_most"
        lines.append(f'"{name}" = {{ {bound} = {floor.limit:.3f} }}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pinned(scores: Iterable[Score]) -> dict[str, Floor]:
    """A floor for every score that does not depend on the machine."""
    return {score.name: Floor.under(score) for score in scores if score.steady}
