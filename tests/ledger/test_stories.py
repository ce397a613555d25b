"""The same report in several forms is one document; a changed one is a version; a repeated one is new."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from sayso.errors import ConflictingDocumentError
from sayso.ledger import Addition, Ledger
from sayso.ledger.stories import canonical_address
from sayso.model import Mark, Provenance, Publication

from .conftest import TEXT, at, claim, reading

PAGE = "https://example.org/arden"
MORE = TEXT + " The mine lies under the town, and its galleries are older than the war. Nobody was hurt."


def clock(day, hour, minute=0):
    moment = datetime(2023, 1, day, hour, minute, tzinfo=UTC)
    return Publication(moment.date(), moment)


def report(name="sha256:1", text=TEXT, **about):
    return reading(name, claim(), text=text, **{"published": clock(14, 9), **about})


def added(ledger, *readings):
    return [ledger.add(each, at(20 + number)).addition for number, each in enumerate(readings)]


def speaking(ledger, **moment):
    return [each.document_id for each in ledger.claims_about("Arden", **moment)]


def test_one_report_as_page_feed_and_archive_is_one_document_with_three_carriers(ledger):
    page = report(url=PAGE, outlet="The Valley Post", form="html")
    item = report(url=PAGE + "?utm_source=rss", outlet="The Valley Post", form="feed")
    copy = report(
        url=PAGE, form="warc", provenance=Provenance(captured=at(16), archive_url="https://archive.example/1")
    )
    assert added(ledger, page, item, copy, page) == ["new", "carrier", "carrier", "known"]
    assert len(ledger.documents()) == 1
    forms = ledger.carriers("sha256:1")
    assert [each.form for each in forms] == ["html", "feed", "warc"]
    assert forms[2].provenance == copy.document.provenance
    assert [each.recorded_at for each in forms] == [at(20), at(21), at(22)]


def test_what_needs_no_reading_is_known_without_one(ledger):
    page = report(url=PAGE, form="html")
    assert ledger.add_form(page.document, at(15)) is None
    ledger.add(page, at(15), named="arden.html")
    assert ledger.add_form(page.document, at(16), named="copy.html").addition is Addition.KNOWN
    item = report(url=PAGE, form="feed")
    assert ledger.add_form(item.document, at(17), named="feed.xml").addition is Addition.CARRIER
    assert [each.named for each in ledger.carriers("sha256:1")] == ["arden.html", "feed.xml"]


APART = [
    ({"outlet": "The Valley Post"}, {"outlet": "Harrow Gazette"}),
    # "No change on the front." is posted every evening.
    ({"published": clock(14, 18)}, {"published": clock(15, 18)}),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_the_same_words_of_another_outlet_or_day_are_a_report_of_their_own(ledger, first, second):
    assert added(ledger, report(**first), report(**second)) == ["new", "new"]
    one, other = (each.id for each in ledger.documents())
    assert other.startswith(f"{one}@")
    assert len(ledger.claims_about("Arden")) == 2


def test_documents_that_their_files_name_apart_stay_apart(ledger):
    assert added(ledger, report("1"), report("2")) == ["new", "new"]


def test_an_id_of_a_file_over_two_texts_is_refused(ledger):
    ledger.add(report("1"), at(15))
    with pytest.raises(ConflictingDocumentError):
        ledger.add_form(report("1", text=MORE).document, at(16))


def test_an_edited_post_is_a_version_that_speaks_from_its_edit_on(ledger):
    first = report("telegram:7/1", story="telegram:7/1", published=clock(14, 9))
    second = report(
        "telegram:7/1@1",
        text=TEXT + " Corrected.",
        story="telegram:7/1",
        published=clock(14, 9),
        provenance=Provenance(edited=datetime(2023, 1, 16, 8, tzinfo=UTC)),
    )
    third = report(
        "telegram:7/1@2",
        text=TEXT + " Corrected again.",
        story="telegram:7/1",
        published=clock(14, 9),
        provenance=Provenance(edited=datetime(2023, 1, 18, 8, tzinfo=UTC)),
    )
    for order in permutations([first, second, third]):
        with Ledger.open(":memory:") as fresh:
            for number, each in enumerate(order):
                fresh.add(each, at(20 + number))
            assert speaking(fresh) == ["telegram:7/1@2"]
            assert speaking(fresh, as_known=date(2023, 1, 15)) == ["telegram:7/1"]
            assert speaking(fresh, as_known=date(2023, 1, 17)) == ["telegram:7/1@1"]
            assert [each.id for each in fresh.versions("telegram:7/1@1")] == [
                "telegram:7/1",
                "telegram:7/1@1",
                "telegram:7/1@2",
            ]
            assert [(each.name, each.claims) for each in fresh.places()] == [("Arden", 1)]


def test_a_changed_page_speaks_from_when_the_change_was_seen(ledger):
    first = report(url=PAGE)
    changed = report("sha256:2", text=MORE, url=PAGE)
    assert added(ledger, first, changed) == ["new", "version"]
    assert speaking(ledger) == ["sha256:2"]
    assert speaking(ledger, as_known=date(2023, 1, 14)) == ["sha256:1"]
    assert speaking(ledger, as_recorded=at(20)) == ["sha256:1"]


def test_a_page_that_tells_its_change_speaks_from_then(ledger):
    edited = Provenance(edited=datetime(2023, 1, 16, 8, tzinfo=UTC), captured=at(19))
    ledger.add(report(url=PAGE), at(20))
    ledger.add(report("sha256:2", text=MORE, url=PAGE, provenance=edited), at(21))
    assert speaking(ledger, as_known=date(2023, 1, 15)) == ["sha256:1"]
    assert speaking(ledger, as_known=date(2023, 1, 16)) == ["sha256:2"]


def test_an_older_copy_from_an_archive_does_not_speak_for_today(ledger):
    ledger.add(report("sha256:2", text=MORE, url=PAGE), at(20))
    ledger.add(report(url=PAGE, provenance=Provenance(captured=at(15))), at(21))
    assert speaking(ledger) == ["sha256:2"]
    assert speaking(ledger, as_known=at(16)) == ["sha256:1"]


def test_a_page_that_goes_back_to_its_first_words_speaks_in_them_again(ledger):
    def saved(day, name, text):
        return report(name, text=text, url=PAGE, provenance=Provenance(captured=at(day)))

    first, second, third = (
        saved(14, "sha256:1", TEXT),
        saved(16, "sha256:2", MORE),
        saved(18, "sha256:1", TEXT),
    )
    assert added(ledger, first, second, third, third, first) == [
        "new",
        "version",
        "version",
        "known",
        "known",
    ]
    now = speaking(ledger)
    assert [each.split("@")[0] for each in now] == ["sha256:1"] != now
    assert speaking(ledger, as_known=at(17)) == ["sha256:2"]
    assert speaking(ledger, as_known=at(15)) == ["sha256:1"]


def test_the_excerpt_of_a_feed_gives_way_to_its_page_in_either_order():
    excerpt = report("sha256:1", text=TEXT, url=PAGE, form="feed")
    page = report("sha256:2", text=MORE + " And more of it was told there, at some length.", url=PAGE)
    for order in permutations([excerpt, page]):
        with Ledger.open(":memory:") as ledger:
            for number, each in enumerate(order):
                ledger.add(each, at(20 + number))
            assert speaking(ledger) == ["sha256:2"]
            assert speaking(ledger, as_known=date(2023, 1, 14)) == ["sha256:2"]


def test_a_text_cut_by_a_paywall_is_an_excerpt_too(ledger):
    page = report("sha256:2", text=MORE + " And more of it was told there, at some length.", url=PAGE)
    cut = report("sha256:1", url=PAGE, marks=(Mark.EXCERPT,))
    assert added(ledger, page, cut) == ["new", "carrier"]


def test_pages_that_all_give_one_address_are_not_versions_of_each_other(ledger):
    other = "A wholly different report. Vale holds Arden, and that is all that this one says of it."
    assert added(ledger, report(url=PAGE), report("sha256:2", text=other, url=PAGE)) == ["new", "new"]


def test_a_date_that_is_told_later_has_the_text_read_again(ledger):
    undated = report(published=None, raw_sha256="ab")
    dated = report(published=clock(14, 9), raw_sha256="ab")
    corrected = report(published=clock(13, 9), raw_sha256="ab")
    assert added(ledger, undated, dated, corrected) == ["new", "version", "version"]
    (claim_now,) = ledger.claims_about("Arden")
    assert claim_now.published == clock(13, 9)


def test_an_outlet_that_is_told_later_has_the_text_read_again(ledger):
    assert added(ledger, report(), report(outlet="The Valley Post"), report()) == ["new", "version", "known"]
    (claim_now,) = ledger.claims_about("Arden")
    assert claim_now.outlet == "The Valley Post"


def test_what_its_file_said_of_it_comes_out_as_it_went_in(ledger):
    read = report(
        "telegram:7/2",
        story="telegram:7/2",
        title="Arden",
        marks=(Mark.OPINION,),
        form="telegram",
        provenance=Provenance(forwarded_from="Mill Channel", edited=at(15)),
    )
    ledger.add(read, at(20))
    assert ledger.document("telegram:7/2") == replace(read.document, language="en")


ADDRESSES = [
    ("https://www.example.org/arden/?utm_source=x&fbclid=1#top", "example.org/arden"),
    ("http://m.example.org:80/arden/amp", "example.org/arden"),
    ("https://example.org/story?id=7&utm_medium=rss", "example.org/story?id=7"),
    ("https://example.org:8443/arden", "example.org:8443/arden"),
    ("https://example.org/", None),
    ("https://example.org/index.php", None),
    ("https://example.org:no/arden", None),
    ("ftp://example.org/arden", None),
]


@pytest.mark.parametrize(("url", "canonical"), ADDRESSES)
def test_an_address_is_known_again_in_its_other_forms(url, canonical):
    assert canonical_address(url) == canonical


def test_what_failed_is_kept_until_it_goes_well(ledger):
    ledger.note_attempt("fine.txt", {}, None, at(1))
    ledger.note_attempt("a.pdf", {"outlet": "The Valley Post"}, "a.pdf: is damaged", at(1))
    ledger.note_attempt("b.pdf", {}, "b.pdf: is damaged", at(2))
    for _ in range(2):
        ledger.note_attempt("a.pdf", {"outlet": "The Valley Post"}, "a.pdf: is locked", at(3))
    assert ledger.head().entries == 3
    assert [(each.named, each.problem) for each in ledger.failed()] == [
        ("b.pdf", "b.pdf: is damaged"),
        ("a.pdf", "a.pdf: is locked"),
    ]
    ledger.note_attempt("b.pdf", {}, None, at(4))
    (left,) = ledger.failed()
    assert left.description == {"outlet": "The Valley Post"}
