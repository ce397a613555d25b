"""The answers as JSON, under `/api`; what a page shows can be had here."""

from sayso.web.api import claims, documents, judgements, map, numbers, places, reading, state

ROUTERS = (
    state.router,
    numbers.router,
    places.router,
    map.router,
    claims.router,
    documents.router,
    judgements.router,
    reading.router,
)
