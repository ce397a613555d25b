"""The pages that carry documents, in the forms in which they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.ledger import Carrier
from sayso.relations.dependence import Page


def pages_of(carriers: Mapping[str, Sequence[Carrier]]) -> dict[str, list[Page]]:
    """The forms of each document, by its id, as pages."""
    return {
        document: [
            Page(document=document, outlet=each.outlet, url=each.url, published=each.published)
            for each in forms
        ]
        for document, forms in carriers.items()
    }
