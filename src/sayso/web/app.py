"""The desk as an ASGI application."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from sayso import __version__
from sayso.ledger import Ledger
from sayso.web import api, pages
from sayso.web.desk import Desk
from sayso.web.guard import Guard
from sayso.web.problems import tell_problems
from sayso.web.settings import Settings

_SMALL = 1_000
"""Bytes below which packing an answer costs more than it saves."""


def create_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The desk on an open ledger, which whoever opened it closes."""
    settings = settings or Settings()
    app = FastAPI(
        title="sayso",
        version=__version__,
        summary="Who says what about which place, and who probably holds it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(GZipMiddleware, minimum_size=_SMALL, compresslevel=5),
        ],
    )
    app.state.desk = Desk(ledger, settings)
    tell_problems(app)
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    with resources.as_file(resources.files("sayso.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=Path(folder)), name="static")
    return app
