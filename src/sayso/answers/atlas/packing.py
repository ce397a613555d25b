"""A sheet as bytes: a line of JSON, then the columns as they lie in memory, little end first."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.answers.atlas.sheet import NAMES, TYPES, Columns, Sheet


def packed(sheet: Sheet) -> bytes:
    """The bytes of a sheet."""
    columns = {name: getattr(sheet.columns, name) for name in NAMES}
    told = [
        sheet.name,
        sheet.place_id,
        sheet.latitude,
        sheet.longitude,
        sheet.settings,
        sheet.words,
        [len(columns[name]) for name in NAMES],
    ]
    head = json.dumps(told, ensure_ascii=False).encode()
    return b"\n".join((head, b"".join(_little(columns[name]).tobytes() for name in NAMES)))


def unpacked(key: str, told: bytes) -> Sheet:
    """The sheet of a place. Raises ValueError for bytes that are none."""
    head, _, body = told.partition(b"\n")
    name, place_id, latitude, longitude, settings, words, lengths = json.loads(head)
    columns, at = {}, 0
    for column, length in zip(NAMES, lengths, strict=True):
        type_ = np.dtype(TYPES.get(column, np.int32)).newbyteorder("<")
        columns[column] = np.frombuffer(body, type_, length, at)
        at += length * type_.itemsize
    return Sheet(
        key=key,
        name=name,
        place_id=place_id,
        latitude=latitude,
        longitude=longitude,
        settings=tuple(map(tuple, settings)),
        words=tuple(words),
        columns=Columns(**columns),
    )


def _little(column: NDArray[Any]) -> NDArray[Any]:
    return column.astype(column.dtype.newbyteorder("<"), copy=False)
