"""A claim as one plain English sentence that keeps its attribution, to be pasted into a text.

sentence_of(claim, document)
# The Russian Ministry of Defence said on Telegram on 13 January 2023, as relayed by Example Herald,
# that Russia held Soledar on 12 January 2023 (asserted).

The words are ours: nothing is quoted, what is unknown is left out, and the verbs take no side.
"""

from __future__ import annotations

import re
from datetime import date

from sayso.estimation.evidence import extent_of
from sayso.model import (
    UNSPECIFIED,
    Certainty,
    Channel,
    Claim,
    Document,
    Kind,
    Polarity,
    Precision,
    Quantity,
    Quote,
    When,
)

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_CHANNELS = {
    Channel.STATEMENT: "in a statement",
    Channel.BROADCAST: "in a broadcast",
    Channel.TELEGRAM: "on Telegram",
    Channel.SOCIAL: "on social media",
    Channel.INTERVIEW: "in an interview",
    Channel.BRIEFING: "at a briefing",
    Channel.REPORT: "in a report",
    Channel.VIDEO: "in a video",
}

# With a party: the past form, the base form, and what stands before the place.
_ACTS = {
    Kind.CONTROL: ("held", "hold", ""),
    Kind.FIGHTING: ("fought", "fight", "in"),
    Kind.WITHDRAWAL: ("withdrew", "withdraw", "from"),
    Kind.ADVANCE: ("advanced", "advance", "at"),
    Kind.ENCIRCLEMENT: ("surrounded", "surround", ""),
    Kind.DESTRUCTION: ("caused destruction", "cause destruction", "in"),
}
# Without one: what is said of the place, or what there was at it.
_STATES = {Kind.CONTROL: "held", Kind.ENCIRCLEMENT: "surrounded"}
_EVENTS = {
    Kind.FIGHTING: "fighting in",
    Kind.WITHDRAWAL: "withdrawal from",
    Kind.ADVANCE: "advance at",
    Kind.DESTRUCTION: "destruction in",
}
# The record types these and does not say what was said, so neither does the sentence.
_TOPICS = {
    Kind.FORCE: "an account of forces in",
    Kind.ASSESSMENT: "a judgement on",
    Kind.PREDICTION: "an outlook for",
    Kind.OTHER: "an account of matters concerning",
}

_REPORTED = "reported"
_NO_PLACE = "a place not named"
_SHARES = frozenset(("most", "nearly all", "almost all", "half", "more than half", "almost half"))

# Names of bodies that take an article: "the Wagner Group", but "Front Monitor", "Islamic State".
_BODIES = frozenset(
    (
        *("administration", "agency", "army", "brigade", "cabinet", "center", "centre", "command"),
        *("commission", "committee", "corps", "council", "department", "emirates", "federation", "fighters"),
        *("force", "forces", "front", "government", "group", "guard", "house", "institute", "kingdom"),
        *("ministry", "mission", "movement", "nations", "navy", "observatory", "office", "organisation"),
        *("organization", "parliament", "police", "presidency", "regiment", "republic", "resistance"),
        *("service", "staff", "states", "taliban", "team", "union"),
    )
)
# Of these there is one, also in small letters: "the Syrian government", but "an armed group".
_SOLE = frozenset(
    ("army", "cabinet", "government", "military", "ministry", "navy", "parliament", "presidency")
)
_ARTICLES = frozenset(("the", "a", "an"))
_PREPOSITIONS = frozenset(("of", "for", "in", "at", "from", "with", "on", "near", "to", "and"))
# "a Ukrainian officer", "a UN official", "a European diplomat" sound like "you".
_AN = re.compile(r"(?!(?:u[kns]\b|uk|uni|eu))[aeiou]", re.IGNORECASE)

# A report is data: its names must not turn the line's direction or break it.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]+")


def sentence_of(claim: Claim, document: Document) -> str:
    """Who said it, for whom, through what, when, by whom it reached the page; then what, and how surely."""
    verb, what = _content(claim)
    relayed = _relayed(claim, document)
    parts = (_speaker(claim, document), verb, _channel(claim, verb), _said(claim, document))
    opening = " ".join(filter(None, parts))
    joint = f", {relayed}, " if relayed else " "
    about = f" {when}" if (when := when_words(claim.when)) else ""
    return f"{_capitalised(opening)}{joint}{what}{about} ({_commitment(claim)})."


def counted(quantity: Quantity | None) -> str | None:
    """`at least 40 soldiers`."""
    if quantity is None:
        return None
    low, high = (None if n is None else _number(n) for n in (quantity.low, quantity.high))
    if low == high:
        number = low or ""
    elif high is None:
        number = f"at least {low}"
    else:
        number = f"up to {high}" if low is None else f"{low} to {high}"
    return f"{number} {quantity.counts}".strip()


def _number(value: float) -> str:
    """`1,200,000`, `66.6`."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def is_plural(name: str) -> bool:
    """Whether a name takes a plural verb: `Syrian rebels`, `Houthis`; not `United States`."""
    last = name.split()[-1]
    return last.endswith("s") and not last.endswith("ss") and last not in ("States", "Nations", "ISIS")


def span_of_days(when: When | None) -> str | None:
    """`2023-01-12`, `2023-01-11 to 2023-01-12`, `since 2023-01-12`; None where nothing is known."""
    if when is None:
        return None
    if (iso := when.iso()) is not None:
        return iso.replace("/", " to ")
    if when.first is not None:
        return f"since {when.first.isoformat()}"
    return f"until {when.last.isoformat()}" if when.last is not None else None


def when_words(when: When | None) -> str | None:
    """`on 12 January 2023`, `in January 2023`, `between 7 and 11 January 2023`; None where not known."""
    if when is None:
        return None
    first, last = when.first, when.last
    if first is None or last is None:
        return f"since {_day(first)}" if first else f"until {_day(last)}" if last else None
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    if when.precision is Precision.YEAR and same_year:
        return f"in {first.year}"
    if when.precision is Precision.MONTH and same_month:
        return f"in {_MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return f"on {_day(first)}"
    start = str(first.day) if same_month else _day(first, year=not same_year)
    return f"between {start} and {_day(last)}"


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def _speaker(claim: Claim, document: Document) -> str:
    source = claim.source
    if claim.quote is Quote.NONE and document.outlet is None:
        return "an unnamed outlet"
    body = source.org or source.party
    speaker = _named(source.name)
    # "The Russian Ministry of Defence" need not be told to speak for Russia.
    if body and body[:-1] not in source.name and source.name != UNSPECIFIED:
        return f"{speaker}, for {_named(body)},"
    return speaker


def _channel(claim: Claim, verb: str) -> str | None:
    if claim.channel is None or (claim.channel is Channel.REPORT and verb == _REPORTED):
        return None
    return _CHANNELS[claim.channel]


def _said(claim: Claim, document: Document) -> str | None:
    """When it was said; the reporter's own words, on the day they came out."""
    if claim.said_on is None and claim.quote is Quote.NONE and document.published:
        return f"on {_day(document.published.day)}"
    return when_words(claim.said_on)


def _relayed(claim: Claim, document: Document) -> str | None:
    """The chain up to the outlet; the day it came out stands in where nobody knows when it was said."""
    names = [_named(name) for name in claim.relayed_by]
    if document.outlet and document.outlet not in (claim.source.name, *claim.relayed_by):
        names.append(_named(document.outlet))
    published = None
    if document.published and _said(claim, document) is None:
        published = f"on {_day(document.published.day)}"
    if not names:
        return f"as published {published}" if published else None
    return " ".join(filter(None, ("as relayed by", ", then by ".join(names), published)))


def _content(claim: Claim) -> tuple[str, str]:
    """The verb of saying, and what is said."""
    denied = claim.polarity is Polarity.DENIED
    if claim.kind in _TOPICS:
        return ("rejected" if denied else "gave"), f"{_TOPICS[claim.kind]} {_where(claim)}{_details(claim)}"
    proposition = _proposition(claim, denied)
    if claim.certainty is Certainty.CONDITIONAL:
        return "spoke", f"of the case that {proposition}"
    return (_REPORTED if claim.quote is Quote.NONE else "said"), f"that {proposition}"


def _proposition(claim: Claim, denied: bool) -> str:
    count = f", counting {words}" if (words := counted(claim.quantity)) else ""
    if claim.kind is Kind.CASUALTIES:
        return _casualties(claim, denied)
    if claim.party is not None:
        past, base, joint = _ACTS[claim.kind]
        act = f"{_named(claim.party)} {_did(claim, denied, past, base)}"
        if claim.place is None and joint:
            return act + count
        return " ".join(filter(None, (act, joint, _where(claim)))) + count
    if (state := _STATES.get(claim.kind)) is not None:
        return f"{_where(claim)} {_was(claim, denied)} {state}{count}"
    return f"there {_was(claim, False)} {'no ' if denied else ''}{_EVENTS[claim.kind]} {_where(claim)}{count}"


def _casualties(claim: Claim, denied: bool) -> str:
    """Whose they are and by whose hand is not typed: the party is only named with them."""
    party = f", concerning {_named(claim.party)}" if claim.party else ""
    if (words := counted(claim.quantity)) is not None:
        comma = "," if party else ""
        return f"casualties in {_where(claim)}{party}{comma} {_did(claim, denied, 'came', 'come')} to {words}"
    be = _was(claim, False, "were")
    return f"there {be} {'no ' if denied else ''}casualties in {_where(claim)}{party}"


def _details(claim: Claim) -> str:
    party = f"concerning {_named(claim.party)}" if claim.party else None
    count = f"counting {words}" if (words := counted(claim.quantity)) else None
    return "".join(f", {each}" for each in (party, count) if each)


def _did(claim: Claim, denied: bool, past: str, base: str) -> str:
    match claim.certainty:
        case Certainty.POSSIBLE:
            return f"might {'not ' if denied else ''}{base}"
        case Certainty.PREDICTED:
            return f"would {'not ' if denied else ''}{base}"
        case _:
            perhaps = "probably " if claim.certainty is Certainty.PROBABLE else ""
            return perhaps + (f"did not {base}" if denied else past)


def _was(claim: Claim, denied: bool, past: str = "was") -> str:
    no = " not" if denied else ""
    match claim.certainty:
        case Certainty.POSSIBLE:
            return f"might{no} be"
        case Certainty.PREDICTED:
            return f"would{no} be"
        case Certainty.PROBABLE:
            return f"{past} probably{no}"
        case _:
            return past + no


def _where(claim: Claim) -> str:
    place = _clean(claim.place.full_name) if claim.place else _NO_PLACE
    if claim.extent is None:
        return place
    if extent_of(claim).is_whole:
        return f"all of {place}"
    if claim.extent == "partial":
        return f"part of {place}"
    if claim.extent.casefold() in _SHARES:
        return f"{claim.extent.casefold()} of {place}"
    return f"{place} ({_clean(claim.extent)})"


def _commitment(claim: Claim) -> str:
    """The codebook's values, so that nothing hangs on a turn of phrase."""
    certainty = None if claim.certainty is Certainty.ASSERTED else claim.certainty.value
    values = ["denied", certainty] if claim.polarity is Polarity.DENIED else [certainty or "asserted"]
    return ", ".join(filter(None, [*values, "background" if claim.background else None]))


def _named(name: str) -> str:
    """A name with the article that English gives it: `the Wagner Group`, `a British analyst`, `Reuters`."""
    words = [] if name == UNSPECIFIED else _clean(name).split()
    if not words:
        return "an unnamed source"
    if words[0].casefold() in _ARTICLES:
        return " ".join([words[0].casefold(), *words[1:]])
    head = _head(words)
    is_body = any(word.casefold() in _BODIES for word in head) and head[-1][0].isupper()
    if is_body or head[-1] in _SOLE:
        return f"the {' '.join(words)}"
    if _is_common(head) and not is_plural(head[-1]):
        return f"{'an' if _AN.match(words[0]) else 'a'} {' '.join(words)}"
    return " ".join(words)


def _head(words: list[str]) -> list[str]:
    """The words up to the first preposition or bracket: `Institute` of `Institute for the Study of War`."""
    ends = (i for i, word in enumerate(words) if i and (word in _PREPOSITIONS or word.startswith("(")))
    return words[: next(ends, len(words))]


def _is_common(head: list[str]) -> bool:
    """Whether it wants an article: `British analyst`; not `i24NEWS`, and not `Kyiv's brigade`."""
    return head[-1].isalpha() and head[-1].islower() and not any(re.search(r"['’]s?$", w) for w in head)


def _clean(name: str) -> str:
    return " ".join(_UNSEEN.sub(" ", name).split())


def _capitalised(words: str) -> str:
    """With a capital, save where a name writes itself without: `i24NEWS`."""
    return words[:1].upper() + words[1:] if words.split()[0].isalpha() else words
