"""A day of all places as it is told: compact columns for the map, rows for its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from sayso.answers.atlas.day import NOTHING, Chosen, Shown, State
from sayso.answers.atlas.heard import label_of
from sayso.answers.atlas.whole import Whole
from sayso.estimation.summary import EVEN
from sayso.export.page.sides import SideSign, signs
from sayso.model import CONTESTED

UNKNOWN, DISPUTED, UNCLEAR = 1, 2, 4
"""Flags of a place on a day."""
_CHOICES = 200
_SMALL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A piece of the map in degrees; where `west` is east of `east` it reaches over the 180th meridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place in the table: `words` are what a reader is told, never without the number behind them.

    `probability` is None where a voice's word is told; `last_day` the day of that word, or on which
    anything last told who holds it.
    """

    place: str
    place_id: str | None
    number: int
    state: str
    sign: SideSign
    words: str
    probability: float | None
    is_unknown: bool
    is_disputed: bool
    claims: int
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the claims of a ledger can be chosen by, and the sides whose point of view can be taken; those
    with most claims first, at most 200 of each."""

    parties: tuple[str, ...]
    sources: tuple[str, ...]
    sides: tuple[str, ...]


class Telling:
    """Tells days of one whole."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self._signed = [_widest(each, whole.settings) for each in whole.settings]
        self._named = np.argsort(np.array([each.casefold() for each in whole.names], dtype=object))

    @cached_property
    def choices(self) -> Choices:
        """The choices that the whole offers."""
        return Choices(
            parties=self._most("party", "side"), sources=self._most("voice"), sides=self._most("voice_side")
        )

    def places(self) -> dict[str, Any]:
        """`{"ids", "names", "latitudes", "longitudes"}`: columns of one length, in the order of every day."""
        return {
            "ids": [id or key for id, key in zip(self.whole.ids, self.whole.keys, strict=True)],
            "names": list(self.whole.names),
            "latitudes": _degrees(self.whole.latitude),
            "longitudes": _degrees(self.whole.longitude),
        }

    def day(self, shown: Shown) -> dict[str, Any]:
        """`states` is the legend, `{"stand", "who", "letter", "colour"}` each; the columns are int arrays.

        `state` is a number in the legend, -1 where the place is not shown, `probability` in per cent from 1
        to 99 (100 for what was said), `flags` 1 for unknown, 2 disputed and 4 unclear, added; `claims` those
        of the last 14 days, `ago` the days since the last that told who holds it, -1 for never; `unknown` a
        number in `unknowns`, the words for why a place is, -1 where it is not.
        """
        legend, number = self._legend(shown.states)
        state = np.append(number, NOTHING)[shown.state]
        is_said = not shown.shares
        percent = np.full(len(state), 100) if is_said else np.clip(np.rint(shown.probability * 100), 1, 99)
        unclear = ~shown.is_unknown & (shown.probability < EVEN)
        flags = shown.is_unknown * UNKNOWN + shown.disputed * DISPUTED + unclear * UNCLEAR
        ago = np.where(shown.last_day > 0, shown.day - shown.last_day, -1)
        is_shown = state >= 0
        unknowns, unknown = self._unknowns(shown)
        return {
            "states": [
                {
                    "stand": CONTESTED if each.stand is None else str(each.stand),
                    "who": None if each.stand is None else each.who,
                    "letter": sign.letter,
                    "colour": sign.colour,
                }
                for each, sign in legend
            ],
            "state": state,
            "probability": np.where(is_shown, percent, 0).astype(int),
            "flags": np.where(is_shown, flags, 0),
            "claims": shown.claims,
            "ago": np.where(is_shown, ago, -1),
            "unknowns": unknowns,
            "unknown": unknown,
        }

    def table(
        self, shown: Shown, chosen: Chosen, *, within: Bounds | None, sort: str, descending: bool
    ) -> Sequence[int]:
        """The numbers of the places of a table, in order: those shown that lie within bounds and, where
        claims are chosen, have one. `sort` is "place", "state", "probability", "claims" or "last"."""
        keep = shown.state >= 0
        if not chosen.is_any:
            keep &= shown.claims > 0
        if within is not None:
            keep &= self._within(within)
        named = self._named[keep[self._named]]
        by = {
            "place": None,
            "state": np.array([str(each.stand or "") + each.who for each in shown.states] + [""])[
                shown.state
            ],
            "probability": np.where(shown.is_unknown, -1.0, shown.probability),
            "claims": shown.claims,
            "last": shown.last_day,
        }[sort]
        if by is None:
            return [int(each) for each in (named[::-1] if descending else named)]
        values = np.unique(by[named], return_inverse=True)[1]
        return [int(each) for each in named[np.argsort(-values if descending else values, kind="stable")]]

    def rows(self, shown: Shown, numbers: Iterable[int]) -> list[Row]:
        """The rows of some places."""
        signed = [self._sign(each) for each in shown.states]
        return [self._row(shown, signed, n) for n in numbers]

    def _row(self, shown: Shown, signed: Sequence[SideSign], n: int) -> Row:
        state = shown.states[int(shown.state[n])]
        told = CONTESTED if state.stand is None else f"{state.stand} {state.who}"
        probability = float(shown.probability[n]) if shown.shares else None
        words = told
        if shown.shares:
            shares = shown.shares[state.setting][int(shown.share_at[n])].tolist()
            words = label_of(int(shown.heard[n]), self.whole.settings[state.setting], shares)
        return Row(
            place=self.whole.names[n],
            place_id=self.whole.ids[n],
            number=n,
            state=told,
            sign=signed[int(shown.state[n])],
            words=words,
            probability=probability,
            is_unknown=bool(shown.is_unknown[n]),
            is_disputed=bool(shown.disputed[n]),
            claims=int(shown.claims[n]),
            last_day=date.fromordinal(int(shown.last_day[n])),
        )

    def _unknowns(self, shown: Shown) -> tuple[list[str], Any]:
        """The different words for why places are unknown, and the number [P] of each among them."""
        number = np.full(len(shown.state), NOTHING)
        if not shown.shares:
            return [], number
        places = np.flatnonzero(shown.is_unknown & (shown.state >= 0))
        heard = shown.heard[places].astype(np.int64)
        width = int(heard.max(initial=0)) + 1
        different, number[places] = _parted(shown.setting[places] * width + heard)
        words: dict[str, int] = {}
        among = [NOTHING] * len(different)
        for n, each in enumerate(different.tolist()):
            label = label_of(each % width, self.whole.settings[each // width], [])
            among[n] = words.setdefault(label, len(words))
        number[places] = np.array(among, dtype=np.int64)[number[places]]
        return list(words), number

    def _legend(self, states: Sequence[State]) -> tuple[list[tuple[State, SideSign]], Any]:
        """The different ones as they are seen, and the number [states] of each among them."""
        found: dict[tuple[Any, ...], int] = {}
        legend: list[tuple[State, SideSign]] = []
        number: list[int] = []
        for each in states:
            sign = self._sign(each)
            seen = (each.stand, each.who, sign)
            if seen not in found:
                found[seen] = len(legend)
                legend.append((each, sign))
            number.append(found[seen])
        return legend, np.array(number, dtype=np.int64)

    def _sign(self, state: State) -> SideSign:
        if state.stand is None:
            return SideSign("", 0)
        sides = self._signed[state.setting] if state.setting >= 0 else ()
        return signs(sides, [state.who])[state.who]

    def _most(self, *columns: str) -> tuple[str, ...]:
        count = np.zeros(len(self.whole.words), np.int64)
        for name in columns:
            column = self.whole.columns[name]
            count += np.bincount(column[column >= 0], minlength=len(count))
        order = np.argsort(-count, kind="stable")[:_CHOICES]
        return tuple(self.whole.words[n] for n in order if count[n])

    def _within(self, bounds: Bounds) -> Any:
        latitude, longitude = self.whole.latitude, self.whole.longitude
        across = (longitude >= bounds.west) & (longitude <= bounds.east)
        if bounds.west > bounds.east:
            across = (longitude >= bounds.west) | (longitude <= bounds.east)
        return across & (latitude >= bounds.south) & (latitude <= bounds.north)


def _widest(sides: tuple[str, ...], settings: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The most sides among which these are found: where only one side of a war was ever named of a place, it
    is to look as it does elsewhere."""
    return max((each for each in settings if set(sides) <= set(each)), key=len)


def _parted(values: Any) -> tuple[Any, Any]:
    """The different ones of some numbers from 0 on, and for each the number of it among them."""
    if not len(values) or values.max() > _SMALL:
        return np.unique(values, return_inverse=True)
    # Ten times as fast as by sorting.
    different = np.flatnonzero(np.bincount(values))
    number = np.zeros(int(different[-1]) + 1, np.int64)
    number[different] = np.arange(len(different))
    return different, number[values]


def _degrees(values: Any) -> list[float | None]:
    return [None if each != each else round(each, 5) for each in values.tolist()]
