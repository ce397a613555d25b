"""Many readings in one transaction: the same rows and the same chain as one by one, only sooner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Dialect, select

from sayso import __version__
from sayso.errors import ConflictingDocumentError
from sayso.ledger import rows, schema
from sayso.ledger.bulk import Bound, bound, digest_of_bound, insert_bound, insert_missing
from sayso.ledger.chain import chain_head, linked, next_number
from sayso.ledger.portions import in_portions
from sayso.ledger.recording import recorded_claims
from sayso.ledger.search import index_document
from sayso.ledger.stories import Held, Placing, has_id_of_its_own, place_document, story_of
from sayso.model import Document, Reading, Run, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A reading with its place in the ledger, as `Batch` takes it."""

    reading: Reading
    placing: Placing
    named: str | None


class Known:
    """What the ledger holds beside some documents, and what the same batch has put beside them."""

    def __init__(self, connection: Connection, documents: Sequence[Document]) -> None:
        self._by: defaultdict[tuple[str, str], list[tuple[int, Held]]] = defaultdict(list)
        shares = {key for document in documents for key in _shares(document)}
        document = schema.document
        found: dict[int, Held] = {}
        for what in ("id", "text_sha256", "story", "raw_sha256"):
            values = sorted(value for name, value in shares if name == what)
            for some in in_portions(values):
                query = select(document).where(document.c[what].in_(some))
                for row in connection.execute(query).mappings():
                    found[row["number"]] = rows.held(row)
        for number, held in found.items():
            self._put(number, held)

    def beside(self, document: Document) -> list[Held]:
        """The documents that share the id, the text, the bytes or the story of one, in order of recording."""
        numbered = {number: held for key in _shares(document) for number, held in self._by.get(key, ())}
        return [numbered[number] for number in sorted(numbered)]

    def add(self, number: int, document: Document, placing: Placing) -> None:
        """Count in a document that this batch adds."""
        held = Held(
            id=placing.id,
            story=placing.story,
            text=document.text,
            text_sha256=document.text_sha256,
            raw_sha256=document.raw_sha256,
            outlet=document.outlet,
            url=document.url,
            published=document.published,
            known_from=placing.known_from,
            version_at=placing.version_at,
            is_excerpt=placing.is_excerpt,
        )
        self._put(number, held)

    def _put(self, number: int, held: Held) -> None:
        told = {"id": held.id, "text_sha256": held.text_sha256, "story": held.story}
        if held.raw_sha256 is not None:
            told["raw_sha256"] = held.raw_sha256
        for key in told.items():
            self._by[key].append((number, held))


def _shares(document: Document) -> list[tuple[str, str]]:
    told = [("id", document.id), ("text_sha256", document.text_sha256), ("story", story_of(document))]
    return told if document.raw_sha256 is None else [*told, ("raw_sha256", document.raw_sha256)]


def placing_beside(document: Document, held: Sequence[Held], recorded_at: datetime, ledger: str) -> Placing:
    """Where a document belongs beside those that it shares something with.

    Raises `ConflictingDocumentError` when an id that its file gave stands over another text.
    """
    for other in held:
        is_other = other.id == document.id and other.text_sha256 != document.text_sha256
        if is_other and has_id_of_its_own(document.id):
            raise ConflictingDocumentError(document.id, ledger)
    return place_document(document, held, recorded_at)


def insert_readings(
    connection: Connection, entered: Iterable[Entered], recorded_at: datetime, run: Run | None
) -> None:
    """Add documents with all that was read of them, and a link of the chain for each."""
    entered = list(entered)
    if not entered:
        return
    first = next_number(connection, schema.document)
    _insert_named(connection, entered, run)
    dialect = connection.dialect
    made = [
        _rows(each, number, recorded_at, run, dialect) for number, each in enumerate(entered, start=first)
    ]
    for of_a_table in zip(*made, strict=True):
        insert_bound(connection, of_a_table)
    for number, each in enumerate(entered, start=first):
        index_document(connection, number, each.reading.document.text)
    added = (("document", str(n), digest_of_bound(each, dialect)) for n, each in enumerate(made, start=first))
    links = linked(chain_head(connection), added, recorded_at, dialect)
    insert_bound(connection, [bound(schema.entry, links, dialect)])


def _rows(
    entered: Entered, number: int, recorded_at: datetime, run: Run | None, dialect: Dialect
) -> tuple[Bound, ...]:
    """A document and what was read in it, table by table."""
    reading, placing = entered.reading, entered.placing
    if placing.id != reading.document.id:
        reading = replace(reading, document=replace(reading.document, id=placing.id))
    document = reading.document
    claims = recorded_claims(reading, recorded_at)
    made = (
        (schema.document, [rows.document_row(reading, number, placing, recorded_at, _run(reading, run))]),
        (schema.carrier, [rows.carrier_row(document, number, 0, entered.named, recorded_at)]),
        (schema.statement, [rows.statement_row(number, n, s) for n, s in enumerate(reading.statements)]),
        (schema.claim, [rows.claim_row(c, number, n, document.text) for n, c in enumerate(claims)]),
        (schema.declined, [rows.declined_row(number, n, d) for n, d in enumerate(reading.declined)]),
    )
    return tuple(bound(table, batch, dialect) for table, batch in made)


def _run(reading: Reading, run: Run | None) -> Run:
    return run or Run(sayso=__version__, pipeline=reading.pipeline)


def _insert_named(connection: Connection, entered: Sequence[Entered], run: Run | None) -> None:
    """Runs, places and voices that are not there yet."""
    readings = [each.reading for each in entered]
    runs = {each.pipeline: rows.run_row(_run(each, run)) for each in readings}
    places = {claim.place: None for each in readings for claim in each.claims if claim.place is not None}
    voices: dict[str, Source] = {}
    for each in readings:
        told = [*(s.source for s in each.statements), *(c.source for c in each.claims)]
        for source in filter(None, told):
            voices.setdefault(rows.source_key(source), source)
    insert_missing(connection, schema.run, runs.values())
    insert_missing(connection, schema.place, map(rows.place_row, places))
    insert_missing(connection, schema.source, map(rows.source_row, voices.values()))
