"""Until when the last brief told: the next one goes on from there, however late it runs."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from sayso.errors import InvalidDataError, UnreadableInputError, UnwritableOutputError


def marked_in(path: Path) -> datetime | None:
    """The instant in a file that `mark` wrote; None where there is no such file yet."""
    try:
        told = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    except UnicodeDecodeError:
        raise UnreadableInputError(path, "is not UTF-8") from None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise InvalidDataError(path, "file", "holds no instant; remove it, and --since tells where to begin")
    return found


def mark(path: Path, instant: datetime) -> None:
    """Keep an instant in a file, whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(f"{instant.isoformat()}\n", encoding="utf-8")
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise UnwritableOutputError(path, (problem.strerror or "cannot be written").lower()) from None
