"""Which outlet a phrase names, by the lists or by what it calls itself: "the Kabul weekly Paighamwar"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import children, modifiers
from sayso.model import Source

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicon import SpeakerWords
    from sayso.model import Document
    from sayso.parties import Registry

_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february"}
    | {"march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)
_PARTICLES = frozenset({"al", "el", "de", "del", "della", "di", "da", "do", "la", "of", "the", "and"})


class Outlets:
    """Finds outlets and their people in one document."""

    def __init__(self, doc: Doc, registry: Registry, document: Document, words: SpeakerWords) -> None:
        self._doc, self._registry, self._document, self._words = doc, registry, document, words

    def find(self, head: Token) -> Source | None:
        """The outlet that the phrase names, listed or called one: "told the Kabul weekly Paighamwar"."""
        known = self._registry.outlet_of(self._doc[head.left_edge.i : head.right_edge.i + 1].text)
        if known is not None:
            return Source(name=known.name, side=known.side, source_class=known.source_class)
        name = self.name_at(head)
        if name is not None:
            return Source(name=name)
        # "told a reporter of the weekly X"
        employers = (
            modifiers(head, "of", "from", "for", "with", "at")
            if head.text.lower() in self._words.reporters
            else []
        )
        return self.find(employers[0]) if employers else None

    def is_newsman(self, head: Token) -> bool:
        """Whether the phrase is of a reporter: by the noun before or behind the name, or by whose he is."""
        around = [head, *children(head, "appos", "nmod:desc", "compound", "nmod")]
        if any(word.text.lower() in self._words.reporters for word in around):
            return True
        owners = children(head, "nmod:poss")
        page = (self._document.outlet or "").lower().split()
        return any(
            o.text.lower() in ("our", *page, *self._words.papers) or self.find(o) is not None for o in owners
        )

    def name_at(self, head: Token) -> str | None:
        """ "Polar Wire" of "the agency Polar Wire", "Paighamwar" of "the weekly Paighamwar".

        Parsers part such names between the noun and its neighbours, so the run of capitals is taken.
        """
        start = head.i + 1
        if head.text.lower() not in self._words.outlets or head.pos_ != "NOUN":
            if not _is_capital(head):
                return None
            start = self._run_start(head.i)
            if start == 0 or self._doc[start - 1].text.lower() not in self._words.outlets:
                return self._named_by_kind(start)
        end = self._run_end(start)
        return self._doc[start:end].text if end > start else None

    def _named_by_kind(self, start: int) -> str | None:
        """ "Radio Kassala Voice", "the Kabul weekly": a run of capitals that says itself what it is."""
        end = self._run_end(start)
        kinds = {token.text.lower() for token in self._doc[start:end]} & self._words.outlets
        return self._doc[start:end].text if kinds and end > start + 1 else None

    def _run_start(self, index: int) -> int:
        while index > 0 and (_is_capital(self._doc[index - 1]) or self._doc[index - 1].tag_ == "HYPH"):
            index -= 1
        return index

    def _is_of_name(self, index: int, start: int) -> bool:
        """Whether the token carries on a name: a capital, or a hyphen or particle with one behind it."""
        token = self._doc[index]
        if _is_capital(token):
            return True
        if index == start or not (token.tag_ == "HYPH" or token.text.lower() in _PARTICLES):
            return False
        ahead = self._doc[index + 1 : index + 3]  # "Al-Ufuq al-Janubi", "La Voz del Norte"
        return any(_is_capital(t) for t in ahead[: 1 + (len(ahead) > 1 and ahead[0].tag_ == "HYPH")])

    def _run_end(self, start: int) -> int:
        end = start
        while end < len(self._doc) and self._is_of_name(end, start):
            end += 1
        return end


def _is_capital(token: Token) -> bool:
    """Whether a token can be of a name; "told the agency Monday that" names no agency Monday."""
    return token.text[:1].isupper() and token.text.lower() not in _WEEKDAYS
