"""The desk as an ASGI application."""

from __future__ import annotations

import time
from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from sayso import __version__
from sayso.ledger import Ledger
from sayso.web import api, pages
from sayso.web.desk import Desk
from sayso.web.guard import Guard
from sayso.web.metrics import Meter, Metrics
from sayso.web.problems import tell_problems
from sayso.web.sessions import Doorkeeper, Sessions
from sayso.web.settings import Settings
from sayso.web.static_files import PackageFiles

_SMALL = 1_000
"""Bytes below which packing an answer costs more than it saves."""


def create_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The desk on an open ledger, which whoever opened it closes."""
    settings = settings or Settings()
    sessions = Sessions(settings.token, settings.longest_session, time.monotonic)
    metrics = Metrics()
    app = FastAPI(
        title="sayso",
        version=__version__,
        summary="Who says what about which place, and who probably holds it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        # An address with a slash too many is told, not led elsewhere.
        redirect_slashes=False,
        middleware=[
            Middleware(Meter, metrics=metrics),
            Middleware(Guard, settings=settings),
            Middleware(GZipMiddleware, minimum_size=_SMALL, compresslevel=5),
            Middleware(Doorkeeper, settings=settings, sessions=sessions),
        ],
    )
    app.state.desk = Desk(ledger, settings)
    app.state.sessions, app.state.metrics = sessions, metrics
    tell_problems(app)
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    with resources.as_file(resources.files("sayso.web") / "static") as folder:
        app.mount("/static", PackageFiles(directory=Path(folder)), name="static")
    return app
