"""A place over time as plain values, for JSON and for tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sayso.answers.glance import Course
from sayso.answers.phrases import says
from sayso.answers.timeline import Lane, Mark, Told
from sayso.demo import paraphrase_note
from sayso.export.sentences import sentence_of
from sayso.model import Document, RecordedClaim

_DIGITS = 6


def course_value(course: Course) -> dict[str, Any]:
    """The days with their verdicts, as told in the view and as the record of today has them."""
    view = course.view
    return {
        "place": course.place.full_name,
        "place_id": course.place.id,
        "on": course.day.isoformat(),
        "from": course.first.isoformat(),
        "to": course.last.isoformat(),
        "as_known": _iso(view.as_known),
        "as_recorded": _iso(view.as_recorded),
        "looking_back": course.looks_back,
        "sides": list(course.sides),
        "days": [told_value(each) for each in course.told],
        "now": [told_value(each) for each in course.now],
    }


def told_value(told: Told) -> dict[str, Any]:
    """`{"date", "label", "state", "probabilities", ...}`; `state` is null where the day is unknown."""
    return {
        "date": told.day.isoformat(),
        "label": told.verdict.label,
        "state": told.verdict.state,
        "claimed_by": list(told.verdict.claimed_by),
        "independent_origins": len(told.verdict.independent_origins),
        "probabilities": {k: round(v, _DIGITS) for k, v in told.estimate.probabilities.items()},
    }


def course_rows(course: Course) -> tuple[list[str], list[list[object]]]:
    """The names of the columns, and a row for each day of the view."""
    states = [*course.sides, "contested"] if course.told else []
    rows: list[list[object]] = [
        [
            each.day.isoformat(),
            each.verdict.label,
            "; ".join(each.verdict.claimed_by),
            len(each.verdict.independent_origins),
            *(round(each.estimate.probabilities.get(state, 0.0), _DIGITS) for state in states),
        ]
        for each in course.told
    ]
    return ["date", "verdict", "claimed_by", "independent_origins", *states], rows


def mark_value(lane: Lane, mark: Mark, *, is_known: bool) -> dict[str, Any]:
    """One claim of a timeline. `known` tells whether the view asked for holds it."""
    recorded, claim = mark.recorded, mark.recorded.claim
    return {
        "claim": recorded.id,
        "document": recorded.document_id,
        "day": mark.day.isoformat(),
        "at": _iso(mark.at and mark.at.astimezone(UTC)),
        "voice": lane.voice,
        "group": lane.group,
        "side": lane.side,
        "says": says(claim),
        "shape": mark.shape,
        "about": mark.about,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "relayed_by": list(claim.relayed_by),
        "channel": claim.channel,
        "quote": claim.quote,
        "sentence": recorded.sentence,
        "attributed": attributed(recorded),
        "outlet": recorded.outlet,
        "url": recorded.url,
        "published": recorded.published.iso() if recorded.published else None,
        "paraphrase": paraphrase_note(recorded.document_id),
        "known": is_known,
    }


def mark_rows(
    marks: Iterable[tuple[Lane, Mark]], known: frozenset[str]
) -> tuple[list[str], list[list[object]]]:
    """The names of the columns, and a row for each claim."""
    values = [mark_value(lane, mark, is_known=mark.recorded.id in known) for lane, mark in marks]
    columns = [
        *("day", "at", "voice", "side", "says", "shape", "about", "polarity", "certainty", "relayed_by"),
        *("channel", "sentence", "attributed", "outlet", "url", "published", "paraphrase", "known"),
        *("claim", "document"),
    ]
    return columns, [[_cell(value[name]) for name in columns] for value in values]


def attributed(recorded: RecordedClaim) -> str:
    """The claim as one sentence that keeps its attribution, to be pasted into a text."""
    page = Document(
        id=recorded.document_id,
        text="",
        published=recorded.published,
        outlet=recorded.outlet,
        url=recorded.url,
    )
    return sentence_of(recorded.claim, page)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(str, value))
    return value


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
