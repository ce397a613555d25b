"""What a page says of itself that a reader should know: opinion, satire, a machine's translation, an excerpt.

Only the page's own word counts, never the manner of its text. A report about a satirical paper is no
satire, and a poll of opinions is no opinion: so words are looked for where pages put such labels, and
sentences only where they are about the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.disclaimers import (
    LONGEST,
    asks_for_subscription,
    calls_its_site_satire,
    calls_itself_satire,
    is_about_the_page,
    tells_of_translation,
)
from sayso.ingest.itemmarks import breaks_off
from sayso.ingest.jsonld import Told, several_words, type_names, words
from sayso.ingest.layout import Layout, Line
from sayso.ingest.metadata import Metadata
from sayso.ingest.parts import Part
from sayso.model import Mark
from sayso.text import languages_of

# Names of sections, as they stand in `article:section` and above headlines, each a whole label.
OPINION_SECTIONS = frozenset(
    (
        "column",
        "columnist",
        "columnists",
        "columns",
        "comment",
        "comment & analysis",
        "comment is free",
        "commentary",
        "commentaries",
        "editorial",
        "editorials",
        "from the editors",
        "guest column",
        "guest commentary",
        "guest essay",
        "leader",
        "leader comment",
        "leaders",
        "letters",
        "letters to the editor",
        "op ed",
        "op-ed",
        "op-eds",
        "oped",
        "opinion",
        "opinion & analysis",
        "opinions",
        "our view",
        "the editorial board",
        "viewpoint",
        "viewpoints",
        "views",
        "voices",
        "авторські колонки",
        "авторская колонка",
        "блоги",
        "думка",
        "думки",
        "колонка",
        "колонки",
        "колумнисты",
        "мнение",
        "мнения",
        "погляд",
        "точка зору",
        "точка зрения",
    )
)
SATIRE_SECTIONS = frozenset(
    ("satire", "satirical news", "satire news", "parody", "сатира", "пародія", "пародия")
)
_WITH_SATIRE = frozenset(
    (
        "comedy",
        "fake news",
        "funny",
        "funny news",
        "humor",
        "humour",
        "joke",
        "jokes",
        "parody",
        "spoof",
        "spoof news",
    )
)
_SECTION_METAS = (
    "article:section",
    "section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "category",
)
_LITTLE = 2500
"""Characters up to which a text that asks for a subscription is taken for the beginning of one."""
_KICKERS_ABOVE = 4
_LABELS_NEAR = 2
_LINES_BEHIND = 12
_SECTION = re.compile(r"categor|section|kicker|eyebrow|rubri[ck]|rubrique|overline", re.I)
_LETTER = re.compile(r"newsletter|mailing|\bfooter\b|\brelated\b", re.I)


def marks_of_page(tree: LexborHTMLParser, layout: Layout, about: Metadata, text: str) -> tuple[Mark, ...]:
    """What a web page says of itself, in the order of `Mark`."""
    found = {
        Mark.OPINION: _is_opinion(layout, about),
        Mark.SATIRE: _is_satire(layout, about, text),
        Mark.MACHINE_TRANSLATED: _is_machine_translated(tree, layout, about, text),
        Mark.SEVERAL_LANGUAGES: len(languages_of(text)) > 1,
        Mark.EXCERPT: _is_excerpt(layout, about.told, text),
    }
    return tuple(mark for mark in Mark if found[mark])


def _is_opinion(layout: Layout, about: Metadata) -> bool:
    if any(name == "OpinionNewsArticle" for node in about.told.articles for name in type_names(node)):
        return True
    if any(section.casefold() in OPINION_SECTIONS for section in _sections(about)):
        return True
    return any(kicker.casefold() in OPINION_SECTIONS for kicker in _kickers(layout, about))


def _is_satire(layout: Layout, about: Metadata, text: str) -> bool:
    if any(name == "SatiricalArticle" for node in about.told.articles for name in type_names(node)):
        return True
    labels = (*_sections(about), *_kickers(layout, about))
    if any(label.casefold() in SATIRE_SECTIONS for label in labels):
        return True
    keywords = {each.casefold() for each in _keywords(about)}
    # A report about a satirical paper has the keyword too, but not "humour" next to it.
    if keywords & SATIRE_SECTIONS and (
        len(keywords) == 1 or len(keywords & (SATIRE_SECTIONS | _WITH_SATIRE)) > 1
    ):
        return True
    if any(calls_its_site_satire(each) for each in _of_the_site(about)):
        return True
    descriptions = (about.metas.get(name, "") for name in ("description", "og:description"))
    return any(calls_itself_satire(each) for each in descriptions) or any(
        calls_its_site_satire(line.text)
        if layout.part(line) < Part.BESIDE and not line.is_heading
        else calls_itself_satire(line.text) and is_about_the_page(line.text)
        for line in _notices(layout, text)
    )


def _is_machine_translated(tree: LexborHTMLParser, layout: Layout, about: Metadata, text: str) -> bool:
    root = tree.css_first("html")
    names = (root.attributes.get("class") or "") if root is not None else ""
    # What a browser saves of a page that it has translated, and what its service serves.
    if re.search(r"\btranslated-(?:ltr|rtl)\b", names) or ".translate.goog" in (about.url or ""):
        return True
    if "x-translated-by" in about.metas or re.search(r"\btranslat", about.metas.get("generator", ""), re.I):
        return True
    if any(".translate.goog" in (node.attributes.get("href") or "") for node in tree.css("base[href]")[:3]):
        return True
    return any(tells_of_translation(line.text) for line in _notices(layout, text))


def _is_excerpt(layout: Layout, told: Told, text: str) -> bool:
    if len(text) > _LITTLE:
        return False
    if any(str(node.get("isAccessibleForFree")).lower() == "false" for node in (*told.articles, *told.pages)):
        return True
    return breaks_off(text) or any(asks_for_subscription(each) for each in _behind(layout, text))


def _behind(layout: Layout, text: str) -> list[str]:
    """The lines right behind the text: a subscription is offered on top of whole articles too."""
    paragraphs = frozenset(text.split("\n"))
    last = max((number for number, line in enumerate(layout.lines) if line.text in paragraphs), default=-1)
    return [
        line.text
        for line in layout.lines[last + 1 : last + _LINES_BEHIND]
        if not any(_LETTER.search(layout.elements[each].names) for each in layout.around(line))
    ]


def _sections(about: Metadata) -> Iterator[str]:
    for name in _SECTION_METAS:
        if name in about.metas:
            yield about.metas[name]
    for node in about.told.articles:
        yield from several_words(node.get("articleSection"))
        yield from several_words(node.get("genre"))


def _keywords(about: Metadata) -> Iterator[str]:
    for name in ("keywords", "news_keywords"):
        yield from several_words(about.metas.get(name))
    for node in about.told.articles:
        yield from several_words(node.get("keywords"))


def _kickers(layout: Layout, about: Metadata) -> Iterator[str]:
    """The labels right above the headline, and what stands before a colon in it: "Opinion: ..."."""
    if about.headline is None:
        return
    lines = [line for line in layout.lines[: about.headline] if layout.part(line) < Part.BESIDE]
    yield from (line.text for line in lines[-_KICKERS_ABOVE:])
    for line in layout.lines[about.headline + 1 : about.headline + 4]:
        if layout.part(line) is Part.LABEL:
            yield line.text
    for label in layout.labels:
        if abs(label.at - about.headline) <= _LABELS_NEAR and _SECTION.search(label.names):
            yield from (each.strip() for each in label.text.split(","))
    lead, mark, _ = layout.lines[about.headline].text.partition(":")
    if not mark:
        lead, mark, _ = layout.lines[about.headline].text.partition(" | ")
    if mark:
        yield lead


def _of_the_site(about: Metadata) -> Iterator[str]:
    """What the page says of its site. A `<meta name="description">` mostly speaks of the story."""
    for node in about.told.sites:
        if found := words(node.get("description")):
            yield found
    for name in ("og:site_name", "application-name"):
        if name in about.metas:
            yield about.metas[name]


def _notices(layout: Layout, text: str) -> Iterator[Line]:
    """The lines of the page that are none of its article's paragraphs and no reader's comment."""
    paragraphs = frozenset(text.split("\n"))
    for line in layout.lines:
        if len(line.text) > LONGEST or layout.part(line) is Part.COMMENTS:
            continue
        if line.text not in paragraphs or is_about_the_page(line.text):
            yield line
