"""The dates that a page shows its readers: which are taken, to the minute or the day, and which are not."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.dateline import is_dateline, read_date, read_dateline
from sayso.ingest.datewords import FIRST_PUBLISHED, MONTHS, PUBLISHED, UPDATED
from sayso.ingest.zones import in_zone

TODAY = date(2024, 6, 1)


def read(*lines, below=True):
    return read_dateline([(line, below) for line in lines], today=TODAY)


LINES = [
    # line, publication
    ("Published 14 Jan 2023, 17:05 GMT", "2023-01-14T17:05:00+00:00"),
    ("14.01.2023 17:05 (Kyiv time)", "2023-01-14T17:05:00+02:00"),
    ("January 14, 2023 at 5:05 p.m. EST", "2023-01-14T17:05:00-05:00"),
    ("Sat, Jan 14, 2023, 5:05 PM GMT+2", "2023-01-14T17:05:00+02:00"),
    ("Sat 14 Jan 2023 17.05 GMT", "2023-01-14T17:05:00+00:00"),
    ("17:05 GMT, 14 January 2023", "2023-01-14T17:05:00+00:00"),
    ("Published 9:00 AM EST, Sat January 14, 2023", "2023-01-14T09:00:00-05:00"),
    ("Опубліковано 14 січня 2023 р., 17:05 (за Києвом)", "2023-01-14T17:05:00+02:00"),
    ("11.08.2005 17:05 (МСК, летнее)", "2005-08-11T17:05:00+04:00"),
    ("By Ann Smith | January 14, 2023 | 5 min read", "2023-01-14"),
    ("Kyiv, 14 January 2023", "2023-01-14"),
    (
        "Publié le 14 janvier 2023 à 17 h 05 (heure de Paris), mis à jour à 19 h 30",
        "2023-01-14T17:05:00+01:00",
    ),
    ("Publié le samedi 14 janvier 2023 à 17h05 par Ann Lenoir", "2023-01-14"),
    ("Von Ann Schmidt | 14. Januar 2023, 17.05 Uhr MEZ", "2023-01-14T17:05:00+01:00"),
    ("Sa., 14.01.2023 - 17 Uhr", "2023-01-14"),
    ("Madrid, 14 de enero de 2023 a las 17:05", "2023-01-14"),
    ("14 Ocak 2023 Cumartesi, 17:05 (TSİ)", "2023-01-14T17:05:00+03:00"),
    ("14 KASIM 2022", "2022-11-14"),
    ("السبت 14 كانون الثاني/يناير 2023", "2023-01-14"),
    ("١٤ يناير ٢٠٢٣", "2023-01-14"),
    # Two months of one date: one of them is a slip, and nobody can tell which.
    ("14 كانون الثاني/فبراير 2023", None),
    ("14 de enero de 2023 fue un día largo", None),
    ("Foto: 14. Januar 2023", None),
    (
        "Отправлено: 14 октября 2009, 17:05 (UTC+3) Автор: Л. Карцева Прочитано: 902",
        "2009-10-14T17:05:00+03:00",
    ),
    ("14 January 2023 Arden: the town was quiet", None),
    # A clock without a zone, or in one of letters that several countries use, leaves the day.
    ("14 January 2023 17:05", "2023-01-14"),
    ("14 January 2023, 17:05 IST", "2023-01-14"),
    ("14 January 2023, 17:05 CST", "2023-01-14"),
    # Nobody's clocks show EST in July: the page may mean either.
    ("14 July 2023, 17:05 EST", "2023-07-14"),
    ("14 January 2023, 17:05 BST", "2023-01-14"),
    ("14 July 2023, 17:05 BST", "2023-07-14T17:05:00+01:00"),
    # January in New York, February in London.
    ("01/02/2023", None),
    ("Published 01/02/2023", None),
    ("14/01/2023", "2023-01-14"),
    # Prose, other stories and other dates.
    ("The talks of 14 January 2023 failed", None),
    ("On 14 January 2023 troops took the town", None),
    ("Related: Town bombed - 12 January 2023", None),
    ("File photo, 3 March 2022", None),
    ("© 14 January 2023", None),
    ("Today: 14 January 2023", None),
    ("14 January 2031", None),
    ("31.02.2023", None),
]


@pytest.mark.parametrize(("line", "published"), LINES, ids=[line for line, _ in LINES])
def test_a_line_under_the_headline(line, published):
    found = read(line).published
    assert (found and found.iso()) == published


@pytest.mark.parametrize(("label", "line"), [*PUBLISHED, *FIRST_PUBLISHED])
def test_every_label_of_a_publication(label, line):
    found = read(line, below=False).published
    assert label in line.casefold()
    assert found.day.year == 2023


@pytest.mark.parametrize(("label", "line"), UPDATED)
def test_every_label_of_a_change_makes_no_publication(label, line):
    assert label in line.casefold()
    assert is_dateline(line)
    assert read(line).published is None


def test_three_dates_are_told_apart():
    found = read(
        "First published 14 January 2023, 17:05 GMT",
        "Published 15 January 2023, 08:00 GMT",
        "Updated 15 January 2023, 09:10 GMT",
    )
    assert found.published.iso() == "2023-01-14T17:05:00+00:00"
    assert found.edited == datetime(2023, 1, 15, 9, 10, tzinfo=UTC)


def test_a_change_may_be_told_by_its_hour_alone():
    found = read("Publié le 14 janvier 2023 à 17 h 05 (heure de Paris), mis à jour à 19 h 30 par Ann Lenoir")
    assert found.edited == datetime(2023, 1, 14, 18, 30, tzinfo=UTC)
    assert read("Published 14 January 2023 at 17:05, updated at 19:30").edited is None


def test_no_name_is_of_two_months():
    names = [name for month in MONTHS for name in month.split()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("words", ["14 Sept 2023", "14 eylül 2023", "14. September 2023"])
def test_the_words_of_an_element_for_dates(words):
    assert read_date(words, today=TODAY).iso() == "2023-09-14"


@pytest.mark.parametrize(
    "words", ["three days ago", "14 Sept", "since 14 Sept 2023", "1 May 2023 | 2 May 2023", ""]
)
def test_other_words_of_such_an_element(words):
    assert read_date(words, today=TODAY) is None


def test_two_dates_that_could_both_be_of_the_publication_make_none():
    assert read("14 January 2023", "12 January 2023").published is None


def test_a_label_alone_is_of_the_line_after_it():
    assert read("Published", "14 January 2023").published.iso() == "2023-01-14"


def test_a_date_without_a_label_above_the_headline_is_the_day_of_looking():
    assert read("Saturday, 14 January 2023", below=False).published is None


@pytest.mark.parametrize("words", ["IST", "CST", "local time", "AST", "", "GMT+99", "x" * 5])
def test_zones_with_several_readings_are_none(words):
    assert in_zone(datetime(2023, 1, 14, 17, 5), words) is None


@given(st.text(alphabet="0123456789 :.,/-|()APMapm+GTESJanuryMchBKivtimePublshdUo", max_size=200))
def test_any_line_is_a_possible_date_or_none(line):
    found = read(line)
    assert found.published is None or 1900 <= found.published.day.year <= 2024
    assert found.edited is None or found.edited.tzinfo is not None
