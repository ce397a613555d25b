"""Signing in with the token, and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from sayso.web.asking import TheDesk
from sayso.web.rendering import page
from sayso.web.sessions import COOKIE, Sessions, TooManyAttemptsError, client_of, session_of
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)
_LONGEST_TOKEN = 1_000


@router.get("/sign-in")
def sign_in_form(request: Request, desk: TheDesk, to: str = "") -> Response:
    return _form(request, to=to)


@router.post("/sign-in")
def sign_in(
    request: Request,
    desk: TheDesk,
    token: Annotated[str, Form(max_length=_LONGEST_TOKEN)] = "",
    to: Annotated[str, Form(max_length=_LONGEST_TOKEN)] = "",
) -> Response:
    sessions: Sessions = request.app.state.sessions
    if not desk.settings.token:
        return _form(request, status=403, to=to)
    try:
        is_right = sessions.is_token(token.strip(), client_of(request.scope))
    except TooManyAttemptsError as problem:
        answer = _form(request, status=429, problem=say("signing.too_often"), to=to)
        answer.headers["retry-after"] = str(int(problem.wait) + 1)
        return answer
    if not is_right:
        return _form(request, status=403, problem=say("signing.wrong"), to=to)
    answer = RedirectResponse(_own_path(to), 303)
    answer.set_cookie(
        COOKIE,
        sessions.begin(),
        max_age=int(desk.settings.longest_session),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    sessions: Sessions = request.app.state.sessions
    sessions.end(session_of(request.headers))
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _form(request: Request, *, status: int = 200, problem: str | None = None, to: str = "") -> Response:
    return page(
        request, "sign_in.html", status=status, title=say("signing.title"), problem=problem, to=_own_path(to)
    )


def _own_path(to: str) -> str:
    """Where to go on: a path of our own, and nothing that a browser would take for another host."""
    is_own = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if is_own else "/places"
