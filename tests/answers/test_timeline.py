"""A place over time: the marks of its claims, the lanes of its voices, the days as they could be told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sayso.answers.glance import window_of
from sayso.answers.timeline import Group, Shape, days_looking_back, days_then, lanes_of, mark_of
from sayso.estimation import DEFAULT_METHOD
from sayso.model import (
    Claim,
    Kind,
    Place,
    Polarity,
    Publication,
    RecordedClaim,
    Source,
    SourceClass,
    Span,
)

DAY = date(2023, 1, 10)
SIDES = ("Vale", "Moor")


def said(
    kind="control",
    about="Vale",
    by=None,
    source="Mill Monitor",
    polarity="affirmed",
    day=DAY,
    at=None,
    **more,
):
    claim = Claim(
        kind=Kind(kind),
        place=Place(name="Midtown", id="test:1"),
        party=about,
        side=about,
        source=Source(
            name=source,
            side=by,
            source_class=SourceClass.BELLIGERENT_OFFICIAL if by else SourceClass.MONITOR,
        ),
        statement="s1",
        evidence=Span(0, 1),
        polarity=Polarity(polarity),
        **more,
    )
    number = f"{source}-{kind}-{about}-{polarity}-{day}-{at}"
    instant = at and datetime(day.year, day.month, day.day, at, tzinfo=UTC)
    return RecordedClaim(
        id=number,
        claim=claim,
        document_id=f"d-{number}",
        published=Publication(day, instant or None),
        outlet="Desk",
        url=None,
        sentence="",
    )


@pytest.mark.parametrize(
    ("claim", "shape"),
    [
        (said(), Shape.HOLDS),
        (said(by="Vale"), Shape.HOLDS),
        (said(polarity="denied"), Shape.DENIES),
        (said(by="Moor", polarity="denied"), Shape.DENIES),
        (said(by="Vale", polarity="denied"), Shape.ADMITS),
        (said(by="Moor"), Shape.ADMITS),
        (said("withdrawal", by="Vale"), Shape.ADMITS),
        (said("withdrawal", by="Moor"), Shape.MOVES),
        (said(extent="the northern districts"), Shape.PART),
        (said("fighting"), Shape.FIGHTING),
        (said("advance"), Shape.MOVES),
    ],
)
def test_a_claim_has_the_mark_of_what_it_says(claim, shape):
    assert mark_of(claim).shape is shape


@pytest.mark.parametrize("claim", [said("casualties"), said(background=True)])
def test_history_and_other_matters_have_no_mark(claim):
    assert mark_of(claim) is None


def test_lanes_stand_by_side_in_the_theatres_order():
    told = [
        said(source="Unknown man", by=None),
        said(source="Moor Staff", by="Moor"),
        said(source="Vale Staff", by="Vale"),
        said(source="Vale Staff", by="Vale", day=DAY + timedelta(days=1)),
        said(source="Vale Governor", by="Vale"),
        said(source="unspecified"),
    ]
    lanes = lanes_of(reversed(told), SIDES)
    assert [(each.side, each.voice, len(each.marks)) for each in lanes] == [
        ("Vale", "Vale Staff", 2),
        ("Vale", "Vale Governor", 1),
        ("Moor", "Moor Staff", 1),
        (None, "Unknown man", 1),
        (None, "unspecified (Desk)", 1),
    ]
    assert lanes[-1].group is Group.UNNAMED


def test_swapping_the_sides_names_mirrors_every_mark():
    swapped = {"Vale": "Moor", "Moor": "Vale", None: None}
    told = [
        (kind, about, by, polarity)
        for kind in ("control", "fighting", "withdrawal")
        for about in SIDES
        for by in (*SIDES, None)
        for polarity in ("affirmed", "denied")
    ]
    shapes = [mark_of(said(kind, about, by, polarity=polarity)).shape for kind, about, by, polarity in told]
    assert shapes == [
        mark_of(said(kind, swapped[about], swapped[by], polarity=polarity)).shape
        for kind, about, by, polarity in told
    ]


def test_looking_back_tells_nothing_after_its_moment():
    claims = [said(source=f"Monitor {n}", day=DAY + timedelta(days=n)) for n in range(4)]
    told = days_looking_back(
        claims,
        sides=SIDES,
        first=DAY,
        last=DAY + timedelta(days=9),
        known=DAY + timedelta(days=3),
        method=DEFAULT_METHOD,
    )
    assert [each.day for each in told] == [DAY + timedelta(days=n) for n in range(4)]


def test_a_day_with_too_few_independent_voices_is_unknown():
    claims = [said(by="Vale", source=f"Vale officer {n}") for n in range(5)]
    (told,) = days_then(claims, sides=SIDES, first=DAY, last=DAY, method=DEFAULT_METHOD)
    assert told.verdict.is_unknown
    assert told.verdict.label == "unknown (claimed by Vale, no independent origin)"


def test_the_last_independent_word_is_found_however_long_ago():
    old = said(day=DAY - timedelta(days=90))
    (told,) = days_then([old, said(by="Vale")], sides=SIDES, first=DAY, last=DAY, method=DEFAULT_METHOD)
    assert told.verdict.last_independent == DAY - timedelta(days=90)


def test_the_window_reaches_a_week_beyond_the_day_where_anything_is_on_record():
    assert window_of(DAY, 4, DAY) == (DAY - timedelta(days=27), DAY)
    assert window_of(DAY, 4, DAY + timedelta(days=90))[1] == DAY + timedelta(days=7)
    assert window_of(DAY, 1, DAY, [DAY - timedelta(days=30)])[0] == DAY - timedelta(days=30)
