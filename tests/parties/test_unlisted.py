"""Conflicts that no theatre file describes: the country's state and its rebels."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Document, Publication
from sayso.parties import unlisted_conflict
from sayso.parties.unlisted import REBELS

NATIONS = {"ML": ("Mali", "Malian"), "NE": ("Niger", "Nigerien"), "SS": ("South Sudan", "South Sudanese")}

TEXTS = [
    ("Tuareg rebels seized Kidal, the Malian army said.", "Mali"),
    ("Insurgents crossed into Niger. Nigerien soldiers fled, and Mali closed its border.", "Niger"),
    ("South Sudanese rebels are near Malakal.", "South Sudan"),
    ("Rebels seized a town, the army said.", None),
    ("Rebels of Mali met rebels of Niger.", None),
    ("The Malian army bought a helicopter.", None),
]


@pytest.mark.parametrize(("text", "state"), TEXTS)
def test_the_country_named_most_gives_its_state_and_rebels(text: str, state: str | None) -> None:
    theatre = unlisted_conflict(text, NATIONS)
    assert (theatre and theatre.sides) == (state and (state, REBELS))


def test_a_report_on_such_a_conflict_is_read_with_generic_parties(reader) -> None:
    text = (
        "Rebels seized the town of Nokou in northern Chad on Friday, the Chadian army said. "
        "The army left Mao without a fight, residents said. Soldiers came under shelling in Moussoro."
    )
    reading = reader.read(Document(id="1", text=text, published=Publication(date(2021, 4, 12))))
    assert reading.theatre == "unlisted-td"
    found = {(c.kind, c.place.name if c.place else None, c.party, c.source.name) for c in reading.claims}
    assert ("control", "Nokou", REBELS, "Chad") in found
    assert ("withdrawal", "Mao", "Chad", "residents") in found
