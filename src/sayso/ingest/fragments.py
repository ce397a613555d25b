"""HTML that is a text and nothing else: what a feed carries of an article, the body of a letter."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.nesting import refuse_endless

_NO_TEXT = ["script", "style", "head", "template", "noscript", "iframe", "object", "svg", "form", "button"]
_OWN_LINE = (
    "p, div, br, hr, li, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, table, tr, td, th, "
    "section, article, header, footer, aside, figure, figcaption, address"
)
_BREAK = "\u2028"


def fragment_text(markup: str, where: str) -> str:
    """The words of a piece of HTML, one paragraph a line.

    Unlike a saved page it has no menus to be told from the article, so that all of it is kept but
    scripts, styles and forms. Raises `UnreadableInputError` where it is nested without end.
    """
    refuse_endless(markup, where)
    tree = LexborHTMLParser(markup)
    tree.strip_tags(_NO_TEXT)
    if tree.body is None:
        return ""
    for node in tree.css(_OWN_LINE):
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    lines = (" ".join(line.split()) for line in tree.body.text(deep=True).split(_BREAK))
    return "\n".join(line for line in lines if line)
