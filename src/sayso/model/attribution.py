"""Who is given which words: the three roles, as spans of one document."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.spans import Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source, a cue and the content that the cue hands to the source.

    The spans index `Document.text`, so the words behind every statement can be shown; a role may be
    in pieces. `source` is None where the text withholds it ("it was reported that ...").

    How far the source commits is read later, into `Statement`; how far we believe it is another
    question, answered in `sayso.estimation` and never stored here.
    """

    source: Spans | None
    cue: Spans
    content: Spans
