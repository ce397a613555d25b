"""`sayso read`: the claims in reports, as tables, as the record or as a page for a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    about_the_report,
    json_option,
    own_gazetteer,
    pipeline_option,
    progress_option,
)

if TYPE_CHECKING:
    from sayso.model import Publication, Reading

_STANDARD_INPUT = "standard input"


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@about_the_report
@click.option("--input", "lines", metavar="FILE", help="Lines of reports: {“id”, “text”, …}, one a line.")
@click.option("--html", metavar="OUT", help="Write one page to OUT instead: the text, marked. `-` prints it.")
@json_option("the record, one document a line")
@click.option("--why", is_flag=True, help="Also list what was declined: each passage with its reason.")
@click.option("--mentions", is_flag=True, help="With --json, add every time expression and name.")
@click.option("--with-text", is_flag=True, help="With --json, add the text that the spans index.")
@click.option(
    "--conflicts-only", is_flag=True, help="Pass over reports that are about no armed conflict: much faster."
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a line and end.")
@pipeline_option
@progress_option
def read(
    files: tuple[str, ...],
    published: Publication | None,
    outlet: str | None,
    url: str | None,
    language: str | None,
    lines: str | None,
    html: str | None,
    as_json: bool,
    why: bool,
    mentions: bool,
    with_text: bool,
    conflicts_only: bool,
    schema: bool,
    pipeline: str | None,
    progress: bool | None,
) -> None:
    """Read reports and show who says what about which place.

    FILE is a text, a saved web page, a PDF or an e-mail; or what holds many reports: a feed, a Telegram
    export, a web archive, a table, JSON. `-` is standard input. What you know of the report and its file
    does not say, you add:

    \b
        sayso read report.txt --published 2023-01-14 --outlet "Al Jazeera"
        sayso read --json --input reports.jsonl > record.jsonl
        sayso read report.txt --html report.html

    A passage that carries a sign of saying or of war and gives nothing is *declined*: --why lists every one
    with its reason.

    A text in a language that is not read is said to be so; that is no failure.

    Whatever a text is about, its statements are shown; claims are made only in one about an armed conflict.
    --conflicts-only passes over the others, which is much faster on mixed news and costs no claim.
    """
    record = {"--json": as_json, "--mentions": mentions, "--with-text": with_text, "--schema": schema}
    if html is not None and any(record.values()):
        other = next(name for name, given in record.items() if given)
        raise click.UsageError(f"--html and {other} exclude each other: one writes a page, one the record")
    if schema:
        _print_schema()
        return
    if why and (as_json or html is not None):
        raise click.UsageError(
            "--why is for the tables: --json and --html have what was declined in any case"
        )
    if not files and lines is None:
        raise click.UsageError("name a FILE, `-` for standard input, or --input FILE")
    if not files and any((published, outlet, url, language)):
        raise click.UsageError(
            "--published, --outlet, --url and --language are about a FILE; lines carry theirs"
        )
    from sayso.cli.intake import NamedReports, lines_in
    from sayso.cli.pages import check_output, write_page
    from sayso.cli.progress import tracked
    from sayso.ingest import Description
    from sayso.pipeline import Reader

    if html is not None:
        check_output(html, inputs=(*files, lines))
    today = date.today()
    # Every file is opened before any is read: a wrong name is told at once, not after an hour.
    about = Description(published=published, outlet=outlet, url=url, language=language)
    named = [(_name(file), NamedReports(file, about, today)) for file in files]
    more = lines_in(lines, today=today) if lines is not None else ()
    total = sum(len(reports) for _, reports in named) + len(more)
    batch = chain(
        ((name, each) for name, reports in named for each in reports), ((each.id, each) for each in more)
    )
    reader = Reader(pipeline, own_gazetteer(), conflicts_only=conflicts_only)
    readings = (
        (name, reader.read(document))
        for name, document in tracked(batch, "reading", progress, total=total, talking=html is None)
    )
    if html is not None:
        write_page(readings, html)
    elif as_json:
        _write_records(readings, mentions=mentions, with_text=with_text)
    else:
        _show(readings, why=why)
    problems = [problem for _, reports in named for problem in reports.problems]
    for problem in problems:
        click.echo(f"sayso: {problem}", err=True)
    if problems:
        sys.exit(1)


def _name(file: str) -> str:
    return _STANDARD_INPUT if file == "-" else Path(file).name


def _print_schema() -> None:
    import json

    from sayso.export import record_schema

    click.echo(json.dumps(record_schema(), indent=2))


def _write_records(readings: Iterable[tuple[str, Reading]], *, mentions: bool, with_text: bool) -> None:
    from sayso.cli.terminal import write_line
    from sayso.export import record_of

    for _, reading in readings:
        write_line(record_of(reading, mentions=mentions, with_text=with_text).json_line())


def _show(readings: Iterator[tuple[str, Reading]], *, why: bool) -> None:
    from sayso.cli.tables import UNDATED, UNLISTED, is_undated, reading_view
    from sayso.cli.terminal import console, dim, show
    from sayso.ledger import recorded_claims
    from sayso.parties import load_theatres

    out, undated, first = console(), False, True
    names = {theatre.id: theatre.name for theatre in load_theatres()}
    for name, reading in readings:
        if not first:
            out.rule(style="dim")
        view = reading_view(
            reading,
            recorded_claims(reading),
            name=name,
            theatre=names.get(reading.theatre) or UNLISTED if reading.theatre else None,
            width=out.width,
            why=why,
        )
        show(out, view)
        sys.stdout.flush()
        undated = undated or is_undated(reading)
        first = False
    if undated:
        show(out, dim(UNDATED))
