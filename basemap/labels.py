"""Where a country's name stands: in the widest part of its largest piece of land."""

from __future__ import annotations

import numpy as np

from .edits import Box
from .topology import Points, Topology, is_inside, signed_area

STEPS = 30
# Of an outline no more points are looked at: where a name stands need not be exact.
ENOUGH = 500


def place(topology: Topology, key: str, within: Box | None = None) -> tuple[float, float, float] | None:
    """Longitude and latitude of a country's name, and the room it has there in degrees.

    `within` keeps it inside a box; None where the country has no land there.
    """
    best: tuple[float, float, float] | None = None
    outlines = [topology.outline(polygon[0]) for polygon in topology.areas[key]]
    for outline in sorted(outlines, key=lambda o: -abs(signed_area(o)))[:3]:
        fewer = np.concatenate([outline[:: 1 + len(outline) // ENOUGH], outline[:1]])
        found = _widest(fewer, within)
        if found and (best is None or found[2] > best[2]):
            best = found
    return best


def _widest(outline: Points, within: Box | None) -> tuple[float, float, float] | None:
    low, high = outline.min(axis=0), outline.max(axis=0)
    walls = outline
    if within:
        low, high = np.maximum(low, within[:2]), np.minimum(high, within[2:])
        if (low >= high).any():
            return None
    grid = [np.linspace(a, b, STEPS + 2)[1:-1] for a, b in zip(low, high, strict=True)]
    # A name is wider than high, and a degree of longitude narrower than one of latitude.
    stretch = np.array([np.cos(np.radians((low[1] + high[1]) / 2)) / 2, 1])
    best: tuple[float, float, float] | None = None
    for y in grid[1]:
        for x in grid[0]:
            room = float(np.hypot(*((walls - [x, y]) * stretch).T).min())
            if within:
                edges = np.array([x - within[0], within[2] - x, y - within[1], within[3] - y])
                room = min(room, float((edges * [stretch[0], stretch[0], 1, 1]).min()))
            if (best is None or room > best[2]) and is_inside(outline, (x, y)):
                best = (float(x), float(y), room)
    return best
