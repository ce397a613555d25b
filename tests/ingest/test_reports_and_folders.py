"""Lines of reports, and the files of folders."""

import json
from datetime import date

import pytest

from sayso.errors import ConflictingDocumentError, InvalidDataError, UnreadableInputError
from sayso.ingest import read_reports, walk
from sayso.model import Document, Publication

TODAY = date(2024, 6, 1)


@pytest.fixture
def lines(tmp_path):
    def write(*rows):
        path = tmp_path / "reports.jsonl"
        path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
        return path

    return write


def test_a_line_is_a_document(lines):
    path = lines(
        {"id": "1", "text": " The army said so.\n", "published": "2023-01-14", "outlet": "A", "more": [1]},
        "",
        {"id": "2", "text": "No.", "published": None, "url": "https://example.org", "language": "en"},
    )
    assert list(read_reports(path, today=TODAY)) == [
        Document(
            id="1",
            text=" The army said so.\n",
            published=Publication(date(2023, 1, 14)),
            outlet="A",
            form="lines",
        ),
        Document(id="2", text="No.", url="https://example.org", language="en", form="lines"),
    ]


WRONG = [
    ("{", "line 2: is not JSON"),
    ("[1]", "line 2: is not an object"),
    ({"text": "a"}, "line 2: 'id' must be"),
    ({"id": 7, "text": "a"}, "line 2: 'id' must be"),
    ({"id": "b"}, "line 2: 'text' must be"),
    ({"id": "b", "text": "  "}, "line 2: 'text' must be"),
    ({"id": "b", "text": "a", "outlet": ["A"]}, "line 2: 'outlet' must be"),
    ({"id": "b", "text": "a", "published": "soon"}, "line 2: 'published': 'soon' is no date"),
    ({"id": "b", "text": "a\ud800"}, "no text"),
    ({"id": "b", "text": "a\0"}, "no text"),
]


@pytest.mark.parametrize(("row", "problem"), WRONG)
def test_a_line_that_breaks_the_form_is_named(lines, row, problem):
    path = lines({"id": "a", "text": "a"}, row)
    with pytest.raises(InvalidDataError, match=problem):
        list(read_reports(path, today=TODAY))


def test_the_same_report_twice_is_once_and_another_under_its_id_is_refused(lines):
    twice = lines({"id": "1", "text": "a"}, {"id": "1", "text": "a"})
    assert len(list(read_reports(twice, today=TODAY))) == 1
    with pytest.raises(ConflictingDocumentError, match="line 2"):
        list(read_reports(lines({"id": "1", "text": "a"}, {"id": "1", "text": "b"}), today=TODAY))


def test_a_file_of_reports_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UnreadableInputError, match="no such file"):
        list(read_reports(tmp_path / "none.jsonl", today=TODAY))


def test_folders_are_walked_in_order_without_hidden_files_or_links_out(tmp_path):
    folder, outside = tmp_path / "notes", tmp_path / "outside.txt"
    (folder / "b").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for file in (folder / "b" / "2.txt", folder / "a.txt", folder / ".x", folder / ".hidden" / "y", outside):
        file.write_text("x")
    (folder / "link.txt").symlink_to(outside)
    (folder / "circle").symlink_to(folder)
    (folder / "inner.txt").symlink_to(folder / "a.txt")
    found = [path.relative_to(tmp_path).as_posix() for path in walk([folder, outside])]
    assert found == ["notes/a.txt", "notes/inner.txt", "notes/b/2.txt", "outside.txt"]


def test_too_many_files_and_missing_paths_are_refused(tmp_path):
    for name in "abc":
        (tmp_path / name).write_text("x")
    with pytest.raises(UnreadableInputError, match="more than 2 files"):
        list(walk([tmp_path], most=2))
    with pytest.raises(UnreadableInputError, match="no such file or folder"):
        list(walk([tmp_path / "none"]))
