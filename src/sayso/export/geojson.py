"""Claims as a map (GeoJSON, RFC 7946): one feature a claim, at the point of its place and nowhere near it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from sayso.export.columns import ClaimRow, Column, plain_value
from sayso.export.lines import ListedFile

_IN_THE_GEOMETRY = ("lat", "lon")


class MapFile:
    """A collection of features. A claim whose place has no point is none of them, and is counted."""

    def __init__(self, stream: BinaryIO, columns: Sequence[Column[ClaimRow]]) -> None:
        self._columns = [each for each in columns if each.name not in _IN_THE_GEOMETRY]
        self._file = ListedFile(stream, {"type": "FeatureCollection"}, "features")
        self._shown = self._without = 0

    def write(self, row: ClaimRow) -> None:
        """Add a claim."""
        place = row.recorded.claim.place
        if place is None or place.latitude is None or place.longitude is None:
            self._without += 1
            return
        self._shown += 1
        properties = {each.name: plain_value(each.of(row)) for each in self._columns}
        self._file.add(
            {
                "type": "Feature",
                "id": row.recorded.id,
                "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
                "properties": properties,
            }
        )

    def close(self) -> dict[str, int]:
        """End the file; how many claims are on the map, and how many are not."""
        counts: dict[str, Any] = {"with_coordinates": self._shown, "without_coordinates": self._without}
        self._file.end({"properties": counts})
        return counts
