"""Sentences that speak of saying and gave no voice: kept with the reason, so that they can be asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.analysis.syntax import subject
from sayso.attribution.clauses import NO_ONE
from sayso.lexicon import Strength
from sayso.model import Declined, Span, Stage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from sayso.attribution.statements import Utterance
    from sayso.lexicon import Lexicon
    from sayso.text import Quotation

_SPEECH_WORDS = 4
"""Quoted stretches of fewer words are terms or titles."""
_BARE = frozenset({"amod", "compound", "case", "fixed"})
"""Where a word of saying only describes: "the reported losses"."""


def unattributed(
    doc: Doc, utterances: Sequence[Utterance], quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Declined]:
    """Yield the sentences with a strong cue, or with quoted speech, that no attributed statement touches."""
    used = [
        span
        for utterance in utterances
        if utterance.handover is not None
        for span in (*utterance.handover.cue_spans, *utterance.handover.content)
    ]
    speech = [q.span for q in quotations if len(q.inner.of(doc.text).split()) >= _SPEECH_WORDS]
    for sentence in doc.sents:
        span = _trimmed(sentence)
        if span is None or any(span.meets(each) for each in used):
            continue
        reason = _why(sentence, span, speech, lexicon)
        if reason is not None:
            yield Declined(span=span, stage=Stage.ATTRIBUTION, reason=reason)


def _why(sentence: Sentence, span: Span, speech: Sequence[Span], lexicon: Lexicon) -> str | None:
    if any(quoted.meets(span) for quoted in speech):
        return "quoted words that nobody is said to say"
    cue = next((token for token in sentence if _is_cue(token, lexicon)), None)
    if cue is None:
        return None
    speaker = subject(cue) if cue.pos_ == "VERB" else None
    if speaker is not None and speaker.text.lower() in NO_ONE:
        return f"“{cue.text}” has {speaker.text.lower()} for its subject"
    return f"“{cue.text}” hands over no words that could be told apart"


def _is_cue(token: Token, lexicon: Lexicon) -> bool:
    part = {"VERB": "verb", "NOUN": "noun"}.get(token.pos_)
    return token.dep_ not in _BARE and any(
        cue.pos == part and cue.strength is Strength.STRONG and cue.particle is None
        for cue in lexicon.cues_by_form.get(token.text.lower(), ())
    )


def _trimmed(sentence: Sentence) -> Span | None:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = sentence.start_char + len(text.rstrip())
    return Span(start, end) if start < end else None
