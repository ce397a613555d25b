"""Options that say which claims are meant; the same for every command that takes many."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.cli.options import dated, moment

if TYPE_CHECKING:
    from sayso.ledger import Box, ClaimFilter
    from sayso.model import Publication

Command = TypeVar("Command", bound=Callable[..., Any])

KINDS = (
    *("control", "fighting", "withdrawal", "advance", "encirclement", "destruction"),
    *("casualties", "force", "assessment", "prediction", "other"),
)
CERTAINTIES = ("asserted", "probable", "possible", "conditional", "predicted")


def _about(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Publication | None:
    """A day that may lie ahead: predictions are about such."""
    from sayso.ingest import parse_publication

    return None if value is None else parse_publication(value, today=date(9999, 1, 1))


_OPTIONS = (
    click.option(
        "--place", metavar="NAME", help="About this place: a name, or an id such as geonames:706757."
    ),
    click.option("--party", metavar="NAME", help="About this party, such as “Wagner Group”."),
    click.option("--side", metavar="NAME", help="About a party that fights for this side, such as Russia."),
    click.option("--source", metavar="NAME", help="Said by this voice."),
    click.option("--outlet", metavar="NAME", help="Published by this outlet."),
    click.option(
        "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Of this kind; may be repeated."
    ),
    click.option("--affirmed/--denied", default=None, help="Only what is said to be so, or not to be so."),
    click.option(
        "--certainty",
        "certainties",
        type=click.Choice(CERTAINTIES),
        multiple=True,
        help="How far the source commits; may be repeated.",
    ),
    click.option("--country", metavar="CODE", help="Of places in this country (ISO 3166-1, such as UA)."),
    click.option("--theatre", metavar="ID", help="From reports on this conflict; see sayso theatres."),
    click.option("--language", metavar="CODE", help="From reports in this language (ISO 639)."),
    click.option("--since", callback=dated, metavar="DATE", help="Published on that day or later."),
    click.option("--until", callback=dated, metavar="DATE", help="Published on that day or earlier."),
    click.option(
        "--about-from",
        callback=_about,
        metavar="DATE",
        help="About a time that reaches to that day or later.",
    ),
    click.option(
        "--about-to", callback=_about, metavar="DATE", help="About a time that begins by that day or earlier."
    ),
    click.option("--as-known", callback=moment, metavar="DATE", help="Only what was published by then."),
    click.option("--as-recorded", callback=moment, metavar="DATE", help="Only what the ledger held by then."),
    click.option(
        "--within", "box", metavar="W,S,E,N", help="Of places between these longitudes and latitudes."
    ),
    click.option(
        "--contested",
        is_flag=True,
        help="Of places that within the same time control claims of different sides are about.",
    ),
)


def filter_options(command: Command) -> Command:
    """Options of a filter; the command is given it as `chosen`."""

    @functools.wraps(command)
    def with_filter(*arguments: Any, **given: Any) -> Any:
        return command(*arguments, chosen=_filter(given), **given)

    for option in reversed(_OPTIONS):
        with_filter = option(with_filter)
    return with_filter  # type: ignore[return-value]  # click's decorators keep the command as it is


def _filter(given: dict[str, Any]) -> ClaimFilter:
    """The filter that the options state, which are taken out of what was given."""
    from sayso.ledger import ClaimFilter
    from sayso.model import Certainty, Kind, Polarity

    names = ("place", "party", "side", "source", "outlet", "country", "theatre", "language", "contested")
    kinds, certainties = given.pop("kinds"), given.pop("certainties")
    affirmed, box = given.pop("affirmed"), given.pop("box")
    return ClaimFilter(
        **{name: given.pop(name) for name in names},
        kinds=tuple(map(Kind, kinds)) or None,
        certainties=tuple(map(Certainty, certainties)) or None,
        polarity=None if affirmed is None else Polarity.AFFIRMED if affirmed else Polarity.DENIED,
        published_from=_day(given.pop("since")),
        published_to=_day(given.pop("until")),
        about_from=_day(given.pop("about_from")),
        about_to=_day(given.pop("about_to")),
        as_known=_moment(given.pop("as_known")),
        as_recorded=_moment(given.pop("as_recorded")),
        box=None if box is None else _box(box),
    )


def _box(given: str) -> Box:
    from sayso.errors import UnreadableInputError
    from sayso.ledger import Box

    try:
        west, south, east, north = map(float, given.split(","))
        return Box(west, south, east, north)
    except ValueError:
        raise UnreadableInputError(
            f"--within {given}",
            "is no stretch of the map",
            "give west,south,east,north in degrees, such as 37.5,48.2,38.6,49.1",
        ) from None


def _day(given: Publication | None) -> date | None:
    return None if given is None else given.day


def _moment(given: Publication | None) -> date | datetime | None:
    return None if given is None else given.instant or given.day
