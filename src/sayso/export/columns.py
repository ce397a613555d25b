"""What an export holds, column by column: the one table that files and their codebook are both made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sayso.model import RecordedClaim, RecordedDocument, Source, When

Row = TypeVar("Row")


class Type(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    LIST = "list of texts"
    NUMBER = "number"
    INTEGER = "integer"
    TRUTH = "true or false"
    DAY = "day"
    INSTANT = "instant"
    """With the zone that it was told in."""
    UTC = "instant in UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A column: how its value is taken, and all that its reader must know.

    `null` says what an empty cell means; None where none is ever empty. `vocabulary` names the closed list
    of `sayso.model.VOCABULARIES` that its values are from.
    """

    name: str
    of: Callable[[Row], Any]
    about: str
    type: Type = Type.TEXT
    unit: str | None = None
    vocabulary: str | None = None
    null: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with the document that carries it; `text` only where a format has use for it.

    `paraphrase` says whose page a bundled report is our rendering of.
    """

    recorded: RecordedClaim
    document: RecordedDocument
    text: str | None = None
    paraphrase: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document with how many of its claims the export holds."""

    document: RecordedDocument
    claims: int
    paraphrase: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A voice as it is labelled, with how many claims of it the export holds, and of which days."""

    source: Source
    claims: int
    first: date | None
    last: date | None

    @property
    def key(self) -> str:
        """A digest of what is known of the voice: the same name under another label is another row."""
        return source_key(self.source)


def source_key(source: Source) -> str:
    """See `SourceRow.key`."""
    known = [source.name, source.org, source.party, source.side, source.source_class, source.basis]
    return hashlib.sha256(json.dumps(known, ensure_ascii=True).encode()).hexdigest()[:16]


def unplaced(source: Source) -> Source:
    """The voice without the words that named it in one text."""
    return replace(source, spans=())


_NOT_SAID = "the text does not say"
_NO_PLACE = "the claim names no place"
_NOT_RESOLVED = "the place was not resolved, or the gazetteer does not say"
_UNLABELLED = "no theatre says so"
_UNDATED = "the text does not date it, or leaves this end open"
_PAGE_SILENT = "the page does not say"


def _place(name: str) -> Callable[[ClaimRow], Any]:
    def of(row: ClaimRow) -> Any:
        place = row.recorded.claim.place
        return None if place is None else getattr(place, name)

    return of


def _claim(name: str) -> Callable[[ClaimRow], Any]:
    return lambda row: getattr(row.recorded.claim, name)


def _source(name: str) -> Callable[[ClaimRow], Any]:
    return lambda row: getattr(row.recorded.claim.source, name)


def _recorded(name: str) -> Callable[[ClaimRow], Any]:
    return lambda row: getattr(row.recorded, name)


def _quantity(name: str) -> Callable[[ClaimRow], Any]:
    def of(row: ClaimRow) -> Any:
        quantity = row.recorded.claim.quantity
        return None if quantity is None else getattr(quantity, name)

    return of


def _when(which: str, name: str) -> Callable[[ClaimRow], Any]:
    def of(row: ClaimRow) -> Any:
        when: When | None = getattr(row.recorded.claim, which)
        return None if when is None else when.iso() if name == "iso" else getattr(when, name)

    return of


def _published(row: ClaimRow) -> str | None:
    return row.recorded.published.iso() if row.recorded.published else None


def _times(prefix: str, which: str, what: str, bound: str) -> tuple[Column[ClaimRow], ...]:
    return (
        Column(
            name=which,
            of=_when(which, "iso"),
            about=f"{what}: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `start/end`.",
            null=_UNDATED,
        ),
        Column(
            name=f"{prefix}_first",
            of=_when(which, "first"),
            about=f"First day {bound}.",
            type=Type.DAY,
            unit="civil day at the place",
            null=_UNDATED,
        ),
        Column(
            name=f"{prefix}_last",
            of=_when(which, "last"),
            about=f"Last day {bound}, included.",
            type=Type.DAY,
            unit="civil day at the place",
            null=_UNDATED,
        ),
        Column(
            name=f"{prefix}_precision",
            of=_when(which, "precision"),
            about="How finely the words tell it.",
            vocabulary="precision",
            null=_UNDATED,
        ),
        Column(
            name=f"{prefix}_from",
            of=_when(which, "starts_at"),
            about="From which instant, where the words name a part of a day.",
            type=Type.INSTANT,
            null="the words name no part of a day",
        ),
        Column(
            name=f"{prefix}_to",
            of=_when(which, "ends_at"),
            about="To which instant, where the words name a part of a day.",
            type=Type.INSTANT,
            null="the words name no part of a day",
        ),
    )


CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    Column(name="id", of=_recorded("id"), about="The claim: the same for the same words of one document."),
    Column(
        name="document",
        of=_recorded("document_id"),
        about="The document that carries it; `document` of the documents.",
    ),
    Column(
        name="published",
        of=_published,
        about="When the document came out: an instant with its zone where the page gives one, else the day.",
        null=_PAGE_SILENT,
    ),
    Column(name="outlet", of=_recorded("outlet"), about="Who published it.", null=_PAGE_SILENT),
    Column(name="url", of=_recorded("url"), about="Its address.", null=_PAGE_SILENT),
    Column(
        name="language",
        of=lambda row: row.document.language,
        about="Language of the document, ISO 639.",
        null="too few letters to tell",
    ),
    Column(
        name="theatre",
        of=lambda row: row.document.theatre,
        about="The conflict by whose parties it was read.",
        null="no theatre was recognised or given",
    ),
    Column(name="kind", of=_claim("kind"), about="What the claim is about.", vocabulary="kind"),
    Column(
        name="place",
        of=_place("full_name"),
        about="Common English name of the place; `Part, Container` for a part.",
        null=_NO_PLACE,
    ),
    Column(
        name="place_within",
        of=_place("within"),
        about="The place that it is part of, as at the end of `place`.",
        null="it is no part of another",
    ),
    Column(
        name="place_id",
        of=_place("id"),
        about="`geonames:<number>` or `sayso:<theatre>/<slug>`.",
        null=_NOT_RESOLVED,
    ),
    Column(
        name="lat",
        of=_place("latitude"),
        about="Latitude, never moved or rounded by sayso.",
        type=Type.NUMBER,
        unit="degrees, WGS 84",
        null=_NOT_RESOLVED,
    ),
    Column(
        name="lon",
        of=_place("longitude"),
        about="Longitude, never moved or rounded by sayso.",
        type=Type.NUMBER,
        unit="degrees, WGS 84",
        null=_NOT_RESOLVED,
    ),
    Column(name="country", of=_place("country"), about="ISO 3166-1 code.", null=_NOT_RESOLVED),
    Column(name="place_kind", of=_place("kind"), about="What sort of place it is.", null=_NOT_RESOLVED),
    Column(name="place_zone", of=_place("zone"), about="Its time zone (IANA).", null=_NOT_RESOLVED),
    Column(
        name="place_population",
        of=_place("population"),
        about="Inhabitants by the gazetteer.",
        type=Type.INTEGER,
        unit="people",
        null=_NOT_RESOLVED,
    ),
    Column(name="place_basis", of=_place("basis"), about="Where the position is from.", null=_NOT_RESOLVED),
    Column(
        name="party",
        of=_claim("party"),
        about="The party it is about; for `control` who holds the place if the claim is accepted.",
        null=_NOT_SAID,
    ),
    Column(name="side", of=_claim("side"), about="The belligerent that party fights for.", null=_UNLABELLED),
    Column(
        name="polarity",
        of=_claim("polarity"),
        about="Whether the source says it is so or is not so.",
        vocabulary="polarity",
    ),
    Column(
        name="certainty",
        of=_claim("certainty"),
        about="How far the source commits, from its own wording; not how likely it is.",
        vocabulary="certainty",
    ),
    Column(
        name="source",
        of=_source("name"),
        about="Whose claim it is: the outlet where the reporter speaks, `unspecified` where withheld.",
    ),
    Column(name="source_org", of=_source("org"), about="The body it speaks for.", null=_NOT_SAID),
    Column(name="source_party", of=_source("party"), about="The party it belongs to.", null=_UNLABELLED),
    Column(name="source_side", of=_source("side"), about="The side that party fights for.", null=_UNLABELLED),
    Column(
        name="source_class",
        of=_source("source_class"),
        about="The kind of body that speaks.",
        vocabulary="source class",
    ),
    Column(name="source_basis", of=_source("basis"), about="What these labels rest on.", null=_UNLABELLED),
    Column(
        name="relayed_by",
        of=_claim("relayed_by"),
        about="Voices between source and reader, innermost first, the outlet left out.",
        type=Type.LIST,
        null="nobody between source and outlet",
    ),
    Column(
        name="channel",
        of=_claim("channel"),
        about="Through what the source spoke.",
        vocabulary="channel",
        null=_NOT_SAID,
    ),
    Column(
        name="quote",
        of=_claim("quote"),
        about="How the words reached the page.",
        vocabulary="quote",
    ),
    *_times("when", "when", "What time the claim is about", "that the claim is about"),
    *_times("said", "said_on", "When the source said it", "on which it may have been said"),
    Column(
        name="extent",
        of=_claim("extent"),
        about="How much of the place: `full`, `partial`, or the words for a part.",
        null="the text does not say; that is not `full`",
    ),
    Column(
        name="quantity_low",
        of=_quantity("low"),
        about="Least number of the things counted.",
        type=Type.NUMBER,
        unit="what `quantity_counts` names",
        null="nothing is counted, or it is open below",
    ),
    Column(
        name="quantity_high",
        of=_quantity("high"),
        about="Greatest number of the things counted.",
        type=Type.NUMBER,
        unit="what `quantity_counts` names",
        null="nothing is counted, or it is open above",
    ),
    Column(
        name="quantity_counts", of=_quantity("counts"), about="What is counted.", null="nothing is counted"
    ),
    Column(
        name="background",
        of=_claim("background"),
        about="History or a standing description, which weighs nothing in an estimate.",
        type=Type.TRUTH,
    ),
    Column(name="statement", of=_claim("statement"), about="The statement in the document it hangs on."),
    Column(name="evidence", of=_recorded("evidence"), about="The words that carry the claim."),
    Column(
        name="start",
        of=lambda row: row.recorded.claim.evidence.start,
        about="Where these words begin in the document's text.",
        type=Type.INTEGER,
        unit="characters (code points) from 0",
    ),
    Column(
        name="end",
        of=lambda row: row.recorded.claim.evidence.end,
        about="Where they end, not included.",
        type=Type.INTEGER,
        unit="characters (code points) from 0",
    ),
    Column(name="sentence", of=_recorded("sentence"), about="The sentence they stand in."),
    Column(
        name="known_from",
        of=_recorded("known_from"),
        about="The first instant at which a reader could know it in these words.",
        type=Type.UTC,
    ),
    Column(
        name="recorded_at",
        of=_recorded("recorded_at"),
        about="When the ledger learned it.",
        type=Type.UTC,
    ),
    Column(
        name="paraphrase",
        of=lambda row: row.paraphrase,
        about="Of a report that is bundled with sayso: whose page its words are our rendering of.",
        null="the words are the page's own",
    ),
)


def _document(name: str) -> Callable[[DocumentRow], Any]:
    return lambda row: getattr(row.document, name)


DOCUMENT_COLUMNS: tuple[Column[DocumentRow], ...] = (
    Column(name="document", of=_document("id"), about="The document's id in the ledger."),
    Column(
        name="published",
        of=lambda row: row.document.published and row.document.published.iso(),
        about="When it came out: an instant with its zone where the page gives one, else the day.",
        null=_PAGE_SILENT,
    ),
    Column(name="outlet", of=_document("outlet"), about="Who published it.", null=_PAGE_SILENT),
    Column(name="url", of=_document("url"), about="Its address.", null=_PAGE_SILENT),
    Column(name="language", of=_document("language"), about="ISO 639 code.", null="too few letters to tell"),
    Column(name="title", of=_document("title"), about="Its headline.", null=_PAGE_SILENT),
    Column(name="author", of=_document("author"), about="Who wrote it.", null=_PAGE_SILENT),
    Column(
        name="marks",
        of=_document("marks"),
        about="What the page says of itself, such as `opinion`.",
        type=Type.LIST,
        null="the page says nothing of the kind",
    ),
    Column(
        name="theatre",
        of=_document("theatre"),
        about="The conflict by whose parties it was read.",
        null="no theatre was recognised or given",
    ),
    Column(name="story", of=_document("story"), about="What all versions of one report share."),
    Column(name="text_sha256", of=_document("text_sha256"), about="Digest of its text as UTF-8."),
    Column(
        name="raw_sha256",
        of=_document("raw_sha256"),
        about="Digest of the bytes that the text was taken from.",
        null="it came as text",
    ),
    Column(
        name="run", of=_document("run"), about="What read it: a digest of the next two, and of all it knew."
    ),
    Column(name="sayso", of=_document("sayso"), about="Version of the software that read it."),
    Column(
        name="pipeline", of=_document("pipeline"), about="Analysis that read it; `by hand` for coded claims."
    ),
    Column(
        name="known_from",
        of=_document("known_from"),
        about="The first instant at which a reader could know it in these words.",
        type=Type.UTC,
    ),
    Column(
        name="recorded_at", of=_document("recorded_at"), about="When the ledger learned it.", type=Type.UTC
    ),
    Column(
        name="claims",
        of=lambda row: row.claims,
        about="How many of its claims this export holds.",
        type=Type.INTEGER,
        unit="claims",
    ),
    Column(
        name="paraphrase",
        of=lambda row: row.paraphrase,
        about="Of a report that is bundled with sayso: whose page its words are our rendering of.",
        null="the words are the page's own",
    ),
)


def _voice(name: str) -> Callable[[SourceRow], Any]:
    return lambda row: getattr(row.source, name)


SOURCE_COLUMNS: tuple[Column[SourceRow], ...] = (
    Column(
        name="key",
        of=lambda row: row.key,
        about="A digest of the next six: a name under other labels is another row.",
    ),
    Column(name="source", of=_voice("name"), about="Canonical English name; `unspecified` where withheld."),
    Column(name="source_org", of=_voice("org"), about="The body it speaks for.", null=_NOT_SAID),
    Column(name="source_party", of=_voice("party"), about="The party it belongs to.", null=_UNLABELLED),
    Column(name="source_side", of=_voice("side"), about="The side that party fights for.", null=_UNLABELLED),
    Column(
        name="source_class",
        of=_voice("source_class"),
        about="The kind of body that speaks.",
        vocabulary="source class",
    ),
    Column(name="source_basis", of=_voice("basis"), about="What these labels rest on.", null=_UNLABELLED),
    Column(
        name="claims",
        of=lambda row: row.claims,
        about="How many of its claims this export holds.",
        type=Type.INTEGER,
        unit="claims",
    ),
    Column(
        name="first_published",
        of=lambda row: row.first,
        about="Day of publication of the first of them.",
        type=Type.DAY,
        null="no page that carries them says when it came out",
    ),
    Column(
        name="last_published",
        of=lambda row: row.last,
        about="Day of publication of the last of them.",
        type=Type.DAY,
        null="no page that carries them says when it came out",
    ),
)


def plain_value(value: Any) -> Any:
    """A value as JSON carries it; an empty list is null, like everything that is not known."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [plain_value(each) for each in value] or None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return printable(value) if isinstance(value, str) else value


def printable(text: str) -> str:
    """The text with lone surrogates, which no file can carry, as U+FFFD: one for one, so that spans hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
