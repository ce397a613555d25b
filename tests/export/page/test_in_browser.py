"""The page in a browser: quiet on the network, usable by keyboard, deaf to what a report tries."""

from pathlib import Path

import pytest

from sayso.export.page import page
from sayso.export.sentences import sentence_of
from sayso.model import Span

from .conftest import VALE, claim, on_page, reading, statement

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RUNNING = "window.stolen"


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page of reports; at the end it must have asked for nothing and complained of nothing."""
    contexts, complaints, requests = [], [], []

    def opened(*reports, viewport=DESKTOP, complains=False, **settings):
        path = tmp_path / "page.html"
        path.write_text(page(reports), encoding="utf-8")
        context = browser.new_context(viewport=viewport, **settings)
        contexts.append(context)
        tab = context.new_page()
        if not complains:
            tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("dialog", lambda dialog: complaints.append(dialog.message))
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(path.as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
    assert {Path(url).name for url in requests} <= {"page.html"}


def note_of(tab, number):
    return tab.locator(f"#note-1-c{number}")


def focused(tab):
    return tab.evaluate("document.activeElement.dataset.mark ?? document.activeElement.className")


def shown(tab):
    """The ids of the notes that can be seen."""
    return tab.evaluate(
        "[...document.querySelectorAll('.note')]"
        ".filter((note) => getComputedStyle(note).visibility === 'visible').map((note) => note.id)"
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_tab_reaches_a_claim_and_its_note_can_be_read(opened, report, viewport, scripts):
    tab = opened(report, viewport=viewport, java_script_enabled=scripts)
    mark = tab.locator("a.ref").first
    note_of(tab, 1).wait_for(state="hidden")
    for _ in range(4):
        tab.keyboard.press("Tab")
        if mark.evaluate("mark => mark === document.activeElement"):
            break
    note_of(tab, 1).wait_for(state="visible")
    box = note_of(tab, 1).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= viewport["width"]
    assert box["y"] + box["height"] <= viewport["height"]
    assert sentence_of(report.reading.claims[0], report.reading.document) in note_of(tab, 1).inner_text()


def test_pointing_opens_a_note_and_leaving_closes_it(opened, report):
    tab = opened(report)
    tab.locator(".claim").nth(1).hover()
    note_of(tab, 2).wait_for(state="visible")
    tab.mouse.move(5, 5)
    note_of(tab, 2).wait_for(state="hidden")


def test_of_claims_that_lie_in_one_another_the_innermost_speaks(opened):
    inner, outer = claim("s1", VALE, "its troops"), claim("s1", VALE, "its troops hold Arden")
    tab = opened(on_page(reading(statements=[statement("s1", VALE, Span(0, 60))], claims=[inner, outer])))
    tab.locator(".claim .claim").hover()
    note_of(tab, 1).wait_for(state="visible")
    assert shown(tab) == ["note-1-c1"]
    tab.locator("#at-1-c2").hover()
    note_of(tab, 1).wait_for(state="hidden")
    assert shown(tab) == ["note-1-c2"]


def test_arrow_keys_go_from_mark_to_mark_and_escape_closes(opened, report):
    tab = opened(report)
    tab.locator("a.ref").first.focus()
    marks = [focused(tab)]
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp"):
        tab.keyboard.press(key)
        marks.append(focused(tab))
    assert marks == ["V1", "M2 not", "3?", "–", "–", "3?", "M2 not"]
    note_of(tab, 2).wait_for(state="visible")
    tab.keyboard.press("Escape")
    note_of(tab, 2).wait_for(state="hidden")
    tab.keyboard.press("ArrowRight")
    note_of(tab, 3).wait_for(state="visible")


def test_a_tap_beside_a_note_closes_it(opened, report):
    tab = opened(report, viewport=PHONE, has_touch=True)
    tab.locator("a.ref").first.tap()
    note_of(tab, 1).wait_for(state="visible")
    tab.locator("h1").tap()
    note_of(tab, 1).wait_for(state="hidden")


def test_copy_gives_the_sentence(opened, report):
    tab = opened(report, permissions=["clipboard-read", "clipboard-write"])
    tab.locator("a.ref").nth(1).focus()
    note_of(tab, 2).get_by_role("button", name="Copy sentence").click()
    tab.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    expected = sentence_of(report.reading.claims[1], report.reading.document)
    assert tab.evaluate("navigator.clipboard.readText()") == expected


def test_copy_works_where_the_clipboard_is_withheld(opened, report):
    tab = opened(report, permissions=["clipboard-read"])
    tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('withheld')); }")
    tab.locator("table .copy").first.click()
    tab.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    expected = sentence_of(report.reading.claims[0], report.reading.document)
    assert tab.evaluate("navigator.clipboard.readText()") == expected


def test_without_scripts_there_is_no_button_that_does_nothing(opened, report):
    tab = opened(report, java_script_enabled=False)
    assert tab.locator(".copy").first.is_hidden()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_is_no_wider_than_the_window(opened, report, hostile, viewport):
    tab = opened(report, hostile, viewport=viewport)
    assert tab.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_hostile_report_runs_nothing(opened, hostile):
    tab = opened(hostile)
    for mark in tab.locator("a.ref").all():
        mark.hover()
        mark.click()
    for link in tab.locator("a[rel]").all():
        assert link.get_attribute("href").startswith("http")
    assert tab.evaluate(RUNNING) is None
    assert tab.evaluate("document.scripts.length") == 1


def test_even_what_slipped_through_would_not_run(opened, report):
    tab = opened(report, complains=True)
    ran = tab.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", "<details open ontoggle='window.stolen = 1'>");
            const script = document.createElement("script");
            script.textContent = "window.stolen = 1";
            document.body.append(script);
            return new Promise((done) => setTimeout(() => done(window.stolen ?? null), 200));
        }"""
    )
    assert ran is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(opened, report, scheme):
    """WCAG AA for the inks of all sides: on the paper, on their own shade, on a mark."""
    tab = opened(report, color_scheme=scheme)
    assert min(tab.evaluate(CONTRASTS)) >= 4.5


CONTRASTS = """() => {
  const style = getComputedStyle(document.documentElement);
  const rgb = (name) => {
    const canvas = document.createElement("canvas").getContext("2d", {colorSpace: "srgb"});
    canvas.fillStyle = style.getPropertyValue(name);
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [[r, g, b], a / 255];
  };
  const over = ([top, alpha], below) => top.map((value, i) => value * alpha + below[i] * (1 - alpha));
  const light = (colour) => {
    const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = colour.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = rgb("--paper")[0], found = [];
  for (const ink of ["--ink", "--soft", "--link"]) {
    for (const ground of [paper, rgb("--raised")[0]]) found.push(contrast(rgb(ink)[0], ground));
  }
  for (let side = 0; side <= 6; side++) {
    // Twice: a claim that is pointed at is shaded inside a shaded statement.
    let ground = paper;
    for (let depth = 0; depth < 2; depth++) {
      ground = over(rgb(`--s${side}`), ground);
      found.push(contrast(rgb("--ink")[0], ground), contrast(rgb(`--c${side}`)[0], ground));
    }
    found.push(contrast(rgb(`--c${side}`)[0], paper));
  }
  return found;
}"""
