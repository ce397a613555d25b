"""The manner of saying: through which channel, and with what evidence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.model import Channel, EvidenceItem, EvidenceKind, Source, SourceClass, Span, Voice

if TYPE_CHECKING:
    from sayso.lexicon import Lexicon

_SPEAKS_IN_STATEMENTS = frozenset(
    {
        SourceClass.BELLIGERENT_OFFICIAL,
        SourceClass.IRREGULAR,
        SourceClass.LOCAL_OFFICIAL,
        SourceClass.FOREIGN_GOVERNMENT,
    }
)
_PUBLISHES_REPORTS = frozenset(
    {SourceClass.MONITOR, SourceClass.MAP_PRODUCT, SourceClass.AGENCY_DESK, SourceClass.STATE_MEDIA}
)


def channel_of(cue_clause: str, source: Source | None, voice: Voice, lexicon: Lexicon) -> Channel | None:
    """The channel that the cue's own clause names, else the one usual for the kind of body.

    A belligerent named as a whole ("Kyiv said") gives no channel: the text does not say who spoke.
    """
    if voice is Voice.NARRATOR:
        return Channel.REPORT
    lowered = cue_clause.lower()
    for channel, pattern in _channel_patterns(lexicon):
        if pattern.search(lowered):
            return channel
    if source is None or source.name in (source.party, source.side):
        return None
    if source.source_class is SourceClass.INDEPENDENT_REPORTER or source.source_class in _PUBLISHES_REPORTS:
        return Channel.REPORT
    return Channel.STATEMENT if source.source_class in _SPEAKS_IN_STATEMENTS else None


def evidence_items(text: str, span: Span, lexicon: Lexicon) -> tuple[EvidenceItem, ...]:
    """Everything in the sentence that a source offers as evidence, in reading order."""
    found: list[EvidenceItem] = []
    stretch = span.of(text).lower()
    for kind, pattern in _evidence_patterns(lexicon):
        for match in pattern.finditer(stretch):
            here = Span(span.start + match.start(), span.start + match.end())
            if not any(here.meets(piece) for item in found for piece in item.spans):
                found.append(EvidenceItem(kind=kind, spans=(here,)))
    return tuple(sorted(found, key=lambda item: item.spans[0]))


@lru_cache(maxsize=8)
def _channel_patterns(lexicon: Lexicon) -> tuple[tuple[Channel, re.Pattern[str]], ...]:
    return tuple((entry.value, _any_of(entry.words)) for entry in lexicon.channels)


@lru_cache(maxsize=8)
def _evidence_patterns(lexicon: Lexicon) -> tuple[tuple[EvidenceKind, re.Pattern[str]], ...]:
    return tuple((entry.kind, _any_of(entry.words)) for entry in lexicon.evidence)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word.lower()) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{alternatives})\b")
