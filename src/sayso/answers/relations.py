"""How the claims of one answer stand to each other: what agrees, what cannot both be, who answers whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sayso.answers.carriers import pages_of
from sayso.answers.place import Answer, View
from sayso.estimation.evidence import day_known, origin_of
from sayso.ledger import Carrier, ClaimFilter, Ledger
from sayso.ledger.moments import end_of
from sayso.model import RecordedClaim
from sayso.relations.comparison import Account, Contradiction, accounts, contradictions
from sayso.relations.dependence import is_of_the_page
from sayso.relations.figures import Figures, figures
from sayso.relations.replies import Reply, Response, replies


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """What is said of one place in one interval, told by how it stands to the rest.

    `accounts` have each saying with its origins, also one that nobody else bears out; `replies` what the
    sides answer to each claimant, silence included; `figures` each count as ranges by source. Claims are
    named by id, and stand in `Answer.claims`.
    """

    accounts: tuple[Account, ...]
    contradictions: tuple[Contradiction, ...]
    replies: tuple[Reply, ...]
    figures: tuple[Figures, ...]


def relations_of(ledger: Ledger, answer: Answer) -> Relations:
    """How the claims of an answer stand to each other, as known and recorded in its view.

    Copies are told, and answers put in order, by when the pages came out, also where the answer looks back.
    """
    shown = {page.id for said in answer.said for page in said.pages}
    claims = [each for each in answer.claims.values() if each.id in shown]
    texts = ledger.texts_of(_copyable(claims))
    carriers = ledger.carriers_of({each.document_id for each in claims})
    pages = pages_of(
        {
            document: [each for each in forms if _is_in(answer.view, each)]
            for document, forms in carriers.items()
        }
    )
    return Relations(
        accounts=accounts(claims, texts=texts, pages=pages),
        contradictions=contradictions(claims),
        replies=_replies(ledger, answer, claims),
        figures=figures(claims, texts=texts),
    )


def _replies(ledger: Ledger, answer: Answer, claims: Sequence[RecordedClaim]) -> tuple[Reply, ...]:
    found = replies(claims, sides=answer.sides, speaking=(), ever_heard=())
    if not any(each.response is Response.NOT_HEARD for each in found):
        # Only a silence asks what else is heard of a side, over all places.
        return found
    speaking, ever_heard = _heard(ledger, answer, claims)
    return replies(claims, sides=answer.sides, speaking=speaking, ever_heard=ever_heard)


def _copyable(claims: Sequence[RecordedClaim]) -> set[str]:
    """The documents whose words may be copies: one voice's pages need no comparing."""
    own = [each for each in claims if is_of_the_page(each)]
    return {each.document_id for each in own} if len({origin_of(each) for each in own}) > 1 else set()


def _is_in(view: View, carrier: Carrier) -> bool:
    """Whether a form of a document was published, and had come to us, by then."""
    known = carrier.published.known_from if carrier.published is not None else carrier.recorded_at
    return _is_by(known, view.as_known) and _is_by(carrier.recorded_at, view.as_recorded)


def _is_by(instant: datetime, moment: date | datetime | None) -> bool:
    if moment is None:
        return True
    return instant <= (moment if isinstance(moment, datetime) else end_of(moment))


def _heard(
    ledger: Ledger, answer: Answer, claims: Iterable[RecordedClaim]
) -> tuple[Collection[str], Collection[str]]:
    """The sides that are heard of any place in these days, and those that are heard at all.

    The ledger is asked only about sides that say nothing of this place, and only until one word is found.
    """
    speaking = {side for each in claims if (side := each.claim.source.side)}
    ever = speaking | {side for each in answer.claims.values() if (side := each.claim.source.side)}
    if missing := set(answer.sides) - speaking:
        speaking |= _heard_between(ledger, answer, missing)
    ever |= speaking
    if missing := set(answer.sides) - ever:
        ever |= _heard_ever(ledger, answer.view, missing)
    return speaking, ever


def _heard_between(ledger: Ledger, answer: Answer, missing: Collection[str]) -> set[str]:
    first = answer.day - timedelta(days=answer.days - 1)
    chosen = ClaimFilter(
        # A page of the day after in its own zone may be of the last day in UTC, and the other way round.
        published_from=first - timedelta(days=1),
        published_to=answer.day + timedelta(days=1),
        as_known=answer.view.as_known,
        as_recorded=answer.view.as_recorded,
    )
    found: set[str] = set()
    with ledger.snapshot() as seen:
        for each in seen.claims(chosen):
            side, known = each.claim.source.side, day_known(each)
            if side is not None and side in missing and known is not None and first <= known <= answer.day:
                found.add(side)
            if len(found) == len(missing):
                break
    return found


def _heard_ever(ledger: Ledger, view: View, missing: Collection[str]) -> set[str]:
    labelled = [
        (name, source.side)
        for name, labels in ledger.voices().items()
        for source in labels
        if source.side in missing
    ]
    found: set[str] = set()
    for name, side in dict.fromkeys(labelled):
        if side is not None and side not in found and _has_spoken(ledger, view, name, side):
            found.add(side)
    return found


def _has_spoken(ledger: Ledger, view: View, name: str, side: str) -> bool:
    chosen = ClaimFilter(source=name, as_known=view.as_known, as_recorded=view.as_recorded)
    with ledger.snapshot() as seen:
        return any(each.claim.source.side == side for each in seen.claims(chosen))
