"""What became of one item that could not be read, where the rest of its file could."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import SaysoError, UnreadableInputError


@dataclass(frozen=True, slots=True)
class Unread:
    """One item of a file that cannot be taken in. Its text is one line, like that of an error."""

    where: str
    problem: str
    remedy: str | None = None

    @classmethod
    def of(cls, error: UnreadableInputError) -> Unread:
        """The same problem as a value, so that what stands beside the item can still be read."""
        return cls(error.where, error.problem, error.remedy)

    def error(self) -> SaysoError:
        """The same problem as an error."""
        return UnreadableInputError(self.where, self.problem, self.remedy)

    def __str__(self) -> str:
        return str(self.error())
