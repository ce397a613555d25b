"""A claim that a person finds in a report where the reading found none."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, replace

from sayso.errors import SaysoError
from sayso.model import (
    Certainty,
    Claim,
    Document,
    Kind,
    Place,
    Polarity,
    Publication,
    Quote,
    Source,
    Span,
    Theatre,
    When,
)
from sayso.parties import Registry, load_theatres, load_world
from sayso.recording.coded import Labels

_BLANKS = r"\s+"
_MOST_SHOWN = 60


class WordsError(SaysoError):
    """Words that are not in a report, or stand there more than once, so that they point at nothing."""


class UnknownPartyError(SaysoError):
    """A party that the conflict of a report does not know, with those that come near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person reads in a report, in the words of the codebook; `words` are the report's own."""

    words: str
    kind: Kind
    place: Place
    source: str
    party: str | None = None
    side: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    when: When | None = None


def claim_by_hand(document: Document, said: Said, theatre: Theatre | None, *, author: str) -> Claim:
    """The claim, on the one stretch of the document where its words stand.

    The side of the party and the labels of the source are the theatre's, on the day of publication; a party
    that it does not know is a side of its own. Raises `WordsError`.
    """
    is_own_report = said.source == document.outlet
    bare = Claim(
        kind=said.kind,
        place=said.place,
        party=said.party,
        side=said.side,
        source=Source(name=said.source),
        statement="",
        evidence=span_of(said.words, document),
        polarity=said.polarity,
        certainty=said.certainty,
        quote=Quote.NONE if is_own_report else Quote.INDIRECT,
        when=said.when,
    )
    claim = Labels(theatre).put_on(bare, document.published)
    if claim.side is None and claim.party is not None:
        claim = replace(claim, side=claim.party)
    if claim.source.basis is None:
        claim = replace(claim, source=replace(claim.source, basis=f"added by {author}"))
    return claim


def check_party(
    name: str, theatre: Theatre | None, published: Publication | None, *, country: str | None
) -> None:
    """Raise `UnknownPartyError` for a name that means no party of the theatre on the day of publication, or
    where there is no theatre: with those that come near. "Rusia" would be a side of its own."""
    if theatre is None:
        lying_there = [each.id for each in load_theatres() if country in each.countries]
        instead = f"; name the --theatre ({' or '.join(lying_there)})" if lying_there else ""
        raise UnknownPartyError(
            f"{name!r} is no party of a conflict that this report was read as one on{instead}, "
            "or put it in as a side of its own with --new-party"
        )
    registry = Registry(theatre, load_world(), published.day if published else None)
    if registry.party_named(name) or registry.party_of(name):
        return
    known = [word for each in theatre.parties for word in (each.name, *each.names)]
    by_case = {word.casefold(): word for word in reversed([*known, *theatre.sides])}
    near = difflib.get_close_matches(name.casefold(), list(by_case), n=3, cutoff=0.6)
    told = f"its sides are {', '.join(theatre.sides)}."
    if near:
        told = f"did you mean {', '.join(by_case[each] for each in near)}?"
    raise UnknownPartyError(
        f"{name!r} is no party of the conflict {theatre.id!r}; {told} "
        "--new-party puts it in as a side of its own"
    )


def span_of(words: str, document: Document) -> Span:
    """Where the words stand in the text, however its lines are broken there.

    Raises `WordsError` where they do not, or more than once: a claim hangs on one place.
    """
    parts = words.split()
    shown = " ".join(parts)
    shown = repr(shown if len(shown) <= _MOST_SHOWN else shown[:_MOST_SHOWN] + "…")
    if not parts:
        raise WordsError("no words were given; copy those that carry the claim from the report")
    # Looked for ahead, so that places which overlap are counted too.
    pattern = re.compile(rf"(?=({_BLANKS.join(map(re.escape, parts))}))")
    found = [each.span(1) for each in pattern.finditer(document.text)]
    if not found:
        raise WordsError(
            f"{document.id}: the words {shown} are not in this report; copy them from it as they stand"
        )
    if len(found) > 1:
        raise WordsError(
            f"{document.id}: the words {shown} stand in this report {len(found)} times; "
            "give more of what stands around them"
        )
    return Span(*found[0])
