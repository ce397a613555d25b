"""What is believed of sources and places beforehand, read from the file that gives each number's reason."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from sayso.errors import InvalidDataError
from sayso.estimation.frames import NOBODY
from sayso.estimation.hidden_states import hidden_states
from sayso.estimation.windows import Floats, total
from sayso.model import SourceClass


@dataclass(frozen=True, slots=True, eq=False)
class ClassPrior:
    """How a class of sources speaks: of a side's own voices the chances `own`, `enemy` and `contested` of
    what they say, by what is so; of the others those of `side` (the one that holds it), `other` and
    `contested`, of a held and of an open place. `late` and `early` are the shares of a fresh loss and gain
    in which they still speak as before; `worth` is a number of claims."""

    own: Mapping[str, float]
    enemy: Mapping[str, float]
    contested: Mapping[str, float]
    held: Mapping[str, float]
    open: Mapping[str, float]
    late: float
    early: float
    worth: float

    def record(self, observable: int, side: int) -> Floats:
        """The chance [H, K] of what is said in each hidden state by a source of this side."""
        states = hidden_states(observable)
        rows = np.array([self._settled(state, side, observable - 1) for state in range(observable)])
        pairs = zip(states.before.tolist(), states.holder.tolist(), strict=True)
        stays = np.array([self._stays(before, holder, side, observable - 1) for before, holder in pairs])
        return np.asarray(stays[:, None] * rows[states.before] + (1.0 - stays)[:, None] * rows[states.holder])

    def _settled(self, state: int, side: int, contested: int) -> Floats:
        row = np.zeros(contested + 1)
        if side == NOBODY:
            chances = self.open if state == contested else self.held
            others = [each for each in range(contested) if each != state]
            share = chances["side"] if state == contested else chances["other"]
            row[others] = share / max(len(others), 1)
            if state != contested:
                row[state] = chances["side"]
            row[contested] = chances["contested"]
            return row
        enemies = [each for each in range(contested) if each != side]
        chances = self.own if state == side else self.contested if state == contested else self.enemy
        row[side], row[contested] = chances["own"], chances["contested"]
        if state in enemies:
            others = [each for each in enemies if each != state]
            row[others] = chances["enemy"] * _ANOTHER / max(len(others), 1)
            row[state] = chances["enemy"] * (1.0 - _ANOTHER if others else 1.0)
        elif enemies:
            row[enemies] = chances["enemy"] / len(enemies)
        return row

    def _stays(self, before: int, holder: int, side: int, contested: int) -> float:
        if before == holder:
            return 0.0
        is_gain = side in (holder, NOBODY) or (before != side and holder == contested)
        return self.early if is_gain else self.late


_ANOTHER = 0.1
"""A voice that owns up to a loss seldom names the wrong victor."""


@dataclass(frozen=True, slots=True, eq=False)
class Priors:
    """The whole file. `digest` names it in every estimate."""

    version: int
    digest: str
    exponent: float
    slip: float
    places: Mapping[str, float]
    classes: Mapping[SourceClass, ClassPrior]

    def record(self, source_class: SourceClass, observable: int, side: int) -> Floats:
        """What a source says [H, K] in each hidden state; `side` is a number or `frames.NOBODY`."""
        rows = self.classes[source_class].record(observable, side)
        rows = rows / total(rows, axis=1)[:, None]
        return np.asarray((1.0 - self.slip) * rows + self.slip / observable)

    def moves(self, observable: int) -> Floats:
        """The chance a day [K, K] to go from one observable state to another; 0 on the diagonal."""
        contested = observable - 1
        sides = max(contested, 1)
        found = np.full((observable, observable), self.places["between_sides"] / max(sides - 1, 1))
        found[:, contested] = self.places["into_contest"]
        found[contested, :] = self.places["out_of_contest"] / sides
        np.fill_diagonal(found, 0.0)
        return found


@cache
def shipped() -> Priors:
    """The priors that ship with sayso."""
    text = resources.files("sayso.estimation").joinpath("data/priors.toml").read_text(encoding="utf-8")
    return priors_of(text)


def priors_of(text: str, where: str = "priors.toml") -> Priors:
    """The priors that a TOML file of this form tells.

    Raises `InvalidDataError`, with the entry, where a key is missing or unknown, a number is not what it must
    be, a row does not sum to 1, or a class of sources is left out.
    """
    try:
        top = _table(tomllib.loads(text), "the file", ("version", "evidence", "places", "class"))
        evidence = _table(top["evidence"], "[evidence]", ("exponent", "slip"))
        places = _table(top["places"], "[places]", _PLACES)
        classes = _table(top["class"], "[class]", tuple(SourceClass))
        return Priors(
            version=int(_number(top["version"], "version", most=None)),
            digest=hashlib.sha256(text.encode()).hexdigest()[:12],
            exponent=_number(evidence["exponent"], "[evidence] exponent", most=None),
            slip=_number(evidence["slip"], "[evidence] slip"),
            places={
                name: _number(value, f"[places] {name}", most=None if name in _OF_ANY_SIZE else 1.0)
                for name, value in places.items()
            },
            classes={SourceClass(name): _class(told, f'[class."{name}"]') for name, told in classes.items()},
        )
    except tomllib.TOMLDecodeError as problem:
        raise InvalidDataError(where, "the file", f"is no TOML: {problem}") from problem
    except _EntryError as wrong:
        raise InvalidDataError(where, wrong.entry, wrong.problem) from None


_PLACES = (
    "contested_at_first",
    "prior_holder",
    "prior_holder_half_life",
    "into_contest",
    "out_of_contest",
    "between_sides",
    "worth",
)
_OF_ANY_SIZE = ("prior_holder_half_life", "worth")
_ROWS = {
    "own": ("own", "enemy", "contested"),
    "enemy": ("own", "enemy", "contested"),
    "contested": ("own", "enemy", "contested"),
    "side": ("side", "other", "contested"),
    "open": ("side", "contested"),
}
_NEAR = 1e-6
"""How far a row may be from 1: as much as decimals leave over."""


class _EntryError(Exception):
    def __init__(self, entry: str, problem: str) -> None:
        super().__init__(f"{entry}: {problem}")
        self.entry, self.problem = entry, problem


def _class(told: object, entry: str) -> ClassPrior:
    table = _table(told, entry, (*_ROWS, "late", "early", "worth"))
    rows = {name: _row(table[name], f"{entry} {name}", cells) for name, cells in _ROWS.items()}
    return ClassPrior(
        own=rows["own"],
        enemy=rows["enemy"],
        contested=rows["contested"],
        held=rows["side"],
        open=rows["open"],
        late=_number(table["late"], f"{entry} late"),
        early=_number(table["early"], f"{entry} early"),
        worth=_number(table["worth"], f"{entry} worth", most=None),
    )


def _row(told: object, entry: str, cells: tuple[str, ...]) -> Mapping[str, float]:
    row = {name: _number(value, f"{entry}.{name}") for name, value in _table(told, entry, cells).items()}
    if abs(sum(row.values()) - 1.0) > _NEAR:
        raise _EntryError(entry, f"must sum to 1, and sums to {sum(row.values()):g}")
    return row


def _table(told: object, entry: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """A table with just these keys."""
    if not isinstance(told, Mapping):
        raise _EntryError(entry, "must be a table")
    if missing := [str(key) for key in keys if key not in told]:
        raise _EntryError(entry, f"lacks {', '.join(missing)}")
    if unknown := [str(key) for key in told if key not in keys]:
        raise _EntryError(entry, f"has {', '.join(unknown)}, which nothing reads; there is {', '.join(keys)}")
    return told


def _number(told: object, entry: str, most: float | None = 1.0) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise _EntryError(entry, f"must be a number, not {told!r}")
    if not told > 0.0 or (most is not None and told > most):
        raise _EntryError(entry, f"must be above 0{'' if most is None else f' and at most {most:g}'}: {told}")
    return float(told)
