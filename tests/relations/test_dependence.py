"""Twelve pages with one origin are one origin."""

import random

import pytest

from sayso.model import Publication, Quote
from sayso.relations.dependence import Page, Tie, origins_of
from sayso.relations.wording import copies, quoted_words

STORY = (
    "Fighters of the northern column drove into the town at dawn on Friday and raised a flag over the "
    "council building, people who left by the last bus told of shelling, of empty streets and of soldiers "
    "who asked them for the road to the river."
)
OTHER = (
    "The river froze early this winter and the ferrymen who used to carry coal across it have gone to look "
    "for other work in the capital, where few of them have relatives and none has a place to stay in."
)


def test_one_story_under_twelve_outlets_is_one_origin_with_twelve_carriers(claim):
    pages = [
        claim(10, f"Outlet {n}", "Vale", outlet=f"Outlet {n}", quote=Quote.NONE, at=n + 1, document=f"d{n}")
        for n in range(12)
    ]
    texts = {each.document_id: f"{STORY} Page {n}." for n, each in enumerate(pages)}
    (origin,) = origins_of(pages, texts=texts)
    assert (origin.name, len(origin.pages), origin.ties) == ("Outlet 0", 12, (Tie.VOICE, Tie.TEXT))
    assert origin.first_seen == pages[0].published
    assert len(origins_of(pages)) == 12


def test_copying_once_leaves_an_outlet_its_own_eyes(claim):
    first = claim(10, "A", "Vale", outlet="A", quote=Quote.NONE, document="a1")
    copy = claim(11, "B", "Vale", outlet="B", quote=Quote.NONE, document="b1")
    own = claim(12, "B", "Vale", outlet="B", quote=Quote.NONE, document="b2")
    found = origins_of([first, copy, own], texts={"a1": STORY, "b1": STORY, "b2": OTHER})
    assert [(each.name, len(each.claims)) for each in found] == [("A", 2), ("B", 1)]


def test_a_credited_agency_is_the_origin_of_a_page_and_not_of_those_it_quotes(claim):
    own = claim(10, "Daily", "Vale", outlet="Daily", quote=Quote.NONE, document="d")
    quoted = claim(10, "Ministry", "Vale", outlet="Daily", document="d", speaks_for="Vale")
    found = origins_of([own, quoted], texts={"d": f"TOWN (Reuters) - {STORY}"})
    assert {(each.name, each.side) for each in found} == {("Reuters", None), ("Ministry", "Vale")}


def test_the_same_long_quotation_has_one_speaker(claim):
    words = 'He said: "We took every street of it before the sun was up".'
    named = claim(10, "Commander", "Vale", quote=Quote.DIRECT, sentence=words)
    unnamed = claim(9, "unspecified", "Vale", quote=Quote.DIRECT, sentence=words)
    (origin,) = origins_of([named, unnamed])
    assert (origin.name, origin.ties) == ("Commander", (Tie.VOICE, Tie.QUOTE))
    assert quoted_words('He said: "We took it".') is None


def test_somebody_unnamed_is_known_through_whoever_was_told(claim):
    pages = [
        claim(10, "unspecified", "Vale", outlet=outlet, relayed_by=("Reuters",)) for outlet in ("A", "B")
    ]
    assert [each.name for each in origins_of(pages)] == ["unspecified (Reuters)"]


def test_other_forms_of_a_page_are_carriers_and_may_be_earlier(claim):
    said = claim(10, "Ministry", "Vale", document="d", at=9)
    earlier = Publication(said.published.day, said.published.instant.replace(hour=8))
    form = Page(document="d", outlet="Channel", url="https://example.org/post", published=earlier)
    (origin,) = origins_of([said], pages={"d": [form]})
    assert (len(origin.pages), origin.first_seen) == (2, earlier)


@pytest.mark.parametrize("number", [2, 60])
def test_copies_are_found_among_few_and_among_many(number):
    chance = random.Random(4)
    words = [f"word{n}" for n in range(4000)]
    texts = {f"t{n:03}": " ".join(chance.choices(words, k=120)) for n in range(number)}
    texts["copy"] = texts["t000"] + " with a line of its own at the end"
    assert copies(texts) == [frozenset(("t000", "copy"))]


def test_short_texts_tell_nothing():
    assert copies({"a": "The town is ours.", "b": "The town is ours."}) == []


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_claims_does_not_matter(claim, seed):
    claims = [
        claim(day, source, "Vale", outlet=source, quote=Quote.NONE, document=f"{source}{day}")
        for day, source in ((3, "A"), (4, "B"), (4, "C"), (9, "A"))
    ]
    texts = {"A3": STORY, "B4": STORY, "C4": OTHER, "A9": OTHER}
    shuffled = random.Random(seed).sample(claims, len(claims))
    assert origins_of(shuffled, texts=texts) == origins_of(claims, texts=texts)
