"""A claim as a sentence: whatever is known of who, how, when and how surely stands in it, and no more."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.sentences import sentence_of, when_words
from sayso.model import (
    Certainty,
    Channel,
    Claim,
    Document,
    Kind,
    Place,
    Polarity,
    Precision,
    Publication,
    Quantity,
    Quote,
    Source,
    Span,
    When,
)

TOWN = Place(name="Arden")
MINISTRY = Source(name="Vale Ministry of Defence", party="Vale", side="Vale")
COLONEL = Source(name="Ana Example", org="Vale Ministry of Defence", party="Vale", side="Vale")
UNNAMED = Source(name="unspecified")
BARE = Document(id="1", text="...")
DESK = Document(id="1", text="...", outlet="Desk", published=Publication(date(2023, 1, 14)))
THE_12TH, THE_13TH = (When.on(date(2023, 1, day)) for day in (12, 13))
NINE = Quantity(low=9, high=None, counts="residents")


def claim(kind="control", party="Vale", polarity="affirmed", certainty="asserted", **more):
    fields = {"place": TOWN, "side": None, "source": MINISTRY, "statement": "s1", "evidence": Span(0, 1)}
    return Claim(
        kind=Kind(kind),
        party=party,
        polarity=Polarity(polarity),
        certainty=Certainty(certainty),
        **{**fields, **more},
    )


def span(first, last, precision=Precision.DAY):
    return When(first=first, last=last, precision=precision)


@pytest.mark.parametrize(
    ("claim", "document", "sentence"),
    [
        (
            claim(channel=Channel.TELEGRAM, said_on=THE_13TH, when=THE_12TH),
            DESK,
            "The Vale Ministry of Defence said on Telegram on 13 January 2023, as relayed by Desk, "
            "that Vale held Arden on 12 January 2023 (asserted).",
        ),
        (
            claim(source=COLONEL, relayed_by=("Herald", "Daily"), polarity="denied", party="Mark Group"),
            DESK,
            "Ana Example, for the Vale Ministry of Defence, said, as relayed by Herald, then by Daily, "
            "then by Desk on 14 January 2023, that the Mark Group did not hold Arden (denied).",
        ),
        (claim(source=UNNAMED), BARE, "An unnamed source said that Vale held Arden (asserted)."),
        (
            claim(source=Source(name="Desk"), quote=Quote.NONE, channel=Channel.REPORT),
            DESK,
            "Desk reported on 14 January 2023 that Vale held Arden (asserted).",
        ),
        (
            claim(source=Source(name="narrator"), quote=Quote.NONE),
            BARE,
            "An unnamed outlet reported that Vale held Arden (asserted).",
        ),
        (
            claim(source=Source(name="narrator"), channel=Channel.BRIEFING, background=True),
            Document(id="1", text="...", published=Publication(date(2023, 1, 14))),
            "A narrator said at a briefing, as published on 14 January 2023, "
            "that Vale held Arden (asserted, background).",
        ),
    ],
)
def test_the_attribution_is_kept(claim, document, sentence):
    assert sentence_of(claim, document) == sentence


@pytest.mark.parametrize(
    ("claim", "content"),
    [
        (claim(certainty="probable"), "said that Vale probably held Arden (probable)"),
        (claim(certainty="possible"), "said that Vale might hold Arden (possible)"),
        (claim(certainty="predicted"), "said that Vale would hold Arden (predicted)"),
        (claim(certainty="conditional"), "spoke of the case that Vale held Arden (conditional)"),
        (claim(polarity="denied"), "said that Vale did not hold Arden (denied)"),
        (
            claim(polarity="denied", certainty="probable"),
            "said that Vale probably did not hold Arden (denied, probable)",
        ),
        (
            claim(polarity="denied", certainty="possible"),
            "said that Vale might not hold Arden (denied, possible)",
        ),
        (claim(party=None), "said that Arden was held (asserted)"),
        (claim(party=None, place=None), "said that a place not named was held (asserted)"),
        (claim(extent="whole"), "said that Vale held all of Arden (asserted)"),
        (claim(extent="Most"), "said that Vale held most of Arden (asserted)"),
        (claim(extent="partial"), "said that Vale held part of Arden (asserted)"),
        (claim(extent="northern quarter"), "said that Vale held Arden (northern quarter) (asserted)"),
        (claim("fighting"), "said that Vale fought in Arden (asserted)"),
        (claim("fighting", place=None), "said that Vale fought (asserted)"),
        (claim("fighting", party=None), "said that there was fighting in Arden (asserted)"),
        (claim("fighting", None, "denied"), "said that there was no fighting in Arden (denied)"),
        (
            claim("fighting", None, "denied", "predicted"),
            "said that there would be no fighting in Arden (denied, predicted)",
        ),
        (claim("withdrawal"), "said that Vale withdrew from Arden (asserted)"),
        (
            claim("withdrawal", None, certainty="possible"),
            "said that there might be withdrawal from Arden (possible)",
        ),
        (claim("advance", polarity="denied"), "said that Vale did not advance at Arden (denied)"),
        (claim("encirclement"), "said that Vale surrounded Arden (asserted)"),
        (claim("encirclement", None, "denied"), "said that Arden was not surrounded (denied)"),
        (claim("destruction"), "said that Vale caused destruction in Arden (asserted)"),
        (
            claim("destruction", None, certainty="probable"),
            "said that there was probably destruction in Arden (probable)",
        ),
        (claim("casualties"), "said that there were casualties in Arden, concerning Vale (asserted)"),
        (
            claim("casualties", quantity=NINE),
            "said that casualties in Arden, concerning Vale, came to at least 9 residents (asserted)",
        ),
        (
            claim("casualties", None, "denied", quantity=NINE),
            "said that casualties in Arden did not come to at least 9 residents (denied)",
        ),
        (
            claim("force", quantity=NINE),
            "gave an account of forces in Arden, concerning Vale, counting at least 9 residents (asserted)",
        ),
        (claim("assessment"), "gave a judgement on Arden, concerning Vale (asserted)"),
        (
            claim("prediction", None, "denied", "predicted"),
            "rejected an outlook for Arden (denied, predicted)",
        ),
        (
            claim("other", None, place=None),
            "gave an account of matters concerning a place not named (asserted)",
        ),
    ],
)
def test_every_kind_in_neutral_words(claim, content):
    assert sentence_of(claim, BARE) == f"The Vale Ministry of Defence {content}."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ana Example", "Ana Example"),
        ("Wagner Group", "The Wagner Group"),
        ("Syrian government", "The Syrian government"),
        ("armed group", "An armed group"),
        ("Institute for the Study of War", "The Institute for the Study of War"),
        ("the White House", "The White House"),
        ("officer", "An officer"),
        ("Ukrainian soldier", "A Ukrainian soldier"),
        ("UN official", "A UN official"),
        ("Syrian rebels", "Syrian rebels"),
        ("i24NEWS", "i24NEWS"),
        ("Vale's second brigade", "Vale's second brigade"),
        ("Daily (Agency)", "Daily (Agency)"),
        ("  ", "An unnamed source"),
        ("Ana\u202e\n Example", "Ana Example"),
    ],
)
def test_names_get_the_article_that_english_gives_them(name, words):
    assert sentence_of(claim(source=Source(name=name)), BARE).startswith(f"{words} said that")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, None),
        (THE_12TH, "on 12 January 2023"),
        (span(date(2023, 1, 1), date(2023, 1, 31), Precision.MONTH), "in January 2023"),
        (span(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR), "in 2022"),
        (span(date(2023, 1, 7), date(2023, 1, 11)), "between 7 and 11 January 2023"),
        (span(date(2022, 12, 30), date(2023, 1, 2)), "between 30 December 2022 and 2 January 2023"),
        (span(date(2023, 1, 30), date(2023, 2, 2)), "between 30 January and 2 February 2023"),
        (span(date(2023, 1, 7), None), "since 7 January 2023"),
        (span(None, date(2023, 1, 7)), "until 7 January 2023"),
        (span(None, None, Precision.VAGUE), None),
    ],
)
def test_days_as_words(when, words):
    assert when_words(when) == words


@pytest.mark.parametrize(
    ("kind", "polarity", "certainty", "party", "place"),
    list(product(Kind, Polarity, Certainty, ("Vale", None), (TOWN, None))),
)
def test_nothing_of_the_commitment_is_lost(kind, polarity, certainty, party, place):
    sentence = sentence_of(claim(kind, party, polarity, certainty, place=place), DESK)
    said = sentence[sentence.rindex("(") :]
    assert ("denied" in said) == (polarity is Polarity.DENIED)
    assert (certainty.value in said) or certainty is Certainty.ASSERTED
    assert "None" not in sentence
    assert "  " not in sentence
    assert place is None or "Arden" in sentence


@given(st.text(), st.text(), st.text())
def test_a_sentence_is_one_line_whatever_the_names(source, outlet, extent):
    document = Document(id="1", text="...", outlet=outlet)
    sentence = sentence_of(claim(source=Source(name=source), extent=extent), document)
    assert len(sentence.splitlines()) == 1
    assert sentence.endswith("(asserted).")
