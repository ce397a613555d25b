"""Searching a sorted file finds what a dict would find."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import UnreadableInputError
from sayso.places import tables
from sayso.places.tables import SortedTable

words = st.text(alphabet="ab яж", min_size=1, max_size=6).map(str.encode)


def _table(folder, rows):
    path = folder / "table.tsv"
    path.write_bytes(b"".join(sorted(key + b"\t" + fields + b"\n" for key, fields in rows.items())))
    return SortedTable(path)


@pytest.mark.parametrize("window", [1, 16, 4096])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.dictionaries(words, st.text(alphabet="xyz\t", max_size=9).map(str.encode)), other=words)
def test_agrees_with_a_dict(tmp_path, monkeypatch, window, rows, other):
    monkeypatch.setattr(tables, "_WINDOW", window)
    table = _table(tmp_path, rows)
    for key in [*rows, other]:
        assert table.get(key) == rows.get(key)
        prefix = key[:2]
        expected = sorted(found for found in rows if found.startswith(prefix))
        assert [found for found, _ in table.with_prefix(prefix)] == expected


def test_empty_table_finds_nothing(tmp_path):
    table = _table(tmp_path, {})
    assert table.get(b"a") is None


def test_absent_table_names_the_remedy(tmp_path):
    with pytest.raises(UnreadableInputError, match="make gazetteer"):
        SortedTable(tmp_path / "absent.tsv")
