"""One report of the page: its text with every statement and claim marked, and the lists beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.export.page.facts import Fact, claim_facts, speaker, statement_facts
from sayso.export.page.layers import Layer, Mark, layers
from sayso.export.page.markup import Markup, element, joined, link, text
from sayso.export.page.paragraphs import are_lines, paragraphs
from sayso.export.page.sides import SideSign, signs
from sayso.export.sentences import sentence_of
from sayso.model import (
    Certainty,
    Claim,
    Polarity,
    Reading,
    Source,
    Span,
    Theatre,
    Voice,
)

_LONGEST_PASSAGE = 280
_COLUMNS = (
    *("Kind", "Place", "Party", "Polarity", "Certainty"),
    *("Source", "Relayed by", "Channel", "About", "Said"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOnPage:
    """A reading with what the page says of it: `name` stands in for an outlet that is not known, `note`
    is a line that must go with the report, such as whose paraphrase it is."""

    reading: Reading
    name: str
    theatre: Theatre | None = None
    note: str | None = None

    @property
    def title(self) -> str:
        """Outlet and day, as far as they are known."""
        document = self.reading.document
        day = document.published.day.isoformat() if document.published else "no date of publication"
        return f"{document.outlet or self.name} · {day}"


class Sheet:
    """One report as HTML. `number` keeps its anchors apart from those of others on the page."""

    def __init__(self, report: ReportOnPage, number: int) -> None:
        self.report, self.number = report, number
        self.reading = report.reading
        self._statements = {each.id: each for each in self.reading.statements}
        self._claims = {f"c{n}": claim for n, claim in enumerate(self.reading.claims, start=1)}
        self._spoken_of = {claim.statement for claim in self.reading.claims}
        spoken = [source.side for source in self._sources()]
        self._signs = signs(report.theatre.sides if report.theatre else (), spoken)
        self._sides = sorted((side for side in self._signs if side in spoken), key=lambda side: side is None)

    def html(self) -> Markup:
        """The whole report; the first of a page says how to read it and those after it."""
        legend = _legend() if self.number == 1 else None
        return element(
            "article",
            self._head(),
            self._key(),
            element("div", element("div", self._text(), class_="column"), legend, class_="sheet"),
            self._claims_table(),
            self._statement_list(),
            self._declined_list(),
            id=f"report-{self.number}",
            class_="report",
        )

    def marked_text(self) -> Markup:
        """The text in paragraphs, marked. Without tags, notes left out, it is the text itself."""
        whole = self.reading.document.text
        marks = [*self._marks()]
        names = "paragraph line" if are_lines(whole) else "paragraph"
        return joined(
            *(element("div", *self._drawn(layers(span, marks)), class_=names) for span in paragraphs(whole))
        )

    def _sources(self) -> Iterable[Source]:
        yield from (claim.source for claim in self.reading.claims)
        yield from (each.source for each in self.reading.statements if each.source is not None)

    # The head

    def _head(self) -> Markup:
        document, theatre = self.reading.document, self.report.theatre
        about = " · ".join(
            filter(None, (*document.marks, theatre.name if theatre else None, document.author))
        )
        counts = [
            _count(len(self.reading.statements), "statement"),
            _count(len(self.reading.claims), "claim"),
        ]
        if self.reading.declined:
            counts.append(_count(len(self.reading.declined), "passage") + " not used")
        day = document.published.day if document.published else None
        when = element("time", f"{day}", datetime=f"{day}") if day else "no date of publication"
        return element(
            "header",
            element("h2", element("bdi", document.outlet or self.report.name)),
            element("p", when, f" · {about}" if about else None, class_="about"),
            element("p", link(document.url), class_="about") if document.url else None,
            element("p", self.report.note, class_="about") if self.report.note else None,
            element("p", unread.reason, class_="unread") if (unread := self.reading.passed_over) else None,
            element("p", ", ".join(counts), class_="about"),
        )

    # The text

    def _text(self) -> Markup:
        return element("div", self.marked_text(), class_="text", lang=self.reading.language or "", dir="auto")

    def _marks(self) -> Iterator[Mark]:
        end = len(self.reading.document.text)
        for each in self.reading.statements:
            if spans := _inside(each.content, end):
                yield Mark(each.id, spans)
        for key, claim in self._claims.items():
            if spans := _inside((claim.evidence,), end):
                yield Mark(key, spans, whole=True)

    def _drawn(self, parts: Sequence[Layer | Span]) -> Iterator[Markup]:
        for part in parts:
            if isinstance(part, Span):
                yield text(part.of(self.reading.document.text))
            elif part.mark.whole:
                yield self._claim_layer(part)
            else:
                yield self._statement_layer(part)

    def _claim_layer(self, layer: Layer) -> Markup:
        claim = self._claims[layer.mark.key]
        sign, number = self._signs[claim.source.side], layer.mark.key[1:]
        anchor = f"{self.number}-{layer.mark.key}"
        reference = element(
            "a",
            href=f"#claim-{anchor}",
            id=f"at-{anchor}",
            class_="ref claim-ref" + (" denied" if claim.polarity is Polarity.DENIED else ""),
            data_mark=_mark_of(claim, f"{sign.letter}{number}"),
            aria_label=f"Claim {number}",
            aria_describedby=f"note-{anchor}",
        )
        note = _note(
            element("span", sentence_of(claim, self.reading.document), class_="sentence"),
            claim_facts(claim),
            _copy_button(),
            id_=f"note-{anchor}" if layer.is_last else None,
        )
        return element(
            "span",
            *self._drawn(layer.children),
            reference if layer.is_last else None,
            note,
            class_=f"claim {_side_class(sign)} {_commitment_classes(claim)} under-{min(_height(layer), 3)}",
        )

    def _statement_layer(self, layer: Layer) -> Markup:
        statement = self._statements[layer.mark.key]
        sign = self._signs[statement.source.side if statement.source else None]
        anchor = f"{self.number}-{statement.id}"
        # A statement with claims is reached through them: a second stop would only repeat.
        is_stop = layer.is_first and statement.id not in self._spoken_of
        reference = element(
            "a",
            href=f"#statement-{anchor}",
            class_="ref statement-ref",
            data_mark=sign.letter or "–",
            aria_label=f"Statement of {speaker(statement)}",
            aria_describedby=f"note-{anchor}",
        )
        host = self._statements.get(statement.within or "")
        note = _note(
            element("span", speaker(statement), class_="sentence"),
            statement_facts(statement, host),
            id_=f"note-{anchor}" if is_stop else None,
        )
        own = " own" if statement.voice is Voice.NARRATOR else ""
        # The note stands right behind what it is the note of: the style sheet finds it there.
        opening = (reference, note) if is_stop else ()
        return element(
            "span",
            *opening,
            *self._drawn(layer.children),
            None if is_stop else note,
            class_=f"statement {_side_class(sign)}{own}",
        )

    # What stands around it

    def _key(self) -> Markup | None:
        """For whom each colour and letter speaks."""
        if not self._sides:
            return None
        sides = (
            element(
                "li",
                element("span", sign.letter or "–", class_=f"swatch {_side_class(sign)}"),
                " ",
                element("bdi", f"speaks for {side}" if side else "speaks for no side"),
            )
            for side in self._sides
            for sign in (self._signs[side],)
        )
        return element("ul", *sides, class_="key", aria_label="Colours and letters")

    def _claims_table(self) -> Markup | None:
        if not self._claims:
            return None
        head = element("tr", *(element("th", name, scope="col") for name in ("No.", *_COLUMNS)))
        return element(
            "section",
            element("h3", "Claims"),
            element(
                "table",
                element("thead", head),
                *(self._claim_rows(key, claim) for key, claim in self._claims.items()),
            ),
            class_="claims",
        )

    def _claim_rows(self, key: str, claim: Claim) -> Markup:
        sign, anchor = self._signs[claim.source.side], f"{self.number}-{key}"
        facts = dict(claim_facts(claim))
        # Extent and number go with the place and the kind they narrow.
        details = {"Place": facts.get("Extent"), "Kind": facts.get("Counted")}
        cells = (
            element(
                "td",
                facts.get(name),
                element("small", " ", details[name]) if details.get(name) else None,
                data_label=name,
            )
            for name in _COLUMNS
        )
        back = element(
            "a",
            _mark_of(claim, f"{sign.letter}{key[1:]}"),
            href=f"#at-{anchor}",
            class_="swatch" + (" denied" if claim.polarity is Polarity.DENIED else ""),
            aria_label=f"Claim {key[1:]}, in the text",
        )
        sentence = element("span", sentence_of(claim, self.reading.document), class_="sentence")
        words = element("div", sentence, _copy_button(), class_="words")
        return element(
            "tbody",
            element(
                "tr", element("th", back, scope="rowgroup", rowspan="2", class_=_side_class(sign)), *cells
            ),
            element("tr", element("td", words, colspan=str(len(_COLUMNS)))),
            id=f"claim-{anchor}",
        )

    def _statement_list(self) -> Markup | None:
        if not self._statements:
            return None
        return _folded(
            f"Statements ({len(self._statements)})",
            (
                element(
                    "li",
                    element(
                        "p", _shortened(" … ".join(s.of(self.reading.document.text) for s in each.content))
                    ),
                    _facts(statement_facts(each, self._statements.get(each.within or ""))),
                    id=f"statement-{self.number}-{each.id}",
                    class_=_side_class(self._signs[each.source.side if each.source else None]),
                )
                for each in self._statements.values()
            ),
        )

    def _declined_list(self) -> Markup | None:
        if not self.reading.declined:
            return None
        return _folded(
            f"Passages not used ({len(self.reading.declined)})",
            (
                element(
                    "li",
                    element("p", _shortened(each.span.of(self.reading.document.text))),
                    element("p", f"{each.reason} ({each.stage.value})", class_="about"),
                )
                for each in self.reading.declined
            ),
        )


def _legend() -> Markup:
    marks = (
        ("statement", "shaded", "what a source says"),
        ("claim under-1", "claim", "said to be so"),
        ("claim under-1 hedged", "claim", "said to be so perhaps, if, or in future (?)"),
        ("claim under-1 denied", "claim", "said not to be so (not)"),
    )
    return element(
        "aside",
        element("h3", "How to read it"),
        element(
            "ul",
            *(
                element("li", element("span", word, class_=f"side-0 {names}"), f" {meaning}")
                for names, word, meaning in marks
            ),
        ),
        element(
            "p",
            "A colour stands for the side that a voice speaks for. Colours follow the order of the theatre's "
            "file and mean nothing else; whom a voice speaks for is that file's word, and each note names "
            "what it rests on.",
        ),
        element("p", "Point at a mark, or go from one to the next with Tab.", class_="hint"),
        element("p", "Arrow keys move between marks, Esc closes a note.", class_="hint live"),
        class_="legend",
        aria_label="How to read it",
    )


def _inside(spans: Iterable[Span], end: int) -> tuple[Span, ...]:
    return tuple(Span(span.start, min(span.end, end)) for span in sorted(spans) if span.start < end)


def _height(layer: Layer) -> int:
    """How many underlines lie above each other here, so that an outer one keeps clear of the inner."""
    inner = [_height(child) for child in layer.children if isinstance(child, Layer)]
    return max(inner, default=0) + layer.mark.whole


def _side_class(sign: SideSign) -> str:
    return f"side-{sign.colour}"


def _commitment_classes(claim: Claim) -> str:
    hedged = "hedged" if claim.certainty is not Certainty.ASSERTED else "plain"
    return f"{hedged} {claim.polarity.value}"


def _mark_of(claim: Claim, name: str) -> str:
    """`R3`; with the signs for those who do not see a dashed line: `R3? not`."""
    hedge = "" if claim.certainty is Certainty.ASSERTED else "?"
    return f"{name}{hedge}" + (" not" if claim.polarity is Polarity.DENIED else "")


def _note(title: Markup, facts: Sequence[Fact], *more: Markup, id_: str | None) -> Markup:
    rows = (
        element("span", element("span", label, class_="label"), " ", element("span", value), class_="fact")
        for label, value in facts
    )
    return element("span", title, *rows, *more, id=id_, class_="note", role="note")


def _facts(facts: Sequence[Fact]) -> Markup:
    return element(
        "dl", *(element("div", element("dt", label), element("dd", value)) for label, value in facts)
    )


def _copy_button() -> Markup:
    return element("button", "Copy sentence", type="button", class_="copy")


def _folded(title: str, items: Iterable[Markup]) -> Markup:
    return element("details", element("summary", title), element("ol", *items))


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_PASSAGE:
        return words
    return words[:_LONGEST_PASSAGE].rsplit(maxsplit=1)[0] + " …"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
