"""The theatre of a report, from its words and date. Every paragraph is invented."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.parties import detect_theatre, load_theatres

REPORTS = [
    ("ukraine", "2023-01-14", "The Russian defence ministry said its forces took Soledar. Kyiv denied it."),
    ("ukraine", "2014-05-09", "Pro-Russian separatists seized a building in Mariupol, and soldiers fired."),
    ("syria", "2016-11-27", "The army advanced in Jabal Badro, a part of Aleppo, pushing rebels back."),
    ("syria", "2015-02-15", "Kurdish YPG fighters under air strikes took villages around Kobane from ISIS."),
    ("iraq", "2016-10-20", "Iraqi forces and Peshmerga closed in on Mosul, where militants dug in."),
    ("libya", "2020-05-20", "Forces of the GNA seized al-Watiya from Haftar's troops south of Tripoli."),
    ("yemen", "2017-02-10", "Coalition troops fought the Houthis street by street in Mocha."),
    ("sudan", "2025-01-11", "The army entered Wad Madani and the Rapid Support Forces left for Khartoum."),
    ("drcongo", "2025-01-28", "M23 rebels said they held Goma; Congolese troops fought on at the airport."),
    ("afghanistan", "2015-10-01", "Taliban insurgents held parts of Kunduz; Afghan forces fought for it."),
    ("philippines", "2017-05-30", "The military shelled Maute militants holding out in Marawi."),
    ("karabakh", "2020-11-08", "Azerbaijan said its army had taken Shusha; Yerevan said fighting continued."),
    ("gaza-lebanon", "2024-05-07", "Israeli tanks entered Rafah; Hamas said its fighters fired mortars."),
    ("ethiopia", "2021-06-28", "Tigrayan forces entered Mekelle after federal troops withdrew."),
    ("myanmar", "2024-08-03", "Rebels said they seized the army's command in Lashio; the junta was silent."),
]  # fmt: skip


@pytest.mark.parametrize(("theatre", "day", "text"), REPORTS)
def test_a_report_of_war_has_its_theatre(theatre: str, day: str, text: str) -> None:
    found = detect_theatre(text, date.fromisoformat(day), load_theatres())
    assert found.theatre is not None
    assert found.theatre.id == theatre
    assert not found.tie
    assert next(iter(found.scores)) == theatre


PEACEFUL = [
    "The American attacked the last hole, captured the title by two strokes and thanked the crowd.",
    "Republicans hope to keep control of the Senate; the battle for the seat in Ohio will be close.",
    "The opera house in Kyiv opens its season with a new ballet by a Ukrainian composer.",
    "A bakery in Damascus sells the best pastries of Syria, our food writer found.",
    "The bank raised its rates, and shares of Russian and Ukrainian grain dealers rose.",
    "Scientists tracked storks from Poland to Sudan and on to the Congo basin.",
    "The museum in Baghdad shows tablets from Mosul again.",
    "",
]


@pytest.mark.parametrize("text", PEACEFUL)
def test_a_peaceful_text_has_none(text: str) -> None:
    found = detect_theatre(text, date(2023, 1, 14), load_theatres())
    assert found.theatre is None
    assert not found.tie


def test_a_long_text_that_mentions_a_war_in_passing_has_none() -> None:
    passing = "He had sent troops to Libya, and spoke of Tripoli. " + "The votes were counted again. " * 200
    assert detect_theatre(passing, None, load_theatres()).theatre is None


def test_a_war_that_had_not_begun_is_out_of_the_question() -> None:
    text = "The army and the Rapid Support Forces fought in Khartoum."
    assert detect_theatre(text, date(2019, 1, 1), load_theatres()).theatre is None
    found = detect_theatre(text, date(2023, 5, 1), load_theatres())
    assert found.theatre is not None
    assert found.theatre.id == "sudan"


def test_a_text_about_two_wars_alike_is_a_tie() -> None:
    text = "Fighting went on in Goma and in Rutshuru, in Mekelle and in Lalibela."
    found = detect_theatre(text, None, load_theatres())
    assert found.tie
    assert found.theatre is None
    assert found.scores["drcongo"] == found.scores["ethiopia"]


def test_a_line_without_words_of_war_has_the_theatre_of_its_sides_and_town() -> None:
    line = "Moscow says it took Soledar, Kyiv denies it."
    day = date(2023, 1, 14)
    towns = {"Soledar": "UA"}
    known = detect_theatre(line, day, load_theatres(), lambda name, within: towns.get(name) in within)
    assert known.theatre is not None
    assert known.theatre.id == "ukraine"
    unknown = detect_theatre(line, day, load_theatres(), lambda name, within: False)
    assert unknown.theatre is None
