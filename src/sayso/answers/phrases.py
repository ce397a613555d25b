"""What a claim says, in a few neutral words: `denies that Russia holds Soledar`."""

from __future__ import annotations

from sayso.estimation.evidence import extent_of
from sayso.export.sentences import counted, is_plural
from sayso.model import Certainty, Channel, Claim, Estimate, Kind, Polarity, Quote, Reason

# Singular, plural, and a noun for where nobody is named.
_ACTS = {
    Kind.CONTROL: ("holds", "hold", "control of"),
    Kind.FIGHTING: ("fights in", "fight in", "fighting in"),
    Kind.WITHDRAWAL: ("leaves", "leave", "withdrawal from"),
    Kind.ADVANCE: ("advances at", "advance at", "advance at"),
    Kind.ENCIRCLEMENT: ("surrounds", "surround", "encirclement of"),
}
_TOPICS = {
    Kind.DESTRUCTION: "destruction in",
    Kind.CASUALTIES: "casualties in",
    Kind.FORCE: "forces in",
    Kind.ASSESSMENT: "judgement on",
    Kind.PREDICTION: "outlook for",
    Kind.OTHER: "on",
}
_NO_PLACE = "a place not named"
_ALIKE = 1.05
"""Evidence nearer to even than this is told as telling nothing between the two."""
_HEDGES = {Certainty.PROBABLE: "probably ", Certainty.POSSIBLE: "possibly ", Certainty.CONDITIONAL: "if "}


def says(claim: Claim) -> str:
    """The claim in words, from kind, party, place, extent, polarity and certainty."""
    if claim.kind in _ACTS:
        singular, plural, noun = _ACTS[claim.kind]
        if claim.party is not None:
            verb = plural if is_plural(claim.party) else singular
            return _committed(claim, claim.party, verb, plural, where(claim))
        words = f"{noun} {where(claim)}"
    else:
        about = ", ".join(filter(None, (counted(claim.quantity), claim.party)))
        words = f"{_TOPICS[claim.kind]} {where(claim)}" + (f" ({about})" if about else "")
    if claim.certainty is Certainty.PREDICTED and claim.kind is not Kind.PREDICTION:
        words = f"expects {words}"
    words = _HEDGES.get(claim.certainty, "") + words
    return f"denies {words}" if claim.polarity is Polarity.DENIED else words


def _committed(claim: Claim, party: str, verb: str, base: str, object_: str) -> str:
    denied = claim.polarity is Polarity.DENIED
    does_not = f"{'do' if verb == base else 'does'} not {base}"
    match claim.certainty:
        case Certainty.PROBABLE:
            return f"{party} probably {does_not if denied else verb} {object_}"
        case Certainty.POSSIBLE:
            return f"{party} may {'not ' if denied else ''}{base} {object_}"
        case Certainty.CONDITIONAL:
            return f"if {party} {does_not if denied else verb} {object_}"
        case Certainty.PREDICTED:
            return f"expects that {party} will {'not ' if denied else ''}{base} {object_}"
        case _ if denied and _is_admission(claim):
            return f"{party} {does_not} {object_}"
        case _:
            return f"{'denies that ' if denied else ''}{party} {verb} {object_}"


def _is_admission(claim: Claim) -> bool:
    """Whether a voice speaks against its own side: whoever says that its own men are out denies nothing."""
    return claim.side is not None and claim.source.side == claim.side


def where(claim: Claim) -> str:
    """The place and how much of it: `part of Soledar`, `Soledar (the northern districts)`."""
    name = claim.place.full_name if claim.place else _NO_PLACE
    if claim.extent is None:
        return name
    if extent_of(claim).is_whole:
        return f"all of {name}"
    return f"part of {name}" if claim.extent == "partial" else f"{name} ({claim.extent})"


def speaks_for(claim: Claim) -> str | None:
    """For whom the voice speaks, by the theatre's word: the body, else the side."""
    source = claim.source
    body = source.org or source.party
    return f"for {body}" if body and body != source.name else None


def relayed(claim: Claim) -> str | None:
    """Who passed it on, innermost first."""
    return f"relayed by {', '.join(claim.relayed_by)}" if claim.relayed_by else None


def manner(claim: Claim) -> str:
    """Through what it was said, and in whose words."""
    if claim.quote is Quote.NONE:
        return "own report"
    words = "direct" if claim.quote is Quote.DIRECT else "indirect"
    return f"{_channel(claim.channel)}, {words}" if claim.channel else words


def _channel(channel: Channel) -> str:
    return {Channel.TELEGRAM: "Telegram", Channel.SOCIAL: "social media"}.get(channel, channel.value)


def evidence_words(reason: Reason, estimate: Estimate) -> str | None:
    """A claim's own evidence: `×8 for Russia over Ukraine`. None where the method has no such number."""
    top, second = estimate.ranked[:2]
    if reason.times is None:
        return None
    if max(reason.times, 1 / reason.times) < _ALIKE:
        return f"even between {top} and {second}"
    if reason.times > 1:
        return f"×{_short(reason.times)} for {top} over {second}"
    return f"×{_short(1 / reason.times)} for {second} over {top}"


def _short(times: float) -> str:
    return f"{times:.0f}" if times >= 10 else f"{times:.1f}".removesuffix(".0")
