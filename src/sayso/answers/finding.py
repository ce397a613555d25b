"""What a few words lead to: reports that hold them, places and voices that are called so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.demo import paraphrase_note
from sayso.ledger import Ledger, Named, SearchHit

_MOST_NAMES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`hits` are at most as many as asked for; `is_more` tells whether there are others."""

    hits: Sequence[SearchHit]
    is_more: bool
    places: Sequence[Named]
    voices: Sequence[Named]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not (self.hits or self.places or self.voices)


def find(ledger: Ledger, words: str, *, first: int = 0, limit: int = 20, exact: bool = False) -> Found:
    """The reports from the `first` on that hold the words, the best first; with the first of them also the
    places and voices that bear them in their name."""
    hits = ledger.search(words, limit=first + limit + 1, exact=exact)
    name = words.replace('"', " ").strip()
    return Found(
        hits=hits[first : first + limit],
        is_more=len(hits) > first + limit,
        places=() if first else ledger.places_named(name, _MOST_NAMES),
        voices=() if first else ledger.voices_named(name, _MOST_NAMES),
    )


def found_value(found: Found) -> dict[str, Any]:
    """All that was found."""
    return {
        "places": [{"place": each.name, "place_id": each.id} for each in found.places],
        "voices": [each.name for each in found.voices],
        "reports": [hit_value(each) for each in found.hits],
        "more": found.is_more,
    }


def hit_value(hit: SearchHit) -> dict[str, Any]:
    """One document that holds the words, which stand in square brackets in the snippet."""
    return {
        "id": hit.document_id,
        "published": hit.published.iso() if hit.published else None,
        "outlet": hit.outlet,
        "url": hit.url,
        "language": hit.language,
        "snippet": hit.snippet,
        "standing": hit.standing.value,
        "paraphrase": paraphrase_note(hit.document_id),
    }
