"""Claims coded by hand, kept as labels and character offsets: read from `evals/coded`, checked and rebuilt.

A file holds one episode: its place, the sources that speak in it with party, side and class, and for each
report the digest of its text and the claims, coded by the codebook (`docs/codebook.md`). No words of a report
are kept. Fields left out have the value that `Claim` gives them; `place` is the episode's unless named.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sayso.model import (
    Certainty,
    Channel,
    Claim,
    Document,
    Kind,
    Place,
    Polarity,
    Precision,
    Quote,
    Reading,
    Source,
    SourceClass,
    Span,
    When,
)

FOLDER = Path(__file__).parent / "coded"
VOCABULARY = {
    "kind": Kind,
    "polarity": Polarity,
    "certainty": Certainty,
    "channel": Channel,
    "quote": Quote,
}
"""The labels with a closed vocabulary."""

FIELDS = frozenset(VOCABULARY) | {
    "start",
    "end",
    "party",
    "source",
    "relayed_by",
    "when",
    "said_on",
    "extent",
    "place",
    "within",
    "background",
}


class CodingError(ValueError):
    """A coded file that is wrong in itself, or that does not fit the text it was made on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEpisode:
    """The coded claims of an episode by report, each with the digest of the text that it was made on."""

    id: str
    place: str
    sources: Mapping[str, Source]
    digests: Mapping[str, str]
    claims: Mapping[str, tuple[Mapping[str, Any], ...]]

    def read(self, document: Document) -> Reading:
        """The reading that a person made of the report; raises `CodingError` where its text has changed."""
        if self.digests.get(document.id) != document.text_sha256:
            raise CodingError(f"{document.id}: not the text that was coded")
        claims = tuple(self._claim(each, document) for each in self.claims[document.id])
        return Reading(document=document, language="en", pipeline="coded by hand", claims=claims)

    def _claim(self, label: Mapping[str, Any], document: Document) -> Claim:
        span = Span(label["start"], label["end"])
        if span.end > len(document.text):
            raise CodingError(f"{document.id}: {span.start}..{span.end} lies outside the text")
        channel = label.get("channel")
        return Claim(
            kind=Kind(label["kind"]),
            place=Place(name=label.get("place", self.place), within=label.get("within")),
            party=label.get("party"),
            side=label.get("party"),
            source=self.sources[label["source"]],
            statement=f"{span.start}-{span.end}",
            evidence=span,
            polarity=Polarity(label.get("polarity", Polarity.AFFIRMED)),
            certainty=Certainty(label.get("certainty", Certainty.ASSERTED)),
            relayed_by=tuple(label.get("relayed_by", ())),
            channel=Channel(channel) if channel else None,
            quote=Quote(label.get("quote", Quote.INDIRECT)),
            when=when_of(label.get("when")),
            said_on=when_of(label.get("said_on")),
            extent=label.get("extent"),
            background=label.get("background", False),
        )


def coded_episodes(folder: Path = FOLDER) -> list[CodedEpisode]:
    """Every coded episode of the folder, in the order of their names."""
    return [coded_episode(path) for path in sorted(folder.glob("*.json"))]


def coded_episode(path: Path) -> CodedEpisode:
    """The episode of one file; raises `CodingError` for an unknown field, label or source."""
    value = json.loads(path.read_text(encoding="utf-8"))
    sources = {name: _source(name, fields) for name, fields in value["sources"].items()}
    for report in value["reports"]:
        for label in report["claims"]:
            _check(label, sources, f"{path.name}: {report['report_id']}")
    return CodedEpisode(
        id=value["episode"],
        place=value["place"],
        sources=sources,
        digests={each["report_id"]: each["sha256"] for each in value["reports"]},
        claims={each["report_id"]: tuple(each["claims"]) for each in value["reports"]},
    )


def when_of(value: str | None) -> When | None:
    """The codebook's `YYYY-MM[-DD]`, or two of them as start/end."""
    if value is None:
        return None
    start, _, end = value.partition("/")
    precision = Precision.MONTH if len(value) == len("2022-02") else Precision.DAY
    return When(first=_day(start, last=False), last=_day(end or start, last=True), precision=precision)


def _day(value: str, *, last: bool) -> date:
    if len(value) > len("2022-02"):
        return date.fromisoformat(value)
    year, month = map(int, value.split("-"))
    return date(year, month, monthrange(year, month)[1] if last else 1)


def _source(name: str, fields: Mapping[str, str]) -> Source:
    return Source(
        name=name,
        org=fields.get("org"),
        party=fields.get("party"),
        side=fields.get("side"),
        source_class=SourceClass(fields["class"]),
    )


def _check(label: Mapping[str, Any], sources: Mapping[str, Source], where: str) -> None:
    if unknown := set(label) - FIELDS:
        raise CodingError(f"{where}: unknown fields {sorted(unknown)}")
    if not 0 <= label["start"] < label["end"]:
        raise CodingError(f"{where}: {label['start']}..{label['end']} is no span")
    if label["source"] not in sources:
        raise CodingError(f"{where}: source {label['source']!r} is not listed")
    for field, vocabulary in VOCABULARY.items():
        if field in label and label[field] not in set(vocabulary):
            raise CodingError(f"{where}: {label[field]!r} is no {field}")
