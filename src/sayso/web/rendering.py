"""Templates: escaped throughout, with the few filters that say a day, an instant and a share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sayso import __version__
from sayso.answers.phrases import says
from sayso.demo import paraphrase_note
from sayso.web.desk import Desk
from sayso.web.watched import watched_in
from sayso.web.wording import say

# A parser drops or rejoins these, and a reader sees nothing of them.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Overrides and isolates: they would turn the words around them, so that a page reads what no report says.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def legible(words: str) -> str:
    """Words of others as they may stand on a page: what cannot be seen or turns the line becomes U+FFFD."""
    return _TURNING.sub("\ufffd", _UNPRINTABLE.sub("\ufffd", words))


def is_web_address(address: str | None) -> bool:
    """Whether a link may lead there: http or https, a host, nothing in it to mislead a parser."""
    if not address or re.search(r"[\s\\\x00-\x1f\x7f]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def day_words(value: date | datetime | str | None) -> str:
    """14 January 2023; "unknown" for what has no day."""
    day = _day(value)
    return say("time.unknown") if day is None else f"{day.day} {say(f'month.{day.month}')} {day.year}"


def instant_words(value: date | datetime | str | None) -> str:
    """14 January 2023, 10:30 UTC+02:00; the day alone where no time of day is known."""
    if isinstance(value, str) and "T" in value:
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return day_words(value)
    zone = value.isoformat()[-6:] if value.utcoffset() else ""
    return f"{day_words(value)}, {value:%H:%M} UTC{zone}"


def known_words(value: datetime) -> str:
    """An instant from which something could be known; what is known by its day alone, from the midnight after
    it on, as that day."""
    at = value.astimezone(UTC)
    is_of_a_day = (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
    return day_words(at - timedelta(seconds=1)) if is_of_a_day else instant_words(at)


def short_note(document_id: str) -> str | None:
    """Whose page a bundled report is our paraphrase of, without its address; None for any other."""
    note = paraphrase_note(document_id)
    return note.rpartition(", ")[0] if note else None


def percent(share: float) -> str:
    """A share in whole per cent that never says 0 or 100 of what is neither."""
    if 0 < share < 0.01:
        return "<1 %"
    return ">99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")


def place_path(place: str, **query: object) -> str:
    """The address of a place's page; a query leaves out what is None."""
    return _path("/place/", place, query)


def path_to(kind: str, name: str, **query: object) -> str:
    """The address of a document, a source or another thing of that kind."""
    return _path(f"/{kind}/", name, query)


def _path(before: str, name: str, query: Mapping[str, object]) -> str:
    given = {key: str(value) for key, value in query.items() if value is not None}
    return before + quote(name, safe=":") + (f"?{urlencode(given)}" if given else "")


def _day(value: date | datetime | str | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day_words,
        "instant": instant_words,
        "known": known_words,
        "percent": percent,
        "legible": legible,
    }
    made.globals |= {
        "say": say,
        "place_path": place_path,
        "path_to": path_to,
        "is_web_address": is_web_address,
        "paraphrase_note": paraphrase_note,
        "short_note": short_note,
        "says": says,
        "version": __version__,
    }
    return made


_TEMPLATES = _environment()


def fragment(template: str, **values: Any) -> str:
    """A template filled in, without the frame of a page."""
    return _TEMPLATES.get_template(template).render(values)


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page. `title` goes into the window; templates know `desk`, `here` (the path), `asked_for` (with
    its query), `watched` (names and ids of places) and `signed_in`."""
    desk: Desk = request.app.state.desk
    told = {
        "desk": desk,
        "here": request.url.path,
        "asked_for": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "watched": watched_in(request),
        "signed_in": getattr(request.state, "signed_in", False),
        **values,
    }
    return HTMLResponse(fragment(template, **told), status_code=status)


def waiting(request: Request, title: str) -> HTMLResponse:
    """A page that asks again in a moment for what is still being reckoned."""
    response = page(request, "waiting.html", title=title)
    response.headers["refresh"] = "3"
    response.headers["cache-control"] = "no-store"
    return response
