"""By what an estimate was reckoned: all that it takes to reckon it again, to the last bit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import numpy

from sayso import __version__
from sayso.answers.holders import holder_from, holder_value
from sayso.errors import InvalidDataError
from sayso.estimation import METHODS, Method
from sayso.ledger import PlaceKey
from sayso.ledger.chain import Head
from sayso.model import Holder

_RECKON = ("estimation", "relations")
_RECKON_TOO = ("answers/origins.py", "answers/stretches.py")
"""The modules through which claims become numbers; what they read from files is among the parameters."""
_HERE = "the estimate"


@cache
def code_version() -> str:
    """A digest of the code that reckons: the version of sayso does not tell what was changed since."""
    home = files("sayso")
    paths = [each for name in _RECKON for each in home.joinpath(name).iterdir() if each.name.endswith(".py")]
    paths += [home.joinpath(name) for name in _RECKON_TOO]
    found = hashlib.sha256()
    for path in sorted(paths, key=str):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """One reckoning of the days `first` to `last` of one place.

    `asked` is the name or id under which the ledger was asked for claims, or `key` the place that was taken
    from among all; `head` the end of the ledger's chain then. All three are None where no ledger was asked.
    `holders` are all entries about who held the place that were at hand.
    """

    sides: tuple[str, ...]
    first: date
    last: date
    method: str
    parameters: str
    hindsight: bool = False
    as_known: date | datetime | None = None
    as_recorded: date | datetime | None = None
    asked: str | None = None
    key: PlaceKey | None = None
    head: Head | None = None
    holders: tuple[Holder, ...] = ()
    sayso: str = __version__
    code: str = ""
    numpy: str = numpy.__version__

    def value(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "method": self.method,
            "parameters": self.parameters,
            "sayso": self.sayso,
            "code": self.code,
            "numpy": self.numpy,
            "ledger": self.head and {"entries": self.head.entries, "head": self.head.hash},
            "asked": self.asked,
            "key": self.key and list(self.key),
            "sides": list(self.sides),
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "as_known": self.as_known and self.as_known.isoformat(),
            "as_recorded": self.as_recorded and self.as_recorded.isoformat(),
            "hindsight": self.hindsight,
            "holders": [holder_value(each) for each in self.holders],
        }


def by_this_sayso(
    method: str | Method,
    *,
    sides: tuple[str, ...],
    first: date,
    last: date,
    hindsight: bool = False,
    as_known: date | datetime | None = None,
    as_recorded: date | datetime | None = None,
    asked: str | None = None,
    key: PlaceKey | None = None,
    head: Head | None = None,
    holders: tuple[Holder, ...] = (),
) -> Reckoning:
    """A reckoning by a method as it is here and now."""
    by = METHODS[method] if isinstance(method, str) else method
    return Reckoning(
        method=by.name,
        parameters=by.parameters,
        code=code_version(),
        sides=sides,
        first=first,
        last=last,
        hindsight=hindsight,
        as_known=as_known,
        as_recorded=as_recorded,
        asked=asked,
        key=key,
        head=head,
        # Its id in our lists takes no part in the reckoning.
        holders=tuple(replace(each, place_id=None) for each in holders),
    )


def reckoning_of(value: Any) -> Reckoning:
    """What `Reckoning.value` wrote. Raises `InvalidDataError` for anything else."""
    try:
        ledger, key = value["ledger"], value["key"]
        return Reckoning(
            method=str(value["method"]),
            parameters=str(value["parameters"]),
            sayso=str(value["sayso"]),
            code=str(value["code"]),
            numpy=str(value["numpy"]),
            head=ledger and Head(int(ledger["entries"]), str(ledger["head"]), None),
            asked=value["asked"],
            key=key and (key[0], str(key[1])),
            sides=tuple(map(str, value["sides"])),
            first=date.fromisoformat(value["from"]),
            last=date.fromisoformat(value["to"]),
            as_known=_moment(value["as_known"]),
            as_recorded=_moment(value["as_recorded"]),
            hindsight=bool(value["hindsight"]),
            # Those that were made by version 2 of the priors, or an earlier one, knew of none.
            holders=tuple(map(holder_from, value.get("holders", ()))),
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as problem:
        raise InvalidDataError(_HERE, "reckoning", f"is not as sayso writes it ({problem})") from None


def exact(probabilities: Mapping[str, float]) -> dict[str, str]:
    """Probabilities to the last bit, as hexadecimal floats: `0x1.8p-1`."""
    return {state: float(each).hex() for state, each in probabilities.items()}


def _moment(words: str | None) -> date | datetime | None:
    if words is None:
        return None
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)
