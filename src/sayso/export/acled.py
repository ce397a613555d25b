"""Claims in columns named as in ACLED's event tables, for tools and eyes that are used to those.

A claim is no event that somebody has verified: every row says in its notes who claims it, and what is
denied, foreseen or supposed bears no type of event, so that counting types never counts a denial.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sayso.export.columns import ClaimRow, Column, Type
from sayso.export.sentences import sentence_of
from sayso.model import Certainty, Document, Kind, Polarity, Precision, RecordedClaim, When

EVENT_TYPES: dict[Kind, str | None] = {
    Kind.CONTROL: "Strategic developments",
    Kind.FIGHTING: "Battles",
    Kind.WITHDRAWAL: "Strategic developments",
    Kind.ADVANCE: "Strategic developments",
    Kind.ENCIRCLEMENT: "Strategic developments",
    Kind.DESTRUCTION: "Strategic developments",
    Kind.CASUALTIES: None,
    Kind.FORCE: "Strategic developments",
    Kind.ASSESSMENT: None,
    Kind.PREDICTION: None,
    Kind.OTHER: None,
}
"""The type of event that each kind of claim is about; none where a claim of the kind is about no event, or
does not tell what sort of event it was."""

_UNKNOWN_COUNTRY = "ZZ"
_WIDE = frozenset(("country", "region"))
_BY_WEEK, _BY_MONTH = 7, 3


def event_type(recorded: RecordedClaim) -> str | None:
    """None for what a source denies, foresees, supposes or only recalls."""
    claim = recorded.claim
    is_said_to_be = claim.polarity is Polarity.AFFIRMED and claim.certainty not in (
        Certainty.CONDITIONAL,
        Certainty.PREDICTED,
    )
    return EVENT_TYPES[claim.kind] if is_said_to_be and not claim.background else None


def notes(row: ClaimRow) -> str:
    """The claim as a sentence of ours that says whose it is; and whose page a bundled report renders."""
    recorded, document = row.recorded, row.document
    page = Document(id=document.id, text="", published=recorded.published, outlet=recorded.outlet)
    sentence = sentence_of(recorded.claim, page)
    return f"{sentence} {row.paraphrase}." if row.paraphrase else sentence


def _dated(recorded: RecordedClaim) -> tuple[date | None, str | None, When | None]:
    """The day of the claim, what tells it, and the time it is of."""
    claim = recorded.claim
    for basis, when in (("when", claim.when), ("said_on", claim.said_on)):
        if when is not None and (day := when.first or when.last):
            return day, basis, when
    if recorded.published is not None:
        return recorded.published.day, "published", None
    return None, None, None


def _time_precision(row: ClaimRow) -> int | None:
    """1 a day, 2 about a week, 3 about a month or less known: a day on which it was only said is none."""
    day, basis, when = _dated(row.recorded)
    if day is None:
        return None
    if basis != "when" or when is None or when.first is None or when.last is None:
        return 3
    days = (when.last - when.first).days + 1
    if when.precision is Precision.VAGUE:
        return 3 if days > _BY_WEEK else 2
    return 1 if days == 1 else 2 if days <= _BY_WEEK else 3


def _geo_precision(row: ClaimRow) -> int | None:
    """1 the place, 2 the place that it is part of or an extent of it, 3 a region or country."""
    claim = row.recorded.claim
    if claim.place is None or claim.place.latitude is None or claim.place.longitude is None:
        return None
    if claim.place.kind in _WIDE:
        return 3
    return 2 if claim.place.within or claim.extent not in (None, "full") else 1


def _id(row: ClaimRow) -> str:
    place = row.recorded.claim.place
    country = (place.country if place else None) or _UNKNOWN_COUNTRY
    return f"{country}-{row.recorded.id.removeprefix('claim:')}"


def _sub_event(row: ClaimRow) -> str:
    claim = row.recorded.claim
    words = [f"claim of {claim.kind.value}", claim.polarity.value, claim.certainty.value]
    return ", ".join([*words, *(["background"] if claim.background else [])])


def _voices(row: ClaimRow) -> tuple[str, ...]:
    claim = row.recorded.claim
    named = (claim.source.name, *claim.relayed_by, *([row.recorded.outlet] if row.recorded.outlet else []))
    return tuple(dict.fromkeys(named))


def _place(name: str) -> Any:
    def of(row: ClaimRow) -> Any:
        place = row.recorded.claim.place
        return None if place is None else getattr(place, name)

    return of


_NO_PLACE = "the claim names no place"
_NOT_RESOLVED = "the place was not resolved, or is none with one point"

ACLED_COLUMNS: tuple[Column[ClaimRow], ...] = (
    Column(
        name="event_id_cnty",
        of=_id,
        about=f"Country code and the claim's id; `{_UNKNOWN_COUNTRY}` where the country is not known.",
    ),
    Column(
        name="event_date",
        of=lambda row: _dated(row.recorded)[0],
        about="First day that the claim is about, else on which it was said, else published.",
        type=Type.DAY,
        null="none of the three is known",
    ),
    Column(
        name="year",
        of=lambda row: day.year if (day := _dated(row.recorded)[0]) else None,
        about="Year of that day.",
        type=Type.INTEGER,
        null="as `event_date`",
    ),
    Column(
        name="time_precision",
        of=_time_precision,
        about="1: the day; 2: within a week; 3: within a month or less precisely, and always where the claim "
        "itself is not dated.",
        type=Type.INTEGER,
        null="as `event_date`",
    ),
    Column(
        name="date_basis",
        of=lambda row: _dated(row.recorded)[1],
        about="What tells the day: `when`, `said_on` or `published`. No column of ACLED's.",
        null="as `event_date`",
    ),
    Column(
        name="disorder_type",
        of=lambda row: (
            {"Battles": "Political violence"}.get(found, found)
            if (found := event_type(row.recorded))
            else None
        ),
        about="`Political violence` for battles, `Strategic developments` for those.",
        null="as `event_type`",
    ),
    Column(
        name="event_type",
        of=lambda row: event_type(row.recorded),
        about="By the table of kinds below.",
        null="the kind has none, or the source denies, foresees, supposes or only recalls it",
    ),
    Column(
        name="sub_event_type",
        of=_sub_event,
        about="Kind, polarity and certainty of the claim: values of ours, none of ACLED's.",
    ),
    Column(
        name="actor1",
        of=lambda row: row.recorded.claim.party,
        about="The party that the claim is about.",
        null="the text does not say",
    ),
    Column(
        name="assoc_actor_1",
        of=lambda row: side if (side := row.recorded.claim.side) != row.recorded.claim.party else None,
        about="The side that party fights for, where it is another name.",
        null="as `actor1`, or no theatre says so",
    ),
    Column(
        name="actor2",
        of=lambda row: None,
        about="Always empty: a claim is about one party.",
        null="always",
    ),
    Column(name="country", of=_place("country"), about="ISO 3166-1 code.", null=_NOT_RESOLVED),
    Column(
        name="location",
        of=_place("full_name"),
        about="Common English name of the place.",
        null=_NO_PLACE,
    ),
    Column(
        name="latitude",
        of=_place("latitude"),
        about="Of the place; never moved.",
        type=Type.NUMBER,
        unit="degrees, WGS 84",
        null=_NOT_RESOLVED,
    ),
    Column(
        name="longitude",
        of=_place("longitude"),
        about="Of the place; never moved.",
        type=Type.NUMBER,
        unit="degrees, WGS 84",
        null=_NOT_RESOLVED,
    ),
    Column(
        name="geo_precision",
        of=_geo_precision,
        about="1: the place; 2: a part of it; 3: a region or country.",
        type=Type.INTEGER,
        null=_NOT_RESOLVED,
    ),
    Column(
        name="source",
        of=_voices,
        about="Who claims it, who passed it on, who published it: innermost first.",
        type=Type.LIST,
    ),
    Column(
        name="notes",
        of=notes,
        about="The claim in a sentence of ours that always says whose it is. Nothing is quoted.",
    ),
    Column(
        name="timestamp",
        of=lambda row: row.recorded.recorded_at,
        about="When the ledger learned it.",
        type=Type.UTC,
    ),
    Column(
        name="document",
        of=lambda row: row.recorded.document_id,
        about="The document that carries it; `document` of the documents.",
    ),
    Column(
        name="url",
        of=lambda row: row.recorded.url,
        about="Its address.",
        null="the page does not say",
    ),
)
