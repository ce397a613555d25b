"""The ledger: documents go in whole, with all that was read from them, and never change."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, and_, insert, select

from sayso.ledger import judgements, queries, rows, schema
from sayso.ledger.batches import Entered, Known, insert_readings, placing_beside
from sayso.ledger.carriers import Carrier, is_same_form
from sayso.ledger.chain import (
    Entry,
    Head,
    append_entry,
    chain_head,
    head_after,
    last_entries,
    next_number,
    recorded_upto,
)
from sayso.ledger.changes import Change, changes
from sayso.ledger.claims import (
    claim_of,
    claims_about,
    claims_in,
    claims_of,
    claims_of_places,
    claims_recorded,
    control_claims,
    stream_claims,
)
from sayso.ledger.connection import address_of, flush, open_engine, reading_from, writing_to
from sayso.ledger.filters import ClaimFilter, unknown_names
from sayso.ledger.hearing import Heard, heard_of, spoken_of_between
from sayso.ledger.kept import KeptBeliefs, KeptDisputes
from sayso.ledger.kept_sheets import KeptSheets
from sayso.ledger.moments import Recorded, Upto
from sayso.ledger.paging import Bookmark, ClaimPage, claim_page
from sayso.ledger.readings import RecordedReading, reading_of
from sayso.ledger.recounting import recounted_days
from sayso.ledger.search import SearchHit, search
from sayso.ledger.stories import Addition, Placing, story_of
from sayso.ledger.tallies import (
    Named,
    PlaceCount,
    VoiceTally,
    places,
    places_named,
    places_of_news,
    voice_tallies,
    voices_named,
)
from sayso.ledger.touched import PlaceKey, Touched, touched_after
from sayso.ledger.verification import Fault, faults
from sayso.model import (
    Claim,
    Document,
    Judgement,
    Kind,
    Reading,
    RecordedClaim,
    RecordedDocument,
    Run,
    Source,
    Withdrawn,
)

ALL_CLAIMS = ClaimFilter()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document, and the id under which the ledger holds it."""

    addition: Addition
    document: str


class Snapshot:
    """The ledger as it was at one moment; see `Ledger.snapshot`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.head = chain_head(connection)

    def claims(self, chosen: ClaimFilter) -> Iterator[RecordedClaim]:
        """As `Ledger.claims`."""
        return stream_claims(self._connection, chosen)

    def recounted_days(
        self, place: str, first: date, last: date, as_recorded: Recorded | None = None
    ) -> list[date]:
        """The days on which what was known of a place counts otherwise; see `recounting.recounted_days`."""
        return recounted_days(self._connection, place, first, last, as_recorded)

    def documents(self, ids: Collection[str]) -> dict[str, RecordedDocument]:
        """The documents of these ids, by id."""
        return queries.documents_named(self._connection, ids)

    def claims_in(self, ids: Collection[str]) -> dict[str, tuple[Claim, ...]]:
        """The claims of the documents of these ids, by id."""
        return claims_in(self._connection, ids)

    def texts(self, ids: Collection[str]) -> dict[str, str]:
        """Their texts, by id."""
        return queries.texts_of(self._connection, ids)


class Ledger:
    """An open ledger. Use it in a `with` block, or `close()` it.

    `name` is for people. `address` opens the same ledger in another process; it may hold a password and is
    shown to nobody.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self.name = engine, name

    @property
    def address(self) -> str:
        return address_of(self._engine, self.name)

    @classmethod
    def open(
        cls, url_or_path: str | Path, *, create: bool = True, created_at: datetime | None = None
    ) -> Self:
        """Open the ledger in a file (`sayso.db`, `sqlite:///sayso.db`, or `:memory:`) or in PostgreSQL
        (`postgresql://USER:PASSWORD@HOST/DATABASE`).

        One that does not exist is made unless `create` is false; `created_at` is then kept in it.
        Raises `LedgerError` in one line for whatever is no ledger that this version can read.
        """
        return cls(*open_engine(url_or_path, create=create, created_at=created_at))

    def head(self) -> Head:
        """The last link of the chain of hashes: whoever keeps it elsewhere can show later that nothing was
        changed before it."""
        with reading_from(self._engine, self.name) as connection:
            return chain_head(connection)

    def judge(self, judgement: Judgement, recorded_at: datetime, *, claim: Claim | None = None) -> int:
        """Put a person's judgement on record and return its number; `claim` is what a correction or an
        addition puts there. Raises `LedgerError` where its subject is not in the ledger."""
        _refuse_zoneless(recorded_at)
        with writing_to(self._engine, self.name) as connection:
            return judgements.record(connection, self.name, judgement, claim, recorded_at)

    def claim_put_by(self, judgement: int, subject: str) -> RecordedClaim | None:
        """The claim that a correction of `subject`, or an addition to it, put there under its number."""
        return self.claim(judgements.claim_id(subject, judgement))

    def judgements(self, subject: str | None = None) -> list[tuple[Judgement, bool]]:
        """Every judgement in order, each with whether it still stands."""
        with reading_from(self._engine, self.name) as connection:
            return judgements.listed(connection, subject)

    def withdraw(
        self,
        document_id: str,
        kind: Withdrawn,
        recorded_at: datetime,
        *,
        reason: str | None = None,
        seen_at: datetime | None = None,
    ) -> bool:
        """Put on record that its source took a report back; False where that is on record already.

        From `seen_at` on its claims no longer speak; what was known before is told as it was.
        """
        _refuse_zoneless(recorded_at)
        with writing_to(self._engine, self.name) as connection:
            return judgements.withdraw(
                connection,
                self.name,
                document_id,
                kind,
                reason=reason,
                seen_at=seen_at or recorded_at,
                recorded_at=recorded_at,
            )

    def withdraw_story(self, story: str, kind: Withdrawn, recorded_at: datetime, *, seen_at: datetime) -> int:
        """The same for every version of a story; how many of them were not on record as withdrawn."""
        with reading_from(self._engine, self.name) as connection:
            versions = queries.of_story(connection, story)
        return sum(self.withdraw(each.id, kind, recorded_at, seen_at=seen_at) for each in versions)

    def claims_recorded(self, since: datetime, until: datetime) -> list[RecordedClaim]:
        """The claims that the ledger learned after `since` and by `until` and that count now."""
        with reading_from(self._engine, self.name) as connection:
            return claims_recorded(connection, since, until)

    def changes(self, since: datetime, until: datetime) -> list[Change]:
        """What took something back or put it otherwise in that time: versions, withdrawals, judgements."""
        with reading_from(self._engine, self.name) as connection:
            return changes(connection, since, until)

    def claim(self, claim_id: str) -> RecordedClaim | None:
        """One claim, whether or not it still speaks."""
        with reading_from(self._engine, self.name) as connection:
            return claim_of(connection, claim_id)

    def head_at(self, entries: int) -> str | None:
        """The hash that the chain had after so many entries; None where it never had as many."""
        with reading_from(self._engine, self.name) as connection:
            return head_after(connection, entries)

    def upto(self, entries: int, by: date | datetime | None = None) -> Upto:
        """The record as it was after so many links of its chain, and at an instant or day beside, to be asked
        for as `as_recorded`."""
        with reading_from(self._engine, self.name) as connection:
            return recorded_upto(connection, entries, by)

    def keep_citation(
        self, key: str, place: str, on: date, snapshot: Mapping[str, Any], recorded_at: datetime
    ) -> None:
        """Keep a frozen answer under its seal; one that is there stays as it is."""
        _refuse_zoneless(recorded_at)
        row = {
            "key": key,
            "place": place,
            "on": on,
            "snapshot": json.dumps(snapshot, ensure_ascii=False),
            "recorded_at": recorded_at,
        }
        with writing_to(self._engine, self.name) as connection:
            there = select(schema.citation.c.key).where(schema.citation.c.key == key)
            if connection.execute(there).first() is None:
                connection.execute(insert(schema.citation), row)
                append_entry(connection, "citation", key, [(schema.citation, [row])], recorded_at)

    def citations(self) -> list[dict[str, Any]]:
        """Every frozen answer that was kept, in order of recording."""
        with reading_from(self._engine, self.name) as connection:
            citation, entry = schema.citation, schema.entry
            is_its = and_(entry.c.kind == "citation", entry.c.subject == citation.c.key)
            query = select(citation.c.snapshot).outerjoin(entry, is_its).order_by(entry.c.number)
            return [json.loads(each) for each in connection.execute(query).scalars()]

    def citation(self, key: str) -> dict[str, Any] | None:
        """The frozen answer of a seal; None where none was kept under it."""
        with reading_from(self._engine, self.name) as connection:
            query = select(schema.citation.c.snapshot).where(schema.citation.c.key == key)
            found = connection.execute(query).scalar_one_or_none()
            return None if found is None else dict(json.loads(found))

    def log(self, count: int) -> list[Entry]:
        """The last links of the chain, in order."""
        with reading_from(self._engine, self.name) as connection:
            return last_entries(connection, count)

    def verify(self, advance: Callable[[], None] = lambda: None) -> Iterator[Fault]:
        """Everything that is not as it was recorded, the first first; `advance` is called for each link."""
        with reading_from(self._engine, self.name) as connection:
            yield from faults(connection, advance)
            connection.rollback()

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self._engine.dispose()

    def flush(self) -> None:
        """Wait until what was recorded is on the disk: then not even the machine's end costs any of it."""
        flush(self._engine, self.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        reading: Reading,
        recorded_at: datetime,
        *,
        named: str | None = None,
        run: Run | None = None,
    ) -> Added:
        """Record one reading in one transaction, or only that its document came in another form.

        A document that is there keeps its first reading and its first instant; a text that changed is a
        version beside the first. `named` is the file or address that it came from, `run` what read it. Raises
        `ConflictingDocumentError` when an id that its file gave stands over another text, and ValueError
        when `recorded_at` has no zone.
        """
        _refuse_zoneless(recorded_at)
        document = reading.document
        with writing_to(self._engine, self.name) as connection:
            placing = self._placing(connection, document, recorded_at)
            if placing.addition is Addition.CARRIER:
                return _add_carrier(connection, document, placing, recorded_at, named)
            entered = Entered(reading=reading, placing=placing, named=named)
            insert_readings(connection, [entered], recorded_at, run)
        return Added(placing.addition, placing.id)

    def add_many(
        self,
        readings: Iterable[Reading],
        recorded_at: datetime,
        *,
        named: str | None = None,
        run: Run | None = None,
        at_once: int = 300,
    ) -> Iterator[Added]:
        """Record many readings, `at_once` in one transaction; what became of each, in order.

        The rows and the chain are those of `add`, and the rights and wrongs too; an error leaves out the
        whole transaction that it came in, and keeps those before. What is not asked for is not recorded.
        """
        _refuse_zoneless(recorded_at)
        left = iter(readings)
        while some := list(islice(left, at_once)):
            with writing_to(self._engine, self.name) as connection:
                added = self._add_batch(connection, some, recorded_at, named, run)
            yield from added

    def _add_batch(
        self,
        connection: Connection,
        readings: Sequence[Reading],
        recorded_at: datetime,
        named: str | None,
        run: Run | None,
    ) -> list[Added]:
        known = Known(connection, [each.document for each in readings])
        added: list[Added] = []
        waiting: list[Entered] = []
        for number, reading in enumerate(readings, start=next_number(connection, schema.document)):
            document = reading.document
            placing = placing_beside(document, known.beside(document), recorded_at, self.name)
            if placing.addition is Addition.CARRIER:
                # A form counts those that came before it, and its link follows theirs.
                insert_readings(connection, waiting, recorded_at, run)
                waiting.clear()
                added.append(_add_carrier(connection, document, placing, recorded_at, named))
                continue
            known.add(number, document, placing)
            waiting.append(Entered(reading=reading, placing=placing, named=named))
            added.append(Added(placing.addition, placing.id))
        insert_readings(connection, waiting, recorded_at, run)
        return added

    def add_form(
        self, document: Document, recorded_at: datetime, *, named: str | None = None
    ) -> Added | None:
        """Record that a document came in another form; None where it is not there, and is to be read.

        Raises what `add` raises.
        """
        _refuse_zoneless(recorded_at)
        with reading_from(self._engine, self.name) as connection:
            placing = self._placing(connection, document, recorded_at)
            if placing.addition is not Addition.CARRIER:
                return None
            if _is_known(connection, document, placing):
                return Added(Addition.KNOWN, placing.id)
        with writing_to(self._engine, self.name) as connection:
            return _add_carrier(connection, document, placing, recorded_at, named)

    def holds(self, document: Document) -> bool:
        """Whether a document is there, in this form or another, so that it need not be read.

        Raises `ConflictingDocumentError` as `add` does.
        """
        with reading_from(self._engine, self.name) as connection:
            # Whether it is there does not hang on when that is asked.
            placing = self._placing(connection, document, datetime.now(UTC))
        return placing.addition is Addition.CARRIER

    def _placing(self, connection: Connection, document: Document, recorded_at: datetime) -> Placing:
        held = queries.held(connection, document, story_of(document))
        return placing_beside(document, held, recorded_at, self.name)

    def carriers(self, document_id: str) -> list[Carrier]:
        """Every form in which a document came, in the order of recording."""
        with reading_from(self._engine, self.name) as connection:
            return queries.carriers(connection, document_id)

    def versions(self, document_id: str) -> list[RecordedDocument]:
        """Every version of the story that a document belongs to, in the order of time."""
        with reading_from(self._engine, self.name) as connection:
            return queries.versions(connection, document_id)

    def reading(self, document_id: str) -> RecordedReading | None:
        """All that is on record of one document; None where the ledger has none of that id."""
        with reading_from(self._engine, self.name) as connection:
            return reading_of(connection, document_id)

    def note_attempt(
        self, named: str, description: Mapping[str, str], problem: str | None, tried_at: datetime
    ) -> None:
        """Keep that an input failed, or (`problem` None) that one which had failed went well."""
        _refuse_zoneless(tried_at)
        with writing_to(self._engine, self.name) as connection:
            last = next((each for each in queries.failed(connection) if each.named == named), None)
            if problem == (last.problem if last is not None else None):
                return
            number = next_number(connection, schema.attempt)
            row = {
                "number": number,
                "input": named,
                "description": dict(description),
                "problem": problem,
                "tried_at": tried_at,
            }
            connection.execute(insert(schema.attempt), row)
            append_entry(connection, "attempt", str(number), [(schema.attempt, [row])], tried_at)

    def failed(self) -> list[queries.Failed]:
        """The inputs that failed when they were last tried, in the order in which they were."""
        with reading_from(self._engine, self.name) as connection:
            return queries.failed(connection)

    def claims_about(
        self,
        place: str,
        *,
        kinds: Collection[Kind] | None = None,
        as_known: date | datetime | None = None,
        as_recorded: Recorded | None = None,
        about_from: date | None = None,
        about_to: date | None = None,
    ) -> list[RecordedClaim]:
        """The claims about a place, by name or id; see `ClaimFilter`."""
        with reading_from(self._engine, self.name) as connection:
            return claims_about(
                connection,
                place,
                kinds=kinds,
                as_known=as_known,
                as_recorded=as_recorded,
                about_from=about_from,
                about_to=about_to,
            )

    def heard_of(
        self,
        place: str,
        *,
        as_known: date | datetime | None = None,
        as_recorded: Recorded | None = None,
    ) -> Heard | None:
        """How much is heard of a place, by name or id, without its claims; None where none counts then."""
        chosen = ClaimFilter(place=place, as_known=as_known, as_recorded=as_recorded)
        with reading_from(self._engine, self.name) as connection:
            return heard_of(connection, chosen)

    def spoken_of_between(
        self, places: Collection[PlaceKey], after: datetime, until: datetime
    ) -> set[PlaceKey]:
        """The places of which it was said in between who holds them; see `hearing.spoken_of_between`."""
        with reading_from(self._engine, self.name) as connection:
            return spoken_of_between(connection, places, after, until)

    def control_claims(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        places: Collection[tuple[str | None, str]] | None = None,
        as_recorded: Recorded | None = None,
    ) -> list[RecordedClaim]:
        """What was said of who holds which place, over all places; see `claims.control_claims`."""
        with reading_from(self._engine, self.name) as connection:
            return control_claims(connection, first, last, places=places, as_recorded=as_recorded)

    def claims_of_places(
        self,
        places: Collection[PlaceKey],
        *,
        as_known: date | datetime | None = None,
        as_recorded: Recorded | None = None,
    ) -> list[RecordedClaim]:
        """All that counts of what was said of these places; see `claims.claims_of_places`."""
        with reading_from(self._engine, self.name) as connection:
            return claims_of_places(connection, places, as_known=as_known, as_recorded=as_recorded)

    def claims_of(self, ids: Collection[str]) -> dict[str, RecordedClaim]:
        """The claims of these ids, by id, whether or not they still speak."""
        with reading_from(self._engine, self.name) as connection:
            return claims_of(connection, ids)

    def kept_disputes(self, method: str) -> KeptDisputes:
        """The disputes that are kept beside the record, as far as they were reckoned by this method."""
        return KeptDisputes(self._engine, self.name, method)

    def kept_beliefs(self, method: str) -> KeptBeliefs:
        """What is kept of who holds which place, as far as it was reckoned by this method."""
        return KeptBeliefs(self._engine, self.name, method)

    def kept_sheets(self, method: str) -> KeptSheets:
        """What is kept of each place for the map, as far as it was reckoned by this method."""
        return KeptSheets(self._engine, self.name, method)

    def texts_of(self, document_ids: Collection[str]) -> dict[str, str]:
        """The words of these documents by id."""
        with reading_from(self._engine, self.name) as connection:
            return queries.texts_of(connection, document_ids)

    def carriers_of(self, document_ids: Collection[str]) -> dict[str, list[Carrier]]:
        """Every form in which each of these documents came."""
        with reading_from(self._engine, self.name) as connection:
            return queries.carriers_of(connection, document_ids)

    def utterances(self, name: str | None = None, *, by_place: bool = False) -> list[queries.Utterances]:
        """How many claims each voice made on each day; see `queries.utterances`."""
        with reading_from(self._engine, self.name) as connection:
            return queries.utterances(connection, name, by_place=by_place)

    def days_heard(
        self,
        first: date,
        last: date,
        *,
        places: Collection[PlaceKey] | None = None,
        voices: Collection[str] | None = None,
    ) -> dict[str, list[date]]:
        """The days on which each voice was heard; see `queries.days_heard`."""
        with reading_from(self._engine, self.name) as connection:
            return queries.days_heard(connection, first, last, places=places, voices=voices)

    def touched_after(self, moment: datetime) -> Touched:
        """The places of which the record may tell something else than it did at a moment."""
        with reading_from(self._engine, self.name) as connection:
            return touched_after(connection, moment)

    def voices(self) -> dict[str, list[Source]]:
        """Every label that each voice was given, by its name."""
        with reading_from(self._engine, self.name) as connection:
            return queries.voices(connection)

    def last_known(self) -> datetime | None:
        """The latest instant from which any document could be known; None where there is none."""
        with reading_from(self._engine, self.name) as connection:
            return queries.last_known(connection)

    def last_published(self) -> date | None:
        """The latest day on which any document was published; None where none is dated."""
        with reading_from(self._engine, self.name) as connection:
            return queries.last_published(connection)

    def claims(self, chosen: ClaimFilter = ALL_CLAIMS) -> Iterator[RecordedClaim]:
        """The claims that a filter keeps, in the order in which the world could know them.

        However many there are, only some hundred lie in memory. The ledger is seen as it was when the first
        was asked for.
        """
        with self.snapshot() as seen:
            yield from seen.claims(chosen)

    def claim_page(
        self, chosen: ClaimFilter = ALL_CLAIMS, after: Bookmark | None = None, *, limit: int = 50
    ) -> ClaimPage:
        """The next claims that a filter keeps, after the bookmark of the page before; see `paging`."""
        with reading_from(self._engine, self.name) as connection:
            return claim_page(connection, chosen, after, limit)

    def unknown_names(self, chosen: ClaimFilter) -> list[str]:
        """A line for each name in a filter that nothing here bears, with those that come near."""
        with reading_from(self._engine, self.name) as connection:
            return unknown_names(connection, chosen)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Several questions to one state of the ledger, whatever others add meanwhile."""
        with reading_from(self._engine, self.name) as connection:
            yield Snapshot(connection)

    def places(self) -> list[PlaceCount]:
        """Every place that a claim is about, with how many claims and documents; most claims first."""
        with reading_from(self._engine, self.name) as connection:
            return places(connection)

    def voice_tallies(self) -> list[VoiceTally]:
        """How much every voice says, and on which days it was heard."""
        with reading_from(self._engine, self.name) as connection:
            return voice_tallies(connection)

    def places_of_news(self, since: datetime, until: datetime, limit: int | None) -> tuple[list[str], int]:
        """The names or ids of the places of which most came in; see `tallies.places_of_news`."""
        with reading_from(self._engine, self.name) as connection:
            return places_of_news(connection, since, until, limit)

    def places_named(self, words: str, limit: int) -> list[Named]:
        """Places whose name holds some words, whatever their case and accents."""
        with reading_from(self._engine, self.name) as connection:
            return places_named(connection, words, limit)

    def voices_named(self, words: str, limit: int) -> list[Named]:
        """Voices whose name holds some words, whatever their case and accents."""
        with reading_from(self._engine, self.name) as connection:
            return voices_named(connection, words, limit)

    def search(self, words: str, *, limit: int = 20, exact: bool = False) -> list[SearchHit]:
        """Documents that hold all the words; words in double quotes must stand together. Case and accents
        make no difference unless the search is exact."""
        with reading_from(self._engine, self.name) as connection:
            return search(connection, words, limit=limit, exact=exact)

    def documents(self) -> list[RecordedDocument]:
        """Every document, in the order of recording, without its text."""
        with reading_from(self._engine, self.name) as connection:
            return queries.documents(connection)

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None where the ledger has none of that id."""
        with reading_from(self._engine, self.name) as connection:
            return queries.document(connection, document_id)


def _refuse_zoneless(instant: datetime) -> None:
    if instant.tzinfo is None:
        raise ValueError("an instant of the ledger needs a zone")


def _add_carrier(
    connection: Connection, document: Document, placing: Placing, recorded_at: datetime, named: str | None
) -> Added:
    if _is_known(connection, document, placing):
        return Added(Addition.KNOWN, placing.id)
    number = queries.number_of(connection, placing.id)
    position = len(queries.carriers(connection, placing.id))
    row = rows.carrier_row(document, number, position, named, recorded_at)
    connection.execute(insert(schema.carrier), row)
    append_entry(connection, "carrier", f"{number}/{position}", [(schema.carrier, [row])], recorded_at)
    return Added(Addition.CARRIER, placing.id)


def _is_known(connection: Connection, document: Document, placing: Placing) -> bool:
    """Whether the document came in this very form before, wherever its file lay and whenever it was saved."""
    return any(is_same_form(document, each) for each in queries.carriers(connection, placing.id))
