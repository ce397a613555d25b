"""`sayso brief`: what moved since an hour."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.delivering import delivery_options
from sayso.cli.options import json_option, ledger_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.cli.delivering import Wanted


def hour(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """An instant, a day, or words for one: "24h", "yesterday 18:00" by the clock of this machine."""
    from sayso.answers.hours import hour_of

    return None if value is None else hour_of(value, datetime.now().astimezone())


@click.command(short_help="Tell what moved since an hour.")
@click.option(
    "--since",
    callback=hour,
    default="24h",
    show_default=True,
    metavar="WHEN",
    help="An instant, a day, or as in “24h”, “3 days”, “yesterday 18:00”.",
)
@click.option(
    "--until", callback=hour, metavar="WHEN", help="By default now; with it, what it would have told then."
)
@click.option(
    "--watch",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The places to tell of, in TOML; by default all with news.",
)
@click.option(
    "--rss", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Also as a feed, in FILE."
)
@click.option(
    "--bookmark",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Go on from where the last brief with FILE ended; --since is for the first.",
)
@delivery_options
@ledger_option
@json_option("one line with everything")
def brief(
    since: datetime,
    until: datetime | None,
    bookmark: Path | None,
    watch: Path | None,
    rss: Path | None,
    wanted: Wanted | None,
    ledger: str,
    as_json: bool,
) -> None:
    """Tell what moved in the record since an hour: new claims and independent origins, estimates that moved,
    disputes opened and closed, reports changed or taken back and the citations that rest on them, silence.

    "Since" is when this ledger learned it, so that a report of last month that came in today is news.

    \b
        sayso brief --since "yesterday 18:00"
        sayso brief --since 24h --watch towns.toml --rss brief.xml

    FILE of --bookmark keeps until when was told, so that whoever is told every day misses nothing and reads
    nothing twice. It is moved on when the brief was shown or sent.

    FILE of --watch lists places:

    \b
        [[place]]
        name = "Soledar"

    --mail and --webhook send it instead of showing it, where anything moved. FILE of --mail says through
    which server, from whom and to whom; $SAYSO_MAIL_PASSWORD, or a file that FILE names, has the password:

    \b
        host = "mail.example.org"
        user = "desk"
        sender = "Desk <desk@example.org>"
        recipients = ["editor@example.org"]

    Exit status: 0 where it was shown or sent, or nothing moved; 1 where it could not be sent, or something
    in the input is wrong, each told in one line on standard error; 2 for a wrong option.
    """
    from sayso.answers.brief import brief as told
    from sayso.answers.values import brief_value
    from sayso.cli.bookmark import mark, marked_in
    from sayso.cli.briefing import brief_view
    from sayso.cli.delivering import deliver
    from sayso.cli.lines import line
    from sayso.cli.terminal import console, show, write_line
    from sayso.errors import InvalidDateError, UnwritableOutputError
    from sayso.export.feed import brief_feed
    from sayso.ledger import Ledger

    end = until or datetime.now(UTC)
    if bookmark is not None:
        since = marked_in(bookmark) or since
    if since >= end:
        raise InvalidDateError(since.isoformat(), "does not lie before the end")
    places = _places(watch) if watch is not None else None
    with Ledger.open(ledger, create=False) as opened:
        found = told(opened, since, end, places)
    if rss is not None:
        try:
            rss.write_text(brief_feed(brief_value(found)), encoding="utf-8")
        except OSError as problem:
            raise UnwritableOutputError(rss, (problem.strerror or "cannot be written").lower()) from None
    if as_json:
        write_line(line(brief_value(found)))
    if wanted is not None:
        deliver(brief_value(found), wanted, is_empty=found.is_empty, talking=as_json)
    elif not as_json:
        show(console(), brief_view(found))
    if bookmark is not None and not (wanted and wanted.is_rehearsal):
        mark(bookmark, end)


def _places(path: Path) -> Sequence[str]:
    """The names in a file of places to watch."""
    import tomllib

    from sayso.errors import InvalidDataError, UnreadableInputError

    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("place")
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    except ValueError as problem:
        raise InvalidDataError(path, "file", f"is no TOML ({problem})") from None
    tables = listed if isinstance(listed, list) else []
    names = [each.get("name") for each in tables if isinstance(each, dict)]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise InvalidDataError(path, "place", 'lists no places; write [[place]] and name = "..." for each')
    return [str(name).strip() for name in names]
