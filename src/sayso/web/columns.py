"""Long columns of small whole numbers as JSON, some eight times as fast as a list of them is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WRITTEN = np.array([str(n) for n in range(-1, 4096)], dtype=object)


def as_json(value: Mapping[str, Any]) -> bytes:
    """An object whose values are JSON or int arrays [N]."""
    parts = [f"{json.dumps(name)}:{_part(each)}" for name, each in value.items()]
    return f"{{{','.join(parts)}}}".encode()


def _part(value: Any) -> str:
    if not isinstance(value, np.ndarray):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"[{','.join(_numbers(value))}]"


def _numbers(column: NDArray[Any]) -> list[str]:
    if len(column) and (column.min() < -1 or column.max() > 4094):
        return [str(each) for each in column.tolist()]
    written: list[str] = _WRITTEN[column + 1].tolist()
    return written
