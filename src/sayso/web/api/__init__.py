"""The answers as JSON, under `/api`; what a page shows can be had here."""

from sayso.web.api import (
    citations,
    claims,
    documents,
    judgements,
    map,
    numbers,
    places,
    reading,
    state,
    timeline,
)

ROUTERS = (
    state.router,
    numbers.router,
    timeline.router,
    citations.router,
    places.router,
    map.router,
    claims.router,
    documents.router,
    judgements.router,
    reading.router,
)
