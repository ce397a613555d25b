"""Which language a text is in: by script, by letters, then by words."""

from __future__ import annotations

import pytest

from sayso.text import detect_language

TEXTS = [
    ("en", "The mayor said that the bridge had been hit and that the road was closed."),
    ("en", "Soledar, Bakhmut"),
    ("en", "The commander, called «Сокіл» by his men, said that the hill was held."),
    ("ru", "Мэр сказал, что мост разрушен, а дорога закрыта."),
    ("uk", "Мер сказав, що міст зруйновано, а дорогу закрито. Її відкриють у понеділок."),
    ("de", "Der Bürgermeister sagte, dass die Brücke zerstört und die Straße gesperrt sei."),
    ("fr", "Le maire a dit que le pont était détruit et que la route restait fermée."),
    ("ar", "قال رئيس البلدية إن الجسر قد دمر وإن الطريق مغلق."),
    (None, ""),
    (None, "12.01.2023 – 14:30"),
    (None, "\n \u200b…"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_of_most_of_a_text(language, text):
    assert detect_language(text) == language


def test_a_quoted_line_in_another_script_does_not_make_a_report_foreign():
    report = "The ministry said that its troops held the town and the road to it. "
    assert detect_language(report * 3 + "«Місто тримається».") == "en"
    assert (
        detect_language("«The town is held». " + "Міністерство заявило, що її війська тримають місто.")
        == "uk"
    )
