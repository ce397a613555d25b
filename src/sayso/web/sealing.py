"""Citations of what the desk shows: kept in the ledger for those with the token, else only handed out."""

from __future__ import annotations

from typing import Any

from sayso.answers.citation import cite, sealed
from sayso.answers.relations import relations_of
from sayso.web.desk import Desk
from sayso.web.place_asking import PlaceAsked, whole_answer


def citation_of(desk: Desk, asked: PlaceAsked, *, keep: bool) -> dict[str, Any]:
    """The citation of a view. One that is not kept is sealed all the same, and `sayso verify` takes it."""
    answer = whole_answer(desk, asked.name, asked.on, asked.method)
    make = cite if keep else sealed
    return make(desk.ledger, answer, relations_of(desk.ledger, answer), desk.settings.clock())
