"""The files of the folders that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.errors import UnreadableInputError

MOST_FILES = 100_000
"""Files of one folder. Beyond it the folder is more likely a home directory than a desk's notes."""


def walk(paths: Iterable[Path], *, most: int = MOST_FILES) -> Iterator[Path]:
    """Every file named, and every file of every folder named, in order of name.

    Hidden files and folders are skipped; links are followed only to files inside the same folder, so
    no link leads out of it or in a circle. Raises `UnreadableInputError` for a path that is not
    there, a folder that cannot be read and a folder of more than `most` files.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_of(path, most)
        elif path.exists():
            yield path
        else:
            raise UnreadableInputError(path, "no such file or folder")


def _files_of(folder: Path, most: int) -> Iterator[Path]:
    root = folder.resolve()
    seen = 0
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(parent, name)
            if name.startswith(".") or not _is_inside(file, root):
                continue
            seen += 1
            if seen > most:
                raise UnreadableInputError(
                    folder, f"holds more than {most} files", "name the folders of reports in it"
                )
            yield file


def _is_inside(file: Path, root: Path) -> bool:
    """Whether a file, or the file that a link leads to, is a regular one under `root`."""
    try:
        return file.is_file() and (not file.is_symlink() or file.resolve().is_relative_to(root))
    except (OSError, RuntimeError):
        return False


def _refuse(problem: OSError) -> None:
    raise UnreadableInputError(str(problem.filename), problem.strerror or "cannot be read")
