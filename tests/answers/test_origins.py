"""Twelve pages with one origin weigh as one, in the estimate and in what is shown of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sayso.answers.days import days_of
from sayso.estimation import DEFAULT_METHOD
from sayso.ledger import MEMORY, Ledger
from sayso.model import (
    Claim,
    Document,
    Kind,
    Place,
    Publication,
    Quote,
    Reading,
    Source,
    SourceClass,
    Span,
    Statement,
    Voice,
)

from .test_kept_disputes import at

FIRST = date(2023, 1, 10)
ARDEN = Place(name="Arden", id="geonames:1", country="ZZ")
WORDS = (
    "Vale holds Arden since the morning. Shops along the main street were shut, the bridge over the river "
    "was closed to carts, and a column of trucks with the flags of Vale stood before the hall until noon."
)
OTHERS = (
    "Vale holds Arden, our correspondent saw today from the hill above the mill where families with bundles "
    "waited for a bus to the south that did not come although the driver had promised it for nine o'clock.",
    "Vale holds Arden now. Two teachers told this paper by telephone that the school is shut and that "
    "soldiers whom they had never seen asked everybody in their street for papers and the way to the mine.",
)


def page(number, text, day=FIRST):
    outlet = f"Paper {number}"
    source = Source(name=outlet, source_class=SourceClass.INDEPENDENT_REPORTER)
    made = Claim(
        kind=Kind.CONTROL,
        place=ARDEN,
        party="Vale",
        side="Vale",
        source=source,
        statement="s1",
        evidence=Span(0, len("Vale holds Arden")),
    )
    said = Statement(
        id="s1", voice=Voice.NARRATOR, source=source, cue=(), content=(made.evidence,), quote=Quote.NONE
    )
    document = Document(id=f"d{number}", text=text, published=Publication(day), outlet=outlet)
    return Reading(
        document=document, language="en", pipeline="t", theatre=None, statements=(said,), claims=(made,)
    )


def moor(number, day):
    held = page(number, "Moor holds Arden, said the staff of Moor.", day)
    source = Source(name="Staff of Moor", side="Moor", source_class=SourceClass.BELLIGERENT_OFFICIAL)
    (claim,) = held.claims
    return replace(held, claims=(replace(claim, party="Moor", side="Moor", source=source),))


def told(*readings):
    with Ledger.open(MEMORY) as ledger:
        for number, each in enumerate((moor(99, FIRST), *readings)):
            ledger.add(each, at(number))
        last = FIRST + timedelta(days=1)
        days = days_of(ledger, "Arden", last, last, method=DEFAULT_METHOD)
    return days.estimates[0].probabilities["Vale"], len(days.verdicts[0].independent_origins)


def test_copies_add_at_most_half_a_claim_and_no_origin():
    one, origins = told(page(0, WORDS))
    twelve, still = told(*(page(number, f"{WORDS} {number}") for number in range(12)))
    independent, three = told(page(0, WORDS), page(1, OTHERS[0]), page(2, OTHERS[1]))
    assert (origins, still, three) == (1, 1, 3)
    assert one < twelve < independent
    assert twelve - one < (independent - one) / 2


def test_the_first_page_gives_the_name_whatever_came_in_first():
    pages = [page(number, f"{WORDS} {number}", FIRST - timedelta(days=number)) for number in range(4)]
    assert told(*pages) == told(*pages[::-1])


@pytest.mark.parametrize("days", [8, 40])
def test_the_same_words_a_week_later_are_said_anew(days):
    again = page(1, f"{WORDS} 1", FIRST - timedelta(days=days))
    assert told(page(0, WORDS), again)[1] == (2 if days < 14 else 1)
