"""The page lists every edit as the table has it."""

import pytest

from .conftest import ROOT


def test_the_page_lists_every_edit():
    from basemap.edits import load
    from basemap.page import written

    page = (ROOT / "docs" / "basemap.md").read_text(encoding="utf-8")
    assert page == written(page, load()), "run `python -m basemap.page`"
    assert all(f"**{edit.name}.**" in page for edit in load().edits)


def test_an_edit_without_a_basis_is_refused(tmp_path):
    from basemap.edits import load

    table = tmp_path / "edits.toml"
    table.write_text(
        'viewpoint = "v"\n[names]\n[places]\n'
        '[[edit]]\nid = "a"\nname = "n"\nhow = "none"\nwhat = "w"\nat = [0, 0]\n',
        encoding="utf-8",
    )
    with pytest.raises(KeyError, match="edit a has no 'basis'"):
        load(table)
