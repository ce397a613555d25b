"""The words that a claim rests on, within the sentence that they stand in."""

from __future__ import annotations

from rich.text import Text

from sayso.cli.terminal import plain

_AROUND = 90
"""Characters of the sentence shown on either side of the words themselves."""


def excerpt(sentence: str, evidence: str) -> Text:
    """The sentence with the words of the claim plain and the rest dim; a long one is cut around them."""
    sentence, evidence = plain(sentence), plain(evidence)
    at = sentence.find(evidence)
    if at < 0 or not evidence:
        return Text(_head(sentence, 2 * _AROUND), style="dim")
    before, after = sentence[:at], sentence[at + len(evidence) :]
    return Text.assemble((_tail(before, _AROUND), "dim"), evidence, (_head(after, _AROUND), "dim"))


def _head(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    cut = words.rfind(" ", 0, most)
    return words[: cut if cut > 0 else most] + " …"


def _tail(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    cut = words.find(" ", len(words) - most)
    return "… " + words[cut + 1 if cut >= 0 else len(words) - most :]
