"""Moving a piece of land from one area to another without tearing the border that neighbours share."""

from __future__ import annotations

from collections import Counter

import numpy as np

from .topology import Points, Polygon, Ring, Topology, signed_area


def split(topology: Topology, key: str, line: Points, point: tuple[float, float]) -> tuple[int, int]:
    """Part the polygon that holds `point` along a line; returns the line's arc and the part with the point.

    Both ends of the line are drawn to the nearest point of the polygon's outer ring.
    """
    number = topology.find(key, point)
    polygon = topology.areas[key][number]
    start, end = _node(topology, polygon[0], line[0]), _node(topology, polygon[0], line[-1])
    ring = polygon[0]
    from_start = _from(topology, ring, start)
    turn = _position(topology, from_start, end)
    new = len(topology.arcs)
    topology.arcs.append(np.concatenate([[start], line[1:-1], [end]]))
    parts: list[Polygon] = [[[*from_start[:turn], ~new]], [[*from_start[turn:], new]]]
    for hole in polygon[1:]:
        inside = tuple(topology.outline(hole)[0])
        next(part for part in parts if topology.holds(part[:1], inside)).append(hole)
    topology.areas[key][number : number + 1] = parts
    return new, topology.find(key, point)


def move(topology: Topology, key: str, number: int, to: str) -> set[int]:
    """Hand a polygon of one area to another; returns the arcs that divided the two before.

    The polygon grows together with those of `to` that it touches. An area left without land is gone.
    """
    polygon = topology.areas[key].pop(number)
    if not topology.areas[key]:
        del topology.areas[key]
    own = _arcs(polygon)
    touching: list[Polygon] = []
    apart: list[Polygon] = []
    for other in topology.areas.get(to, []):
        (touching if own & _arcs(other) else apart).append(other)
    divided = {arc for arc in own if any(arc in _arcs(other) for other in touching)}
    topology.areas[to] = apart + (_dissolved(topology, [polygon, *touching]) if touching else [polygon])
    return divided


def _arcs(polygon: Polygon) -> set[int]:
    return {arc if arc >= 0 else ~arc for ring in polygon for arc in ring}


def _node(topology: Topology, ring: Ring, near: Points) -> Points:
    """Make the point of the ring that is nearest to a place an end of arcs."""
    narrower = np.array([np.cos(np.radians(near[1])), 1])
    distances = [np.hypot(*((topology.walk(arc) - near) * narrower).T) for arc in ring]
    position = int(np.argmin([d.min() for d in distances]))
    points = topology.walk(ring[position])
    at = int(distances[position].argmin())
    found: Points = points[at].copy()
    if 0 < at < len(points) - 1:
        arc = ring[position]
        topology.cut(*((arc, at) if arc >= 0 else (~arc, len(points) - 1 - at)))
    return found


def _position(topology: Topology, ring: Ring, node: Points) -> int:
    return next(i for i, arc in enumerate(ring) if np.array_equal(topology.walk(arc)[0], node))


def _from(topology: Topology, ring: Ring, node: Points) -> Ring:
    at = _position(topology, ring, node)
    return ring[at:] + ring[:at]


def _dissolved(topology: Topology, polygons: list[Polygon]) -> list[Polygon]:
    """Polygons that touch, as few as they make: arcs used in both directions fall away."""
    used = Counter(arc for polygon in polygons for ring in polygon for arc in ring)
    left = [arc for arc in used if ~arc not in used]
    starts: dict[tuple[float, float], list[int]] = {}
    for arc in left:
        starts.setdefault(tuple(topology.walk(arc)[0]), []).append(arc)
    rings: list[Ring] = []
    for first in left:
        if first not in starts[tuple(topology.walk(first)[0])]:
            continue
        ring: Ring = []
        arc = first
        while True:
            starts[tuple(topology.walk(arc)[0])].remove(arc)
            ring.append(arc)
            after = starts.get(tuple(topology.walk(arc)[-1]))
            if not after:
                break
            arc = after[0]
        rings.append(ring)
    # As in the source, outer rings run clockwise and holes anticlockwise.
    outer = [[ring] for ring in rings if signed_area(topology.outline(ring)) < 0]
    for hole in (ring for ring in rings if signed_area(topology.outline(ring)) >= 0):
        inside = topology.outline(hole).mean(axis=0)
        candidates = [polygon for polygon in outer if topology.holds(polygon[:1], (inside[0], inside[1]))]
        min(candidates, key=lambda p: abs(signed_area(topology.outline(p[0])))).append(hole)
    return outer
