"""Rows that a person has coded, as readings: one document for all rows of one report.

Columns are those of `sayso export`, so that what it wrote can be taken in again.
"""

from __future__ import annotations

import difflib
import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from sayso.errors import InvalidDateError
from sayso.export.columns import CLAIM_COLUMNS
from sayso.export.delimited import parted
from sayso.export.sentences import sentence_of
from sayso.ingest import parse_publication
from sayso.model import (
    UNSPECIFIED,
    Certainty,
    Channel,
    Claim,
    Document,
    Kind,
    Place,
    Polarity,
    Precision,
    Publication,
    Quantity,
    Quote,
    Reading,
    Source,
    SourceClass,
    Span,
    Statement,
    Theatre,
    Voice,
    When,
)
from sayso.parties import Registry, load_world

Word = TypeVar("Word", bound=StrEnum)

BY_HAND = "by hand"
"""The pipeline of coded claims."""

COLUMNS = frozenset(each.name for each in CLAIM_COLUMNS)
OF_THE_RECORD = frozenset(("quantity",))
"""What lines of `sayso claims --json` have beside the columns."""

_OWN = "_"
"""Begins the name of a column that the coder keeps for himself."""
_WORDLESS = "Coded by hand, without words: "
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}

Row = Mapping[str, Any]


class RowError(ValueError):
    """What is wrong with one row, and the remedy, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A report as it was coded, and the line of its first row."""

    line: int
    reading: Reading


@dataclass(slots=True)
class _Report:
    """The rows of one report as they come."""

    line: int
    document: Document
    language: str | None
    theatre: str | None
    rows: list[tuple[Claim, str | None, str | None]] = field(default_factory=list)
    """Each claim with its sentence and its words, where they are given."""


def check_columns(names: Iterable[str]) -> None:
    """Raise `RowError` for a column that means nothing here: a slip would be taken for nothing said."""
    names = list(names)
    known = COLUMNS | OF_THE_RECORD
    unknown = [name for name in names if name not in known and not name.startswith(_OWN)]
    if unknown:
        near = difflib.get_close_matches(unknown[0], sorted(COLUMNS), n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise RowError(
            f"no column {unknown[0]!r} is known; {hint}A column of your own begins with {_OWN!r}, such as "
            f"{_OWN}{unknown[0]}"
        )
    missing = [name for name in ("place", "kind", "source", "published") if name not in names]
    if missing:
        raise RowError(f"the column {missing[0]!r} is missing")
    if "party" not in names and "side" not in names:
        raise RowError("there is neither a column 'party' nor a column 'side'")


def coded_reports(
    rows: Iterable[tuple[int, Row]], *, theatre: Theatre | None, today: date
) -> tuple[list[Coded], list[tuple[int, str]]]:
    """Reports in the order of their first rows, and what is wrong: (line, problem and remedy)."""
    reports: dict[object, _Report] = {}
    wrong: list[tuple[int, str]] = []
    labels = Labels(theatre)
    for line, row in rows:
        try:
            report = _report(reports, line, row, today)
            claim = labels.put_on(_claim(row, report.document), report.document.published)
            report.rows.append((claim, *_words(row)))
        except RowError as problem:
            wrong.append((line, str(problem)))
    return [Coded(line=each.line, reading=_reading(each, theatre)) for each in reports.values()], wrong


# -- documents


def _report(reports: dict[object, _Report], line: int, row: Row, today: date) -> _Report:
    """The report that a row belongs to: that of its document id, else of its address, outlet and day."""
    name, url, outlet = _text(row, "document"), _text(row, "url"), _text(row, "outlet")
    published = _published(row, today)
    key = name or (url, outlet, published)
    if key not in reports:
        document = Document(id=name or "", text="", published=published, outlet=outlet, url=url, form="coded")
        reports[key] = _Report(line, document, _text(row, "language"), _text(row, "theatre"))
    report = reports[key]
    first = report.document
    for what, here, there in (
        ("published", published, first.published),
        ("outlet", outlet, first.outlet),
        ("url", url, first.url),
    ):
        if here != there:
            raise RowError(f"{what} of the document {name!r} is not that of line {report.line}")
    return report


def _published(row: Row, today: date) -> Publication | None:
    words = _text(row, "published")
    if words is None:
        # What an export says of a page that bears no date stays unknown.
        if _is_exported(row):
            return None
        raise RowError("published is missing: give the day, such as 2023-01-14")
    try:
        instant = datetime.fromisoformat(words) if "T" in words else None
        if instant is not None and instant.tzinfo is not None:
            return Publication(instant.date(), instant)
    except ValueError:
        pass
    try:
        return parse_publication(words, today=today)
    except InvalidDateError as problem:
        raise RowError(f"published {problem}") from None


def _reading(report: _Report, theatre: Theatre | None) -> Reading:
    """The report with a text of the sentences given, one a line, and a statement for every claim."""
    lines: dict[str, int] = {}
    size = 0
    claims: list[Claim] = []
    for claim, sentence, evidence in report.rows:
        line = sentence or evidence or _WORDLESS + sentence_of(claim, report.document)
        if line not in lines:
            lines[line] = size
            size += len(line) + 1
        words = evidence or line
        start = lines[line] + line.index(words)
        named = f"s{len(claims) + 1}"
        claims.append(replace(claim, statement=named, evidence=Span(start, start + len(words))))
    text = "\n".join(lines)
    document = replace(report.document, text=text)
    if not document.id:
        document = replace(document, id=_id(document))
    return Reading(
        document=document,
        language=report.language,
        pipeline=BY_HAND,
        theatre=report.theatre or (theatre.id if theatre else None),
        statements=tuple(map(_statement, claims)),
        claims=tuple(claims),
    )


def _id(document: Document) -> str:
    """As of any document whose file does not name it: a digest of the text."""
    return f"sha256:{hashlib.sha256(document.text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _statement(claim: Claim) -> Statement:
    return Statement(
        id=claim.statement,
        voice=Voice.NARRATOR if claim.quote is Quote.NONE else Voice.ATTRIBUTED,
        source=None if claim.source.name == UNSPECIFIED else claim.source,
        cue=(),
        content=(claim.evidence,),
        quote=claim.quote,
        certainty=claim.certainty,
        polarity=claim.polarity,
        relayed_by=claim.relayed_by,
        channel=claim.channel,
        said_on=claim.said_on,
    )


# -- claims


def _words(row: Row) -> tuple[str | None, str | None]:
    sentence, evidence = _text(row, "sentence"), _text(row, "evidence")
    if sentence is not None and evidence is not None and evidence not in sentence:
        raise RowError("the words of evidence do not stand in sentence: leave one of them out, or mend it")
    return sentence, evidence


def _claim(row: Row, document: Document) -> Claim:
    party, side, name = _text(row, "party"), _text(row, "side"), _text(row, "source")
    if name is None:
        raise RowError(f"source is missing: name who says it, or write {UNSPECIFIED}")
    if party is None and side is None and not _is_exported(row):
        raise RowError("party and side are both empty: name whom the claim is about")
    place = _place(row)
    if place is None and not _is_exported(row):
        raise RowError("place is missing: name it")
    is_own_report = name == document.outlet
    return Claim(
        kind=_one_of(Kind, row, "kind", None),
        place=place,
        party=party,
        side=side,
        source=Source(
            name=name,
            org=_text(row, "source_org"),
            party=_text(row, "source_party"),
            side=_text(row, "source_side"),
            source_class=_one_of(SourceClass, row, "source_class", SourceClass.UNKNOWN),
            basis=_text(row, "source_basis"),
        ),
        statement="",
        evidence=Span(0, 1),
        polarity=_one_of(Polarity, row, "polarity", Polarity.AFFIRMED),
        certainty=_one_of(Certainty, row, "certainty", Certainty.ASSERTED),
        relayed_by=_names(row, "relayed_by"),
        channel=_one_of(Channel, row, "channel", None) if _text(row, "channel") else None,
        quote=_one_of(Quote, row, "quote", Quote.NONE if is_own_report else Quote.INDIRECT),
        when=_when(row, "when", "when"),
        said_on=_when(row, "said_on", "said"),
        extent=_text(row, "extent"),
        quantity=_quantity(row),
        background=_truth(row, "background"),
    )


def _is_exported(row: Row) -> bool:
    """Whether sayso wrote the row: then what is not there is not known, and not forgotten."""
    return _text(row, "id") is not None


def _place(row: Row) -> Place | None:
    name, within = _text(row, "place"), _text(row, "place_within")
    if name is None:
        return None
    if within is not None and name.endswith(f", {within}"):
        name = name.removesuffix(f", {within}")
    lat, lon = _number(row, "lat", 90), _number(row, "lon", 180)
    if (lat is None) != (lon is None):
        raise RowError("lat and lon go together: give both or neither")
    population = _number(row, "place_population")
    return Place(
        name=name,
        id=_text(row, "place_id"),
        latitude=lat,
        longitude=lon,
        country=_text(row, "country"),
        kind=_text(row, "place_kind"),
        zone=_text(row, "place_zone"),
        population=None if population is None else int(population),
        within=within,
        basis=_text(row, "place_basis"),
    )


def _quantity(row: Row) -> Quantity | None:
    nested = row.get("quantity")
    if isinstance(nested, Mapping):
        row = {f"quantity_{name}": value for name, value in nested.items()}
    low, high, counts = (
        _number(row, "quantity_low"),
        _number(row, "quantity_high"),
        _text(row, "quantity_counts"),
    )
    if counts is None:
        if low is not None or high is not None:
            raise RowError("quantity_counts is missing: say what is counted")
        return None
    return Quantity(low=low, high=high, counts=counts)


def _when(row: Row, whole: str, part: str) -> When | None:
    """The time from its ends and precision where they are given, else from the codebook's value."""
    first, last = _day(row, f"{part}_first"), _day(row, f"{part}_last")
    words = _text(row, whole)
    told = None if words is None else _iso_time(whole, words)
    if first is None and last is None and not _text(row, f"{part}_precision"):
        when = told
    else:
        precision = _one_of(Precision, row, f"{part}_precision", Precision.DAY)
        when = When(first=first, last=last, precision=precision)
        if told is not None and (told.first, told.last) != (first, last):
            raise RowError(f"{whole} is {words!r} and {part}_first and {part}_last say otherwise: mend one")
    starts, ends = _instant(row, f"{part}_from"), _instant(row, f"{part}_to")
    if when is None or (starts is None and ends is None):
        return when
    return replace(when, starts_at=starts, ends_at=ends)


def _iso_time(name: str, words: str) -> When:
    """`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or two of them parted by a stroke."""
    start, stroke, end = words.partition("/")
    try:
        first, precision = _period(start, last=False)
        last, _ = _period(end if stroke else start, last=True)
        if first > last:
            raise ValueError
    except ValueError:
        raise RowError(
            f"{name} {words!r} is no time: write 2023, 2023-01, 2023-01-14 or 2023-01-12/2023-01-14"
        ) from None
    return When(first=first, last=last, precision=Precision.DAY if stroke else precision)


def _period(words: str, *, last: bool) -> tuple[date, Precision]:
    match words.count("-"):
        case 0 if len(words) == 4:
            return date(int(words), 12 if last else 1, 31 if last else 1), Precision.YEAR
        case 1 if len(words) == 7:
            year, month = map(int, words.split("-"))
            after = date(year + month // 12, month % 12 + 1, 1) if last else None
            return date.fromordinal(after.toordinal() - 1) if after else date(year, month, 1), Precision.MONTH
        case _:
            return date.fromisoformat(words), Precision.DAY


# -- values


def _text(row: Row, name: str) -> str | None:
    value = row.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise RowError(f"{name} is no text: {value!r}")
    return value


def _one_of(words: type[Word], row: Row, name: str, default: Word | None) -> Word:
    value = _text(row, name)
    if value is None:
        if default is None:
            raise RowError(f"{name} is missing: one of {_listed(words)}")
        return default
    try:
        return words(value.strip())
    except ValueError:
        raise RowError(f"{name} {value!r} is none of {_listed(words)}") from None


def _listed(words: type[StrEnum]) -> str:
    return ", ".join(each.value for each in words)


def _number(row: Row, name: str, most: float | None = None) -> float | None:
    value = row.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number) or isinstance(value, bool) or (most is not None and abs(number) > most):
        within = f" between -{most:g} and {most:g}" if most is not None else ""
        raise RowError(f"{name} {value!r} is no number{within}: write it like 48.68")
    return number


def _names(row: Row, name: str) -> tuple[str, ...]:
    value = row.get(name)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    try:
        return parted(_text(row, name))
    except ValueError:
        raise RowError(f"{name} is no list: part names by semicolons") from None


def _truth(row: Row, name: str) -> bool:
    value = row.get(name)
    if isinstance(value, bool):
        return value
    words = _text(row, name)
    if words is None:
        return False
    if words.strip().lower() not in _TRUTHS:
        raise RowError(f"{name} {words!r} is neither true nor false")
    return _TRUTHS[words.strip().lower()]


def _day(row: Row, name: str) -> date | None:
    return _iso(row, name, date.fromisoformat, "day: write 2023-01-14")


def _instant(row: Row, name: str) -> datetime | None:
    return _iso(row, name, _zoned, "instant with a zone: write 2023-01-14T10:30:00+02:00")


def _zoned(words: str) -> datetime:
    found = datetime.fromisoformat(words)
    if found.tzinfo is None:
        raise ValueError
    return found


Time = TypeVar("Time", bound=date)


def _iso(row: Row, name: str, read: Callable[[str], Time], wanted: str) -> Time | None:
    words = _text(row, name)
    try:
        return None if words is None else read(words.strip())
    except ValueError:
        raise RowError(f"{name} {words!r} is no {wanted}") from None


# -- labels


class Labels:
    """Sides and labels by the theatre's word, for rows that give none; without a theatre nothing is added."""

    def __init__(self, theatre: Theatre | None) -> None:
        self._theatre = theatre
        self._registry = cache(lambda day: Registry(theatre, load_world(), day))

    def put_on(self, claim: Claim, published: Publication | None) -> Claim:
        """The claim with the side of its party and the labels of its source on the day of publication."""
        if self._theatre is None:
            return claim
        registry = self._registry(published.day if published else None)
        if claim.side is None and claim.party is not None:
            party = registry.party_named(claim.party) or registry.party_of(claim.party)
            claim = replace(claim, side=party.side if party else None)
        source = claim.source
        if source == Source(name=source.name) and (known := registry.source_for(source.name)) is not None:
            claim = replace(claim, source=replace(known, name=source.name, spans=()))
        return claim


def sideless(readings: Iterable[Reading]) -> int:
    """How many claims of control name a party whose side is not known: they move no estimate."""
    claims: Iterator[Claim] = (claim for reading in readings for claim in reading.claims)
    return sum(
        claim.kind is Kind.CONTROL and claim.side is None and claim.party is not None for claim in claims
    )
