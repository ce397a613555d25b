"""A forwarded post: whose words it holds, and through whom they came."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.model import Document, Provenance, Publication, Voice

TEXT = "Troops left the mill on Friday. The district said that nobody was hurt."


@pytest.mark.parametrize(
    ("forwarded_from", "narrator", "relayed_by"),
    [
        (None, "Valley Channel", ()),
        ("River Watch", "River Watch", ("River Watch",)),
        ("", "unspecified", ()),
    ],
)
def test_the_words_are_of_the_channel_they_came_from(reader, forwarded_from, narrator, relayed_by):
    provenance = Provenance(forwarded_from=forwarded_from) if forwarded_from is not None else None
    document = Document(
        id="1",
        text=TEXT,
        published=Publication(date(2023, 1, 14)),
        outlet="Valley Channel",
        provenance=provenance,
    )
    told, said = reader.read(document).statements
    assert (told.voice, told.source.name, told.relayed_by) == (Voice.NARRATOR, narrator, ())
    assert (said.source.name, said.relayed_by) == ("district", relayed_by)
