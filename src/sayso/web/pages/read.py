"""A report that is pasted or dropped, read at once."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from sayso.answers.document import document_just_read
from sayso.errors import SaysoError
from sayso.recording import Outcome
from sayso.web.api.reading import About, brought_in_form
from sayso.web.asking import TheDesk
from sayso.web.desk import BusyError, Desk
from sayso.web.marking import marked_paragraphs
from sayso.web.rendering import page
from sayso.web.reports import Brought, read_now, store
from sayso.web.sheet import Sheet
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)


@router.get("/read")
def read_form(request: Request, desk: TheDesk) -> HTMLResponse:
    return _page(request, desk, About(), Brought())


@router.post("/read")
async def read(request: Request, desk: TheDesk) -> HTMLResponse:
    about, brought = await brought_in_form(request)
    return await run_in_threadpool(_answer, request, desk, about, brought)


def _answer(request: Request, desk: Desk, about: About, brought: Brought) -> HTMLResponse:
    if about.store and not request.state.signed_in:
        words = say("signing.needed") if desk.settings.token else say("signing.impossible")
        return _page(request, desk, about, brought, problem=words, status=403)
    try:
        reading = read_now(desk, brought)
        outcome = store(desk, reading) if about.store else None
    except BusyError as problem:
        answer = _page(request, desk, about, brought, problem=str(problem), status=503)
        answer.headers["retry-after"] = str(problem.wait)
        return answer
    except SaysoError as problem:
        return _page(request, desk, about, brought, problem=str(problem), status=422)
    return _page(request, desk, about, brought, sheet=Sheet(document_just_read(reading)), outcome=outcome)


def _page(
    request: Request,
    desk: Desk,
    about: About,
    brought: Brought,
    *,
    sheet: Sheet | None = None,
    outcome: Outcome | None = None,
    problem: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    return page(
        request,
        "read.html",
        status=status,
        title=say("nav.read"),
        about=about,
        brought=brought,
        sheet=sheet,
        paragraphs=list(marked_paragraphs(sheet)) if sheet is not None else [],
        outcome=outcome,
        problem=problem,
        largest=desk.settings.largest_upload // 1_000_000,
        declined=False,
        judged=None,
    )
