"""The ledger: documents go in whole, with all that was read from them, and never change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, insert, select

from sayso import __version__
from sayso.errors import ConflictingDocumentError
from sayso.ledger import queries, rows, schema
from sayso.ledger.connection import open_engine, reading_from, writing_to
from sayso.ledger.recording import recorded_claims
from sayso.model import Document, Kind, Reading, RecordedClaim


class Ledger:
    """An open ledger. Use it in a `with` block, or `close()` it."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self.name = engine, name

    @classmethod
    def open(
        cls, url_or_path: str | Path, *, create: bool = True, created_at: datetime | None = None
    ) -> Self:
        """Open the ledger in a file (`sayso.db`, `sqlite:///sayso.db`, or `:memory:`).

        One that does not exist is made unless `create` is false; `created_at` is then kept in it.
        Raises `LedgerError` in one line for whatever is no ledger that this version can read.
        """
        return cls(*open_engine(url_or_path, create=create, created_at=created_at))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, reading: Reading, recorded_at: datetime) -> bool:
        """Record one reading in one transaction; False where the document is there already.

        A document that is there keeps its first reading and its first instant. Raises
        `ConflictingDocumentError` when the id stands over another text, and ValueError when
        `recorded_at` has no zone.
        """
        if recorded_at.tzinfo is None:
            raise ValueError("recorded_at needs a zone")
        document = reading.document
        with writing_to(self._engine, self.name) as connection:
            known = connection.execute(
                select(schema.document.c.text_sha256).where(schema.document.c.id == document.id)
            ).scalar()
            if known is not None:
                if known != document.text_sha256:
                    raise ConflictingDocumentError(document.id, self.name)
                return False
            _insert(connection, reading, recorded_at)
        return True

    def claims_about(
        self,
        place: str,
        *,
        kinds: Collection[Kind] | None = None,
        as_known: date | datetime | None = None,
        as_recorded: date | datetime | None = None,
        about_from: date | None = None,
        about_to: date | None = None,
    ) -> list[RecordedClaim]:
        """The claims about a place, by name or id; see `queries.claims_about`."""
        with reading_from(self._engine, self.name) as connection:
            return queries.claims_about(
                connection,
                place,
                kinds=kinds,
                as_known=as_known,
                as_recorded=as_recorded,
                about_from=about_from,
                about_to=about_to,
            )

    def places(self) -> list[queries.PlaceCount]:
        """Every place that a claim is about, with how many claims and documents; most claims first."""
        with reading_from(self._engine, self.name) as connection:
            return queries.places(connection)

    def search(self, words: str, *, limit: int = 20) -> list[queries.SearchHit]:
        """Documents that hold all the words; words in double quotes must stand together."""
        with reading_from(self._engine, self.name) as connection:
            return queries.search(connection, words, limit=limit)

    def documents(self) -> list[queries.RecordedDocument]:
        """Every document, in the order of recording, without its text."""
        with reading_from(self._engine, self.name) as connection:
            return queries.documents(connection)

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None where the ledger has none of that id."""
        with reading_from(self._engine, self.name) as connection:
            return queries.document(connection, document_id)


def _insert(connection: Connection, reading: Reading, recorded_at: datetime) -> None:
    document = reading.document
    connection.execute(insert(schema.document), rows.document_row(reading, recorded_at, __version__))
    batches = (
        (
            schema.statement,
            [rows.statement_row(document.id, n, each) for n, each in enumerate(reading.statements)],
        ),
        (
            schema.claim,
            [
                rows.claim_row(each, n, document.text)
                for n, each in enumerate(recorded_claims(reading, recorded_at))
            ],
        ),
        (
            schema.declined,
            [rows.declined_row(document.id, n, each) for n, each in enumerate(reading.declined)],
        ),
    )
    for table, batch in batches:
        if batch:
            connection.execute(insert(table), batch)
