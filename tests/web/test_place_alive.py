"""The page of a place in a browser: handle, brush, marks, copying, citing, print; by keyboard and for all."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from sayso.answers.citation import check

from .axe import violations

PATH = "/place/Soledar?on=2023-01-14"


def until(tab, condition):
    """Wait for what a page's own policy does not let a page evaluate."""
    for _ in range(200):
        if tab.evaluate(condition):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def query(tab):
    return {key: values[0] for key, values in parse_qs(urlsplit(tab.url).query).items()}


@pytest.mark.parametrize(
    ("width", "scheme"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")]
)
def test_the_page_can_be_used_by_everyone(served, opened, width, scheme):
    tab = opened(served() + PATH, width=width, color_scheme=scheme)
    tab.wait_for_selector("#part-evidence ol.reasons")
    for details in tab.locator("details").all():
        details.evaluate("each => { each.open = true; }")
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_handle_shows_what_could_be_known_against_now(served, opened):
    tab = opened(served() + PATH)
    handle = tab.locator('[data-handle="known"]')
    handle.focus()
    for _ in range(3):
        tab.keyboard.press("ArrowLeft")
    assert handle.get_attribute("aria-valuetext") == "11 January 2023"
    told = tab.locator("[data-told]")
    until(tab, "document.querySelector('[data-told]').textContent.includes('11 January')")
    assert "As known now: 14 January 2023, held by Russia: almost certain" in told.inner_text()
    tab.wait_for_url("**as_known=2023-01-11**")
    until(tab, "document.querySelector('#part-reading').textContent.includes('11 January')")
    assert tab.locator("#part-drawing svg .claim.later").count() > 20
    tab.locator("[data-reset]").click()
    until(tab, "!location.search.includes('as_known')")
    until(tab, "document.querySelector('#part-reading').textContent.includes('Each day')")


def test_the_other_handle_shows_what_the_ledger_held(served, opened):
    tab = opened(served() + PATH)
    before = tab.locator("#part-drawing svg .claim.later").count()
    tab.locator('[data-handle="recorded"]').focus()
    tab.keyboard.press("Home")
    until(tab, "location.search.includes('as_recorded')")
    until(tab, f"document.querySelectorAll('#part-drawing svg .claim.later').length > {before}")


def test_the_brush_chooses_days_by_keyboard_and_by_dragging(served, opened):
    tab = opened(served() + PATH)
    tab.locator('[data-edge="from"]').focus()
    for key in ("PageUp", "PageUp", "ArrowRight", "ArrowRight"):
        tab.keyboard.press(key)
    tab.wait_for_url("**from=2023-01-10**")
    assert query(tab)["to"] == "2023-01-14"
    until(tab, "document.querySelector('#list-title').textContent.includes('from 10 January')")
    assert "from=2023-01-10" in tab.locator('[data-live="claims"]').get_attribute("href")
    tab.keyboard.press("Escape")
    until(tab, "!location.search.includes('from=')")
    box = tab.locator("#part-drawing svg").bounding_box()
    at = lambda share: (box["x"] + box["width"] * share, box["y"] + 60)  # noqa: E731
    tab.mouse.move(*at(0.6))
    tab.mouse.down()
    tab.mouse.move(*at(0.7), steps=4)
    tab.mouse.up()
    until(tab, "location.search.includes('from=')")
    assert "2023-01-05" < query(tab)["from"] < query(tab)["to"] < "2023-01-16"


def test_a_mark_leads_to_the_words_of_its_claim(served, opened):
    tab = opened(served() + PATH)
    mark = tab.locator("#part-drawing svg .claim:not(.later)").last
    name = mark.get_attribute("data-claim")
    mark.locator("path").first.dispatch_event("click")
    row = tab.locator("tr.found")
    if row.count():
        assert row.get_attribute("id") == f"row-{name}"
        assert row.locator("a.words").get_attribute("href").endswith(name)
    else:
        tab.wait_for_url(f"**#c-{name}")


def test_a_claim_is_copied_as_an_attributed_sentence(served, opened):
    tab = opened(served() + PATH, permissions=["clipboard-read", "clipboard-write"])
    button = tab.locator("[data-copy]").first
    words = button.get_attribute("data-copy")
    button.click()
    until(tab, "document.querySelector('[data-status]').textContent === 'Copied'")
    assert tab.evaluate("navigator.clipboard.readText()") == words
    assert words.endswith("(asserted).")


def test_a_citation_and_a_picture_are_saved(served, opened, ledger, tmp_path):
    tab = opened(served() + PATH)
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Download a sealed citation").click()
    snapshot = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert list(check(ledger, snapshot)) == []
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="PNG").click()
    assert saved.value.suggested_filename == "Soledar-2023-01-14-timeline.png"
    assert saved.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_the_dossier_prints_with_everything_open(served, opened):
    tab = opened(f"{served()}{PATH}&whole=true")
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details:not([open]):not(.choose)").count() == 0
    assert tab.locator(".handles").is_hidden()
    assert tab.locator("#part-evidence ol.reasons").is_visible()
    assert tab.locator(".print-only").last.is_visible()


def test_the_page_is_whole_without_javascript(served, opened):
    tab = opened(served() + PATH, java_script_enabled=False)
    assert tab.locator("#part-drawing svg").is_visible()
    assert tab.locator(".handles").is_hidden()
    tab.get_by_text("Choose a day and a view").click()
    tab.locator("input[name=as_known]").fill("2023-01-20")
    tab.get_by_role("button", name="Show", exact=True).click()
    assert query(tab)["as_known"] == "2023-01-20"
    assert "looking back" in tab.locator(".view").inner_text()
    tab.get_by_role("link", name="Show what weighs most").click()
    assert tab.locator("ol.reasons").is_visible()
