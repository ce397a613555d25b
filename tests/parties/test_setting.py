"""What a report is about: a war, or something that borrows its language."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.lexicon import WAR, load_subjects
from sayso.parties import load_theatres, setting_of
from sayso.parties.setting import is_about_something_else

OTHERS = [subject for subject in load_subjects("en") if subject.name != WAR]
LOCUSTS = (
    "By noon the swarm had taken Sanaa from the north-east. The locusts seized the fields of Bani Hushaysh, "
    "drove farmers from Amran and besieged the market before rain and wind pushed the insects south."
)


@pytest.mark.parametrize("subject", OTHERS, ids=lambda subject: subject.name)
def test_another_subject_is_known_by_its_own_words(subject):
    assert is_about_something_else(subject.example)


def test_war_is_not_taken_for_another_subject():
    (war,) = (subject for subject in load_subjects("en") if subject.name == WAR)
    assert not is_about_something_else(war.example)
    assert not is_about_something_else("Shells hit a market and a church in Soledar, killing three shoppers.")


def test_only_the_lead_tells_the_subject():
    report = "Troops and rebels exchanged artillery fire; three soldiers were killed. " * 30
    assert not is_about_something_else(report + OTHERS[0].example)


def test_a_swarm_in_a_country_at_war_is_no_conflict():
    assert not setting_of(LOCUSTS, date(2020, 7, 6), load_theatres(), {}).in_conflict


def test_the_theatre_of_a_battle_is_found():
    text = "Houthi fighters took Amran from government troops, residents of Sanaa said."
    setting = setting_of(text, date(2020, 7, 6), load_theatres(), {})
    assert setting.in_conflict
    assert setting.theatre is not None
    assert setting.theatre.id == "yemen"


def test_signs_of_war_without_any_known_party_are_still_a_conflict():
    text = "Rebels and soldiers fought; artillery and mortar shells fell on the front line."
    setting = setting_of(text, None, load_theatres(), {})
    assert (setting.theatre, setting.in_conflict) == (None, True)
