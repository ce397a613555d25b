"""What goes through the network together, and where a sentence may begin."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.segmentation import may_start, segments


@dataclass(frozen=True)
class Word:
    text: str
    whitespace_: str = " "

    @property
    def is_space(self):
        return self.text.isspace()


def _cut(words, longest=160, room=510):
    tokens = [Word(word) if isinstance(word, str) else word for word in words]
    return [[tokens[i].text for i in part.words] for part in segments(tokens, len, room, longest)]


def test_a_paragraph_is_a_segment():
    text = ["Kyiv", "denies", "it", "\n\n", "The", "ministry", "said", "so", ".", "\n"]
    assert _cut(text) == [["Kyiv", "denies", "it"], ["The", "ministry", "said", "so", "."]]


def test_spaces_within_a_paragraph_part_nothing():
    assert _cut(["It", "  ", "fell", "."]) == [["It", "fell", "."]]


def test_bullets_in_one_line_are_segments():
    text = "Junta loses town • Rebels claim gate • Traders cross"
    assert [" ".join(part) for part in _cut(text.split())] == [
        "Junta loses town",
        "• Rebels claim gate",
        "• Traders cross",
    ]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Clinic not hit - army spokesman", "- army spokesman"),
        ("REBELS TAKE BRIDGE – RESIDENTS", "– RESIDENTS"),
        ("Clinic not hit - army spokesman .", None),
        ("Rebels - and their allies - have left the old town this morning", None),
        ("It fell . Then it rose - army", None),
    ],
)
def test_the_voice_behind_a_heading_is_a_segment(text, voice):
    parts = [" ".join(part) for part in _cut(text.split())]
    assert parts == ([text] if voice is None else [text[: -len(voice) - 1], voice])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kyiv : troops still in town", "Kyiv :"),
        ("URGENT : REBELS TAKE BRIDGE", "URGENT :"),
        ("Defence ministry : town still ours - army", "Defence ministry :"),
        ("Kyiv : not yet", None),
        ("The ministry said this : the town fell .", None),
    ],
)
def test_the_label_of_a_heading_is_a_segment(text, label):
    first = " ".join(_cut(text.split())[0])
    assert first == (text if label is None else label)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("GOMA , DR Congo — Rebels left .", "GOMA , DR Congo —"),
        ("KYIV , Jan. 13 ( Agency ) - Troops left .", "KYIV , Jan. 13 ( Agency ) -"),
        ("Yangon , Myanmar ( Agency ) – The junta left .", "Yangon , Myanmar ( Agency ) –"),
        ("Moscow ( Agency ) - The ministry denied it .", "Moscow ( Agency ) -"),
        ("Syrian Democratic Forces ( SDF ) - Kurdish-led - left .", None),
        ("Moscow - so far - has said nothing .", None),
        ("Amina ( 45 ) – a nurse – left .", None),
    ],
)
def test_a_dateline_is_a_segment(text, dateline):
    parts = [" ".join(part) for part in _cut(text.split())]
    assert parts == ([text] if dateline is None else [dateline, text[len(dateline) + 1 :]])


def test_a_long_paragraph_is_cut_behind_the_last_full_stop():
    text = "It fell . They left . Others say that it holds"
    assert [" ".join(part) for part in _cut(text.split(), longest=9)] == [text[:21], text[22:]]


def test_the_cut_leaves_a_closing_quotation_mark_with_its_sentence():
    words = ["“", "It", "has", Word("fallen", ""), Word(".", ""), "”", "He", "left", "on", "Friday"]
    assert _cut(words, longest=8)[0] == ["“", "It", "has", "fallen", ".", "”"]


def test_without_a_full_stop_the_cut_falls_behind_a_pause():
    words = ["the", "town", "and", "its", "mine", ",", "the", "road", "and", "the", "bridge"]
    assert _cut(words, longest=8)[0] == ["the", "town", "and", "its", "mine", ","]


def test_a_paragraph_of_long_words_is_cut_to_the_room_of_the_network():
    assert [len(part) for part in _cut(["abcde"] * 7, room=17)] == [3, 3, 1]


@given(st.lists(st.sampled_from(["a", "bb", ".", ",", "\n", "”", "(", " "])), st.integers(1, 9))
def test_every_word_is_in_one_segment_in_order(words, longest):
    parts = _cut(words, longest=longest)
    assert [word for part in parts for word in part] == [word for word in words if not word.isspace()]
    assert all(1 <= len(part) <= longest for part in parts)


STARTS = [
    # text, words on which a sentence may begin besides the first
    ("Kyiv denied it , Moscow said so", ["denied?", "Moscow?"]),
    ("The army - Ukraine 's largest - left", ["Ukraine?", "left?"]),
    ("It fell . They left", ["They"]),
    ("It fell . ” They left", ["They"]),
    ("It fell they left", ["they?"]),
    ("The town ( held since May . See map ) fell . Later", ["See?", "fell?", "Later"]),
    ("It fell . ( He denied it . She agreed . ) Later", ["He", "She", "Later"]),
    ("The town ( held since May . Later", ["Later"]),
    ("Moscow : the town fell", ["the"]),
    ("“ We left , he said", ["We?"]),
    ('It fell . " They left', ['"', "They?"]),
    ('" It fell . " They left', ["It?", "They"]),
]


@pytest.mark.parametrize(("text", "places"), STARTS)
def test_where_a_sentence_may_begin(text, places):
    words = text.split()
    allowed = may_start(words)
    assert allowed[0]
    for place in places:
        assert allowed[words.index(place.rstrip("?"))] is not place.endswith("?")
