"""The places that this browser watches: a cookie of its own, since there are no accounts."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "sayso-watched"
MOST = 40
_LONGEST = 200
_LARGEST = 3_500
"""Bytes of a cookie; browsers keep 4096 of it with its name and attributes."""
_YEAR = 365 * 24 * 3600


def watched_in(request: Request) -> tuple[str, ...]:
    """The names and ids of the places that a request's browser watches, in the order of watching."""
    return _kept(unquote(each) for each in request.cookies.get(COOKIE, "").split("|"))


def place_name(words: str) -> str | None:
    """A name or id that can be watched, without blanks around it; None for what is none."""
    name = words.strip()
    return name if name and len(name) <= _LONGEST and name.isprintable() else None


def keep_watched(request: Request, response: Response, names: Iterable[str]) -> None:
    """Have the browser watch these places from now on, so many of them as a cookie holds."""
    value = "|".join(quote(each, safe=":") for each in _kept(names))
    if not value:
        response.delete_cookie(COOKIE, path="/", samesite="strict", httponly=True)
        return
    response.set_cookie(
        COOKIE,
        value,
        max_age=_YEAR,
        path="/",
        samesite="strict",
        httponly=True,
        secure=request.url.scheme == "https",
    )


def _kept(names: Iterable[str]) -> tuple[str, ...]:
    """The names that are such, each once, as far as there is room."""
    found: dict[str, None] = {}
    size = 0
    for each in names:
        name = place_name(each)
        if name is None or name in found:
            continue
        size += len(quote(name, safe=":")) + 1
        if len(found) == MOST or size > _LARGEST:
            break
        found[name] = None
    return tuple(found)
