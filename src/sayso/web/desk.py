"""What requests share: the open ledger, the one reader, answers that hold until something is added."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import PurePath
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from sayso.ledger import Ledger
from sayso.web.settings import Settings

if TYPE_CHECKING:
    from sayso.model import Document, Reading
    from sayso.pipeline import Reader

Answer = TypeVar("Answer")
_KEPT = 512


class Desk:
    """Safe to use from several threads."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger, self.settings = ledger, settings
        self._answers: OrderedDict[Hashable, tuple[str, object]] = OrderedDict()
        self._keeping, self._reading = Lock(), Lock()
        self._reader: Reader | None = None

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

    def read(self, document: Document) -> Reading:
        """Read a document; one at a time, since the analysis takes all of a core."""
        with self._reading:
            return self._the_reader().read(document)

    def _the_reader(self) -> Reader:
        if self._reader is None:
            from sayso.pipeline import Reader

            self._reader = Reader()
        return self._reader
