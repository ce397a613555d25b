"""What a page says of itself, and what only sounds like it."""

import json
import re
from datetime import date

import pytest

from sayso.ingest import take_in
from sayso.ingest.disclaimers import (
    PAYWALL_SENTENCES,
    SATIRE_SENTENCES,
    SATIRE_SITES,
    TRANSLATION_SENTENCES,
)
from sayso.ingest.notices import CONSENT, NOTICES, is_notice

TODAY = date(2024, 6, 1)
PARAGRAPHS = (
    "The ministry said on Friday that its troops had taken the town of Arden after weeks of fighting.",
    "The army said that its units were still inside the town and holding the railway station.",
    "A reporter in the town saw men of both sides in the streets around the market on Friday.",
)
HEADLINE = "Two armies claim Arden"
BODY = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)


def page(head="", above="", body=BODY, below="", headline=HEADLINE, html=""):
    return (
        f"<!doctype html><html lang='en' {html}><head><title>{headline}</title>{head}</head><body>"
        f"<article>{above}<h1>{headline}</h1>{body}</article>{below}</body></html>"
    )


def taken(markup):
    return take_in(markup.encode(), "page.html", today=TODAY, suffix=".html")


def ld(**values):
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def meta(name, content):
    return f'<meta name="{name}" content="{content}">'


MARKED = [
    # label, page, marks
    ("nothing", page(), []),
    ("an opinion", page(ld(**{"@type": "OpinionNewsArticle", "headline": HEADLINE})), ["opinion"]),
    ("a section", page(meta("article:section", "Op-Ed")), ["opinion"]),
    ("a label above the headline", page(above="<p>Opinion</p>"), ["opinion"]),
    ("a label in the headline", page(headline="Editorial: Two armies claim Arden"), ["opinion"]),
    ("a poll of opinions", page(meta("article:section", "Opinion polls")), []),
    ("satire", page(ld(**{"@type": "SatiricalArticle", "headline": HEADLINE})), ["satire"]),
    ("a satirical site", page(below="<footer>The Nail is a satirical newspaper.</footer>"), ["satire"]),
    ("a disclaimer", page(body=BODY + "<p>This article is satire.</p>"), ["satire"]),
    ("keywords", page(meta("keywords", "satire, humour, war")), ["satire"]),
    (
        "a report about a satirical paper",
        page(
            meta("keywords", "satire, police") + meta("description", "The Nail is a satirical newspaper."),
            body=BODY + "<p>The Nail is a satirical newspaper that was founded in Varin.</p>",
            headline="Police raid satirical newspaper",
        ),
        [],
    ),
    ("translated", page(above="<p>Автоматичний переклад</p>"), ["machine-translated"]),
    ("translated by a browser", page(html="class='translated-ltr'"), ["machine-translated"]),
    (
        "translated by a service",
        page('<link rel="canonical" href="https://a-org.translate.goog/x">'),
        ["machine-translated"],
    ),
    (
        "a report of a translation",
        page(body=BODY + "<p>Its statement had been machine translated, the ministry said on Friday.</p>"),
        [],
    ),
    (
        "not free",
        page(ld(**{"@type": "NewsArticle", "headline": HEADLINE, "isAccessibleForFree": False})),
        ["excerpt"],
    ),
    ("asks to subscribe", page(below="<div class='paywall'>Subscribe to read the rest.</div>"), ["excerpt"]),
    ("breaks off", page(body=BODY + "<p>The men of the battalion, who had waited […]</p>"), ["excerpt"]),
    (
        "a letter is offered",
        page(below="<div class='newsletter'><p>Sign up to read the full story every day.</p></div>"),
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "marks"), [case[1:] for case in MARKED], ids=[case[0] for case in MARKED])
def test_marks(markup, marks):
    assert [str(mark) for mark in taken(markup).marks] == marks


@pytest.mark.parametrize("markup", [case[1] for case in MARKED], ids=[case[0] for case in MARKED])
def test_what_a_page_says_of_itself_is_no_part_of_its_text(markup):
    text = taken(markup).text
    assert text.startswith("\n".join(PARAGRAPHS))
    assert "satire." not in text
    assert "переклад" not in text


SENTENCES = (*SATIRE_SENTENCES, *SATIRE_SITES, *TRANSLATION_SENTENCES, *PAYWALL_SENTENCES, *CONSENT)


@pytest.mark.parametrize(("pattern", "sentence"), SENTENCES, ids=[sentence for _, sentence in SENTENCES])
def test_every_wording_is_found_in_its_example(pattern, sentence):
    assert re.search(pattern, sentence, re.I)


@pytest.mark.parametrize("line", [line for _, line in NOTICES])
def test_every_notice_is_known(line):
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the town had fallen.",
        "Follow us, the officer had told them, and nobody did.",
        "Analysis of the craters showed that the shells had come from the east.",
        "Share prices of the sugar works fell by a third on the news.",
        *PARAGRAPHS,
    ],
)
def test_what_only_begins_like_a_notice_is_kept(line):
    assert not is_notice(line)


UKRAINIAN = "Міністерство повідомило, що його війська зайняли місто Арден після кількох тижнів боїв. " * 3


def test_a_text_in_several_languages_is_marked_whatever_its_file():
    english = " ".join(PARAGRAPHS)
    for name, data in (
        ("a.html", page(body=f"<p>{english}</p><p>{UKRAINIAN}</p>")),
        ("a.txt", f"{english}\n{UKRAINIAN}"),
    ):
        found = take_in(data.encode(), name, today=TODAY, suffix=name[1:])
        assert [str(mark) for mark in found.marks] == ["several languages"]
    assert not take_in(english.encode(), "a.txt", today=TODAY, suffix=".txt").marks


def test_a_plain_text_that_breaks_off_is_not_marked():
    assert not take_in("Troops left the town and…".encode(), "a.txt", today=TODAY, suffix=".txt").marks
