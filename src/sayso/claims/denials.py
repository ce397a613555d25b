"""Denials that point back: "Kyiv denied the claim", "officials rejected it".

The content is a word for what somebody else said; what is denied is the last control claim before
it, in the same sentence or the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, modifiers, subject
from sayso.attribution.frames import UNTRUE, complements
from sayso.model import UNSPECIFIED, Certainty, Claim, Kind, Polarity, Source, Span

if TYPE_CHECKING:
    from sayso.attribution.handover import Handover
    from sayso.attribution.statements import Utterance
    from sayso.lexicon import ClaimWords

_NEAR = 3
"""Characters between the name of who denies and the denying verb."""
_REACH = 700
"""How many characters back a denial may point."""


def pointing_back(utterances: Sequence[Utterance], claims: Sequence[Claim], words: ClaimWords) -> list[Claim]:
    """One denied claim for each denial whose content only points at an earlier claim of another voice."""
    denied: list[Claim] = []
    for utterance in utterances:
        handover = utterance.handover
        if handover is None or utterance.commitment.withheld or not handover.heads:
            continue
        if not (_points(utterance, words) or _calls_untrue(handover, words)):
            continue
        evidence = _evidence(utterance)
        if any(_is_denial_within(claim, evidence) for claim in claims):
            continue
        source = utterance.statement.source or Source(name=UNSPECIFIED)
        said = _last_before(claims, evidence, source)
        if said is not None:
            denied.append(_denial(said, utterance, source, evidence))
    return denied


def _is_denial_within(claim: Claim, evidence: Span) -> bool:
    is_denial = claim.kind is Kind.CONTROL and claim.polarity is Polarity.DENIED
    return is_denial and claim.evidence.meets(evidence)


def _points(utterance: Utterance, words: ClaimWords) -> bool:
    """ "Kyiv denied the claim", "... , which Kyiv denied"."""
    handover = utterance.handover
    if handover is None or utterance.commitment.polarity is not Polarity.DENIED:
        return False
    if len(handover.heads) != 1 or handover.heads[0].text.lower() not in words.pointers:
        return False
    pointer = handover.heads[0]
    if any(c.pos_ == "PROPN" for c in (*children(pointer, "compound"), *modifiers(pointer, "of"))):
        return False  # "dismissed the capture of the town" names its own place
    # "denied reports that it has withdrawn" says itself what it denies
    return all(clause == handover.verb for clause in complements(pointer))


def _calls_untrue(handover: Handover, words: ClaimWords) -> bool:
    """ "the army said this was untrue", "called the report false", "said the claim is not true"."""
    for head in handover.heads:
        about = subject(head)
        if about is None or about.text.lower() not in words.pointers:
            continue
        negated = any(c.text.lower() in ("not", "n't", "n’t") for c in children(head, "advmod"))
        if (head.text.lower() in words.untrue and not negated) or (
            head.text.lower() in words.true and negated
        ):
            return True
    return False


def _last_before(claims: Sequence[Claim], evidence: Span, source: Source) -> Claim | None:
    earlier = [
        claim
        for claim in claims
        if claim.kind is Kind.CONTROL
        and claim.polarity is Polarity.AFFIRMED
        and not claim.background
        and claim.source.name != source.name
        and 0 <= evidence.start - claim.evidence.end <= _REACH
        and (source.side is None or claim.side != source.side)
    ]
    return max(earlier, key=lambda claim: claim.evidence.end, default=None)


def _evidence(utterance: Utterance) -> Span:
    """The denying words: from the cue to the end of what it denies, or calls what it denies."""
    statement, handover = utterance.statement, utterance.handover
    spans = [*statement.cue, *statement.content]
    names = statement.source.spans if statement.source else ()
    start = min(s.start for s in spans)
    near = [s.start for s in names if 0 <= start - s.end <= _NEAR]  # "Kyiv denied the claim"
    end = max(s.end for s in spans)
    if handover is not None and handover.verb is not None and handover.verb.pos_ == "VERB":
        called = [c for c in children(handover.verb, "xcomp", "obl") if c.text.lower() in UNTRUE]
        end = max([end, *(c.idx + len(c) for c in called)])
    return Span(min([start, *near]), end)


def _denial(said: Claim, utterance: Utterance, source: Source, evidence: Span) -> Claim:
    statement = utterance.statement
    return replace(
        said,
        source=source,
        statement=statement.id,
        evidence=evidence,
        polarity=Polarity.DENIED,
        certainty=Certainty.ASSERTED,
        relayed_by=statement.relayed_by,
        channel=statement.channel,
        when=statement.said_on or said.when,
        said_on=statement.said_on,
    )
