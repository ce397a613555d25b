"""The append-only record: documents, statements, claims and what was declined.

Names are fetched on first use: `recorded_claims` needs no database, and whoever reckons from
hand-made claims need not load one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger.carriers import Carrier as Carrier
    from sayso.ledger.changes import Change as Change
    from sayso.ledger.connection import MEMORY as MEMORY
    from sayso.ledger.filters import Box as Box
    from sayso.ledger.filters import ClaimFilter as ClaimFilter
    from sayso.ledger.hearing import Heard as Heard
    from sayso.ledger.kept import KeptBelief as KeptBelief
    from sayso.ledger.kept import KeptBeliefs as KeptBeliefs
    from sayso.ledger.kept import KeptDispute as KeptDispute
    from sayso.ledger.kept import KeptDisputes as KeptDisputes
    from sayso.ledger.kept_sheets import KeptSheets as KeptSheets
    from sayso.ledger.paging import Bookmark as Bookmark
    from sayso.ledger.paging import ClaimPage as ClaimPage
    from sayso.ledger.queries import Failed as Failed
    from sayso.ledger.queries import Utterances as Utterances
    from sayso.ledger.readings import ClaimStanding as ClaimStanding
    from sayso.ledger.readings import JudgedClaim as JudgedClaim
    from sayso.ledger.readings import RecordedReading as RecordedReading
    from sayso.ledger.readings import Withdrawal as Withdrawal
    from sayso.ledger.recording import recorded_claims as recorded_claims
    from sayso.ledger.schema import SCHEMA_VERSION as SCHEMA_VERSION
    from sayso.ledger.search import SearchHit as SearchHit
    from sayso.ledger.speaking import Standing as Standing
    from sayso.ledger.store import Added as Added
    from sayso.ledger.store import Ledger as Ledger
    from sayso.ledger.store import Snapshot as Snapshot
    from sayso.ledger.stories import Addition as Addition
    from sayso.ledger.tallies import Named as Named
    from sayso.ledger.tallies import PlaceCount as PlaceCount
    from sayso.ledger.tallies import VoiceTally as VoiceTally
    from sayso.ledger.touched import PlaceKey as PlaceKey
    from sayso.ledger.touched import place_key as place_key
    from sayso.model import RecordedDocument as RecordedDocument

_HOMES = {
    "SCHEMA_VERSION": "sayso.ledger.schema",
    "MEMORY": "sayso.ledger.connection",
    "Added": "sayso.ledger.store",
    "Addition": "sayso.ledger.stories",
    "Change": "sayso.ledger.changes",
    "Bookmark": "sayso.ledger.paging",
    "Box": "sayso.ledger.filters",
    "Carrier": "sayso.ledger.carriers",
    "ClaimFilter": "sayso.ledger.filters",
    "ClaimPage": "sayso.ledger.paging",
    "ClaimStanding": "sayso.ledger.readings",
    "Failed": "sayso.ledger.queries",
    "Heard": "sayso.ledger.hearing",
    "JudgedClaim": "sayso.ledger.readings",
    "KeptBelief": "sayso.ledger.kept",
    "KeptBeliefs": "sayso.ledger.kept",
    "KeptDispute": "sayso.ledger.kept",
    "KeptDisputes": "sayso.ledger.kept",
    "KeptSheets": "sayso.ledger.kept_sheets",
    "Ledger": "sayso.ledger.store",
    "Named": "sayso.ledger.tallies",
    "PlaceCount": "sayso.ledger.tallies",
    "PlaceKey": "sayso.ledger.touched",
    "RecordedDocument": "sayso.model",
    "RecordedReading": "sayso.ledger.readings",
    "SearchHit": "sayso.ledger.search",
    "Snapshot": "sayso.ledger.store",
    "Standing": "sayso.ledger.speaking",
    "Utterances": "sayso.ledger.queries",
    "VoiceTally": "sayso.ledger.tallies",
    "Withdrawal": "sayso.ledger.readings",
    "place_key": "sayso.ledger.touched",
    "recorded_claims": "sayso.ledger.recording",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    from importlib import import_module

    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'sayso.ledger' has no attribute {name!r}")
    return getattr(import_module(home), name)
