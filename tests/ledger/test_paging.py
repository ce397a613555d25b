"""Claims page by page: together the pages are the claims, in the same order, each once."""

from datetime import UTC, date, datetime

import pytest

from sayso.ledger import ClaimFilter, Ledger, paging
from sayso.model import Kind

from .conftest import TEXT, claim, reading

NOW = datetime(2023, 2, 1, tzinfo=UTC)


@pytest.fixture
def ledger():
    with Ledger.open(":memory:") as opened:
        for number in range(23):
            claims = [
                claim(kind=kind, statement="s1")
                for kind in (Kind.CONTROL, Kind.FIGHTING, Kind.ADVANCE)[: number % 4]
            ]
            text = f"{TEXT} Report {number}."
            day = date(2023, 1, 1 + number // 3)
            opened.add(reading(f"doc-{number:02}", *claims, text=text, published=day), NOW)
        yield opened


@pytest.mark.parametrize(
    "chosen", [ClaimFilter(), ClaimFilter(kinds=(Kind.ADVANCE,)), ClaimFilter(place="Arden")]
)
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_the_pages_are_the_claims(ledger, monkeypatch, chosen, limit):
    monkeypatch.setattr(paging, "_AT_ONCE", 5)
    monkeypatch.setattr(paging, "_MOST_DOCUMENTS", 10)
    found, after = [], None
    while True:
        page = ledger.claim_page(chosen, after, limit=limit)
        assert len(page.claims) <= limit
        found += [each.id for each in page.claims]
        after = page.following
        if after is None:
            break
    assert found == [each.id for each in ledger.claims(chosen)]
    assert found
