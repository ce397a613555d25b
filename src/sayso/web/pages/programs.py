"""What programs can ask of the desk, from its own description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sayso.web.rendering import page
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)
_EXAMPLES = {"name": "Soledar", "place": "Soledar"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A name in the path or the query, with the values that it takes."""

    name: str
    where: str
    kind: str
    about: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked, with a call that asks it."""

    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    example: str


@router.get("/api")
def programs(request: Request) -> HTMLResponse:
    described: Mapping[str, Any] = request.app.openapi()
    here = str(request.base_url).rstrip("/")
    groups: dict[str, list[Route]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["desk"])[0]
            groups.setdefault(tag, []).append(_route(path, method, operation, described, here))
    return page(request, "programs.html", title=say("programs.title"), groups=groups)


def _route(
    path: str, method: str, operation: Mapping[str, Any], whole: Mapping[str, Any], here: str
) -> Route:
    parameters = tuple(
        Parameter(
            each["name"],
            each["in"],
            _kind(each["schema"], whole),
            each.get("description", ""),
            each.get("required", False),
        )
        for each in operation.get("parameters", ())
    )
    body = tuple(_body(operation, whole))
    return Route(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        about=operation.get("description", ""),
        parameters=parameters,
        body=body,
        example=_call(path, method, parameters, body, here),
    )


def _body(operation: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Parameter]:
    content = operation.get("requestBody", {}).get("content", {})
    schema = _resolved(content.get("application/json", {}).get("schema", {}), whole)
    needed = schema.get("required", ())
    for name, each in schema.get("properties", {}).items():
        yield Parameter(name, "body", _kind(each, whole), each.get("description", ""), name in needed)


def _resolved(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = (
        whole.get("components", {}).get("schemas", {}).get(name, schema) if name else schema
    )
    return found


def _kind(schema: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    schema = _resolved(schema, whole)
    options = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if options:
        return _kind(options[0], whole)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}), whole)} …"
    kind = str(schema.get("type", "object"))
    bounds = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    return f"{kind} {'–'.join(bounds)}" if len(bounds) == 2 else kind


def _call(
    path: str, method: str, parameters: tuple[Parameter, ...], body: tuple[Parameter, ...], here: str
) -> str:
    for each in parameters:
        if each.where == "path":
            path = path.replace(f"{{{each.name}}}", quote(_EXAMPLES.get(each.name, "ID"), safe=""))
    call = [f"curl '{here}{path}'"]
    if method != "get":
        call.append(f"-X {method.upper()}")
        if not path.endswith("/read"):
            call.append("-H 'Authorization: Bearer TOKEN'")
        needed = {each.name: "…" for each in body if each.is_needed}
        call.append(f"-H 'Content-Type: application/json' -d '{json.dumps(needed, ensure_ascii=False)}'")
    return " ".join(call)
