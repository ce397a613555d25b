"""Fewer points where nobody looks closely: Visvalingam's method, arc by arc, so that borders do not tear."""

from __future__ import annotations

import heapq
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .topology import Points, Polygon, Topology, signed_area

KM_PER_DEGREE = 111.2
# The least area in km², at each of some points, for which a bend is kept.
Tolerance = Callable[[Points], NDArray[np.float64]]


def weights(points: Points) -> NDArray[np.float64]:
    """For each point the area in km² that is lost when it goes, never less than that of those gone before.

    The ends weigh infinitely much.
    """
    flat = _flat(points)
    found = np.full(len(points), np.inf)
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    heap = [(_triangle(flat, i - 1, i, i + 1), i) for i in range(1, len(points) - 1)]
    current = {i: area for area, i in heap}
    heapq.heapify(heap)
    least = 0.0
    while heap:
        area, i = heapq.heappop(heap)
        if current.get(i) != area:
            continue
        del current[i]
        found[i] = least = max(least, area)
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if j in current:
                current[j] = _triangle(flat, before[j], j, after[j])
                heapq.heappush(heap, (current[j], j))
    return found


def _flat(points: Points) -> list[tuple[float, float]]:
    """Kilometres east and north, near enough for the area of a bend."""
    east = points[:, 0] * np.cos(np.radians(points[:, 1])) * KM_PER_DEGREE
    return list(zip(east.tolist(), (points[:, 1] * KM_PER_DEGREE).tolist(), strict=True))


def _triangle(flat: list[tuple[float, float]], i: int, j: int, k: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = flat[i], flat[j], flat[k]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def thinned(points: Points, weight: NDArray[np.float64], tolerance: Tolerance) -> Points:
    """The points whose bend is as large as the tolerance there; of a closed arc at least four."""
    kept = weight >= tolerance(points)
    if np.array_equal(points[0], points[-1]) and np.count_nonzero(kept) < 4 <= len(points):
        kept[np.argsort(weight)[-4:]] = True
    return points[kept]


def around(box: tuple[float, float, float, float], near: float, far: float) -> Tolerance:
    """`near` km² inside a box (west, south, east, north), rising to `far` within a few degrees of it."""

    def tolerance(points: Points) -> NDArray[np.float64]:
        low, high = np.array(box[:2]), np.array(box[2:])
        away = np.maximum(np.maximum(low - points, points - high), 0).max(axis=1)
        return np.where(away == 0, near, np.minimum(everywhere(far)(points), max(near, 0.5) * 4**away))

    return tolerance


def everywhere(tolerance: float) -> Tolerance:
    """The same tolerance in km² at every point, save near the poles, where it is four times as large.

    Fjords and Arctic islands would else take half the points of a map of the world.
    """
    return lambda points: np.where(np.abs(points[:, 1]) > 58, 4 * tolerance, tolerance)


def large_enough(topology: Topology, polygon: Polygon, tolerance: Tolerance) -> bool:
    """Whether an island is worth its points: its area is at least eight times the tolerance.

    Land whose outline is more than one arc long always is.
    """
    if len(polygon[0]) > 1:
        return True
    outline = topology.outline(polygon[0])
    return area(outline) >= 8 * float(tolerance(outline[:1])[0])


def area(outline: Points) -> float:
    """Square kilometres within a closed outline."""
    flat = np.array(_flat(outline))
    return abs(signed_area(flat - flat[0]))


def length(points: Points) -> float:
    """Kilometres along a line."""
    return float(np.hypot(*np.diff(np.array(_flat(points)), axis=0).T).sum())
