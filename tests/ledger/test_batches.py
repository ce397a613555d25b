"""Many readings at once are recorded as they would be one by one, to the last hash."""

from datetime import date

import pytest

from sayso.errors import ConflictingDocumentError
from sayso.ledger import Addition, Ledger
from sayso.model import Place, Run

from .conftest import TEXT, at, claim, reading

URL = "https://example.org/a"
LATER = TEXT.replace("A salt mine.", "A salt mine and a mill.")
READINGS = [
    reading("one", claim(), claim(place=Place(name="Berg")), url=URL, outlet="Post"),
    reading("two", text="Other words. Vale holds Arden.", published=date(2023, 1, 15)),
    # The same words of the same page, a version of it, the same in another form, and words of nobody's.
    reading("one", url=URL, outlet="Post"),
    reading("three", text=LATER, url=URL, outlet="Post"),
    reading("one", url=URL, outlet="Post", form="feed"),
    reading("sha256:0011", text="Words. Gen. Bo said that Vale holds Arden, and more.", outlet="A"),
    reading("sha256:0011", text="Words. Gen. Bo said that Vale holds Arden, and more.", outlet="B"),
]


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_the_rows_and_the_chain_are_those_of_one_by_one(ledger, tmp_path, at_once):
    run = Run(sayso="1", pipeline="test", settings={"coder": "A"})
    one_by_one = [ledger.add(each, at(20), named="f", run=run) for each in READINGS]
    with Ledger.open(tmp_path / "many.db") as many:
        added = list(many.add_many(READINGS, at(20), named="f", run=run, at_once=at_once))
        assert added == one_by_one
        assert many.head() == ledger.head()
        assert list(many.claims()) == list(ledger.claims())
        assert list(many.verify()) == []
        assert {each.addition for each in added} == set(Addition)
        # Once more changes nothing.
        again = list(many.add_many(READINGS, at(21), named="f", run=run, at_once=at_once))
        assert {each.addition for each in again} == {Addition.KNOWN}
        assert many.head() == ledger.head()


def test_an_error_leaves_out_its_transaction_and_keeps_those_before(ledger):
    readings = [*READINGS[:3], reading("four"), reading("two", text=TEXT)]
    with pytest.raises(ConflictingDocumentError, match="'two'"):
        list(ledger.add_many(readings, at(20), at_once=3))
    assert [each.id for each in ledger.documents()] == ["one", "two"]
    assert list(ledger.verify()) == []


def test_an_instant_needs_a_zone(ledger):
    with pytest.raises(ValueError, match="zone"):
        list(ledger.add_many(READINGS, at(20).replace(tzinfo=None)))


@pytest.mark.postgres
def test_a_server_takes_many_as_a_file_does(ledger, postgres):
    one_by_one = [ledger.add(each, at(20)) for each in READINGS]
    with Ledger.open(postgres.fresh()) as many:
        assert list(many.add_many(READINGS, at(20), at_once=3)) == one_by_one
        assert many.head() == ledger.head()
        assert list(many.verify()) == []
        assert many.search("salt mine") == ledger.search("salt mine")
