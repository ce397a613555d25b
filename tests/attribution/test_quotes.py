"""Quoted speech: whose it is, how far it reaches, and how much of it stands between marks."""

from __future__ import annotations

import pytest

from sayso.model import Quote, Voice

QUOTED = [
    ("“The bridge was hit in the morning,” said the mayor.", ["“The bridge was hit in the morning,”"]),
    ("“The bridge was hit in the morning,” the mayor said.", ["“The bridge was hit in the morning,”"]),
    ("The mayor said: “The bridge was hit in the morning.”", ["“The bridge was hit in the morning.”"]),
    ('"The bridge was hit in the morning," said the mayor.', ['"The bridge was hit in the morning,"']),
    ("«The bridge was hit in the morning», said the mayor.", ["«The bridge was hit in the morning»"]),
    (
        "“The bridge was hit,” the mayor said, “and two people were wounded.”",
        ["“The bridge was hit,”", "“and two people were wounded.”"],
    ),
    (
        "“The bridge was hit in the morning,” said the mayor. “We have closed the road.”",
        ["“The bridge was hit in the morning,”", "“We have closed the road.”"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces"), QUOTED, ids=[text for text, _ in QUOTED])
def test_quoted_words_go_whole_to_their_speaker(statements, text, pieces):
    (statement,) = statements(text)
    assert statement.source is not None
    assert statement.source.name == "mayor"
    assert statement.quote is Quote.DIRECT
    assert [span.of(text) for span in statement.content] == pieces


def test_a_speech_goes_on_over_paragraphs_without_closing_marks(statements):
    text = (
        "“The bridge was hit in the morning,” said the mayor. “We closed the road.\n"
        "“The school stays closed until Monday.\n"
        "“After that we shall see.”\n"
        "Trucks waited on the far bank."
    )
    speech, narration = statements(text)
    assert speech.source is not None
    assert speech.source.name == "mayor"
    held = " ".join(span.of(text) for span in speech.content)
    assert "The school stays closed" in held
    assert "After that we shall see" in held
    assert "Trucks" not in held
    assert narration.voice is Voice.NARRATOR


def test_a_closed_speech_and_a_new_speaker_are_kept_apart(statements):
    text = "“The bridge was hit at dawn,” said the mayor.\n“Nobody has told us anything,” said a resident."
    first, second = statements(text)
    assert (first.source.name, second.source.name) == ("mayor", "resident")
    assert "Nobody" not in " ".join(span.of(text) for span in first.content)


def test_partly_quoted_words_are_mixed(statements):
    (statement,) = statements("The mayor said the bridge “was gone by the morning” and the road closed.")
    assert statement.quote is Quote.MIXED


def test_reworded_speech_is_indirect(statements):
    (statement,) = statements("The mayor said the bridge was gone by the morning and the road closed.")
    assert statement.quote is Quote.INDIRECT


def test_words_quoted_within_a_quotation_have_their_own_voice(statements):
    text = "“The commander told us ‘leave the town now’ and we left,” said a resident."
    outer, inner = statements(text)
    assert (outer.source.name, inner.source.name) == ("resident", "commander")
    assert (inner.within, inner.relayed_by) == (outer.id, ("resident",))
    assert "leave the town now" in inner.content[0].of(text)
    assert "and we left" in outer.content[0].of(text)


def test_a_term_in_marks_is_no_speech(statements):
    assert [s.voice for s in statements("The “people’s militia” held the bridge.")] == [Voice.NARRATOR]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge was hit in the morning, said the mayor. The road was closed.",
        "The mayor said: “The bridge was hit.\nThe road was closed.",
        "“ ” “” ” “",
        "“",
        "said: “",
        "“‘„«»",
    ],
)
def test_marks_that_are_never_closed_break_nothing(statements, text):
    for statement in statements(text):
        assert all(0 <= span.start < span.end <= len(text) for span in statement.content)


@pytest.mark.parametrize("credit", ["— Ana Petrova", "– Ana Petrova, teacher", "― Ana Petrova."])
def test_a_pull_quote_belongs_to_the_name_behind_its_dash(said, credit):
    text = f"“Nobody came to the market that day.” {credit}\nThe market opened again on Monday."
    assert said(text) == [("Ana Petrova", "“Nobody came to the market that day.”")]


def test_a_dash_that_goes_on_credits_nobody(said):
    text = "“Nobody came to the market that day.” – The Market Square was empty and stayed so for weeks."
    assert said(text) == []


GOES_ON = [
    "“He is here,” the mayor said on Friday. “He came alone.”",
    "“He is here,” the mayor told the agency, waving. “He came alone.”",
]


@pytest.mark.parametrize("text", GOES_ON)
def test_speech_that_goes_on_behind_the_cue_needs_no_second_one(statements, text):
    (statement,) = statements(text)
    assert statement.source.name == "mayor"
    assert [span.of(text) for span in statement.content][-1] == "“He came alone.”"


def test_what_stands_behind_cue_and_marks_is_the_reporters(said):
    text = "“He came alone,” the mayor said, and soon the market filled with people."
    assert said(text) == [("mayor", "“He came alone,”")]


def test_a_line_that_ends_in_a_colon_hands_over_the_next_paragraph(said):
    text = (
        "The governor added:\n\nThe bridge is gone. We shall build another.\n\nTrucks waited on the far bank."
    )
    assert said(text) == [("governor", "The bridge is gone. We shall build another.")]
