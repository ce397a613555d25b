"""The record as a person reads it in any browser of the database: one view each for claims, documents,
voices, places and judgements.

`standing` says of a claim or a document whether it counts now, or why not. Nothing in sayso reads the views.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sqlalchemy import (
    JSON,
    ColumnElement,
    Dialect,
    Select,
    Text,
    case,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import registry

from sayso.ledger import schema
from sayso.ledger.judgements import stands
from sayso.ledger.speaking import Standing, standing_of_document
from sayso.model import JudgementKind, Kind, Polarity

_document, _claim, _judgement = schema.document, schema.claim, schema.judgement
_place, _source, _run = schema.place, schema.source, schema.run

_REJECTED, _CORRECTED, _TAKEN_BACK = "rejected", "corrected", "taken back"

_DIALECTS = {"sqlite": "sqlite", "postgresql": "postgresql.psycopg"}

_BEGINNING = 200
"""Letters of a document that are shown; the whole is in the table `document`."""

# What stands between a party and a place, and what before a place where no party is named.
_ACTS = {
    Kind.CONTROL: ("held", "control of"),
    Kind.FIGHTING: ("fought in", "fighting in"),
    Kind.WITHDRAWAL: ("withdrew from", "withdrawal from"),
    Kind.ADVANCE: ("advanced at", "advance at"),
    Kind.ENCIRCLEMENT: ("surrounded", "encirclement of"),
    Kind.DESTRUCTION: ("caused destruction in", "destruction in"),
}


@cache
def views_of(database: str) -> Mapping[str, str]:
    """What each view selects, by its name, in the words of a database ("sqlite", "postgresql")."""
    dialect: Dialect = registry.load(_DIALECTS[database])()
    views = {
        "claims": _claims(dialect),
        "documents": _documents(dialect),
        "voices": _voices(dialect),
        "places": _places(),
        "judgements": _judgements(),
    }
    literally = {"literal_binds": True}
    return MappingProxyType(
        {name: str(view.compile(dialect=dialect, compile_kwargs=literally)) for name, view in views.items()}
    )


def _claims(dialect: Dialect) -> Select[tuple[object, ...]]:
    """Who says what of which place, about when, said when, known when, how surely, and where it stands."""
    place = func.coalesce(_place.c.name, "a place not named")
    return (
        select(
            _claim.c.id.label("claim"),
            _source.c.name.label("voice"),
            _in_words(place).label("says"),
            _place.c.name.label("place"),
            _place.c.within,
            _claim.c.when_iso.label("about"),
            _claim.c.said_on_iso.label("said"),
            _published(dialect).label("published"),
            _document.c.known_from.label("known"),
            _document.c.recorded_at.label("recorded"),
            _claim.c.certainty,
            _claim.c.evidence.label("words"),
            _claim.c.sentence,
            _standing_of_claim().label("standing"),
            _document.c.id.label("document"),
            _document.c.outlet,
            _document.c.url,
            _claim.c.kind,
            _claim.c.polarity,
            _claim.c.party,
            _claim.c.side,
            _claim.c.extent,
            _claim.c.quantity_low.label("low"),
            _claim.c.quantity_high.label("high"),
            _claim.c.quantity_counts.label("counted"),
            _claim.c.channel,
            _claim.c.quote,
            _claim.c.relayed_by,
            _source.c.org.label("voice_org"),
            _source.c.side.label("voice_side"),
            _claim.c.background,
            _place.c.lat.label("latitude"),
            _place.c.lon.label("longitude"),
        )
        .select_from(_claim)
        .join(_document, _document.c.number == _claim.c.document)
        .join(_source, _source.c.key == _claim.c.source)
        .outerjoin(_place, _place.c.key == _claim.c.place)
    )


def _documents(dialect: Dialect) -> Select[tuple[object, ...]]:
    return (
        select(
            _document.c.id.label("document"),
            _document.c.title,
            _document.c.outlet,
            _published(dialect).label("published"),
            _document.c.known_from.label("known"),
            _document.c.recorded_at.label("recorded"),
            _document.c.language,
            standing_of_document().label("standing"),
            _count(_claim.c.document == _document.c.number).label("claims"),
            func.substr(_document.c.text, 1, _BEGINNING).label("beginning"),
            _document.c.url,
            _document.c.author,
            _document.c.story,
            _document.c.theatre,
            _run.c.sayso.label("read_by_sayso"),
            _run.c.pipeline.label("read_with"),
            _document.c.text_sha256,
        )
        .select_from(_document)
        .join(_run, _run.c.key == _document.c.run)
    )


def _voices(dialect: Dialect) -> Select[tuple[object, ...]]:
    """A voice has a row for each label that it was given; `merged_into` is the name that a person put in
    place of its own."""
    into = (
        select(_in_json("into", _judgement.c.value, dialect))
        .where(
            _judgement.c.kind == JudgementKind.MERGE.value,
            _judgement.c.subject == _source.c.name,
            stands(_judgement, None),
        )
        .order_by(_judgement.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(
        _source.c.name.label("voice"),
        _source.c.org,
        _source.c.party,
        _source.c.side,
        _source.c["class"],
        _source.c.basis,
        into.label("merged_into"),
        _count(_claim.c.source == _source.c.key).label("claims"),
    )


def _places() -> Select[tuple[object, ...]]:
    """A place that was renamed or moved on the map has a row for each name and position."""
    return select(
        _place.c.name.label("place"),
        _place.c.within,
        _place.c.kind,
        _place.c.country,
        _place.c.lat.label("latitude"),
        _place.c.lon.label("longitude"),
        _count(_claim.c.place == _place.c.key).label("claims"),
        _place.c.id,
        _place.c.zone,
        _place.c.population,
        _place.c.basis,
    )


def _judgements() -> Select[tuple[object, ...]]:
    # `of_claim` is empty where a judgement is about a voice, a document or a judgement.
    of_claim = select(_claim.c.evidence).where(_claim.c.id == _judgement.c.subject).scalar_subquery()
    return select(
        _judgement.c.number,
        _judgement.c.kind,
        _judgement.c.subject,
        of_claim.label("words"),
        _judgement.c.value.label("put_in_place"),
        _judgement.c.author,
        _judgement.c.reason,
        _judgement.c.evidence,
        _judgement.c.recorded_at.label("recorded"),
        case((stands(_judgement, None), Standing.COUNTS.value), else_=_TAKEN_BACK).label("standing"),
    )


def _in_json(name: str, column: ColumnElement[object], dialect: Dialect) -> ColumnElement[str]:
    whole = cast(column, Text)
    if dialect.name == "sqlite":
        return func.json_extract(whole, f"$.{name}")
    return func.json_extract_path_text(cast(whole, JSON), name)


def _in_words(place: ColumnElement[str]) -> ColumnElement[str]:
    """`Vale held Arden`, `denied: Vale held Arden (part)`, `fighting in Arden`."""
    with_party = {kind: _claim.c.party + f" {act} " + place for kind, (act, _) in _ACTS.items()}
    without = {kind: literal(f"{event} ") + place for kind, (_, event) in _ACTS.items()}
    of_party = func.coalesce(literal(": ") + _claim.c.party, "")
    said = case(
        *((_is(kind, has_party=True), words) for kind, words in with_party.items()),
        *((_is(kind), words) for kind, words in without.items()),
        else_=_claim.c.kind + " in " + place + of_party,
    )
    denied = case((_claim.c.polarity == Polarity.DENIED.value, "denied: "), else_="")
    return denied + said + func.coalesce(literal(" (") + _claim.c.extent + ")", "")


def _is(kind: Kind, *, has_party: bool = False) -> ColumnElement[bool]:
    is_kind = _claim.c.kind == kind.value
    return is_kind & _claim.c.party.is_not(None) if has_party else is_kind


def _published(dialect: Dialect) -> ColumnElement[str]:
    day: ColumnElement[str] = cast(_document.c.published_day, Text)
    if dialect.name != "sqlite":
        # A server writes a day in the habit of whoever asks.
        day = func.to_char(_document.c.published_day, "YYYY-MM-DD")
    return func.coalesce(_document.c.published_at, day)


def _standing_of_claim() -> ColumnElement[str]:
    """As `speaking.counts` decides, with the first reason against it."""
    adding = _judgement.alias("adding")
    is_taken_back = exists().where(adding.c.number == _claim.c.judgement, ~stands(adding, None))
    of_document = standing_of_document()
    return case(
        (of_document != Standing.COUNTS.value, of_document),
        (_is_set_aside(JudgementKind.REJECT), _REJECTED),
        (_is_set_aside(JudgementKind.CORRECT), _CORRECTED),
        (is_taken_back, _TAKEN_BACK),
        else_=Standing.COUNTS.value,
    )


def _is_set_aside(kind: JudgementKind) -> ColumnElement[bool]:
    aside = _judgement.alias(f"that_{kind.value}")
    return exists().where(aside.c.subject == _claim.c.id, aside.c.kind == kind.value, stands(aside, None))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """By an index, for each row that is shown: over all claims it would be counted before the first."""
    return select(func.count()).select_from(_claim).where(condition).scalar_subquery()
