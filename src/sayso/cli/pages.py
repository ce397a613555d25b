"""`sayso read --html`: where the page goes, and what may not be overwritten by it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from sayso.cli.tables import UNDATED, count, is_undated
from sayso.demo import paraphrase_note
from sayso.errors import UnwritableOutputError
from sayso.export.page import GENERATOR, ReportOnPage, page
from sayso.model import Reading
from sayso.parties import load_theatres

_STANDARD_OUTPUT = "-"
_ENOUGH = 4096
"""Characters within which a page of ours has said whose it is."""


def check_output(out: str, *, inputs: Iterable[str | None]) -> None:
    """Refuse what cannot be written before anything is read, and what is not ours to overwrite.

    `sayso read --html saved.html` looks like a page being read, and would replace it.
    """
    path = Path(out)
    if out == _STANDARD_OUTPUT or (path.exists() and not path.is_file() and not path.is_dir()):
        return
    if path.is_dir():
        raise UnwritableOutputError(out, "is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise UnwritableOutputError(out, "there is no such folder", "make it first, or name another")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UnwritableOutputError(out, "may not be written", "name another file")
    if path.is_file() and (path.resolve() in _resolved(inputs) or not _is_ours(path)):
        raise UnwritableOutputError(
            out, "is there already and no page of sayso", "name another file, or remove it"
        )


def write_page(readings: Iterable[tuple[str, Reading]], out: str) -> None:
    """Write the page and say in one line what is on it; printed, the page stands alone on standard output."""
    theatres = {theatre.id: theatre for theatre in load_theatres()}
    reports = [
        ReportOnPage(
            reading=reading,
            name=name,
            theatre=theatres.get(reading.theatre or ""),
            note=paraphrase_note(reading.document.id),
        )
        for name, reading in readings
    ]
    html = page(reports)
    if out == _STANDARD_OUTPUT:
        click.echo(html, nl=False)
    else:
        _write(Path(out), html)
        claims = sum(len(each.reading.claims) for each in reports)
        click.echo(f"{count(len(reports), 'report')} with {count(claims, 'claim')} written to {out}")
    if any(is_undated(each.reading) for each in reports):
        click.echo(UNDATED, err=True)


def _write(path: Path, html: str) -> None:
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as problem:
        raise UnwritableOutputError(path, problem.strerror or "cannot be written") from problem


def _resolved(inputs: Iterable[str | None]) -> set[Path]:
    return {Path(each).resolve() for each in inputs if each not in (None, "-") and each}


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            start = file.read(_ENOUGH)
    except OSError:
        return False
    return not start or GENERATOR in start
