"""An end for work that may have none: parsers of hostile files.

A library that is asked for a page of a PDF gives no sign until it has done, and what it does can be
a hundred thousand small things. So it works in a thread of its own, and when time is over it is left
and told to stop, by the exception that Python lets one thread raise in another. A signal would work in
the main thread alone, a tracing function makes the parser four times slower, and a process of its own
would start Python once a file. One call into C is not cut short: what is handed to those is bounded by
its size.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

_Made = TypeVar("_Made")
_TIMES, _AGAIN = 6, 0.5
"""How often, and after how many seconds, the work is told again: it may have caught it while cleaning up."""


class OutOfTimeError(Exception):
    """The work was not done in its time."""


def within(seconds: float, work: Callable[[], _Made]) -> _Made:
    """What the work makes, or raises. Raises `OutOfTimeError` where that takes longer."""
    made: list[_Made] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            made.append(work())
        except BaseException as problem:
            raised.append(problem)

    thread = threading.Thread(target=run, name="sayso-within", daemon=True)
    thread.start()
    try:
        thread.join(seconds)
    finally:
        # Also where the user has lost patience and interrupts.
        is_late = thread.is_alive()
        if is_late:
            _stop(thread)
    if is_late:
        raise OutOfTimeError
    if raised:
        raise raised[0]
    return made[0]


def _stop(thread: threading.Thread) -> None:
    # No `Exception`, so that no library takes it for a fault of the file.
    alarm, number = ctypes.py_object(SystemExit), ctypes.c_ulong(thread.ident or 0)
    for _ in range(_TIMES):
        ctypes.pythonapi.PyThreadState_SetAsyncExc(number, alarm)
        thread.join(_AGAIN)
        if not thread.is_alive():
            return
