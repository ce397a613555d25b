"""The answers as JSON, under `/api`; what a page shows can be had here."""

from sayso.web.api import (
    brief,
    citations,
    claims,
    disputes,
    documents,
    judgements,
    map,
    numbers,
    places,
    reading,
    search,
    sources,
    state,
    timeline,
)

ROUTERS = (
    state.router,
    numbers.router,
    timeline.router,
    citations.router,
    brief.router,
    places.router,
    map.router,
    claims.router,
    disputes.router,
    sources.router,
    search.router,
    documents.router,
    judgements.router,
    reading.router,
)
