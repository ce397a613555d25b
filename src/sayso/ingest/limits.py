"""How much is taken from one file. Beyond these a file is something else, or meant to do harm."""

from __future__ import annotations

LARGEST_ARCHIVE = 16 * 1024**3
"""Bytes of an export or archive, which is read piece by piece and never held whole."""

MOST_ITEMS = 2_000_000
"""Reports of one file."""

MOST_PROBLEMS = 1000
"""Items of one file that may fail before the rest is left: by then the file is not what it was taken for."""

LARGEST_RATIO = 200
"""Bytes unpacked for each byte packed. Pages shrink to a tenth, logs to a hundredth, bombs to a
thousandth."""

UNPACKED_FREELY = 64 * 1024**2
"""Bytes that may be unpacked at any ratio: a small file of blanks harms nobody."""
