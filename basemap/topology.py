"""Areas that share their borders: arcs stored once, rings as lists of arcs.

The form is that of TopoJSON. An arc is an array of shape (points, 2): longitude and latitude in degrees. A
ring is a list of arc numbers in order; `~n` is arc n walked backwards. Two areas that meet use the same arc,
so whatever is done to an arc is done to both and no gap opens between them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = list[int]
Polygon = list[Ring]
Points = NDArray[np.float64]


@dataclass(slots=True)
class Topology:
    """Areas by key, each a list of polygons (the outer ring first), over one list of arcs.

    `dashed` has the edit that draws an arc dashed, by arc; `edge` the arcs that are no coast but only close
    an area at the end of the projection.
    """

    arcs: list[Points]
    areas: dict[str, list[Polygon]]
    dashed: dict[int, tuple[str, str]] = field(default_factory=dict)
    edge: set[int] = field(default_factory=set)

    def walk(self, arc: int) -> Points:
        """The points of an arc in the direction in which a ring uses it."""
        return self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]

    def outline(self, ring: Ring) -> Points:
        """The points of a ring; the last is the first."""
        pieces = [self.walk(arc) for arc in ring]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    def rings(self) -> Iterator[tuple[str, Ring]]:
        """Every ring with the key of its area."""
        for key, polygons in self.areas.items():
            for polygon in polygons:
                for ring in polygon:
                    yield key, ring

    def sides(self) -> dict[int, list[str]]:
        """The areas on either side of each arc: one at a coast, two at a border."""
        found: dict[int, list[str]] = defaultdict(list)
        for key, ring in self.rings():
            for arc in ring:
                found[arc if arc >= 0 else ~arc].append(key)
        return found

    def cut(self, arc: int, at: int) -> int:
        """Cut an arc at its point number `at`, in every ring; returns the arc that begins there."""
        points = self.arcs[arc]
        if not 0 < at < len(points) - 1:
            raise ValueError(f"arc {arc} has no inner point {at}")
        self.arcs[arc], new = points[: at + 1], len(self.arcs)
        self.arcs.append(points[at:])
        if arc in self.dashed:
            self.dashed[new] = self.dashed[arc]
        for _, ring in self.rings():
            for position in range(len(ring) - 1, -1, -1):
                if ring[position] == arc:
                    ring[position : position + 1] = [arc, new]
                elif ring[position] == ~arc:
                    ring[position : position + 1] = [~new, ~arc]
        return new

    def pieces(self, arc: int, chosen: NDArray[np.bool_]) -> list[int]:
        """Cut an arc so that the steps chosen, one for each two points that follow, are arcs of their own."""
        found = []
        while len(chosen):
            changes = np.flatnonzero(chosen[1:] != chosen[:-1])
            if chosen[0]:
                found.append(arc)
            if not len(changes):
                break
            at = int(changes[0]) + 1
            arc, chosen = self.cut(arc, at), chosen[at:]
        return found

    def holds(self, polygon: Polygon, point: tuple[float, float]) -> bool:
        """Whether a point lies in a polygon and in none of its holes."""
        return sum(is_inside(self.outline(ring), point) for ring in polygon) == 1

    def find(self, key: str, point: tuple[float, float]) -> int:
        """The number of the polygon of an area that holds a point. Raises `LookupError` where none does."""
        for number, polygon in enumerate(self.areas[key]):
            if self.holds(polygon, point):
                return number
        raise LookupError(f"no polygon of {key} holds {point}")

    def at(self, point: tuple[float, float]) -> list[str]:
        """The keys of the areas that hold a point."""
        return [key for key, polygons in self.areas.items() if any(self.holds(p, point) for p in polygons)]


def is_inside(outline: Points, point: tuple[float, float]) -> bool:
    """Whether a point lies within a closed outline, by the even-odd rule."""
    x, y = point
    (x0, y0), (x1, y1) = outline[:-1].T, outline[1:].T
    crossed = (y0 > y) != (y1 > y)
    x0, y0, x1, y1 = x0[crossed], y0[crossed], x1[crossed], y1[crossed]
    return bool(np.count_nonzero(x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)) % 2)


def signed_area(outline: Points) -> float:
    """Square degrees, positive where the outline runs anticlockwise."""
    x, y = outline.T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def decoded(file: Path) -> tuple[list[Points], dict[str, list[dict[str, Any]]]]:
    """The arcs of a TopoJSON file in degrees, and its geometries by layer."""
    document = json.loads(file.read_text(encoding="utf-8"))
    scale, origin = (np.array(document["transform"][part]) for part in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc)[:, :2], axis=0) * scale + origin for arc in document["arcs"]]
    return arcs, {name: layer["geometries"] for name, layer in document["objects"].items()}


def read_countries(file: Path, codes: Mapping[str, str]) -> Topology:
    """The countries of world-atlas, keyed by ISO 3166-1 alpha-2 code, or by name where they have none.

    `codes` turns numeric codes into alpha-2. The arcs across the 180th meridian are carried on beyond 180
    degrees, and the Antarctic is closed along the southern end of the projection.
    """
    arcs, layers = decoded(file)
    areas: dict[str, list[Polygon]] = defaultdict(list)
    for geometry in layers["countries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        key = codes.get(geometry.get("id", ""), geometry["properties"]["name"])
        areas[key] += [[_without_spikes(ring) for ring in polygon] for polygon in polygons]
    topology = Topology(arcs=arcs, areas=dict(areas))
    for key, ring in list(topology.rings()):
        if np.abs(np.diff(topology.outline(ring)[:, 0])).max() > 180:
            _close_below(topology, ring) if key == "AQ" else _carry_on(topology, ring)
    # The source ends some land at the meridian and goes on beyond it: that line is no coast.
    for arc, points in enumerate(list(topology.arcs)):
        at_end = np.isclose(np.abs(points[:, 0]), 180)
        topology.edge.update(topology.pieces(arc, at_end[1:] & at_end[:-1]))
    return topology


def _without_spikes(ring: Ring) -> Ring:
    """A ring that goes along no arc and straight back."""
    kept: Ring = []
    for arc in ring:
        if kept and kept[-1] == ~arc:
            kept.pop()
        else:
            kept.append(arc)
    return kept if kept else list(ring)


def _carry_on(topology: Topology, ring: Ring) -> None:
    for arc in {arc if arc >= 0 else ~arc for arc in ring}:
        points = topology.arcs[arc]
        east = np.where(points[:, 0] < 0, points[:, 0] + 360, points[:, 0])
        topology.arcs[arc] = np.column_stack([east, points[:, 1]])


def _close_below(topology: Topology, ring: Ring) -> None:
    """Open the ring round the pole at the 180th meridian and lead it along 85 degrees south."""
    if len(ring) != 1:
        raise ValueError("the coast of the Antarctic is expected to be one arc")
    points = topology.walk(ring[0])[:-1]
    jump = int(np.abs(np.diff(points[:, 0], append=points[0, 0])).argmax()) + 1
    points = np.concatenate([points[jump:], points[:jump]])
    end = np.sign(points[-1, 0]) * 180
    coast = np.concatenate([[[-end, points[0, 1]]], points, [[end, points[-1, 1]]]])
    topology.arcs[ring[0] if ring[0] >= 0 else ~ring[0]] = coast if ring[0] >= 0 else coast[::-1]
    topology.edge.add(len(topology.arcs))
    topology.arcs.append(np.array([coast[-1], [end, -85.2], [-end, -85.2], coast[0]]))
    ring.append(len(topology.arcs) - 1)
