"""A report with its marks: in place, told in the margin, harmless whatever it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sayso.model import Document, Publication, Span, Withdrawn
from sayso.web.marking import marked_paragraphs
from sayso.web.sheet import Sheet
from sayso.web.stretches import AT_ONCE, shown_of

from .axe import violations

LATER = datetime(2023, 2, 3, tzinfo=UTC)
FIRST = (
    "The Hill Ministry said on Friday that its troops had taken Soledar. Kyiv denied that the town fell. "
    "Nothing else was told by either of them that day.\n"
)


@pytest.fixture
def richest(ledger):
    """The demo's report with most claims."""
    return max(ledger.documents(), key=lambda each: each.claims)


def path(document):
    return f"/document/{document.id}"


def test_every_claim_is_marked_once_where_it_stands_and_told_in_the_margin(client, ledger, richest):
    page = client.get(path(richest)).text
    claims = ledger.reading(richest.id).claims
    assert len(claims) > 3
    for each in claims:
        assert page.count(f'id="c-{each.recorded.id}"') == 1
        assert page.count(f'id="n-{each.recorded.id}"') == 1
    assert "Paraphrase by sayso of" in page


def test_without_its_tags_the_text_is_the_text(ledger, richest):
    import re
    from html import unescape

    from sayso.answers.document import document_of

    answer = document_of(ledger, richest.id)
    words = "".join(str(each.words) for each in marked_paragraphs(Sheet(answer)))
    shown = unescape(re.sub(r"<[^>]*>", "", words))
    assert shown.replace("\n", "") == answer.reading.document.text.replace("\n", "")


def test_a_report_that_is_not_there(client):
    assert client.get("/document/nobody").status_code == 404
    answer = client.get("/api/documents/nobody")
    assert answer.status_code == 404
    assert "holds no document 'nobody'" in answer.json()["detail"]


def test_the_record_as_json_with_where_it_stands(client, ledger, richest):
    value = client.get(f"/api/documents/{richest.id}", params={"with_text": True}).json()
    reading = ledger.reading(richest.id).reading
    assert value["totals"]["claims"] == len(reading.claims)
    for each in value["claims"]:
        assert value["text"][each["start"] : each["end"]] == each["evidence"]
    assert [each["standing"] for each in value["ledger"]["claims"]] == ["counts"] * len(reading.claims)
    some = client.get(f"/api/documents/{richest.id}", params={"offset": 1, "limit": 2}).json()
    assert some["claims"] == value["claims"][1:3]
    assert [each["id"] for each in some["ledger"]["claims"]] == [
        each["id"] for each in value["ledger"]["claims"][1:3]
    ]


def test_its_claims_as_a_table(client, richest):
    answer = client.get(f"/api/documents/{richest.id}", params={"format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.startswith("id,document,published,")
    assert len(answer.text.splitlines()) == richest.claims + 1


@pytest.fixture
def versions(ledger, reader):
    """Two versions of one report: a sentence reworded, one gone."""
    about = {"published": Publication(date(2023, 1, 14)), "outlet": "Daily", "story": "post-7"}
    second = FIRST.replace("had taken Soledar", "had taken all of Soledar").replace(
        "Nothing else was told by either of them that day.", "A new sentence came."
    )
    for number, text in enumerate((FIRST, second)):
        document = Document(id=f"post-7-{number}", text=text, **about)
        ledger.add(reader.read(document), LATER.replace(hour=number))
    return ["post-7-0", "post-7-1"]


def test_two_versions_are_compared(client, versions):
    page = client.get(f"/document/{versions[1]}", params={"against": versions[0]}).text
    assert "<ins>all of </ins>" in page
    assert "<del>Nothing else was told by either of them that day.</del>" in page
    assert client.get(f"/document/{versions[1]}", params={"against": "nobody"}).status_code == 404


def test_a_report_that_was_taken_back_says_so(client, ledger, richest):
    ledger.withdraw(richest.id, Withdrawn.RETRACTED, LATER, reason="it was wrong")
    page = client.get(path(richest)).text
    assert "Its source took this report back" in page
    assert "it was wrong" in page


def test_a_long_text_is_shown_around_its_claims_and_part_by_part():
    length = AT_ONCE * 10
    around = shown_of(length, [Span(AT_ONCE * 3, AT_ONCE * 3 + 20), Span(AT_ONCE * 7, AT_ONCE * 7 + 20)])
    assert len(around.stretches) == 2
    assert sum(map(len, around.stretches)) + sum(around.left_out) == length
    assert sum(map(len, around.stretches)) < AT_ONCE
    every = [shown_of(length, [], part).stretches[0] for part in range(1, 11)]
    assert [each.start for each in every] == [AT_ONCE * n for n in range(10)]
    assert every[-1].end == length
    many = [Span(at, at + 10) for at in range(0, length - 10, 500)]
    assert sum(map(len, shown_of(length, many).stretches)) <= AT_ONCE


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\u202etxet\u2066\x07 \"'><svg onload=alert(3)>"
)


@pytest.fixture
def hostile(ledger, reader):
    """A document that would do harm if anything of it were taken for markup, in one line of 10 MB."""
    words = f"Kyiv denied that Soledar had fallen, said {HOSTILE}. Moscow said that it had taken Soledar. "
    read = reader.read(Document(id="small", text=words, published=Publication(date(2023, 1, 14))))
    assert read.claims
    text = words + "x" * 10_000_000
    document = Document(
        id='evil"><script>alert(4)</script>',
        text=text,
        title=HOSTILE,
        outlet=HOSTILE,
        url="javascript:alert(5)",
        author=HOSTILE,
        published=Publication(date(2023, 1, 14)),
    )
    voice = replace(read.claims[0].source, name=HOSTILE, basis="javascript:alert(6)")
    claims = (replace(read.claims[0], source=voice, party=HOSTILE), *read.claims[1:])
    ledger.add(replace(read, document=document, claims=claims), LATER)
    return document


def test_a_hostile_report_is_words_and_nothing_else(client, hostile, served, opened):
    from sayso.web.rendering import path_to

    there = path_to("document", hostile.id)
    page = client.get(there)
    assert page.status_code == 200
    assert len(page.content) < 300_000
    assert "<script>alert" not in page.text
    assert "onerror=alert(2)&gt;" in page.text
    assert 'href="javascript:' not in page.text
    assert "\u202e" not in page.text
    assert "\u2066" not in page.text
    base = served()
    others = [f"/place/geonames:706757{query}" for query in ("", "?on=2023-01-14")] + [
        "/",
        "/search?q=Soledar",
    ]
    for path in (there, f"{there}?part=2", "/places", *others):
        if client.get(path).status_code != 200:
            continue
        tab = opened(base + path)
        assert tab.locator("svg[onload], img[onerror], main script").count() == 0
        assert tab.locator("h1").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_everyone(served, opened, richest, scheme):
    base = served()
    for width in ("desktop", "phone"):
        tab = opened(f"{base}{path(richest)}?declined=1", width=width, color_scheme=scheme)
        assert violations(tab) == []


def test_a_link_to_a_claim_lights_it_and_opens_its_note(served, opened, ledger, richest):
    claim = ledger.reading(richest.id).claims[-1].recorded.id
    tab = opened(f"{served()}{path(richest)}#c-{claim}")
    assert tab.locator(f'[id="n-{claim}"]').get_attribute("open") is not None
    assert tab.locator(":target").get_attribute("id") == f"c-{claim}"


def test_what_was_declined_is_shown_without_another_page(served, opened, ledger):
    declining = max(ledger.documents(), key=lambda each: len(ledger.reading(each.id).reading.declined))
    tab = opened(f"{served()}{path(declining)}")
    tab.click("[data-declined]")
    assert tab.locator(".sheet.shows-declined").count() == 1
    assert "declined=1" in tab.url
    tab.reload()
    assert tab.locator(".sheet.shows-declined").count() == 1
