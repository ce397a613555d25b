"""The answers as JSON, under `/api`; what a page shows can be had here."""

from sayso.web.api import places, state

ROUTERS = (state.router, places.router)
