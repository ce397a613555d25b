"""The edits that make the borders follow one named position, each with its basis: read and carried out.

`edits.toml` says what they are. Every edit of the table `HOW` is one function here.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from .surgery import move, split
from .topology import Topology

SHIPPED = Path(__file__).with_name("edits.toml")
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One disputed place: what is drawn, how that is reached, and what it rests on.

    `at` is where it is (longitude, latitude); `checks` are points with the key of the area that must hold
    them afterwards. `border` and `was` name the lines drawn dashed: the one that divides the two areas after
    the edit, and the one that divided them before; without a name the one is solid, the other not drawn.
    """

    id: str
    name: str
    how: str
    what: str
    basis: str
    at: Point
    checks: tuple[tuple[float, float, str], ...]
    moves: Mapping[str, Any] = field(default_factory=dict)
    border: str | None = None
    was: str | None = None
    label: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """All of `edits.toml`, and its SHA-256: viewpoint, names of countries and where they stand, edits."""

    viewpoint: str
    names: Mapping[str, str]
    places: Mapping[str, Point]
    edits: tuple[Edit, ...]
    digest: str


def load(file: Path = SHIPPED) -> Edits:
    """Read the table of edits. Raises `KeyError` or `ValueError` where an edit is not whole."""
    content = file.read_bytes()
    table = tomllib.loads(content.decode("utf-8"))
    return Edits(
        viewpoint=table["viewpoint"],
        names=table["names"],
        places={key: tuple(place) for key, place in table["places"].items()},
        edits=tuple(map(_edit, table["edit"])),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _edit(entry: dict[str, Any]) -> Edit:
    plain_id = entry.get("id", "?")
    own = {key: entry.pop(key, None) for key in ("border", "was", "label")}
    try:
        plain = {key: entry.pop(key).strip() for key in ("id", "name", "how", "what", "basis")}
        at, checks = tuple(entry.pop("at")), tuple(map(tuple, entry.pop("checks", [])))
    except KeyError as missing:
        raise KeyError(f"edit {plain_id} has no {missing}") from missing
    if plain["how"] not in HOW:
        raise ValueError(f"edit {plain['id']}: how = {plain['how']!r}; there is {', '.join(HOW)}")
    return Edit(at=at, checks=checks, moves=entry, **plain, **own)


def apply(topology: Topology, edits: Edits) -> None:
    """Carry out every edit in order, then see that each point checked lies where the edit says."""
    for edit in edits.edits:
        try:
            HOW[edit.how](topology, edit)
        except (LookupError, StopIteration, ValueError) as error:
            raise ValueError(f"edit {edit.id}: {error}") from error
    wrong = [
        f"{edit.id}: ({x}, {y}) lies in {topology.at((x, y))}, not in {key}"
        for edit in edits.edits
        for x, y, key in edit.checks
        if topology.at((x, y)) != [key]
    ]
    if wrong:
        raise ValueError("; ".join(wrong))


def _move(topology: Topology, edit: Edit) -> None:
    """Hand the polygons that hold `points` (or `at`) from one area to another."""
    source, to = edit.moves["from"], edit.moves["to"]
    for point in edit.moves.get("points", [edit.at]):
        _hand(topology, edit, topology.find(source, tuple(point)), to)


def _merge(topology: Topology, edit: Edit) -> None:
    """Hand every polygon of the areas named to another."""
    for source in edit.moves["from"]:
        while source in topology.areas:
            _hand(topology, edit, 0, edit.moves["to"], source)


def _hand(topology: Topology, edit: Edit, number: int, to: str, source: str | None = None) -> None:
    source = source or edit.moves["from"]
    for arc in move(topology, source, number, to):
        if edit.was:
            topology.dashed[arc] = (edit.id, edit.was)
        else:
            topology.dashed.pop(arc, None)


def _split(topology: Topology, edit: Edit) -> None:
    """Part a polygon along a line and hand the part that holds `at` to another area."""
    source = edit.moves["from"]
    new, number = split(topology, source, np.array(edit.moves["line"], dtype=float), edit.at)
    _hand(topology, edit, number, edit.moves["to"])
    if edit.border:
        topology.dashed[new] = (edit.id, edit.border)


def _dash(topology: Topology, edit: Edit) -> None:
    """Draw the border of two areas dashed, within a box if there is one."""
    pairs = [set(pair) for pair in edit.moves["between"]]
    box = edit.moves.get("within", (-180, -90, 180, 90))
    for arc in [arc for arc, sides in topology.sides().items() if set(sides) in pairs]:
        middles = (topology.arcs[arc][1:] + topology.arcs[arc][:-1]) / 2
        within = (middles > box[:2]).all(axis=1) & (middles < box[2:]).all(axis=1)
        for piece in topology.pieces(arc, within):
            topology.dashed.setdefault(piece, (edit.id, str(edit.border)))


def _line(topology: Topology, edit: Edit) -> None:
    """Draw lines dashed that divide nothing: the land on both sides stays one area."""
    for line in edit.moves["lines"]:
        topology.dashed[len(topology.arcs)] = (edit.id, str(edit.border))
        topology.arcs.append(np.array(line, dtype=float))


def _nothing(_topology: Topology, _edit: Edit) -> None:
    """Drawn as the source draws it, or not drawn: the entry says why, and `checks` hold it."""


HOW: Mapping[str, Callable[[Topology, Edit], None]] = MappingProxyType(
    {
        "move": _move,
        "merge": _merge,
        "split": _split,
        "dash": _dash,
        "line": _line,
        "none": _nothing,
        "not drawn": _nothing,
    }
)
