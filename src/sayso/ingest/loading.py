"""One file to one document: which reader takes it, and what the caller knows better than the page."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sayso.errors import UnreadableInputError
from sayso.ingest.description import Description
from sayso.ingest.mail import read_mail
from sayso.ingest.mhtml import read_mhtml
from sayso.ingest.opening import opened, suffix_of
from sayso.ingest.page import LARGEST_INPUT, TAKES, Page
from sayso.ingest.pages import read_page
from sayso.ingest.pdf import read_pdf
from sayso.ingest.plain import read_plain, refuse_untellable
from sayso.ingest.recognition import Format
from sayso.model import Document, Publication


def load_document(
    path: Path,
    *,
    today: date,
    published: Publication | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
) -> Document:
    """Read one file into a document; what is given here overrides what the page says of itself.

    `today` bounds publication dates. Raises `UnreadableInputError` for what cannot be taken in and
    for a file of many reports (see `documents_in_file`), `InvalidDateError` for a header date that is
    none. The id is the text's digest.
    """
    with open_file(path) as stream:
        data = stream.read(LARGEST_INPUT + 1)
    return take_in(
        data,
        str(path),
        suffix=suffix_of(path),
        today=today,
        published=published,
        outlet=outlet,
        url=url,
        language=language,
        encoding=encoding,
    )


def take_in(
    data: bytes,
    where: str,
    *,
    today: date,
    suffix: str = "",
    published: Publication | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
) -> Document:
    """`load_document` for bytes already in hand (standard input); `where` names them in errors."""
    about = Description(published=published, outlet=outlet, url=url, language=language)
    stream, kind = opened(io.BytesIO(data), where, suffix)
    return one_document(
        stream.read(LARGEST_INPUT + 1), where, kind, today=today, about=about, encoding=encoding
    )


def one_document(
    data: bytes, where: str, kind: Format, *, today: date, about: Description, encoding: str | None = None
) -> Document:
    """The document of a file of a known format that holds one."""
    if len(data) > LARGEST_INPUT:
        raise UnreadableInputError(where, f"is larger than {LARGEST_INPUT // 1024**2} MB", TAKES)
    page = about.of_one(_page(data, where, kind, today=today, encoding=encoding))
    return document_of(page, where, form=kind.name.lower(), raw_sha256=hashlib.sha256(data).hexdigest())


def document_of(page: Page, where: str, *, form: str, raw_sha256: str | None = None) -> Document:
    """A page as a document. Its id is its own, else the digest of its text.

    Raises `UnreadableInputError` for characters that neither a database nor UTF-8 can carry.
    """
    for words in (page.text, page.title, page.id, page.outlet, page.url, page.language, page.author):
        refuse_untellable(words or "", where)
    digest = hashlib.sha256(page.text.encode("utf-8")).hexdigest()
    return Document(
        id=page.id or f"sha256:{digest[:16]}",
        text=page.text,
        published=page.published,
        outlet=page.outlet,
        url=page.url,
        language=page.language,
        author=page.author,
        raw_sha256=page.raw_sha256 or raw_sha256,
        provenance=page.provenance,
        title=page.title,
        marks=page.marks,
        grounds=page.grounds,
        form=form,
        story=page.story,
    )


def open_file(path: Path) -> BinaryIO:
    """A file to be read. Raises `UnreadableInputError` for what is none."""
    if path.is_dir():
        raise UnreadableInputError(path, "is a folder", "name the files in it")
    if not path.exists():
        raise UnreadableInputError(path, "no such file")
    if not path.is_file():
        raise UnreadableInputError(path, "is no regular file")
    try:
        return path.open("rb")
    except OSError as problem:
        raise UnreadableInputError(path, problem.strerror or "cannot be read") from None


def _page(data: bytes, where: str, kind: Format, *, today: date, encoding: str | None) -> Page:
    if kind is Format.HTML:
        return read_page(data, where, today=today, encoding=encoding)
    if kind is Format.PDF:
        return read_pdf(data, where, today=today)
    if kind is Format.MAIL:
        return read_mail(data, where, today=today)
    if kind is Format.MHTML:
        return read_mhtml(data, where, today=today)
    if kind is Format.LINES:
        raise UnreadableInputError(where, "holds lines of reports, not one text", "give it with --input")
    if kind is not Format.TEXT:
        raise UnreadableInputError(where, f"is {kind}, which may hold many reports", "name it as a file")
    return read_plain(data, where, today=today, encoding=encoding)
