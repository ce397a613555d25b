"""Claims of one document: triggers to propositions, propositions to claims of a voice.

A sentence that carries a trigger and yields nothing is kept as declined, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.analysis.syntax import clause_of
from sayso.attribution.commitment import Commitment
from sayso.attribution.modality import commitment_of, is_left_open, is_question
from sayso.attribution.statements import Utterance, voices_of
from sayso.claims.actors import Actor, Actors
from sayso.claims.aims import is_aim
from sayso.claims.control import (
    NO_HOLDER,
    control_of_noun,
    control_of_verb,
    control_state,
    held_modifier,
    nationality_state,
)
from sayso.claims.dating import Dating
from sayso.claims.denials import pointing_back
from sayso.claims.events import event_of
from sayso.claims.evidence import evidence_span, quote_of_evidence
from sayso.claims.outlooks import outlook_of
from sayso.claims.possession import possession_state
from sayso.claims.proposition import Proposition, Refusal
from sayso.claims.quantities import find_quantity
from sayso.claims.scenes import Scenes
from sayso.claims.scope import Scope
from sayso.lexicon import load_quantity_words
from sayso.model import (
    UNSPECIFIED,
    Certainty,
    Claim,
    Declined,
    Document,
    Kind,
    Place,
    Polarity,
    Quantity,
    Source,
    Span,
    Stage,
    TimeMention,
    When,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.claims.triggers import ClaimLexicon, Trigger
    from sayso.lexicon import Lexicon
    from sayso.parties import Registry
    from sayso.places.mentions import Toponyms
    from sayso.text import Quotation

NO_CONFLICT = "the report is not about an armed conflict that we know"
_COUNTED = frozenset({Kind.CASUALTIES, Kind.FORCE, Kind.DESTRUCTION})
_FALLS = frozenset({"fall", "falls", "fell", "fallen", "falling"})
_OPEN = frozenset({Certainty.PROBABLE, Certainty.POSSIBLE})
_LIKELY = frozenset({"likely", "unlikely", "poised", "set", "bound", "sure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that was read of a document before its claims: inputs of `find_claims`."""

    document: Document
    doc: Doc
    utterances: Sequence[Utterance]
    toponyms: Toponyms
    times: Sequence[TimeMention]
    headings: Sequence[tuple[Span, When]]
    quotations: Sequence[Quotation]
    registry: Registry
    in_conflict: bool
    lexicon: Lexicon
    claim_lexicon: ClaimLexicon


def find_claims(report: Report) -> tuple[list[Claim], list[Declined]]:
    """Return the claims in the order of the text, and what was declined."""
    finder = _Finder(report)
    found = list(_distinct(finder.claims()))
    found += pointing_back(report.utterances, found, report.claim_lexicon.words)
    claims = sorted(found, key=lambda c: (c.evidence.start, c.evidence.end, c.kind))
    used = [claim.evidence for claim in claims]
    declined = [d for d in finder.declined if not any(d.span.meets(evidence) for evidence in used)]
    return claims, list(_one_per_sentence(declined))


class _Finder:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._actors = Actors(report.doc, report.registry, report.claim_lexicon.words)
        self._scenes = Scenes(report.doc, report.toponyms, report.claim_lexicon.places, _asides(report))
        self._dating = Dating(report.doc, report.times, report.headings, report.document.published)
        self._takers: dict[str, Actor] = {}
        self._is_read_through = False
        self.declined: list[Declined] = []
        self._scope = Scope(report.registry, report.times, report.document.published)

    def claims(self) -> Iterator[Claim]:
        """All claims; those of clauses that name no taker come last, when the report has named who takes."""
        open_ones: dict[int, tuple[Token, Utterance]] = {}
        voices = voices_of(self._report.doc, self._report.utterances)
        for token, utterance in zip(self._report.doc, voices, strict=True):
            if utterance is None:
                continue
            for outcome in self._propositions(token, utterance):
                if isinstance(outcome, Refusal) and outcome.reason == NO_HOLDER:
                    open_ones[token.i] = (token, utterance)
                yield from self._taken_up(outcome, utterance)
        self._is_read_through = True
        for token, utterance in open_ones.values():
            for outcome in self._propositions(token, utterance):
                yield from self._taken_up(outcome, utterance)

    def _taken_up(self, outcome: Proposition | Refusal, utterance: Utterance) -> Iterator[Claim]:
        if isinstance(outcome, Refusal):
            self._decline(outcome.predicate, outcome.reason)
        elif not self._report.in_conflict:
            self._decline(outcome.predicate, NO_CONFLICT)
        else:
            yield from self._made(outcome, utterance)

    def _propositions(self, token: Token, utterance: Utterance) -> Iterator[Proposition | Refusal]:
        lexicon, words = self._report.claim_lexicon, self._report.claim_lexicon.words
        word = token.text.lower()
        if token.pos_ in ("NOUN", "ADJ", "VERB", "PROPN", "PRON"):
            yield from control_state(token, utterance, self._actors, self._scenes, words)
            yield from nationality_state(token, utterance, self._actors, self._scenes, words)
            yield from possession_state(token, utterance, self._actors, self._scenes, words)
            yield from held_modifier(token, utterance, self._actors, self._scenes, words)
        for trigger in lexicon.by_form.get(word, ()):
            if not _is_used_as(token, trigger):
                continue
            found = list(self._triggered(token, trigger, utterance))
            yield from found
            if any(isinstance(f, Proposition) for f in found):
                return
            if not found and not trigger.common:
                yield Refusal(token, "the clause gives it no place and no party")
        yield from outlook_of(token, utterance, self._actors, self._scenes, words, self._report.lexicon)

    def _triggered(
        self, token: Token, trigger: Trigger, utterance: Utterance
    ) -> Iterator[Proposition | Refusal]:
        if trigger.kind is Kind.CONTROL:
            if trigger.pos == "noun":
                yield from control_of_noun(
                    token, trigger, utterance, self._actors, self._scenes, self._attacker
                )
            else:
                yield from control_of_verb(
                    token,
                    trigger,
                    utterance,
                    self._actors,
                    self._scenes,
                    self._attacker,
                    self._report.claim_lexicon.words,
                )
        else:
            yield from event_of(token, trigger, utterance, self._actors, self._scenes)

    def _attacker(self, place: Place | None, token: Token, utterance: Utterance) -> Actor | None:
        """Who took a place that "fell" or "was captured", where the clause names nobody.

        Whoever the report has already said to take that place, else the speaker's own party, else
        the other of two sides than the one known to have held it before.
        """
        source = utterance.statement.source
        known = self._takers.get(place.name) if place is not None else None
        speaks = source is not None and source.side is not None and utterance.handover is not None
        denies = utterance.commitment.polarity is Polarity.DENIED
        if known is not None and not denies and token.text.lower() in _FALLS:
            return Actor(known.name, known.side, token)  # "the governor confirmed that the city fell again"
        if source is not None and source.party and speaks and not denies:
            # who reports a capture in so many words reports his own, unless another is known to have taken it
            is_others = (
                known is not None and known.side != source.side and self._held_before(place, source.side)
            )
            if not is_others and not self._held_before(place, source.side):
                if known is not None and known.side == source.side:
                    return Actor(known.name, known.side, token)
                return Actor(source.party, source.side, token)
        if known is not None:
            return Actor(known.name, known.side, token)
        theatre = self._report.registry.theatre
        if theatre is not None and len(theatre.sides) == 2 and place is not None:
            for side in theatre.sides:
                if self._held_before(place, side):
                    other = next(s for s in theatre.sides if s != side)
                    return Actor(other, other, token)
        return self._taker_of_report(token, source.side if source is not None and denies else None)

    def _taker_of_report(self, token: Token, denying: str | None) -> Actor | None:
        """The one side that takes places anywhere in the report, told once all of it is read.

        Who denies a capture denies another side's, be it the only other one that the report names.
        """
        if not self._is_read_through:
            return None
        takers = {a.side or a.name: a for a in self._takers.values() if a.side is None or a.side != denying}
        if len(takers) == 1:
            (taker,) = takers.values()
            return Actor(taker.name, taker.side, token)
        others = self._sides_named - {denying} if denying is not None else frozenset()
        if takers or len(others) != 1:
            return None
        (side,) = others
        return Actor(side, side, token)

    @cached_property
    def _sides_named(self) -> frozenset[str]:
        theatre = self._report.registry.theatre
        found = self._report.registry.find_parties(self._report.document.text)
        return frozenset(
            party.side for *_, party in found if theatre is not None and party.side in theatre.sides
        )

    def _held_before(self, place: Place | None, side: str | None) -> bool:
        theatre = self._report.registry.theatre
        if theatre is None or place is None:
            return False
        holder = theatre.held_before(place.name, self._report.registry.day)
        return holder is not None and self._actors.side_of(holder) == side

    def _made(self, proposition: Proposition, utterance: Utterance) -> Iterator[Claim]:
        predicate = proposition.predicate
        if is_aim(predicate, self._report.lexicon, self._report.claim_lexicon.words):
            self._decline(predicate, "an aim or attempt, not something said to have happened")
            return
        heads = utterance.handover.heads if utterance.handover is not None else ()
        local = commitment_of(predicate, heads, self._report.lexicon)
        if is_question(predicate) or is_left_open(clause_of(predicate)):
            if not (proposition.kind is Kind.CONTROL and _is_asked_outright(predicate)):
                self._decline(predicate, "a question")
                return
            local = Commitment(Certainty.POSSIBLE)
        commitment = local.under(utterance.commitment)
        if commitment.withheld:
            self._decline(predicate, "the source does not commit itself")
        else:
            claim = self._claim(proposition, utterance, commitment)
            if (reason := self._scope.why_outside(claim)) is not None:
                self._decline(predicate, reason)
                return
            is_taken = (
                claim.kind is Kind.CONTROL and claim.polarity is Polarity.AFFIRMED and not proposition.state
            )
            if is_taken and claim.place is not None:
                assert proposition.actor is not None
                self._takers[claim.place.name] = proposition.actor
            yield claim
        yield from self._denied_by_others(proposition, utterance, local)

    def _denied_by_others(
        self, proposition: Proposition, utterance: Utterance, local: Commitment
    ) -> Iterator[Claim]:
        """ "Kyiv rejected Moscow's claim that P had fallen": Moscow's claim, and Kyiv's denial of it."""
        by_id = {u.statement.id: u for u in self._report.utterances}
        inner = local.under(utterance.commitment)
        within = utterance.statement.within
        while within is not None:
            outer = by_id[within]
            if outer.commitment.polarity is Polarity.DENIED and proposition.kind is Kind.CONTROL:
                yield self._claim(proposition, outer, replace(inner, withheld=False).under(outer.commitment))
            within = outer.statement.within

    def _claim(self, proposition: Proposition, utterance: Utterance, commitment: Commitment) -> Claim:
        report, statement = self._report, utterance.statement
        when = self._dating.when(proposition, utterance)
        kind = _kind(proposition, commitment)
        # a loss denies the loser's hold; weighing what a loss would mean denies nothing
        flipped = proposition.polarity is Polarity.DENIED and kind is Kind.CONTROL
        polarity = _flip(commitment.polarity) if flipped else commitment.polarity
        evidence = evidence_span(report.doc, proposition, utterance)
        source = statement.source or Source(name=UNSPECIFIED)
        actor = proposition.actor
        return Claim(
            kind=kind,
            place=proposition.scene.place if proposition.scene else None,
            party=actor.name if actor else None,
            side=actor.side if actor else None,
            source=source,
            statement=statement.id,
            evidence=evidence,
            polarity=polarity,
            certainty=commitment.certainty,
            relayed_by=statement.relayed_by,
            channel=statement.channel,
            quote=quote_of_evidence(evidence, statement.voice, report.quotations),
            when=when,
            said_on=statement.said_on,
            extent=proposition.extent,
            quantity=_counted(evidence.of(report.document.text), kind, report.lexicon.language),
            background=proposition.background or self._dating.is_history(when),
        )

    def _decline(self, predicate: Token, reason: str) -> None:
        sentence = predicate.sent
        text = self._report.document.text
        start, end = sentence.start_char, sentence.end_char
        while end > start and text[end - 1].isspace():
            end -= 1
        self.declined.append(
            Declined(span=Span(start, max(end, start + 1)), stage=Stage.CLAIMS, reason=reason)
        )


def _counted(evidence: str, kind: Kind, language: str) -> Quantity | None:
    """How many the words count, for kinds that count; a bare number of casualties counts people."""
    if kind not in _COUNTED:
        return None
    unnamed = "people" if kind is Kind.CASUALTIES else None
    return find_quantity(evidence, load_quantity_words(language), unnamed)


def _is_asked_outright(predicate: Token) -> bool:
    """ "Has the army taken the field?", "it is unclear whether they hold the camp"; not "he was asked if"."""
    return predicate.sent.text.rstrip(" ”\"’'\n").endswith("?") or is_left_open(clause_of(predicate))


def _is_used_as(token: Token, trigger: Trigger) -> bool:
    """Whether the word stands as the part of speech that the trigger is, and not as a mere modifier."""
    if token.dep_ in ("amod", "compound", "case", "aux", "mark"):
        return False
    if trigger.pos == "noun":
        return token.pos_ in ("NOUN", "PROPN")
    return token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.dep_ in ("ccomp", "ROOT", "acl"))


def _asides(report: Report) -> frozenset[int]:
    """Tokens that only name a speaker: the town they sit in is no scene."""
    spans = [span for u in report.utterances if u.handover is not None for span in u.handover.source or ()]
    return frozenset(t.i for t in report.doc if any(s.start <= t.idx < s.end for s in spans))


def _kind(proposition: Proposition, commitment: Commitment) -> Kind:
    """What is only foreseen is a prediction; control as the subject of "would" is a judgement."""
    if proposition.kind is Kind.ASSESSMENT:
        return Kind.ASSESSMENT
    predicate = proposition.predicate
    if commitment.certainty is not Certainty.CONDITIONAL and (
        commitment.is_foreseen or (_is_to_come(predicate, commitment) and not proposition.state)
    ):
        return Kind.PREDICTION
    if proposition.kind is not Kind.CONTROL:
        return proposition.kind
    is_noun = proposition.trigger is not None and proposition.trigger.pos == "noun"
    if is_noun and commitment.certainty is not Certainty.ASSERTED:
        return Kind.ASSESSMENT  # "the town's fall is unlikely to matter": nobody says that it fell
    is_open = not _is_settled(predicate) and not proposition.state
    if commitment.certainty is Certainty.CONDITIONAL and (is_open or _would_be(predicate)):
        return Kind.ASSESSMENT  # "even if both towns fall"; "if the town has fallen" asks about today
    return Kind.CONTROL


def _is_to_come(predicate: Token, commitment: Commitment) -> bool:
    """ "may fall", "is likely to be attacked", "could move on the city"; "may have fallen" is of today."""
    if commitment.certainty not in _OPEN or _is_settled(predicate) or predicate.pos_ not in ("VERB", "AUX"):
        return False
    bare = [c for c in predicate.children if c.dep_ in ("aux", "aux:pass", "mark", "cop")]
    if any(c.tag_ == "MD" for c in bare):
        return predicate.tag_ in ("VB", "VBN") or any(c.tag_ == "VB" for c in bare)
    is_likely = any(c.text.lower() == "to" for c in bare) and predicate.head.text.lower() in _LIKELY
    return is_likely and predicate.dep_ == "xcomp"


def _would_be(predicate: Token) -> bool:
    """ "they would control the city": a consequence, not a state."""
    return any(c.dep_ == "aux" and c.text.lower() in ("would", "'d", "’d") for c in predicate.children)


def _is_settled(predicate: Token) -> bool:
    """Whether a conditional clause speaks of what may already be so: a perfect or a past."""
    return any(
        c.text.lower() in ("has", "have", "had", "'s", "’s") and c.dep_ == "aux" for c in predicate.children
    )


def _flip(polarity: Polarity) -> Polarity:
    return Polarity.DENIED if polarity is Polarity.AFFIRMED else Polarity.AFFIRMED


def _distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The same words of the same voice make one claim of a kind, place and party."""
    seen: list[Claim] = []
    for claim in claims:
        if not any(_says_again(earlier, claim) for earlier in seen):
            seen.append(claim)
            yield claim


def _says_again(earlier: Claim, claim: Claim) -> bool:
    if (earlier.kind, earlier.source.name, earlier.polarity) != (
        claim.kind,
        claim.source.name,
        claim.polarity,
    ):
        return False
    if claim.kind is not Kind.CONTROL and earlier.evidence == claim.evidence:
        return True  # "repelled attacks": one fight, by the verb and by the noun
    same = (earlier.place, earlier.party) == (claim.place, claim.party)
    return same and earlier.evidence.meets(claim.evidence)


def _one_per_sentence(declined: Iterable[Declined]) -> Iterator[Declined]:
    seen: set[Span] = set()
    for item in sorted(declined, key=lambda d: d.span):
        if item.span not in seen:
            seen.add(item.span)
            yield item
