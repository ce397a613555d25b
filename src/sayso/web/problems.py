"""What goes wrong, as a page for people and as `{"error", "detail"}` for programs."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from sayso.answers.document import UnknownDocumentError
from sayso.errors import InvalidDateError, LedgerError, SaysoError, UnknownPlaceError, UnknownVoiceError
from sayso.web.desk import BusyError
from sayso.web.rendering import page
from sayso.web.wording import say

_STATUS: tuple[tuple[type[SaysoError], int], ...] = (
    (UnknownPlaceError, 404),
    (UnknownVoiceError, 404),
    (InvalidDateError, 422),
    (UnknownDocumentError, 404),
    (BusyError, 503),
    (LedgerError, 409),
    (SaysoError, 422),
)


def tell_problems(app: FastAPI) -> None:
    """Put the handlers in place."""

    def of_ours(request: Request, problem: Exception) -> Response:
        status = next(status for kind, status in _STATUS if isinstance(problem, kind))
        response = told(request, status, str(problem))
        if isinstance(problem, BusyError):
            response.headers["retry-after"] = str(problem.wait)
        return response

    def of_http(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        response = told(request, problem.status_code, str(problem.detail))
        response.headers.update(problem.headers or {})
        return response

    def of_request(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, RequestValidationError)
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in problem.errors())
        return told(request, 422, wrong)

    app.add_exception_handler(SaysoError, of_ours)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_request)


def told(request: Request, status: int, detail: str) -> Response:
    """The answer to a request that cannot be met."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": status, "detail": detail}, status_code=status)
    heading = say("problem.absent") if status == 404 else say("problem.other")
    return page(request, "problem.html", status=status, title=heading, heading=heading, detail=detail)
