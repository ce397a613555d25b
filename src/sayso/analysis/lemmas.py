"""Lemmas: of known forms from a table, of all others by an edit of the word that the network chooses.

The table holds what the treebanks know of a form under a fine-grained tag ("left" under VBD is "leave",
under JJ "left"). The network chooses among the edits that the treebanks show three times or more: what
is taken off the end of a word, and what is put in its place. An edit is written
`FROM|N|TAIL`: `FROM` is `w` (the word as it stands) or `l` (in lower case), `N` is how many characters
go from its end, `TAIL` is what follows; `=|LEMMA` names a lemma that shares no beginning with its word
("was" -> "be").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

_MOST_CHANGED = 4


class Lemmatiser:
    """The lemma of a word under its fine-grained tag; `edit` serves where the table has no such form."""

    def __init__(self, forms: Mapping[tuple[str, str], str]) -> None:
        self._forms = forms

    @classmethod
    def from_file(cls, path: Path) -> Lemmatiser:
        """Read lines of form in lower case, tag and lemma, parted by tabs."""
        with path.open(encoding="utf-8") as lines:
            rows = (line.rstrip("\n").split("\t") for line in lines)
            return cls({(form, tag): lemma for form, tag, lemma in rows})

    def __call__(self, word: str, tag: str, edit: str) -> str:
        known = self._forms.get((word.lower(), tag))
        return apply_edit(edit, word) if known is None else known


def written_forms(forms: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The lines of a table that `Lemmatiser.from_file` reads, in order."""
    for (form, tag), lemma in sorted(forms.items()):
        yield f"{form}\t{tag}\t{lemma}\n"


def edit_between(word: str, lemma: str) -> str:
    """The edit that makes the lemma of the word; "took" -> "take" is `l|3|ake`."""
    if lemma == word:
        return "w|0|"
    lowered = word.lower()
    for mark, base in (("l", lowered), ("w", word)):
        shared = _shared(base, lemma)
        if shared and max(len(base), len(lemma)) - shared <= _MOST_CHANGED:
            return f"{mark}|{len(base) - shared}|{lemma[shared:]}"
    return f"=|{lemma}"


def apply_edit(edit: str, word: str) -> str:
    """The lemma that an edit makes of a word; where it would leave nothing, the word in lower case."""
    mark, _, rest = edit.partition("|")
    if mark == "=":
        return rest
    taken, _, tail = rest.partition("|")
    base = word.lower() if mark == "l" else word
    return base[: len(base) - int(taken)] + tail or word.lower()


def _shared(first: str, second: str) -> int:
    """How many characters two words begin with in common."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))
