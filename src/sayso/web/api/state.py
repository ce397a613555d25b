"""Whether the desk is up, and which state of the ledger it answers from."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from sayso import __version__
from sayso.web.asking import TheDesk

router = APIRouter(tags=["state"])


@router.get("/health", summary="Whether the desk is up")
def health(desk: TheDesk) -> dict[str, Any]:
    """`{"status", "sayso", "entries", "head"}`: the length of the record's chain and its last hash."""
    head = desk.ledger.head()
    return {"status": "up", "sayso": __version__, "entries": head.entries, "head": head.hash}
