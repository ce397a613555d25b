"""The strings of the interface: every key that is used is there, and every one that is there is used."""

import re
from pathlib import Path

import pytest

from sayso.web.wording import say, wording

WEB = Path(__file__).parents[2] / "src" / "sayso" / "web"
_USED = re.compile(r"""say\(\s*"([a-z0-9_.]+)"(\s*~)?""")


def used():
    """The keys in templates and modules; one that ends in a dot is put together with what follows."""
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.xml"), *WEB.rglob("*.svg"), *WEB.rglob("*.py")]
    return {found[1] for file in files for found in _USED.finditer(file.read_text(encoding="utf-8"))} | {
        "month.",
    }


def bare(key):
    return re.sub(r"\.(one|many)$", "", key)


def test_every_key_that_is_used_is_there():
    there = {bare(key) for key in wording()}
    assert [
        key
        for key in used()
        if key not in there and not (key[-1] == "." and any(t.startswith(key) for t in there))
    ] == []


def test_every_key_that_is_there_is_used():
    keys = used()
    begins = tuple(key for key in keys if key.endswith("."))
    assert [key for key in wording() if bare(key) not in keys and not key.startswith(begins)] == []


def test_one_and_many():
    assert say("places.lead", count=1) == "One place is spoken of in this ledger."
    assert say("places.lead", count=7).startswith("7 places")


def test_a_key_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        say("no.such.key")
