"""How well the article of a saved page is told from what stands around it.

    python evals/pages.py tests/ingest/pages

A folder of pages, each with a `.json` beside it that says what is on it: the paragraphs of its article,
when it came out and was changed, what it says of itself. For every page: the share of the article's
sentences that its text has, in their order; the share of the text's sentences that are none of the
article's (the headings within an article, which are listed nowhere, are counted as neither), and how
many of these the label lists as what must not be taken; the publication and the change to the minute;
the outlet, the author and the marks.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sayso.errors import UnreadableInputError
from sayso.ingest import load_document
from sayso.model import Document

RIGHT = "right"
TODAY = date(2026, 1, 1)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"»)]*\s+")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(slots=True, kw_only=True)
class Score:
    """What one page gave. `problems` are the lines to show a person."""

    name: str
    sentences: int = 0
    kept: int = 0
    given: int = 0
    junk: int = 0
    listed: int = 0
    published: str = "missing"
    edited: str = "missing"
    are_marks_right: bool = False
    problems: list[str] = field(default_factory=list)


def score(page: Path) -> Score:
    """One page against its label."""
    label = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    found = Score(name=page.stem)
    wanted = [each for paragraph in label["paragraphs"] for each in _sentences(paragraph)]
    found.sentences = len(wanted)
    try:
        document = load_document(page, today=TODAY)
    except UnreadableInputError as problem:
        if not wanted:
            found.published, found.edited, found.are_marks_right = RIGHT, RIGHT, True
        found.problems.append(str(problem).removeprefix(f"{page}: "))
        return found
    _score_text(found, document.text, wanted, label.get("junk") or [])
    _score_rest(found, document, label)
    return found


def _score_text(found: Score, text: str, wanted: list[str], junk: list[str]) -> None:
    given = [each for line in text.split("\n") for each in _sentences(line)]
    at = 0
    for sentence in wanted:
        place = next((number for number in range(at, len(given)) if sentence in given[number]), None)
        if place is None:
            found.problems.append(f"lost: {sentence[:100]}")
        else:
            found.kept, at = found.kept + 1, place
    whole, known_junk = " ".join(wanted), " ".join(_plain(each) for each in junk)
    for line in text.split("\n"):
        is_heading = not re.search(r"[.!?…:;,][”’\"»)]*\Z", line) and _plain(line) not in known_junk
        for sentence in _sentences(line):
            if sentence in whole:
                found.given += 1
            elif not is_heading:
                found.given += 1
                found.junk += 1
                found.listed += sentence in known_junk
                found.problems.append(f"junk: {sentence[:100]}")


def _score_rest(found: Score, document: Document, label: dict[str, Any]) -> None:
    edited = document.provenance.edited if document.provenance else None
    published = document.published and (document.published.instant or document.published.day)
    found.published = _judged(published, _moment(label["published"]))
    found.edited = _judged(edited, _moment(label["edited"]))
    found.are_marks_right = {str(mark) for mark in document.marks} == set(label["marks"])
    told = {
        "published": (found.published == RIGHT, published),
        "edited": (found.edited == RIGHT, edited),
        "marks": (found.are_marks_right, [str(mark) for mark in document.marks]),
        "outlet": (document.outlet == label["outlet"], document.outlet),
        "author": (document.author == label["author"], document.author),
        "title": (document.title == label["title"], document.title),
        "language": (document.language in (label["language"], None), document.language),
    }
    for name, (is_right, value) in told.items():
        if not is_right:
            found.problems.append(f"{name}: {value}, and not {label[name]}")


def _sentences(paragraph: str) -> list[str]:
    return [plain for each in _SENTENCE_END.split(paragraph) if (plain := _plain(each))]


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _moment(value: str | None) -> date | datetime | None:
    if value is None:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def _judged(found: date | datetime | None, wanted: date | datetime | None) -> str:
    """Right to the minute; the right day where the instant is told; nothing; or a date that nobody told."""
    if _to_the_minute(found) == _to_the_minute(wanted):
        return RIGHT
    if found is None:
        return "missing"
    is_day = isinstance(wanted, datetime) and not isinstance(found, datetime) and found == wanted.date()
    return "the day alone" if is_day else "WRONG"


def _to_the_minute(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    return value and value.isoformat()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--totals", action="store_true", help="print no page's faults, only its figures")
    options = parser.parse_args()
    scores = [score(page) for page in sorted(options.folder.glob("*.html"))]
    for each in scores:
        print(
            f"{each.name:<34} kept {each.kept}/{each.sentences}, junk {each.junk}/{each.given}"
            f" ({each.listed} listed), "
            f"published {each.published}, edited {each.edited}, "
            f"marks {RIGHT if each.are_marks_right else 'WRONG'}"
        )
        if not options.totals:
            print("".join(f"    {problem}\n" for problem in each.problems), end="")
    kept, sentences = sum(each.kept for each in scores), sum(each.sentences for each in scores)
    junk, given = sum(each.junk for each in scores), sum(each.given for each in scores)
    print(
        f"{len(scores)} pages: kept {kept}/{sentences} ({kept / max(sentences, 1):.1%}), "
        f"junk {junk}/{given} ({junk / max(given, 1):.1%}; {sum(each.listed for each in scores)} listed), "
        f"published {_counted(each.published for each in scores)}; "
        f"edited {_counted(each.edited for each in scores)}; "
        f"marks right {sum(each.are_marks_right for each in scores)}"
    )


def _counted(values: Iterable[str]) -> str:
    return ", ".join(f"{count} {value}" for value, count in Counter(values).most_common())


if __name__ == "__main__":
    main()
