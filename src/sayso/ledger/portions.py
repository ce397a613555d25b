"""Long lists of values, cut up for questions that name each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

_AT_ONCE = 400
"""Databases take only so many values in one question."""


def in_portions(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in their order, some hundred at a time."""
    left = iter(values)
    while some := list(islice(left, _AT_ONCE)):
        yield some
