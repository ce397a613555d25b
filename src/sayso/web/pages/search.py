"""Reports, places and voices by words."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from sayso.answers.finding import find
from sayso.web.asking import TheDesk
from sayso.web.paging import address
from sayso.web.rendering import legible, page
from sayso.web.wording import say

router = APIRouter(include_in_schema=False)

LONGEST_WORDS = 200
_AT_ONCE = 20
_LAST = 50
Words = Annotated[str, Query(alias="q", max_length=LONGEST_WORDS, description="Words; “in quotes” together.")]
_IN_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


@router.get("/search")
def search(
    request: Request,
    desk: TheDesk,
    words: Words = "",
    exact: bool = False,
    number: Annotated[int, Query(alias="page", ge=1, le=_LAST)] = 1,
) -> HTMLResponse:
    wanted = words.strip()
    first = (number - 1) * _AT_ONCE
    found = find(desk.ledger, wanted, first=first, limit=_AT_ONCE, exact=exact) if wanted else None
    return page(
        request,
        "search.html",
        title=say("search.title"),
        words=wanted,
        exact=exact,
        found=found,
        number=number,
        longest=LONGEST_WORDS,
        marked=marked,
        before=address(request, page=number - 1) if number > 1 else None,
        after=address(request, page=number + 1) if found and found.is_more and number < _LAST else None,
        json=f"/api/search?{urlencode({'q': wanted, 'exact': str(exact).lower()})}",
    )


def marked(snippet: str) -> Markup:
    """A snippet with the words that were looked for marked, not in square brackets."""
    found = Markup("")
    for number, piece in enumerate(_IN_BRACKETS.split(legible(snippet))):
        found += Markup("<mark>{}</mark>").format(piece) if number % 2 else escape(piece)
    return found
