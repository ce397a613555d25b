"""Citations of what the desk shows: kept in the ledger for those with the token, else only handed out."""

from __future__ import annotations

from typing import Any, cast

from sayso.answers.citation import cite
from sayso.answers.relations import relations_of
from sayso.ledger import Ledger
from sayso.web.desk import Desk
from sayso.web.place_asking import PlaceAsked, whole_answer


def sealed(desk: Desk, asked: PlaceAsked, *, keep: bool) -> dict[str, Any]:
    """The citation of a view. One that is not kept is sealed all the same, and `sayso verify` takes it."""
    answer = whole_answer(desk, asked.name, asked.on, asked.method)
    relations = relations_of(desk.ledger, answer)
    ledger = desk.ledger if keep else cast("Ledger", _Unkept(desk.ledger))
    return cite(ledger, answer, relations, desk.settings.clock())


def kept_citation(desk: Desk, key: str) -> dict[str, Any] | None:
    """A citation that the ledger keeps, by its seal."""
    return next((each for each in desk.ledger.citations() if each.get("seal") == key), None)


class _Unkept:
    """A ledger to read from, in which no citation is kept."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def keep_citation(self, *given: object) -> None:
        """Nothing is written."""
