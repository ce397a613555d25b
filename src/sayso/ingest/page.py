"""What one file or page says, before it becomes a document."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Publication

LARGEST_INPUT = 20 * 1024 * 1024
"""Bytes of one file or one line. A news report of 20 MB is something else in disguise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of a report and what its file says of it; what is not said is None.

    `title` is kept apart: a headline is no part of the text, and no claim is read from it.
    """

    text: str
    title: str | None = None
    published: Publication | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
