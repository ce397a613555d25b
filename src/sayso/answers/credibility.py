"""How credible each claim of an answer is, by what origins without an interest in it say of the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.answers.admiralty import Credit, credit_of
from sayso.answers.place import Answer
from sayso.answers.relations import Relations
from sayso.estimation.evidence import day_about, day_known
from sayso.model import Kind, Polarity, RecordedClaim
from sayso.relations.comparison import MEETING, Saying, saying_of
from sayso.relations.dependence import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """The figure of a claim, and the disinterested origins that make it, by name."""

    credit: Credit
    borne_out_by: tuple[str, ...]
    contradicted_by: tuple[str, ...]


def credibility_of(answer: Answer, relations: Relations) -> dict[str, Credibility]:
    """The credibility of each claim that takes a position, by its id.

    A claim is set beside those of other origins about days no more than two weeks apart. An origin counts
    where it is independent of the sides, or speaks against its own: that the ministry's boast is repeated by
    its channel, or denied by the other ministry, tells nothing.
    """
    origins: dict[str, Origin] = {}
    for account in relations.accounts:
        for origin in account.origins:
            origins.update(dict.fromkeys(origin.claims, origin))
    agree = {each: account.claims for account in relations.accounts for each in account.claims}
    against: dict[str, set[str]] = {}
    for each in relations.contradictions:
        for ours, theirs in ((each.claims, each.other_claims), (each.other_claims, each.claims)):
            for claim in ours:
                against.setdefault(claim, set()).update(theirs)
    return {
        claim: _credibility(
            claim,
            _disinterested(answer.claims, origins, claim, agree[claim]),
            _disinterested(answer.claims, origins, claim, against.get(claim, ())),
        )
        for claim in agree
        if claim in origins
    }


def _credibility(claim: str, borne_out: tuple[str, ...], contradicted: tuple[str, ...]) -> Credibility:
    return Credibility(
        credit=credit_of(len(borne_out), len(contradicted)),
        borne_out_by=borne_out,
        contradicted_by=contradicted,
    )


def _disinterested(
    claims: Mapping[str, RecordedClaim], origins: Mapping[str, Origin], claim: str, others: Iterable[str]
) -> tuple[str, ...]:
    own, day = origins[claim].name, _day(claims[claim])
    found = set()
    for other in others:
        origin = origins.get(other)
        if origin is None or origin.name == own or abs(_day(claims[other]) - day) > MEETING:
            continue
        said = saying_of(claims[other])
        if origin.is_independent or (said is not None and _is_against_its_own(said, origin.side)):
            found.add(origin.name)
    return tuple(sorted(found))


def _is_against_its_own(saying: Saying, side: str | None) -> bool:
    if side is None or saying.kind is not Kind.CONTROL:
        return False
    return (saying.polarity is Polarity.DENIED) == (saying.side == side)


def _day(recorded: RecordedClaim) -> date:
    known = day_known(recorded)
    assert known is not None  # only what is dated stands in an account
    return day_about(recorded.claim, known)
