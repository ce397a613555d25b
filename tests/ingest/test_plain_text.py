"""Text files: their own characters, their header lines, and what is refused."""

import codecs
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InvalidDateError, UnreadableInputError
from sayso.ingest import load_document, take_in
from sayso.ingest.plain import unwrapped
from sayso.model import Publication

TODAY = date(2024, 6, 1)
TEXT = "The ministry said on Friday that its troops hold Arden.\nThe army denied it.\n"


def taken(data, **options):
    return take_in(data, "note.txt", today=TODAY, **options)


def test_a_plain_file_keeps_every_character_so_that_spans_index_the_file():
    text = "\n  The army said “no”.\n\n\nIt held on.\n"
    document = taken(text.encode())
    assert document.text == text
    assert document.id == f"sha256:{document.text_sha256[:16]}"
    assert len(document.raw_sha256) == 64
    assert (document.published, document.outlet, document.language) == (None, None, None)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_encodings_that_mark_themselves_give_the_same_text(data):
    assert taken(data).text == TEXT


def test_eight_bit_text_is_read_only_when_its_encoding_is_declared():
    data = "Минобороны заявило о взятии посёлка.".encode("cp1251")
    with pytest.raises(UnreadableInputError, match="save it as UTF-8, or declare cp1251"):
        taken(data)
    assert taken(data, encoding="cp1251").text.startswith("Минобороны")
    with pytest.raises(UnreadableInputError, match="encoding 'rot13' is not known"):
        taken(TEXT.encode(), encoding="rot13")


def test_header_lines_are_the_documents_and_no_part_of_the_text():
    header = (
        "Published: 14 January 2023\noutlet: The Valley Post\nURL: https://example.org/a\nTITLE: A town\n"
    )
    document = taken((header + "Language: en\n\n" + TEXT).encode())
    assert document.text == TEXT
    assert document.published == Publication(date(2023, 1, 14))
    assert (document.outlet, document.url, document.language) == (
        "The Valley Post",
        "https://example.org/a",
        "en",
    )


NO_HEADERS = [
    "Published: the list of prisoners.\nThe army said so.\n\nMore.\n",
    "Outlet: A\nNote: unknown key\n\nText.\n",
    "Outlet: A\nOutlet: B\n\nText.\n",
    "Title: but no blank line after it\nText.\n",
    "Title:\n\nText.\n",
]


@pytest.mark.parametrize("text", NO_HEADERS)
def test_anything_but_whole_header_lines_is_text(text):
    assert taken(text.encode()).text == text


def test_a_header_with_a_date_that_is_none_is_refused():
    with pytest.raises(InvalidDateError):
        taken(b"Published: last spring\n\nThe army said so.\n")


def test_what_the_caller_says_goes_before_the_header():
    given_day = Publication(date(2023, 2, 1))
    document = taken(
        f"Published: 2023-01-14\nOutlet: A\n\n{TEXT}".encode(), published=given_day, outlet="B", language="uk"
    )
    assert (document.published, document.outlet, document.language) == (given_day, "B", "uk")


REFUSED = [
    (b"", "", "is empty"),
    (b" \n\t ", "", "is empty"),
    ("\u2003\u2003\n".encode(), "", "holds no text"),
    (b"Outlet: A\n\n", "", "holds no text"),
    (b"The army\0 said", "", "is binary"),
    (b"\x01\x02\x03 said", "", "is binary"),
    (b"%PDF-1.7\n", ".txt", "is a damaged PDF"),
    (b"PK\x03\x04....", ".docx", "a Word document"),
    (b"PK\x03\x04....", "", "a ZIP archive"),
    (b"\x89PNG....", ".txt", "an image"),
    (b'{"a": 1}', ".json", "is no JSON of reports"),
    (b'[{"text": "Troops left."}]', ".txt", "is JSON with an array of reports, which may hold many"),
    (b"a,b\n1,2\n", ".csv", "a table of values"),
    (b"<rss></rss>", ".xml", "XML or a feed"),
    (b"From: a", ".eml", "an e-mail"),
    (b"WARC/1.0", "", "a web archive"),
    (b'{"id": "1"}', ".jsonl", "lines of reports"),
    (b"x" * (20 * 1024 * 1024 + 1), "", "larger than 20 MB"),
]


@pytest.mark.parametrize(("data", "suffix", "problem"), REFUSED, ids=[case[2] for case in REFUSED])
def test_what_is_no_text_is_refused_in_one_line(data, suffix, problem):
    with pytest.raises(UnreadableInputError, match=problem) as caught:
        taken(data, suffix=suffix)
    assert "\n" not in str(caught.value)


def test_files_that_are_not_there_and_folders_are_named(tmp_path):
    for path, problem in ((tmp_path / "none.txt", "no such file"), (tmp_path, "is a folder")):
        with pytest.raises(UnreadableInputError, match=problem):
            load_document(path, today=TODAY)


def test_a_file_without_a_suffix_is_text(tmp_path):
    path = tmp_path / "report"
    path.write_text(TEXT)
    assert load_document(path, today=TODAY).text == TEXT


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    try:
        document = taken(data)
    except (UnreadableInputError, InvalidDateError):
        return
    assert document.text.strip()
    assert "\0" not in document.text


WRAPPED = """Troops of the northern army said on Friday that they had taken the town of
Exampleton. The southern government denied that the town had
fallen and spoke of heavy fighting near the station.

A second paragraph follows.
- one
- two"""


def test_a_hard_wrap_becomes_spaces_and_paragraphs_stay() -> None:
    text = unwrapped(WRAPPED)
    assert len(text) == len(WRAPPED)
    assert "the town of Exampleton" in text
    assert "had fallen" in text
    assert "station.\n\nA second" in text
    assert text.endswith("follows.\n- one\n- two")


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    text = "A short heading\n" + "The ministry said that its troops held the town. " * 4 + "\nAnother line"
    assert unwrapped(text) == text
