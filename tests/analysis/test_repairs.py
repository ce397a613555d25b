"""Trees that no sentence has, put right."""

from __future__ import annotations

import pytest

WAR = "Syrian army and rebels are at war in Syria. "


@pytest.fixture
def tree(reader):
    def parse(text: str) -> dict[str, tuple[str, str]]:
        return {token.text: (token.dep_, token.head.text) for token in reader.analyser(text)}

    return parse


def test_a_gerund_that_opens_a_sentence_is_its_subject(tree):
    found = tree(
        WAR + "Between 15 and 20 soldiers were killed. Losing Saraqib would leave the road to Aleppo open."
    )
    assert found["Losing"] == ("csubj", "leave")
    assert found["Saraqib"] == ("obj", "Losing")
    assert found["leave"] == ("ROOT", "leave")


def test_forces_are_a_noun_before_a_verb(tree):
    found = tree("31 October: Tigrayan forces seize Kombolcha.")
    assert found["forces"] == ("nsubj", "seize")
    assert found["Tigrayan"][1] == "forces"


def test_of_two_subjects_each_has_its_verb(tree):
    found = tree("11:20 GNA forces also hold the road junction at al-Asabah, an official in Zawiya says.")
    assert found["forces"] == ("nsubj", "hold")
    assert found["official"] == ("nsubj", "says")
