"""Values of the hall to rows of the tables, and rows of documents and voices back to values."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from sayso.ledger.carriers import Carrier
from sayso.ledger.stories import Held, Placing
from sayso.model import (
    Channel,
    Declined,
    Document,
    Grounds,
    Mark,
    Place,
    Provenance,
    Publication,
    Reading,
    RecordedClaim,
    Run,
    Source,
    SourceClass,
    Spans,
    Statement,
    When,
)

Row = dict[str, Any]

# What is taken of a place and of a voice beside a claim.
OF_PLACE = ("id", "name", "within", "lat", "lon", "country", "kind", "zone", "population", "basis")
OF_SOURCE = ("name", "org", "party", "side", "class", "basis")
_GROUNDS = tuple(each.name for each in fields(Grounds))


def folded(name: str) -> str:
    """A name as look-ups compare it: no case, no diacritics, one kind of apostrophe and space."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(bare.replace("’", "'").replace("ʼ", "'").replace("`", "'").split())


def document_row(reading: Reading, number: int, placing: Placing, recorded_at: datetime, run: Run) -> Row:
    document = reading.document
    return {
        "number": number,
        "id": placing.id,
        **_publication_columns(document.published),
        "known_from": placing.known_from,
        "story": placing.story,
        "version_at": placing.version_at,
        "is_excerpt": placing.is_excerpt,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "language": reading.language or document.language,
        "author": document.author,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "raw_sha256": document.raw_sha256,
        "theatre": reading.theatre,
        "run": run.key,
        "recorded_at": recorded_at,
        "marks": [mark.value for mark in document.marks],
        "grounds": {
            name: where for name in _GROUNDS if (where := getattr(document.grounds, name)) is not None
        },
    }


def _grounds(grounds: Grounds) -> dict[str, str]:
    told = ((name, getattr(grounds, name)) for name in _GROUNDS)
    return {name: where for name, where in told if where is not None}


def run_row(run: Run) -> Row:
    return {
        "key": run.key,
        "sayso": run.sayso,
        "pipeline": run.pipeline,
        "knowledge": dict(run.knowledge),
        "settings": dict(run.settings),
    }


def place_row(place: Place) -> Row:
    """A place as a row of its own, under a key that tells it from any other, and from itself once it is
    renamed or moved on the map."""
    return dict(_place_row(place))


def place_key(place: Place) -> str:
    """The key of `place_row`."""
    return str(_place_row(place)["key"])


# Reports name the same few places and voices over and over.
@lru_cache(maxsize=100_000)
def _place_row(place: Place) -> Row:
    return _keyed(
        {
            "id": place.id,
            "name": place.name,
            "folded": folded(place.full_name),
            "within": place.within,
            "lat": place.latitude,
            "lon": place.longitude,
            "country": place.country,
            "kind": place.kind,
            "zone": place.zone,
            "population": place.population,
            "basis": place.basis,
        }
    )


def source_row(source: Source) -> Row:
    """A voice as a row of its own; where it stands in a text is kept with what it says there."""
    return dict(_source_row(replace(source, spans=())))


def source_key(source: Source) -> str:
    """The key of `source_row`."""
    return str(_source_row(replace(source, spans=()) if source.spans else source)["key"])


@lru_cache(maxsize=100_000)
def _source_row(source: Source) -> Row:
    return _keyed(
        {
            "name": source.name,
            "org": source.org,
            "party": source.party,
            "side": source.side,
            "class": source.source_class.value,
            "basis": source.basis,
        }
    )


def _keyed(row: Row) -> Row:
    words = json.dumps(row, sort_keys=True, ensure_ascii=True)
    return {"key": hashlib.sha256(words.encode()).hexdigest()[:16], **row}


def carrier_row(
    document: Document, number: int, position: int, named: str | None, recorded_at: datetime
) -> Row:
    """One form of a document as it came; `named` is the file or address that the user named."""
    provenance = document.provenance or Provenance()
    return {
        "document": number,
        "position": position,
        "form": document.form,
        "named": named,
        "story": document.story,
        "outlet": document.outlet,
        "url": document.url,
        **_publication_columns(document.published),
        "edited_at": provenance.edited,
        "captured_at": provenance.captured,
        "forwarded_from": provenance.forwarded_from,
        "archive_url": provenance.archive_url,
        "archive_hash": provenance.raw_hash,
        "raw_sha256": document.raw_sha256,
        "text_sha256": document.text_sha256,
        "recorded_at": recorded_at,
    }


def carrier(row: RowMapping) -> Carrier:
    """The form of a document that `carrier_row` wrote."""
    return Carrier(
        form=row["form"],
        named=row["named"],
        outlet=row["outlet"],
        url=row["url"],
        published=publication(row),
        provenance=_provenance(row),
        raw_sha256=row["raw_sha256"],
        text_sha256=row["text_sha256"],
        recorded_at=row["recorded_at"],
    )


def held(row: RowMapping) -> Held:
    """A document as far as it is needed to tell another from it."""
    return Held(
        id=row["id"],
        story=row["story"],
        text=row["text"],
        text_sha256=row["text_sha256"],
        raw_sha256=row["raw_sha256"],
        outlet=row["outlet"],
        url=row["url"],
        published=publication(row),
        known_from=row["known_from"],
        version_at=row["version_at"],
        is_excerpt=row["is_excerpt"],
    )


def document(row: RowMapping, first: RowMapping) -> Document:
    """The document as it was taken in, from its row and that of its first form."""
    return Document(
        id=row["id"],
        text=row["text"],
        published=publication(row),
        outlet=row["outlet"],
        url=row["url"],
        language=row["language"],
        author=row["author"],
        raw_sha256=row["raw_sha256"],
        provenance=_provenance(first),
        title=row["title"],
        marks=tuple(Mark(word) for word in row["marks"]),
        grounds=Grounds(**row["grounds"]),
        form=first["form"],
        story=first["story"],
    )


def source(row: RowMapping) -> Source:
    """The voice that `source_row` wrote."""
    return _source_from(row)


def _source_from(row: Mapping[Any, Any]) -> Source:
    return Source(
        name=row["name"],
        org=row["org"],
        party=row["party"],
        side=row["side"],
        source_class=SourceClass(row["class"]),
        basis=row["basis"],
    )


def source_of(known: Mapping[Any, Any], spans: Spans) -> Source:
    """The voice with where it stands in a text, from the columns of `OF_SOURCE`."""
    return replace(_source_from(known), spans=spans)


def statement_row(number: int, position: int, statement: Statement) -> Row:
    source = statement.source
    return {
        "document": number,
        "id": statement.id,
        "position": position,
        "within": statement.within,
        "voice": statement.voice.value,
        "source": source and source_key(source),
        "source_spans": source and source.spans,
        "cue": statement.cue,
        "content": statement.content,
        "relayed_by": list(statement.relayed_by),
        "channel": _value(statement.channel),
        "quote": statement.quote.value,
        "certainty": statement.certainty.value,
        "polarity": statement.polarity.value,
        "evidence_items": [
            {"kind": item.kind.value, "spans": [[s.start, s.end] for s in item.spans], "url": item.url}
            for item in statement.evidence_items
        ],
        **_when_columns("said_on", statement.said_on),
        "said_at": statement.said_at,
    }


def claim_row(recorded: RecordedClaim, number: int, position: int, text: str) -> Row:
    claim = recorded.claim
    quantity = claim.quantity
    return {
        "id": recorded.id,
        "document": number,
        "position": position,
        "statement": claim.statement,
        "kind": claim.kind.value,
        "place": claim.place and place_key(claim.place),
        "party": claim.party,
        "side": claim.side,
        "source": source_key(claim.source),
        "source_spans": claim.source.spans,
        "relayed_by": list(claim.relayed_by),
        "channel": _value(claim.channel),
        "quote": claim.quote.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        **_when_columns("when", claim.when),
        **_when_columns("said_on", claim.said_on),
        "extent": claim.extent,
        "quantity_low": quantity and quantity.low,
        "quantity_high": quantity and quantity.high,
        "quantity_counts": quantity and quantity.counts,
        "background": claim.background,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "evidence": claim.evidence.of(text),
        "sentence": recorded.sentence,
    }


def declined_row(number: int, position: int, declined: Declined) -> Row:
    return {
        "document": number,
        "position": position,
        "start": declined.span.start,
        "end": declined.span.end,
        "stage": declined.stage.value,
        "reason": declined.reason,
    }


def publication(row: RowMapping) -> Publication | None:
    """When a document came out, from its columns."""
    if row["published_day"] is None:
        return None
    return Publication(row["published_day"], row["published_at"])


def _publication_columns(published: Publication | None) -> Row:
    return {
        "published_day": published and published.day,
        "published_at": published and published.instant,
    }


def _provenance(row: RowMapping) -> Provenance | None:
    found = Provenance(
        forwarded_from=row["forwarded_from"],
        edited=row["edited_at"],
        captured=row["captured_at"],
        archive_url=row["archive_url"],
        raw_hash=row["archive_hash"],
    )
    return None if found == Provenance() else found


def _when_columns(name: str, when: When | None) -> Row:
    return {
        f"{name}_first": when and when.first,
        f"{name}_last": when and when.last,
        f"{name}_precision": when and when.precision.value,
        f"{name}_starts_at": when and when.starts_at,
        f"{name}_ends_at": when and when.ends_at,
        f"{name}_iso": when and when.iso(),
    }


def _value(word: Channel | None) -> str | None:
    return None if word is None else word.value
