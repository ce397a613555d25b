"""The official romanisation of Ukrainian, on the names of its own rules and on towns."""

from __future__ import annotations

import pytest

from sayso.places.romanisation import official_name, romanise_ukrainian, ukrainian_among

CASES = [
    ("Авдіївка", "avdiivka"),
    ("Гуляйполе", "huliaipole"),
    ("Згурівка", "zghurivka"),
    ("Розгон", "rozghon"),
    ("Єнакієве", "yenakiieve"),
    ("Їжакевич", "yizhakevych"),
    ("Йосипівка", "yosypivka"),
    ("Мар'їнка", "marinka"),
    ("Слов’янськ", "sloviansk"),
    ("Щастя", "shchastia"),
    ("Часів Яр", "chasiv yar"),
    ("Хмельницький", "khmelnytskyi"),
]


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_official_table(name, expected):
    assert romanise_ukrainian(name) == expected


@pytest.mark.parametrize(
    ("listed", "cyrillic", "shown"),
    [
        ("Avdiyivka", ["Авдеевка", "Авдіївка"], "Avdiivka"),
        ("Kryvyy Rih", ["Кривой Рог", "Кривий Ріг"], "Kryvyi Rih"),
        # Renamed towns keep their present name, whatever else they were called.
        ("Bakhmut", ["Артемовск", "Артемівськ", "Бахмут"], "Bakhmut"),
        ("Donetsk", ["Донецьк", "Дінецьк", "Сталіно"], "Donetsk"),
        ("Desnyanskyi", ["Деснянський район"], "Desnyanskyi"),
        ("Odesa", [], "Odesa"),
    ],
)
def test_official_name_needs_the_same_name_in_cyrillic(listed, cyrillic, shown):
    assert official_name(listed, cyrillic) == shown


def test_russian_names_are_not_put_through_the_ukrainian_table():
    assert ukrainian_among(["Авдеевка", "Авдіївка", "Аўдзееўка"]) == ["Авдіївка"]
    assert ukrainian_among(["Бахмут", "Артёмовск"]) == ["Бахмут"]
