"""From a document to its reading: the stages in order.

reader = Reader()
reading = reader.read(Document(id="1", text=..., published=Publication(date(2023, 1, 14))))
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sayso.model import Declined, Document, Mark, Reading, Span, Stage

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.analysis import Analyser
    from sayso.claims import Report
    from sayso.parties import Setting
    from sayso.places import Gazetteer

SATIRE = "not read: the page calls itself satire"
READ_LANGUAGES = ("en",)
"""Languages that there is a lexicon and an analysis for."""


class Reader:
    """Reads documents. Loads the analysis and the gazetteer once, on first use.

    `pipeline` names another installed spaCy pipeline; None takes sayso's own. `added` is a gazetteer of the
    user's own, as `sayso gazetteer add` makes it. With `conflicts_only`, a text about no armed conflict is
    passed over before the costly part: it can hold no claim, and its statements are not asked for.
    """

    def __init__(
        self, pipeline: str | None = None, added: Path | None = None, *, conflicts_only: bool = False
    ) -> None:
        self._pipeline, self._added, self._conflicts_only = pipeline, added, conflicts_only

    @cached_property
    def analyser(self) -> Analyser:
        """The linguistic analysis. Raises `AnalysisError` where it cannot be loaded."""
        from sayso.analysis import load_analyser

        return load_analyser(self._pipeline)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The world's towns with the places kept by hand in every theatre, and the user's own."""
        return whole_gazetteer(self._added)

    def for_record(self) -> Reader:
        """A reader that passes over what is about no conflict; it shares all that was loaded."""
        other = Reader(self._pipeline, self._added, conflicts_only=True)
        other.analyser, other.gazetteer = self.analyser, self.gazetteer
        return other

    def read(self, document: Document) -> Reading:
        """Read one document. A text in a language that is not read is declined whole, never guessed at; so
        are such paragraphs in a text of several languages. A page that calls itself satire is not read."""
        from sayso.text import detect_language

        language = document.language or detect_language(document.text)
        if language is not None and language.split("-")[0] not in READ_LANGUAGES:
            return _passed_over(document, language, Stage.LANGUAGE, f"not read: language {language}")
        if Mark.SATIRE in document.marks:
            return _passed_over(document, language, Stage.SUBJECT, SATIRE)
        setting = self.setting(document)
        if self._conflicts_only and not setting.in_conflict:
            from sayso.claims import NO_CONFLICT

            return _passed_over(document, language, Stage.SUBJECT, NO_CONFLICT)
        foreign = _foreign_paragraphs(document)
        if not foreign:
            return self._read(document, language, setting)
        reading = self._read(_blanked(document, foreign), language, setting)
        declined = sorted((*reading.declined, *foreign), key=lambda each: each.span)
        return replace(reading, document=document, declined=tuple(declined))

    def setting(self, document: Document) -> Setting:
        """The conflict that a document is about, told without a parse."""
        from sayso.parties import load_theatres, setting_of

        day = document.published.day if document.published else None
        return setting_of(document.text, day, load_theatres(), self._nations, self._is_town_in)

    def report(self, document: Document, setting: Setting | None = None) -> Report:
        """Everything that is known of a document before claims are looked for in it."""
        from sayso.attribution import attribute
        from sayso.claims import Report, load_claim_lexicon
        from sayso.lexicon import load_lexicon, load_place_words
        from sayso.parties import Registry, load_theatres, load_world
        from sayso.places.mentions import find_toponyms
        from sayso.temporal import find_times
        from sayso.temporal.anchoring import heading_dates
        from sayso.text import find_quotations

        day = document.published.day if document.published else None
        lexicon = load_lexicon("en")
        doc = self.analyser(document.text)
        quotations = find_quotations(document.text)
        setting = setting or self.setting(document)
        registry = Registry(setting.theatre, load_world(), day)
        theatres = (setting.theatre,) if setting.theatre else load_theatres()
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
            in_conflict=setting.in_conflict,
            lexicon=lexicon,
            claim_lexicon=load_claim_lexicon("en"),
        )

    def _read(self, document: Document, language: str | None, setting: Setting) -> Reading:
        from sayso.attribution import unattributed
        from sayso.claims import find_claims

        report = self.report(document, setting)
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


def _foreign_paragraphs(document: Document) -> list[Declined]:
    """The paragraphs in languages that are not read, where a document is in several."""
    if Mark.SEVERAL_LANGUAGES not in document.marks:
        return []
    from sayso.text import paragraphs_by_language

    return [
        Declined(span=span, stage=Stage.LANGUAGE, reason=f"not read: language {language}")
        for span, language in paragraphs_by_language(document.text)
        if language not in READ_LANGUAGES
    ]


def _blanked(document: Document, parts: Sequence[Declined]) -> Document:
    """The document with a full stop and spaces in place of some parts, so that every span stays where it is.

    The stop makes a sentence of the gap: without it the gap would begin the sentence that follows.
    """
    text = document.text
    for part in parts:
        gap = ".".ljust(part.span.end - part.span.start)
        text = text[: part.span.start] + gap + text[part.span.end :]
    return replace(document, text=text)


def _passed_over(document: Document, language: str | None, stage: Stage, reason: str) -> Reading:
    whole = Declined(span=Span(0, len(document.text)), stage=stage, reason=reason)
    declined = (whole,) if document.text else ()
    return Reading(document=document, language=language, pipeline="none", declined=declined)
