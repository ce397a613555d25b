"""Places that share a noun and a city."""

from __future__ import annotations

import pytest

from sayso.lexicon import load_place_words
from sayso.model import MentionType, Place, PlaceMention, Span
from sayso.places.lists import find_lists

LISTS = [
    # text, members with the city that they are in
    ("They took the Amba, Boro and Cadu districts of Sirte.", ["Amba, Sirte", "Boro, Sirte", "Cadu, Sirte"]),
    ("They took the districts of Amba and Boro in eastern Sirte.", ["Amba, Sirte", "Boro, Sirte"]),
    ("They took the villages of Amba and Boro.", ["Amba", "Boro"]),
    ("They took the villages of Amba and Boro in Sirte.", ["Amba", "Boro"]),
    ("They took the Amba district of Sirte.", None),
    ("They took Amba and Boro.", None),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_members_of_a_list(text, expected):
    names = [name for name in ("Amba", "Boro", "Cadu", "Sirte") if name in text]
    mentions = [_mention(text, name) for name in sorted(names, key=text.index)]
    found = [[m.place.full_name for m in each.members] for each in find_lists(text, mentions, _words())]
    assert found == ([] if expected is None else [expected])


def _mention(text, name):
    start = text.index(name)
    known = Place(name=name, id="geonames:1", kind="settlement") if name == "Sirte" else Place(name=name)
    kind = MentionType.PLACE if name == "Sirte" else MentionType.OTHER
    return PlaceMention(span=Span(start, start + len(name)), type=kind, place=known)


def _words():
    return load_place_words("en")
