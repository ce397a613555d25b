"""Who holds a place, by the wording of one sentence. All sentences are invented."""

from __future__ import annotations

import pytest

RUSSIA, UKRAINE = "Russia", "Ukraine"


def holds(party, place="Soledar", polarity="affirmed", certainty="asserted"):
    return [(place, party, polarity, certainty)]


TAKEN_OR_HELD = [
    # taken
    ("Russian forces captured Soledar.", RUSSIA),
    ("Russian forces have seized Soledar.", RUSSIA),
    ("Russian troops took Soledar.", RUSSIA),
    ("Russian troops took control of Soledar.", RUSSIA),
    ("Russian troops gained full control of Soledar.", RUSSIA),
    ("Ukrainian forces retook Soledar.", UKRAINE),
    ("Soledar fell to Russian forces.", RUSSIA),
    ("Russian forces drove Ukrainian troops out of Soledar.", RUSSIA),
    ("Soledar was captured by Russian forces.", RUSSIA),
    ("Soledar, which Russian forces captured on Friday, is in ruins.", RUSSIA),
    ("The capture of Soledar by Russian forces took a week.", RUSSIA),
    ("The fall of Soledar to Russian forces took days.", RUSSIA),
    # held
    ("Ukrainian forces control Soledar.", UKRAINE),
    ("Ukrainian forces still hold Soledar.", UKRAINE),
    ("Ukrainian soldiers are holding out in Soledar.", UKRAINE),
    ("Soledar is under Russian control.", RUSSIA),
    ("Soledar is under the control of Russian forces.", RUSSIA),
    ("Soledar is in Russian hands.", RUSSIA),
    ("Soledar remains in Ukrainian hands.", UKRAINE),
    ("Soledar remains under Ukrainian control.", UKRAINE),
    # nobody is named, yet the report makes clear who attacks
    ("Russian forces stormed Soledar. Officials said that Soledar had been captured.", RUSSIA),
    ("Moscow said that Soledar had been captured.", RUSSIA),
    ("Kyiv said that Soledar had fallen.", RUSSIA),
    # "its" and "they" are the speaker's or the subject's
    ("Moscow said its forces had captured Soledar.", RUSSIA),
    ("Kyiv said its troops still held Soledar.", UKRAINE),
]


@pytest.mark.parametrize(("text", "party"), TAKEN_OR_HELD, ids=[text for text, _ in TAKEN_OR_HELD])
def test_who_holds_the_town(control, text, party):
    assert control(text) == holds(party)


NOT_SO = [
    ("Ukrainian forces lost Soledar.", UKRAINE),
    ("Kyiv acknowledged the loss of Soledar.", UKRAINE),
    ("Russian forces did not capture Soledar.", RUSSIA),
    ("Russian forces have never controlled Soledar.", RUSSIA),
    ("Russian troops failed to capture Soledar.", RUSSIA),
    ("Soledar is not under Russian control.", RUSSIA),
    ("Soledar has not fallen.", RUSSIA),
    ("It is not true that Russian forces captured Soledar.", RUSSIA),
    ("Russian troops have yet to capture Soledar.", RUSSIA),
    ("Kyiv denied that Russian forces had captured Soledar.", RUSSIA),
    ("Kyiv’s denial of the capture of Soledar came on Friday.", RUSSIA),
    ("Kyiv denied that Soledar had changed hands.", RUSSIA),
    ("Kyiv disputed that Soledar was lost.", RUSSIA),
    ("Soledar remained out of Russian hands.", RUSSIA),
]


@pytest.mark.parametrize(("text", "party"), NOT_SO, ids=[text for text, _ in NOT_SO])
def test_a_loss_a_negation_and_a_denial_say_it_is_not_so(control, text, party):
    assert control(text) == holds(party, polarity="denied")


@pytest.mark.parametrize(
    "denial", ["Kyiv denied the claim.", "Kyiv denied it.", "Kyiv rejected the report.", "Kyiv denied this."]
)
def test_a_denial_that_points_back_denies_the_claim_before_it(claims, denial):
    text = f"Moscow said its forces had captured Soledar. {denial}"
    found = [c for c in claims(text) if c.kind == "control"]
    assert [(c.source.name, c.place.name, c.party, c.polarity) for c in found] == [
        (RUSSIA, "Soledar", RUSSIA, "affirmed"),
        (UKRAINE, "Soledar", RUSSIA, "denied"),
    ]
    assert found[0].statement != found[1].statement


def test_a_denial_with_nothing_before_it_denies_nothing(control):
    assert control("Kyiv denied the claim.") == []


CERTAINTIES = [
    ("Russian forces have probably captured Soledar.", "probable"),
    ("Russian forces appear to have captured Soledar.", "probable"),
    ("The institute believed that Russian forces had captured Soledar.", "probable"),
    ("Russian forces may have captured Soledar.", "possible"),
    ("Russian forces could have captured Soledar.", "possible"),
    ("Has Soledar fallen to Russian forces?", "possible"),
    ("It is unclear whether Russian forces hold Soledar.", "possible"),
    ("If Soledar has fallen, the road is open.", "conditional"),
    ("Moscow claimed that its forces had captured Soledar.", "asserted"),
]


@pytest.mark.parametrize(("text", "certainty"), CERTAINTIES, ids=[text for text, _ in CERTAINTIES])
def test_how_far_the_source_commits(control, text, certainty):
    assert control(text) == holds(RUSSIA, certainty=certainty)


NO_CONTROL = [
    # no stand is taken
    "Kyiv did not say whether Russian forces had captured Soledar.",
    "The ministry did not confirm that Russian forces had captured Soledar.",
    "The ministry was asked whether Soledar had fallen to Russian forces.",
    # aims and attempts
    "Russian forces are trying to seize Soledar.",
    "Russian forces want to capture Soledar.",
    "Russian troops attacked in an attempt to take Soledar.",
    "Ukraine began an operation to retake Soledar.",
    "The battle for Soledar goes on.",
    # foreseen or supposed
    "Russian forces will soon capture Soledar.",
    "The ministry expects Soledar to fall to Russian forces.",
    "The capture of Soledar would open the road to Bakhmut.",
    "If Russian forces capture Soledar, the road will be open.",
    # a move is not a hold
    "Russian troops entered Soledar.",
    "Russian forces surrounded Soledar.",
    "Ukrainian troops withdrew from Soledar.",
    # no place is held
    "Russian forces captured 40 soldiers in Soledar.",
    "Russian forces seized tanks and guns.",
    "Neither side controls Soledar.",
]


@pytest.mark.parametrize("text", NO_CONTROL)
def test_what_says_nothing_of_who_holds_the_town(control, text):
    assert control(text) == []


def test_several_places_make_several_claims(control):
    expected = [*holds(RUSSIA), *holds(RUSSIA, "Bakhmut"), *holds(RUSSIA, "Paraskoviivka")]
    assert control("Russian forces captured Soledar, Bakhmut and Paraskoviivka.") == expected


def test_two_halves_of_a_sentence_keep_their_parties(control):
    expected = [*holds(RUSSIA), *holds(UKRAINE, "Bakhmut")]
    assert control("Russian forces captured Soledar, while Ukrainian forces still hold Bakhmut.") == expected


PARTS = [
    ("Russian forces captured the eastern part of Bakhmut.", "Bakhmut", "eastern part"),
    ("Russian forces captured most of Bakhmut.", "Bakhmut", "most"),
    ("Russian forces captured half of Bakhmut.", "Bakhmut", "half"),
    ("Russian forces captured five villages near Bakhmut.", None, "five villages"),
    ("Russian forces gained full control of Bakhmut.", "Bakhmut", "full"),
    ("Russian forces captured Bakhmut.", "Bakhmut", None),
]


@pytest.mark.parametrize(("text", "place", "extent"), PARTS, ids=[text for text, *_ in PARTS])
def test_a_part_of_a_town_and_a_count_of_villages_are_kept_as_the_extent(claims, text, place, extent):
    (claim,) = [c for c in claims(text) if c.kind == "control"]
    assert (claim.place.name if claim.place else None, claim.extent) == (place, extent)
    assert claim.party == RUSSIA


DATED = [
    # text, when, said on
    ("Russian forces captured Soledar on 12 January.", "2023-01-12", None),
    ("Russian forces captured Soledar on Thursday.", "2023-01-12", None),
    ("Russian forces captured Soledar.", None, None),
    ("Moscow said on Friday that its forces had captured Soledar.", "2023-01-13", "2023-01-13"),
    ("Moscow said on Friday that its forces had captured Soledar on Thursday.", "2023-01-12", "2023-01-13"),
    ("Moscow said its forces had captured Soledar on Thursday.", "2023-01-12", None),
    ("Moscow said its forces captured Soledar on the evening of 12 January.", "2023-01-12", None),
    ("Russian forces captured Lysychansk in July 2022.", "2022-07", None),
]


@pytest.mark.parametrize(("text", "when", "said_on"), DATED, ids=[text for text, *_ in DATED])
def test_the_day_of_the_capture_and_the_day_of_the_saying(claims, text, when, said_on):
    (claim,) = [c for c in claims(text) if c.kind == "control"]
    assert (claim.when and claim.when.iso()) == when
    assert (claim.said_on and claim.said_on.iso()) == said_on


HISTORY = [
    ("Russian forces captured Lysychansk in July 2022.", True),
    ("Ukrainian forces retook Lyman on 1 October 2022.", True),
    ("Russian forces captured Soledar on 12 January.", False),
    ("Russian forces captured Soledar on 20 December 2022.", False),
    ("Russian forces captured Soledar.", False),
]


@pytest.mark.parametrize(("text", "is_background"), HISTORY, ids=[text for text, _ in HISTORY])
def test_what_lies_more_than_thirty_days_back_is_background(claims, text, is_background):
    (claim,) = [c for c in claims(text) if c.kind == "control"]
    assert claim.background is is_background


def test_the_reporter_the_speaker_and_the_relay_are_kept_apart(claims):
    told, said, relayed = [
        claim
        for text in (
            "Russian forces captured Soledar.",
            "Moscow said that its forces had captured Soledar.",
            "The newspaper reported that Moscow said its forces had captured Soledar.",
        )
        for claim in claims(text)
    ]
    assert (told.source.name, told.quote, told.channel, told.relayed_by) == (
        "The Courier",
        "none",
        "report",
        (),
    )
    assert (said.source.name, said.quote, said.relayed_by) == (RUSSIA, "indirect", ())
    assert (relayed.source.name, relayed.relayed_by) == (RUSSIA, ("newspaper",))


def test_an_unnamed_source_is_unspecified_never_the_outlet(claims):
    (claim,) = claims("Russian forces have reportedly captured Soledar.")
    assert (claim.source.name, claim.certainty) == ("unspecified", "asserted")


def test_quoted_words_make_a_direct_claim(claims):
    (claim,) = claims("“Russian forces have captured Soledar since the morning,” said a resident.")
    assert (claim.source.name, claim.quote) == ("resident", "direct")


HARDER = [
    ("Ukrainian forces no longer hold Soledar.", UKRAINE),
    ("Russian forces control neither Soledar nor Bakhmut.", RUSSIA),
    ("Kyiv rejected Moscow's claim that Russian forces had captured Soledar.", RUSSIA),
    ("Kyiv rejected the claim that Russian forces had captured Soledar.", RUSSIA),
]


@pytest.mark.parametrize(("text", "party"), HARDER)
def test_a_denial_in_a_harder_frame(control, text, party):
    assert holds(party, polarity="denied")[0] in control(text)


def test_a_clause_around_its_cue_is_the_speakers_never_the_outlets(claims):
    (claim,) = claims("Soledar, the mayor said, had been captured by Russian forces.")
    assert (claim.source.name, claim.party) == ("mayor", RUSSIA)


def test_whoever_is_quoted_makes_the_claim_and_the_agency_relays_it(claims):
    (claim,) = claims(
        "The agency quoted the Russian ministry as saying that its forces had captured Soledar."
    )
    assert (claim.source.party, claim.party, claim.relayed_by) == (RUSSIA, RUSSIA, ("agency",))


@pytest.mark.parametrize("adverb", ["nearly", "almost"])
def test_what_was_nearly_taken_is_held_in_part(claims, adverb):
    (claim,) = claims(f"Russian troops have {adverb} captured Soledar.")
    assert (claim.party, claim.extent) == (RUSSIA, "partial")


def test_every_name_of_a_list_is_held(control):
    expected = [*holds(RUSSIA), *holds(RUSSIA, "Krasna Hora"), *holds(RUSSIA, "Paraskoviivka")]
    assert control("Russian forces captured Soledar, Krasna Hora and Paraskoviivka.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Zakhidnyi, Kurdiumivka and Zaliznyi districts of",
        "the districts of Zakhidnyi, Kurdiumivka and Zaliznyi in",
    ],
)
def test_every_district_of_a_list_is_held_and_lies_in_its_city(claims, text):
    found = [c.place for c in claims(f"Russian forces captured {text} Bakhmut.") if c.kind == "control"]
    assert {place.name for place in found} == {"Zakhidnyi", "Kurdiumivka", "Zaliznyi"}
    assert {place.within for place in found if place.id is None} == {"Bakhmut"}


def test_a_chronicle_of_old_wars_takes_nothing_today(claims):
    text = (
        "Russian and Ukrainian soldiers stood before Soledar in 1534. The siege was broken in 1623. "
        "On this page of the chronicle Russian forces capture Soledar."
    )
    assert [claim for claim in claims(text) if claim.kind == "control"] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Russian forces hold Soledar and Lyman Pershyi.", ["Soledar", "Lyman Pershyi"]),
        ("Russian forces still control about a third of Soledar.", ["Soledar"]),
        (
            "Russian troops shelled houses in Soledar and Lyman, both of which they captured.",
            ["Soledar", "Lyman"],
        ),
        ("Russian forces stormed Soledar. They took the northern districts.", ["Soledar"]),
    ],
)
def test_whatever_the_place_is_called_and_however_much_of_it_is_held(control, text, places):
    assert control(text) == [claim for place in places for claim in holds(RUSSIA, place)]


def test_a_place_that_fell_fell_to_whoever_takes_places_in_the_report(control):
    text = "The mayor said Soledar had changed hands. Russian forces captured Bakhmut."
    assert control(text) == [*holds(RUSSIA), *holds(RUSSIA, "Bakhmut")]


def test_jihadists_are_not_whichever_militia_was_named_last(reading):
    text = (
        "Islamic State fought near Raqqa. The Syrian Democratic Forces, a US-backed alliance, shelled it. "
        "The jihadists hold Raqqa."
    )
    held = [c for c in reading(text).claims if c.kind == "control"]
    assert [(c.place.name, c.party) for c in held] == [("Raqqa", "Islamic State")]


def test_they_of_a_direct_quotation_are_not_the_speakers_side(claims):
    text = "Russian forces attacked Soledar. “They have not taken the town,” a Ukrainian officer said."
    (claim,) = [c for c in claims(text) if c.kind == "control"]
    assert (claim.party, claim.polarity) == (RUSSIA, "denied")


def test_the_city_is_not_the_village_named_last(reading):
    text = "Syrian army troops shelled Aleppo and the village of Bzaah. Rebels hold half of the city."
    (claim,) = [c for c in reading(text).claims if c.kind == "control"]
    assert claim.place.name == "Aleppo"


def test_militants_are_the_armed_group_named_before(reading):
    text = "Islamic State attacked the Iraqi army near Mosul. The militants hold the town of Hawija."
    held = [c for c in reading(text).claims if c.kind == "control"]
    assert [(c.place.name, c.party) for c in held] == [("Hawija", "Islamic State")]
