"""Lines of reports: one JSON object a line, `{"id", "published", "outlet", "url", "language", "text"}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sayso.errors import ConflictingDocumentError, InvalidDataError, InvalidDateError, UnreadableInputError
from sayso.ingest.dates import parse_publication
from sayso.ingest.page import LARGEST_INPUT
from sayso.model import Document, Publication

_OPTIONAL = ("published", "outlet", "url", "language")


def read_reports(path: Path, *, today: date) -> Iterator[Document]:
    """Yield one document per line, in order; unknown keys are passed over, blank lines too.

    `id` and `text` are required; the rest may be absent or null. Raises `InvalidDataError` naming
    file and line, and `ConflictingDocumentError` where one id stands over two texts. A line that
    repeats an earlier id with the same text is passed over.
    """
    if path.is_dir():
        raise UnreadableInputError(path, "is a folder", "name a file of JSON Lines")
    try:
        with path.open("rb") as stream:
            yield from reports_in(stream, str(path), today=today)
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None


def reports_in(stream: BinaryIO, where: str, *, today: date) -> Iterator[Document]:
    """`read_reports` for a file that is open; `where` names it in errors."""
    digests: dict[str, str] = {}
    for number, line in _lines(stream, where):
        document = _document(line, _Entry(where, number), today)
        known = digests.get(document.id)
        if known is None:
            digests[document.id] = document.text_sha256
            yield document
        elif known != document.text_sha256:
            raise ConflictingDocumentError(document.id, f"{where}: line {number}")


class _Entry:
    """A line of a file, to name in errors."""

    def __init__(self, where: str, number: int) -> None:
        self.where, self.number = where, number

    def wrong(self, problem: str) -> InvalidDataError:
        return InvalidDataError(self.where, f"line {self.number}", problem)


def _lines(stream: BinaryIO, where: str) -> Iterator[tuple[int, str]]:
    number = 0
    while raw := stream.readline(LARGEST_INPUT + 1):
        number += 1
        if raw.strip():
            yield number, _decoded(raw, _Entry(where, number))


def _decoded(raw: bytes, entry: _Entry) -> str:
    if len(raw) > LARGEST_INPUT:
        raise entry.wrong(f"is longer than {LARGEST_INPUT // 1024**2} MB")
    try:
        return raw.decode("utf-8-sig" if entry.number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise entry.wrong("is not UTF-8") from None


def _document(line: str, entry: _Entry, today: date) -> Document:
    fields = _fields(line, entry)
    published = fields["published"]
    return Document(
        id=fields["id"] or "",
        text=fields["text"] or "",
        published=_published(published, entry, today) if published else None,
        outlet=fields["outlet"] or None,
        url=fields["url"] or None,
        language=fields["language"] or None,
        form="lines",
    )


def _fields(line: str, entry: _Entry) -> dict[str, str | None]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise entry.wrong("is not JSON") from None
    if not isinstance(value, dict):
        raise entry.wrong("is not an object")
    for key in ("id", "text"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            raise entry.wrong(f"{key!r} must be a string that is not empty")
    fields = {key: value.get(key) for key in ("id", "text", *_OPTIONAL)}
    for key, field in fields.items():
        if field is not None and not isinstance(field, str):
            raise entry.wrong(f"{key!r} must be a string or null")
        # Neither a database nor a UTF-8 stream can carry these.
        if field is not None and ("\0" in field or any("\ud800" <= mark <= "\udfff" for mark in field)):
            raise entry.wrong(f"{key!r} holds a character that is no text")
    return fields


def _published(value: str, entry: _Entry, today: date) -> Publication:
    try:
        return parse_publication(value, today=today)
    except InvalidDateError as problem:
        raise entry.wrong(f"'published': {problem}") from None
