"""A reading as the claims that a record keeps: each with an id of its own and the sentence it stands in."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from datetime import datetime

from sayso.ledger.stories import known_from
from sayso.model import Claim, Reading, RecordedClaim, Span

_ENDING = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]?[^\W\d_a-zа-яёіїєґ])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-ZА-Я]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Brig|Capt|Sgt|Cmdr|Adm|Gov|Sen|Rep|Pres|No|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|ген|полк|им|ім|г|м)\.$"
)
_LONGEST_ABBREVIATION = 8


def recorded_claims(reading: Reading, recorded_at: datetime | None = None) -> tuple[RecordedClaim, ...]:
    """The claims of a reading as a record keeps them; `recorded_at` is None outside a ledger."""
    document = reading.document
    knowable = known_from(document, recorded_at)
    taken: set[str] = set()
    sentences = Sentences(document.text)
    recorded = []
    for claim in reading.claims:
        recorded.append(
            RecordedClaim(
                id=_claim_id(document.id, claim, taken),
                claim=claim,
                document_id=document.id,
                published=document.published,
                outlet=document.outlet,
                url=document.url,
                sentence=sentences.around(claim.evidence),
                recorded_at=recorded_at,
                known_from=knowable,
                evidence=claim.evidence.of(document.text),
            )
        )
    return tuple(recorded)


def _claim_id(document_id: str, claim: Claim, taken: set[str]) -> str:
    """The same for the same words of the same document, whenever and on whichever machine it is read.

    Certainty, dates and the like are left out: a better reading of the same words keeps the id, so a
    citation still finds them.
    """
    place = claim.place
    key = [
        document_id,
        claim.statement,
        claim.kind,
        place and (place.id or place.full_name),
        claim.party,
        claim.source.name,
        claim.evidence.start,
        claim.evidence.end,
    ]
    for copy in range(len(taken) + 1):
        words = json.dumps([*key, copy] if copy else key, ensure_ascii=True)
        name = f"claim:{hashlib.sha256(words.encode()).hexdigest()[:16]}"
        if name not in taken:
            break
    taken.add(name)
    return name


LONGEST_SENTENCE = 2_000
"""Characters of a sentence that are kept."""


def sentence_around(text: str, span: Span) -> str:
    """See `Sentences.around`, for one span of a text."""
    return Sentences(text).around(span)


class Sentences:
    """Where the sentences of a text end; each paragraph is looked through once, when it is first asked of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraphs: dict[int, _Paragraph] = {}

    def around(self, span: Span) -> str:
        """The sentence or sentences of one paragraph that the span lies in, for a person to read.

        Ends are told by punctuation alone, and never inside the span. Where an abbreviation is missed
        the sentence shown is too short or too long; no reckoning uses it. Of one that is longer than any
        person writes, only what is near the span.
        """
        first = self._text.rfind("\n", 0, span.start) + 1
        last = self._text.find("\n", span.end)
        last = len(self._text) if last < 0 else last
        paragraph = self._paragraphs.get(first)
        if paragraph is None or len(paragraph.words) != last - first:
            paragraph = self._paragraphs[first] = _Paragraph(self._text[first:last])
        return paragraph.around(span.start - first, span.end - first)


class _Paragraph:
    def __init__(self, words: str) -> None:
        self.words = words
        found = [each.span() for each in _ENDING.finditer(words) if not _is_of_abbreviation(words, each)]
        self._stops = [stop for stop, _ in found]
        self._ends = [end for _, end in found]

    def around(self, start: int, end: int) -> str:
        before = bisect_right(self._ends, start)
        after = max(before, bisect_left(self._stops, end - 1))
        first = self._ends[before - 1] if before else 0
        last = self._ends[after] if after < len(self._ends) else len(self.words)
        if last - first <= LONGEST_SENTENCE:
            return self.words[first:last].strip()
        # A page of one line has no ends to tell: its "sentence" may have ten million letters.
        room = max(0, LONGEST_SENTENCE - (end - start)) // 2
        near_first, near_last = max(first, start - room), min(last, end + room)
        begun = "… " if near_first > first else ""
        ended = " …" if near_last < last else ""
        return f"{begun}{self.words[near_first:near_last].strip()}{ended}"


def _is_of_abbreviation(words: str, ending: re.Match[str]) -> bool:
    stop = ending.start() + 1
    return _ABBREVIATION.search(words, max(0, stop - _LONGEST_ABBREVIATION), stop) is not None
