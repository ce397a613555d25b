"""One file to all its documents, one after the other, whatever its format."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sayso.errors import UnreadableInputError
from sayso.ingest.arrays import read_array
from sayso.ingest.description import Description
from sayso.ingest.feeds import read_feed, read_json_feed
from sayso.ingest.limits import MOST_ITEMS, MOST_PROBLEMS
from sayso.ingest.loading import document_of, one_document, open_file
from sayso.ingest.mailboxes import read_mailbox
from sayso.ingest.opening import opened, suffix_of
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.recognition import Format
from sayso.ingest.reports import reports_in
from sayso.ingest.tables import read_table
from sayso.ingest.telegram import read_telegram
from sayso.ingest.unread import Unread
from sayso.ingest.warc import read_wacz, read_warc
from sayso.model import Document

# What each reader makes of a file, called with the stream, the file's name and today=.
_READERS: dict[Format, Callable[..., Iterator[Page | Unread]]] = {
    Format.ARRAY: read_array,
    Format.FEED: read_feed,
    Format.JSON_FEED: read_json_feed,
    Format.MAILBOX: read_mailbox,
    Format.TABLE: read_table,
    Format.TELEGRAM: read_telegram,
    Format.WACZ: read_wacz,
    Format.WARC: read_warc,
}
_NOTHING = {
    Format.FEED: "is XML or a feed without items",
    Format.JSON_FEED: "is a feed without items",
    Format.MAILBOX: "is a mailbox without letters",
    Format.TELEGRAM: "is an export without a message in words",
    Format.WARC: "holds no web page",
    Format.WACZ: "holds no web page",
}


def documents_in_file(path: Path, *, today: date, about: Description) -> Iterator[Document | Unread]:
    """Yield every report of a file in its order, holding one at a time.

    A text, a page, a PDF or an e-mail is one; feeds, exports, archives and tables have many. What
    cannot be read of those is yielded as `Unread` and does not stop the rest. Raises
    `UnreadableInputError` where there is no report to be had from the file, and what `load_document`
    and `read_reports` raise.
    """
    with open_file(path) as stream:
        inside, kind = opened(stream, str(path), suffix_of(path))
        yield from documents_in_stream(inside, str(path), kind, today=today, about=about)


def documents_in_bytes(
    data: bytes, where: str, *, today: date, about: Description, suffix: str = ""
) -> Iterator[Document | Unread]:
    """`documents_in_file` for bytes already in hand (standard input); `where` names them in errors."""
    stream, kind = opened(io.BytesIO(data), where, suffix)
    return documents_in_stream(stream, where, kind, today=today, about=about)


def documents_and_places(
    path: Path, *, today: date, about: Description
) -> Iterator[tuple[Document | Unread, int]]:
    """`documents_in_file`, each with how many bytes of the file were read when it was found.

    Lines of reports are all checked before the first is given: who made them can put them right.
    """
    where = str(path)
    with open_file(path) as stream:
        inside, kind = opened(stream, where, suffix_of(path))
        if kind is Format.LINES:
            for _ in reports_in(inside, where, today=today):
                pass
            stream.seek(0)
            inside, kind = opened(stream, where, suffix_of(path))
        for found in documents_in_stream(inside, where, kind, today=today, about=about):
            # Of a packed file, how much of the packed bytes.
            yield found, stream.tell()


def holds_many(path: Path) -> bool:
    """Whether a file is of a format that holds many reports. Raises for what is not read at all."""
    with open_file(path) as stream:
        _, kind = opened(stream, str(path), suffix_of(path))
    return kind in _READERS or kind is Format.LINES


def documents_in_stream(
    stream: BinaryIO, where: str, kind: Format, *, today: date, about: Description
) -> Iterator[Document | Unread]:
    """The reports of a file that is open, and whose format is known."""
    if kind is Format.LINES:
        yield from reports_in(stream, where, today=today)
        return
    reader = _READERS.get(kind)
    if reader is None:
        data = stream.read(LARGEST_INPUT + 1)
        yield one_document(data, where, kind, today=today, about=about)
        return
    yield from _bounded(reader(stream, where, today=today), where, kind, about)


def _bounded(
    items: Iterator[Page | Unread], where: str, kind: Format, about: Description
) -> Iterator[Document | Unread]:
    """The items as documents. A file that breaks off has given what came before."""
    given = problems = 0
    while True:
        try:
            item = next(items, None)
            if item is None:
                break
            found = _document(item, where, kind, about)
        except UnreadableInputError as problem:
            if not given:
                raise
            yield Unread.of(problem)
            return
        given += 1
        problems += isinstance(found, Unread)
        yield found
        if problems == MOST_PROBLEMS or given == MOST_ITEMS:
            what = f"has more than {MOST_PROBLEMS} faults" if problems == MOST_PROBLEMS else "is too long"
            yield Unread(where, f"{what}, and the rest of it was left", "split it, or save it again")
            return
    if not given:
        raise UnreadableInputError(where, _NOTHING.get(kind, "holds no report"))


def _document(item: Page | Unread, where: str, kind: Format, about: Description) -> Document | Unread:
    if isinstance(item, Unread):
        return replace(item, problem=" ".join(item.problem.split()))
    try:
        return document_of(about.of_many(item), where, form=kind.name.lower())
    except UnreadableInputError as problem:
        return Unread.of(problem)
