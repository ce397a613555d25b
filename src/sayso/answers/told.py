"""All that is told of a place on a day, as one plain value: for lines of JSON, citations and the desk."""

from __future__ import annotations

from typing import Any

from sayso.answers.credibility import credibility_of
from sayso.answers.place import Answer
from sayso.answers.relation_values import relations_value
from sayso.answers.relations import Relations
from sayso.answers.reliability_values import credibility_value
from sayso.answers.values import answer_value


def told_value(answer: Answer, relations: Relations) -> dict[str, Any]:
    """The voices, disputes and estimate, how the claims stand to each other, and how credible each is."""
    return {
        **answer_value(answer),
        **relations_value(relations),
        "credibility": credibility_value(credibility_of(answer, relations)),
    }
