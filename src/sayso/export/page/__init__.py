"""Reports as one page for a browser: who says what, marked in the text.

The page is one file that asks for nothing: no picture, no font, no address is fetched, and its policy
forbids the browser to try. What stands in a report is escaped, so it cannot become markup or program.
Without its script it shows all that it shows with it; the script adds the arrow keys and the copying.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files

from sayso.export.page.markup import Markup, element
from sayso.export.page.report import ReportOnPage, Sheet

__all__ = ["GENERATOR", "ReportOnPage", "page"]

GENERATOR = '<meta name="generator" content="sayso'
"""How a page of sayso can be told from any other file."""


def page(reports: Sequence[ReportOnPage]) -> str:
    """The page: one report, or several under a table of contents."""
    from sayso import __version__

    style, script = _inline("page.css"), _inline("page.js")
    title = reports[0].title if len(reports) == 1 else f"{len(reports)} reports"
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        Markup(f'{GENERATOR} {__version__}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · sayso"),
        element("style", style),
    )
    body = element(
        "body",
        element(
            "header",
            element("h1", "Who says what"),
            element(
                "p", "Each claim below is its source's, not ours: sayso keeps who said it and how surely."
            ),
            class_="masthead",
        ),
        _contents(reports) if len(reports) > 1 else None,
        element("main", *(Sheet(each, number).html() for number, each in enumerate(reports, start=1))),
        element("p", role="status", class_="status", aria_live="polite"),
        element("footer", f"Read by sayso {__version__} with {_pipelines(reports)}."),
        element("script", script),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _contents(reports: Sequence[ReportOnPage]) -> Markup:
    lines = (
        element(
            "li",
            element("a", each.title, href=f"#report-{number}"),
            element("small", f" {_claims(len(each.reading.claims))}"),
        )
        for number, each in enumerate(reports, start=1)
    )
    return element("nav", element("h2", "Reports"), element("ol", *lines), aria_label="Contents")


def _claims(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"


def _pipelines(reports: Sequence[ReportOnPage]) -> str:
    return ", ".join(sorted({each.reading.pipeline for each in reports}))


def _inline(name: str) -> Markup:
    return Markup(files("sayso.export.page").joinpath(name).read_text("utf-8"))


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, sent or framed; of style and script, only the page's own to the letter."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
