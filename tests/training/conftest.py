"""The training is no part of the package: its folder, and that of the evals, stand first on the path."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def scripts(monkeypatch):
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(ROOT / "evals"))
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    yield
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in ("english", "treebank", "official_statements", "data"):
            del sys.modules[name]
