"""Reading a report that a program brings; nothing is stored unless it asks for that, with the token."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.responses import JSONResponse

from sayso.export import record_of
from sayso.web.asking import LONGEST_NAME, TheDesk
from sayso.web.desk import Desk
from sayso.web.reports import Brought, read_now, store
from sayso.web.wording import say

router = APIRouter(prefix="/api/read", tags=["reading"])
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
LONGEST_ADDRESS = 2_000


class About(BaseModel):
    """What is known of a report; empty where it is not."""

    model_config = ConfigDict(extra="forbid")

    published: Annotated[str, Field(max_length=40, description="2023-01-14, or an instant with its zone")] = (
        ""
    )
    outlet: Name = ""
    url: Annotated[str, Field(max_length=LONGEST_ADDRESS)] = ""
    language: Annotated[str, Field(max_length=35)] = ""
    store: Annotated[bool, Field(description="Put it on record too; wants the token.")] = False


class Report(About):
    """A report as text."""

    text: Annotated[str, Field(min_length=1, max_length=5_000_000)]


_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "Text, web page, PDF or e-mail."},
        **{name: {"type": "string"} for name in ("published", "outlet", "url", "language", "store")},
    },
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": Report.model_json_schema()},
            "multipart/form-data": {"schema": _FILE},
        },
    }
}


@router.post("", summary="Read one report: who says what about which place", openapi_extra=_BODY)
async def read(
    request: Request,
    desk: TheDesk,
    with_text: Annotated[bool, Query(description="Add the text that the spans index.")] = False,
    mentions: Annotated[bool, Query(description="Add every time expression and name.")] = False,
) -> JSONResponse:
    """The record of the report as `sayso read --json` writes it. One is read at a time, and a few wait: 503
    with `Retry-After` where too many do. `store` puts it on record too; `stored` tells what became of it."""
    about, brought = await _brought(request)
    return await run_in_threadpool(_read, request, desk, about, brought, with_text, mentions)


def _read(
    request: Request, desk: Desk, about: About, brought: Brought, with_text: bool, mentions: bool
) -> JSONResponse:
    if about.store and not request.state.signed_in:
        raise HTTPException(403, say("signing.needed") if desk.settings.token else say("signing.impossible"))
    reading = read_now(desk, brought)
    record = record_of(reading, mentions=mentions, with_text=with_text)
    left_out = {name for name in ("mentions", "text", "marks") if getattr(record, name) is None}
    value: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude=left_out)
    if about.store:
        outcome = store(desk, reading)
        value["stored"] = {"fate": outcome.fate, "document": outcome.document, "claims": outcome.claims}
    return JSONResponse(value)


async def _brought(request: Request) -> tuple[About, Brought]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await brought_in_form(request)
    if kind not in ("application/json", ""):
        raise HTTPException(415, "send JSON, or a file as multipart/form-data")
    try:
        report = Report.model_validate_json(await request.body())
    except ValidationError as problem:
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in problem.errors(include_url=False)]
        ) from None
    return report, _of(report, Brought(text=report.text))


async def brought_in_form(request: Request) -> tuple[About, Brought]:
    """What a form brings: a text or a file. Raises `RequestValidationError` for what is too long."""
    try:
        form = await request.form(max_files=1, max_fields=20)
    except MultiPartException as problem:
        raise HTTPException(400, problem.message) from None
    words = {name: value for name, value in form.items() if isinstance(value, str)}
    told = {name: words.get(name, "") for name in ("published", "outlet", "url", "language")}
    try:
        about = About(**told, store=words.get("store", "") not in ("", "false", "0"))
    except ValidationError as problem:
        raise RequestValidationError(
            [{**each, "loc": ("body", *each["loc"])} for each in problem.errors(include_url=False)]
        ) from None
    file = form.get("file")
    data, name = b"", ""
    if file is not None and not isinstance(file, str):
        data, name = await file.read(), file.filename or ""
    await form.close()
    return about, _of(about, Brought(text=words.get("text", ""), data=data, name=name))


def _of(about: About, brought: Brought) -> Brought:
    return replace(
        brought, published=about.published, outlet=about.outlet, url=about.url, language=about.language
    )
