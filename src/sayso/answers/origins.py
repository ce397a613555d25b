"""Claims under the voice that they go back to, so that twelve pages with one origin weigh as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from sayso.estimation.evidence import day_known, tells_of_today
from sayso.ledger import Ledger
from sayso.model import RecordedClaim, Source, SourceClass
from sayso.relations.dependence import Tie, is_of_the_page, order, origin_names, saying

_COPIED_WITHIN = timedelta(days=7)
"""A text that is taken over is taken over within days: older pages need no comparing."""


def under_their_origins(ledger: Ledger, claims: Sequence[RecordedClaim]) -> list[RecordedClaim]:
    """The claims of one place in their order, those that were copied with the source of the first that said
    it in those words, and as relayed."""
    return told_by_their_origins(claims, ledger.texts_of(to_compare(claims)))


def to_compare(claims: Sequence[RecordedClaim]) -> set[str]:
    """The documents of one place that may have copied from each other: their own pages say the same within
    a week."""
    pages: dict[tuple[object, ...], list[RecordedClaim]] = {}
    for each in claims:
        if is_of_the_page(each) and tells_of_today(each):
            pages.setdefault(saying(each), []).append(each)
    found: set[str] = set()
    for group in pages.values():
        ordered = sorted(group, key=order)
        for one, other in pairwise(ordered):
            if one.document_id != other.document_id and _is_near(one, other):
                found |= {one.document_id, other.document_id}
    return found


def told_by_their_origins(claims: Sequence[RecordedClaim], texts: Mapping[str, str]) -> list[RecordedClaim]:
    """The same from the texts of the documents that may be copies."""
    if not texts:
        return list(claims)
    ordered = sorted(claims, key=order)
    names = origin_names(ordered, texts)
    first: dict[str, Source] = {}
    told = {}
    for each in ordered:
        name, tie = names[each.id]
        if tie is Tie.VOICE or tie is Tie.RELAY:
            first.setdefault(name, each.claim.source)
            continue
        known = first.get(name)
        if known is None:
            own = Source(name=name, source_class=SourceClass.AGENCY_DESK) if tie is Tie.CREDIT else None
            known = first[name] = own or each.claim.source
        relays = each.claim.relayed_by or ((each.outlet,) if each.outlet else ())
        told[each.id] = replace(each, claim=replace(each.claim, source=known, relayed_by=relays))
    return [told.get(each.id, each) for each in claims]


def _is_near(one: RecordedClaim, other: RecordedClaim) -> bool:
    first, second = day_known(one), day_known(other)
    return first is not None and second is not None and abs(second - first) <= _COPIED_WITHIN
