"""What requests share: the open ledger, the one reader, answers that hold until something is added."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from pathlib import PurePath
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar, cast

from sayso.errors import SaysoError
from sayso.ingest.deadline import OutOfTimeError, within
from sayso.ledger import Ledger
from sayso.web.atlas import Atlas
from sayso.web.settings import Settings

if TYPE_CHECKING:
    from sayso.model import Document, Reading
    from sayso.pipeline import Reader

Answer = TypeVar("Answer")
_KEPT = 512
_PATIENCE, _QUICK = 4.0, 0.5
"""Seconds that a reader is made to wait for an answer, and for a later one than is there."""
_WAIT = 20
"""Seconds after which who found the desk busy may try again."""


class BusyError(SaysoError):
    """The desk has no time for it now; `wait` are the seconds after which to try again."""

    def __init__(self, problem: str, wait: int) -> None:
        super().__init__(problem)
        self.wait = wait


class Desk:
    """Safe to use from several threads."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger, self.settings = ledger, settings
        self.atlas = Atlas(ledger)
        self._answers: OrderedDict[Hashable, tuple[str, object]] = OrderedDict()
        self._keeping, self._reading = Lock(), Lock()
        self._reader: Reader | None = None
        self._queued = 0
        self.keeping_up = Lock()
        """Held by whoever brings up to date what the ledger keeps beside the record."""
        self._jobs: dict[Hashable, Future[object]] = {}

    @property
    def shown_name(self) -> str:
        """The ledger's name without the folders it lies in, which are nobody's business."""
        return PurePath(self.ledger.name).name or self.ledger.name

    def kept(self, key: Hashable, reckon: Callable[[], Answer]) -> Answer:
        """The answer to a question, reckoned anew only where the ledger has grown since."""
        head = self.ledger.head().hash
        with self._keeping:
            there = self._answers.get(key)
            if there is not None and there[0] == head:
                self._answers.move_to_end(key)
                return cast(Answer, there[1])
        found = reckon()
        with self._keeping:
            self._answers[key] = (head, found)
            self._answers.move_to_end(key)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return found

    def soon(self, key: Hashable, reckon: Callable[[], Answer]) -> tuple[Answer | None, bool]:
        """The same for what takes long over a large ledger: an answer, and whether it is the latest.

        It is waited for some seconds. Where it takes longer, the answer from before the ledger grew is given,
        or None where there is none; it is reckoned on, once however many ask, and there for who comes again.
        """
        head = self.ledger.head().hash
        with self._keeping:
            there = self._answers.get(key)
            if there is not None and there[0] == head:
                return cast(Answer, there[1]), True
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = Future()
                Thread(target=self._finish, args=(key, reckon, job), daemon=True).start()
        try:
            return cast(Answer, job.result(_PATIENCE if there is None else _QUICK)), True
        except TimeoutError:
            return (cast(Answer, there[1]), False) if there is not None else (None, False)

    def _finish(self, key: Hashable, reckon: Callable[[], object], job: Future[object]) -> None:
        try:
            job.set_result(self.kept(key, reckon))
        except BaseException as problem:  # whoever waits for it is told
            job.set_exception(problem)
        finally:
            with self._keeping:
                self._jobs.pop(key, None)

    def read(self, document: Document) -> Reading:
        """Read a document; one at a time, since the analysis takes all of a core."""
        return self.in_turn(lambda reader: reader.read(document))

    @property
    def waiting(self) -> int:
        """How many readings are under way or wait for their turn."""
        return self._queued

    def in_turn(self, work: Callable[[Reader], Answer]) -> Answer:
        """What the work makes with the reader when its turn comes, within the time of a reading.

        Raises `BusyError` at once where too many wait, and where it takes too long.
        """
        with self._keeping:
            if self._queued > self.settings.most_waiting:
                raise BusyError("too many reports are being read; come again in a while", _WAIT)
            self._queued += 1
        try:
            with self._reading:
                reader = self._the_reader()
                return within(self.settings.longest_reading, lambda: work(reader))
        except OutOfTimeError:
            longest = self.settings.longest_reading
            raise BusyError(
                f"this takes longer than {longest:g} seconds; read it with `sayso read`", _WAIT
            ) from None
        finally:
            with self._keeping:
                self._queued -= 1

    def _the_reader(self) -> Reader:
        if self._reader is None:
            from sayso.pipeline import Reader

            self._reader = Reader()
        return self._reader
