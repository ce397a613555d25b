"""From a document to its reading: the stages in order.

reader = Reader()
reading = reader.read(Document(id="1", text=..., published=Publication(date(2023, 1, 14))))
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sayso.model import Declined, Document, Reading, Span, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.analysis import Analyser
    from sayso.claims import Report
    from sayso.places import Gazetteer

READ_LANGUAGES = ("en",)
"""Languages that there is a lexicon and an analysis for."""


class Reader:
    """Reads documents. Loads the analysis and the gazetteer once, on first use.

    `pipeline` names another installed spaCy pipeline; None takes sayso's own. `added` is a gazetteer of the
    user's own, as `sayso gazetteer add` makes it.
    """

    def __init__(self, pipeline: str | None = None, added: Path | None = None) -> None:
        self._pipeline, self._added = pipeline, added

    @cached_property
    def analyser(self) -> Analyser:
        """The linguistic analysis. Raises `AnalysisError` where it cannot be loaded."""
        from sayso.analysis import load_analyser

        return load_analyser(self._pipeline)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The world's towns with the places kept by hand in every theatre, and the user's own."""
        return whole_gazetteer(self._added)

    def read(self, document: Document) -> Reading:
        """Read one document. A text in a language that is not read is declined whole, never guessed at."""
        from sayso.text import detect_language

        language = document.language or detect_language(document.text)
        if language is not None and language.split("-")[0] not in READ_LANGUAGES:
            return _not_read(document, language)
        return self._read(document, language)

    def report(self, document: Document) -> Report:
        """Everything that is known of a document before claims are looked for in it."""
        from sayso.attribution import attribute
        from sayso.claims import Report, load_claim_lexicon, speaks_of_war
        from sayso.lexicon import load_lexicon, load_place_words
        from sayso.parties import Registry, detect_theatre, load_theatres, load_world, unlisted_conflict
        from sayso.places.mentions import find_toponyms
        from sayso.temporal import find_times
        from sayso.temporal.anchoring import heading_dates
        from sayso.text import find_quotations

        day = document.published.day if document.published else None
        lexicon = load_lexicon("en")
        doc = self.analyser(document.text)
        quotations = find_quotations(document.text)
        theatre = detect_theatre(document.text, day, load_theatres(), self._is_town_in).theatre
        claim_lexicon = load_claim_lexicon("en")
        if theatre is None and speaks_of_war(document.text, claim_lexicon.words):
            theatre = unlisted_conflict(document.text, self._nations)
        registry = Registry(theatre, load_world(), day)
        theatres = (theatre,) if theatre else load_theatres()
        first_days = tuple(each.first_day for each in theatres if each.first_day)
        times = find_times(document.text, document.published, first_days=first_days)
        headings = heading_dates(document.text, times)
        persons = [e.text for e in doc.ents if e.label_ == "PER" and len(e) > 1]
        toponyms = find_toponyms(doc, self.gazetteer, registry, load_place_words("en"), persons, day)
        utterances = attribute(document, doc, quotations, times, registry, lexicon, headings)
        return Report(
            document=document,
            doc=doc,
            utterances=utterances,
            toponyms=toponyms,
            times=times,
            headings=headings,
            quotations=quotations,
            registry=registry,
            lexicon=lexicon,
            claim_lexicon=claim_lexicon,
        )

    def _read(self, document: Document, language: str | None) -> Reading:
        from sayso.attribution import unattributed
        from sayso.claims import find_claims

        report = self.report(document)
        claims, declined = find_claims(report)
        declined += unattributed(report.doc, report.utterances, report.quotations, report.lexicon)
        theatre = report.registry.theatre
        return Reading(
            document=document,
            language=language,
            pipeline=self.analyser.name,
            theatre=theatre.id if theatre else None,
            statements=tuple(utterance.statement for utterance in report.utterances),
            claims=tuple(claims),
            declined=tuple(sorted(declined, key=lambda each: each.span)),
            times=tuple(report.times),
            places=report.toponyms.all(),
        )

    @cached_property
    def _nations(self) -> dict[str, tuple[str, ...]]:
        """Every country's English name and adjectives, by code."""
        from sayso.lexicon import load_demonyms

        demonyms = load_demonyms("en")
        return {
            code: (country.name, *demonyms[code])
            for code, country in self.gazetteer.countries.items()
            if code in demonyms
        }

    def _is_town_in(self, name: str, countries: Collection[str]) -> bool:
        return any(
            found.place.country in countries and found.place.kind not in ("country", "region")
            for found in self.gazetteer.find(name)
        )


@lru_cache(maxsize=2)
def whole_gazetteer(added: Path | None = None) -> Gazetteer:
    """The gazetteer that reports are read with. Raises `UnreadableInputError` where `added` is none."""
    from sayso.parties import load_theatres
    from sayso.places import AddedPlaces, Gazetteer

    theatres = load_theatres()
    return Gazetteer(
        extra=[place for theatre in theatres for place in theatre.places],
        covered=[country for theatre in theatres for country in theatre.countries],
        added=AddedPlaces(added) if added is not None else None,
    )


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def read(document: Document) -> Reading:
    """Read one document with sayso's own pipeline, loaded once a process."""
    return _reader().read(document)


def _not_read(document: Document, language: str) -> Reading:
    whole = (
        (
            Declined(
                span=Span(0, len(document.text)),
                stage=Stage.LANGUAGE,
                reason=f"not read: language {language}",
            ),
        )
        if document.text
        else ()
    )
    return Reading(document=document, language=language, pipeline="none", declined=whole)
