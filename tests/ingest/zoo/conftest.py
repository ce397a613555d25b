"""The zoo's keeper: takes one input in as a file and compares what comes of it with its label.

Every input is invented and made here, the broken ones too. A label says which texts come out, when each
was published, and the one line that is said of what cannot be read.
"""

from datetime import date

import pytest

from sayso.errors import UnreadableInputError
from sayso.ingest import Description, Unread, documents_in_file

TODAY = date(2024, 6, 1)


@pytest.fixture
def taken(tmp_path):
    """Take bytes in under a file name: the documents, and the lines of problems in their order."""

    def take(name, data, **about):
        path = tmp_path / name
        path.write_bytes(data)
        documents, problems = [], []
        try:
            for found in documents_in_file(path, today=TODAY, about=Description(**about)):
                if isinstance(found, Unread):
                    problems.append(str(found))
                else:
                    documents.append(found)
        except UnreadableInputError as problem:
            assert not documents, "what was given before is lost to who reads the file at once"
            problems.append(str(problem))
        assert not [line for line in problems if "\n" in line or not line.startswith(str(tmp_path))]
        return documents, [line.removeprefix(f"{path}: ") for line in problems]

    return take


@pytest.fixture
def fits(taken):
    """Check an input against its label: `reports` are pairs of text and time, `lines` are parts of lines."""

    def check(name, data, reports, lines):
        documents, problems = taken(name, data)
        assert [(each.text, each.published and each.published.iso()) for each in documents] == reports
        assert len(problems) == len(lines), problems
        for line, part in zip(problems, lines, strict=True):
            assert part in line

    return check
