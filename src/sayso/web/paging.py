"""Long lists in pages, by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query
from starlette.requests import Request

Item = TypeVar("Item")
AT_ONCE = 50
_LAST = 100_000

PageNumber = Annotated[int, Query(alias="page", ge=1, le=_LAST, description="Which page of the list.")]
Limit = Annotated[int, Query(ge=1, le=500, description="At most so many.")]
Offset = Annotated[int, Query(ge=0, le=_LAST * AT_ONCE, description="How many to pass over.")]


@dataclass(frozen=True, slots=True)
class Portion(Generic[Item]):
    """A page of a list: what is shown, of how many, and the addresses of the pages beside it."""

    shown: Sequence[Item]
    number: int
    total: int
    before: str | None
    after: str | None

    @property
    def first(self) -> int:
        """The number in the list of the first that is shown, from 1 on."""
        return (self.number - 1) * AT_ONCE + 1

    @property
    def last(self) -> int:
        """That of the last."""
        return self.first + len(self.shown) - 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // AT_ONCE))


def portion(request: Request, items: Sequence[Item], number: int) -> Portion[Item]:
    """A page of a list that is at hand."""
    first = (number - 1) * AT_ONCE
    return a_portion(request, items[first : first + AT_ONCE], number, len(items))


def a_portion(request: Request, shown: Sequence[Item], number: int, total: int) -> Portion[Item]:
    """A page that was fetched by itself, of a list of `total`."""
    return Portion(
        shown=shown,
        number=number,
        total=total,
        before=address(request, page=number - 1 if number > 2 else None) if number > 1 else None,
        after=address(request, page=number + 1) if number * AT_ONCE < total else None,
    )


def address(request: Request, **changed: object) -> str:
    """This request's path and query with some of it changed; None takes a part out."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changed and value]
    kept += [(key, str(value)) for key, value in changed.items() if value is not None]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")
