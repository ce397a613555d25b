"""The languages that a text is written in, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Span
from sayso.text.language import detect_language

_PARAGRAPH = 100
"""Characters from which a paragraph tells its language: a slogan or a caption does not."""
_SUBSTANTIAL, _SHARE = 200, 0.15
_SAMPLE = 300
_MOST_PARAGRAPHS = 400


def paragraphs_by_language(text: str) -> Iterator[tuple[Span, str]]:
    """Every paragraph that is long enough to tell its language, with that language."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        if number > _MOST_PARAGRAPHS:
            return
        if len(line) >= _PARAGRAPH and (language := detect_language(line[:_SAMPLE])) is not None:
            yield Span(start, start + len(line)), language
        start += len(line) + 1


def languages_of(text: str) -> frozenset[str]:
    """The languages that a substantial part of a text is in; at most one where it is short."""
    if len(text) < 2 * _SUBSTANTIAL or "\n" not in text:
        return frozenset()
    sizes: dict[str, int] = {}
    for span, language in paragraphs_by_language(text):
        sizes[language] = sizes.get(language, 0) + span.end - span.start
    whole = sum(sizes.values())
    return frozenset(
        language for language, size in sizes.items() if size >= _SUBSTANTIAL and size >= _SHARE * whole
    )
