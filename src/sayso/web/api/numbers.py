"""How the desk fares, for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse

from sayso.web.asking import TheDesk
from sayso.web.metrics import CONTENT_TYPE, Metrics, gauge

router = APIRouter(tags=["state"])


@router.get("/metrics", summary="Numbers of the desk, for Prometheus", response_class=PlainTextResponse)
def metrics(request: Request, desk: TheDesk) -> PlainTextResponse:
    """Requests by route and status, times to answer, the length of the ledger's chain, readings under way. No
    label holds what was asked."""
    counted: Metrics = request.app.state.metrics
    lines = [
        *counted.lines(),
        *gauge("sayso_ledger_entries", "Entries in the chain of the ledger.", desk.ledger.head().entries),
        *gauge("sayso_readings", "Reports that are read or wait to be.", desk.waiting),
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type=CONTENT_TYPE)
