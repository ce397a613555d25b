"""The sheets of all places put together: one array for each column, so that a day is a few sums over arrays.

P places stand in the order of their keys. `*_at` [P + 1] tells where the rows of each begin and end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.answers.atlas.sheet import NAMES, OF_WORDS, Sheet
from sayso.estimation.hidden_states import hidden_states

Ints = NDArray[np.int64]
BELIEFS = ("counts_from", "belief_day", "setting")
STEPS = ("step_day", "step")
DISPUTES = ("opened", "ended")
CLAIMS = (
    "day",
    "kind",
    "voice",
    "voice_side",
    "voice_class",
    "party",
    "side",
    "says",
    "of_whom",
    "relayed",
)


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """All places. `latitude` and `longitude` [P] are NaN where a place has none. `settings` are the sides of
    each way in which places are reckoned; `words` all names, to which the columns of claims point.

    `columns` holds those of beliefs, steps, disputes and claims; `hidden_at` [B] where each belief begins in
    `hidden`. Claims also have their `place`, and stand in the order of their days.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    ids: tuple[str | None, ...]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    settings: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    columns: dict[str, NDArray[Any]]
    hidden: NDArray[np.float32]
    hidden_at: Ints
    beliefs_at: Ints
    steps_at: Ints
    first_day: Ints

    @property
    def first(self) -> int | None:
        """The first day (ordinal) of any claim; None where there is none."""
        return int(self.columns["day"][0]) if len(self.columns["day"]) else None

    @property
    def last(self) -> int | None:
        """The last day of any claim."""
        return int(self.columns["day"][-1]) if len(self.columns["day"]) else None


def put_together(sheets: Iterable[Sheet]) -> Whole:
    """The whole of some sheets, each of another place."""
    ordered = sorted(sheets, key=lambda each: each.key)
    settings: dict[tuple[str, ...], int] = {}
    words: dict[str, int] = {}
    parts: dict[str, list[Any]] = {name: [] for name in NAMES}
    for sheet in ordered:
        numbers = [settings.setdefault(each, len(settings)) for each in sheet.settings]
        own = np.array([words.setdefault(each, len(words)) for each in sheet.words] + [-1], np.int32)
        for name in NAMES:
            column = getattr(sheet.columns, name)
            if name in OF_WORDS:
                column = own[column]
            elif name == "setting":
                column = np.array([*numbers, -1], np.int16)[column]
            parts[name].append(column)
    columns = {name: np.concatenate(parts[name]) if parts[name] else np.empty(0, int) for name in NAMES}
    hidden = columns.pop("hidden")
    widths = np.array([*(hidden_states(len(each) + 1).count for each in settings), 0])
    ends = np.cumsum(widths[columns["setting"]]) if len(columns["setting"]) else np.empty(0, int)
    columns["place"] = np.repeat(np.arange(len(ordered)), [len(each) for each in parts["day"]])
    columns["disputed_place"] = np.repeat(np.arange(len(ordered)), [len(each) for each in parts["opened"]])
    order = np.argsort(columns["day"], kind="stable")
    for name in (*CLAIMS, "place"):
        columns[name] = columns[name][order]
    return Whole(
        keys=tuple(each.key for each in ordered),
        names=tuple(each.name for each in ordered),
        ids=tuple(each.place_id for each in ordered),
        latitude=np.array([_or_nan(each.latitude) for each in ordered]),
        longitude=np.array([_or_nan(each.longitude) for each in ordered]),
        settings=tuple(settings),
        words=tuple(words),
        columns=columns,
        hidden=hidden,
        hidden_at=np.concatenate([[0], ends[:-1]]).astype(np.int64) if len(ends) else np.empty(0, np.int64),
        beliefs_at=_edges(parts["counts_from"]),
        steps_at=_edges(parts["step_day"]),
        first_day=np.array([int(each.min()) if len(each) else 0 for each in parts["day"]], np.int64),
    )


def last_until(days: NDArray[Any], edges: Ints, day: int) -> Ints:
    """The row [P] of each place that is the last of those up to a day; -1 where there is none. The rows of
    one place stand in the order of their `days`."""
    so_far = np.zeros(len(days) + 1, np.int32)
    np.cumsum(days <= day, out=so_far[1:], dtype=np.int32)
    count = so_far[edges[1:]] - so_far[edges[:-1]]
    return np.where(count > 0, edges[:-1] + count - 1, -1)


def _edges(parts: Sequence[Any]) -> Ints:
    return np.cumsum([0, *(len(each) for each in parts)])


def _or_nan(degrees: float | None) -> float:
    return float("nan") if degrees is None else degrees
