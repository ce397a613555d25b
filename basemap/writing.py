"""One file of the base map as TopoJSON: countries, lines, water, names, the viewpoint and its edits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .edits import Box, Edits
from .generalise import Tolerance, large_enough, thinned, weights
from .labels import place
from .topology import Points, Polygon, Topology
from .water import Water

# A hundred metres or so; the source's own steps are four times as wide.
STEP = 0.001
# Longitude, latitude, and the room there in degrees.
Spot = tuple[float, float, float]


@dataclass(slots=True)
class Source:
    """What every file is made from; the weights of points are reckoned once."""

    topology: Topology
    edits: Edits
    names: Mapping[str, str]
    source: str
    weight: dict[int, Any] = field(default_factory=dict)
    places: dict[tuple[str, Box | None], Spot | None] = field(default_factory=dict)

    def place(self, key: str, box: Box | None) -> Spot | None:
        """Where a country's name stands, inside the box if the country has land there."""
        if (key, box) not in self.places:
            fixed = self.edits.places.get(key)
            self.places[key, box] = (*fixed, 1.5) if fixed else self._widest(key, box)
        return self.places[key, box]

    def _widest(self, key: str, box: Box | None) -> Spot | None:
        return place(self.topology, key, box) or (self.place(key, None) if box else None)

    def thinned(self, arc: int, tolerance: Tolerance) -> Points:
        if arc not in self.weight:
            self.weight[arc] = weights(self.topology.arcs[arc])
        return thinned(self.topology.arcs[arc], self.weight[arc], tolerance)


@dataclass(slots=True)
class _Arcs:
    """The arcs of one file, each written once."""

    lines: list[list[list[int]]] = field(default_factory=list)
    number: dict[int, int] = field(default_factory=dict)

    def add(self, points: Points) -> int:
        steps = np.rint(points / STEP).astype(int)
        moved = np.concatenate([steps[:1], np.diff(steps, axis=0)])
        moved = np.concatenate([moved[:1], moved[1:][(moved[1:] != 0).any(axis=1)]])
        if len(moved) == 1:  # so short that its ends fall together
            moved = np.concatenate([moved, [[0, 0]]])
        self.lines.append(moved.tolist())
        return len(self.lines) - 1


def file_of(
    source: Source, water: Water, tolerance: Tolerance, box: Box | None, extra: Mapping[str, Any]
) -> str:
    """The text of one file. `box` (west, south, east, north) is drawn closely, None is the world's file."""
    arcs = _Arcs()
    topology = source.topology
    sides = topology.sides()
    drawn = {
        key: [p for p in polygons if _has_neighbour(p, sides) or large_enough(topology, p, tolerance)]
        for key, polygons in sorted(topology.areas.items())
    }

    def taken(arc: int) -> int:
        own = arc if arc >= 0 else ~arc
        if own not in arcs.number:
            arcs.number[own] = arcs.add(source.thinned(own, tolerance))
        return arcs.number[own] if arc >= 0 else ~arcs.number[own]

    countries = [
        {
            "type": "MultiPolygon",
            **({"id": key} if len(key) == 2 else {}),
            "properties": {"name": source.names.get(key, key)},
            "arcs": [[[taken(arc) for arc in ring] for ring in polygon] for polygon in polygons],
        }
        for key, polygons in drawn.items()
        if polygons
    ]
    objects = {
        "countries": _collection(countries),
        "lines": _collection(_lines(source, drawn, taken)),
        "lakes": _collection([_plain("Polygon", [[arcs.add(p)]]) for p in water.lakes]),
        "rivers": _collection([_plain("LineString", [arcs.add(p)]) for p in water.rivers]),
        "labels": _collection(_labels(source, drawn, box)),
    }
    document = {
        "type": "Topology",
        "viewpoint": source.edits.viewpoint,
        "source": source.source,
        "edits_sha256": source.edits.digest,
        **extra,
        "edits": [
            {"id": e.id, "name": e.name, "how": e.how, "what": e.what, "basis": e.basis}
            for e in source.edits.edits
            if box is None or (box[0] <= e.at[0] <= box[2] and box[1] <= e.at[1] <= box[3])
        ],
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": objects,
        "arcs": arcs.lines,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _collection(geometries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": geometries}


def _has_neighbour(polygon: Polygon, sides: Mapping[int, list[str]]) -> bool:
    """Whether other land has the same outline: an enclave left out would be a hole in the land around."""
    return any(len(sides[arc if arc >= 0 else ~arc]) > 1 for arc in polygon[0])


def _plain(kind: str, arcs: Any) -> dict[str, Any]:
    return {"type": kind, "arcs": arcs}


def _lines(source: Source, drawn: Mapping[str, list[Polygon]], taken: Any) -> list[dict[str, Any]]:
    """Coasts and borders as one geometry each, then each dashed line with its name and edit."""
    topology = source.topology
    used = {
        arc if arc >= 0 else ~arc
        for polygons in drawn.values()
        for p in polygons
        for ring in p
        for arc in ring
    }
    kinds: dict[str, list[list[int]]] = {"coast": [], "border": []}
    dashed: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for arc, sides in sorted(topology.sides().items()):
        within_one = len(sides) > 1 and len(set(sides)) == 1
        if arc in used and arc not in topology.dashed and arc not in topology.edge and not within_one:
            kinds["coast" if len(sides) == 1 else "border"].append([taken(arc)])
    for arc, edit in sorted(topology.dashed.items()):
        dashed[edit].append([taken(arc)])
    names = {edit.id: edit for edit in source.edits.edits}
    return [
        {"type": "MultiLineString", "properties": {"kind": kind}, "arcs": lines}
        for kind, lines in kinds.items()
    ] + [
        {
            "type": "MultiLineString",
            "properties": {"kind": "dashed", "edit": edit, "name": name, "basis": names[edit].basis},
            "arcs": lines,
        }
        for (edit, name), lines in dashed.items()
    ]


def _labels(source: Source, drawn: Mapping[str, list[Polygon]], box: Box | None) -> list[dict[str, Any]]:
    """Names of countries, within the box where a country reaches into it, then of disputed areas."""
    found = []
    for key in drawn:
        if len(key) != 2:
            continue
        if spot := source.place(key, box):
            x, y, room = spot
            found.append(_label(source.names[key], "country", x, y, room, key))
    for edit in source.edits.edits:
        if edit.label:
            x, y = edit.label["at"]
            found.append(_label(edit.label["text"], "area", x, y, 0.2, None))
    return found


def _label(text: str, kind: str, x: float, y: float, room: float, code: str | None) -> dict[str, Any]:
    properties = {"name": text, "kind": kind, "room": round(room, 2), **({"id": code} if code else {})}
    return {"type": "Point", "properties": properties, "coordinates": [round(x / STEP), round(y / STEP)]}
