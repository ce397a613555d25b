"""HTML that is safe by construction: what is no `Markup` is escaped, whoever wrote it."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

# A parser drops, replaces or rejoins these; one for one, so that offsets hold on the page too.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_VOID = frozenset(("meta", "br"))


class Markup(str):
    """A piece of HTML that needs no more escaping."""

    __slots__ = ()


Child = str | None


def text(words: str) -> Markup:
    """Words as a parser gives them back, save that what cannot be shown becomes U+FFFD."""
    shown = _UNPRINTABLE.sub("\ufffd", words)
    return Markup(escape(shown, quote=True).replace("\r", "&#13;"))


def element(tag: str, *children: Child, **attributes: str | bool | None) -> Markup:
    """An element. Children that are plain strings are escaped; None is left out.

    `class_` stands for `class` and `data_label` for `data-label`; True is a bare attribute, False and
    None are none.
    """
    given = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{given}>")
    return Markup(f"<{tag}{given}>{joined(*children)}</{tag}>")


def joined(*children: Child) -> Markup:
    """Several pieces as one."""
    return Markup("".join(c if isinstance(c, Markup) else text(c) for c in children if c is not None))


def link(url: str | None, words: str | None = None) -> Markup | None:
    """A link where the address is one of the web, else its words alone: `javascript:` leads nowhere."""
    if not url:
        return None
    if not is_web_address(url):
        return element("span", words or url)
    return element("a", words or url, href=url, rel="noopener noreferrer")


def is_web_address(url: str) -> bool:
    """Whether it begins with http:// or https:// and names a host, with nothing in it to mislead a parser."""
    if re.search(r"[\s\\\x00-\x1f\x7f]", url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
