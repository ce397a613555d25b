"""What goes wrong in attribution, by kind: the table that says which mechanism to mend.

    python evals/attribution_errors.py ROOT [--split dev|train] [--predictions FILE] [--show N] [--kind KIND]

Each gold relation is laid beside the predicted one that shares most with it, and falls into the first of
these kinds that fits; what is predicted and lies beside nothing is `spurious`.

    right           words, speaker and boundary as in the gold
    wrong speaker   the words are found, and given to somebody else
    source missed   the words are found, and given to nobody
    source invented the words are found, and given to somebody where the gold names nobody
    boundary        cue and some of the words are found, but less than half agrees
    content missed  the cue is found and none of its words
    cue missed      no predicted relation has any of the cue

`--show N` prints N sentences of each kind from the data, for reading and not for keeping.
"""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attribution import GOLD, articles_of, predictions_of
from data import arguments, data_folder, gold, work_folder

KINDS = (
    "right",
    "wrong speaker",
    "source missed",
    "source invented",
    "boundary",
    "content missed",
    "cue missed",
    "spurious",
)
_WORD = re.compile(r"\w+")
_FOUND = 0.5
"""The token F1 from which on a content counts as found, as in the corpus's scorer."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The words of one attribution, as positions of words in the text."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    def shared_with(self, other: Relation) -> float:
        """The three roles' token F1 added up: 0 where nothing is shared, 3 where all is."""
        return sum(
            agreement(mine, theirs)
            for mine, theirs in (
                (self.source, other.source),
                (self.cue, other.cue),
                (self.content, other.content),
            )
            if mine or theirs
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation with the kind it falls into, and the predicted one beside it."""

    kind: str
    text: str
    wanted: Relation | None
    found: Relation | None


def agreement(wanted: frozenset[int], found: frozenset[int]) -> float:
    """Token F1 of two sets of words."""
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted or found else 1.0


def kind_of(wanted: Relation, found: Relation | None) -> str:
    """The first kind that fits a gold relation and the predicted one beside it."""
    if found is None or not (wanted.cue & found.cue or wanted.content & found.content):
        return "cue missed"
    if agreement(wanted.content, found.content) < _FOUND:
        if wanted.content & found.content:
            return "boundary" if wanted.cue & found.cue else "cue missed"
        return "content missed"
    if not wanted.source and not found.source:
        return "right"
    if not found.source:
        return "source missed"
    if not wanted.source:
        return "source invented"
    return "right" if wanted.source & found.source else "wrong speaker"


def findings(text: str, wanted: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Iterator[Finding]:
    """Lay gold and predicted relations of one text side by side, the most alike first."""
    starts = [m.start() for m in _WORD.finditer(text)]
    golden = [_relation(row, starts) for row in wanted]
    found = [_relation(row, starts) for row in predicted]
    alike = sorted(
        ((g.shared_with(p), -i, -j) for i, g in enumerate(golden) for j, p in enumerate(found)), reverse=True
    )
    beside: dict[int, int] = {}
    for shared, i, j in alike:
        if shared > 0 and -i not in beside and -j not in beside.values():
            beside[-i] = -j
    for i, relation in enumerate(golden):
        partner = found[beside[i]] if i in beside else None
        yield Finding(kind_of(relation, partner), text, relation, partner)
    for j, relation in enumerate(found):
        if j not in beside.values():
            yield Finding("spurious", text, None, relation)


def _relation(row: dict[str, Any], starts: list[int]) -> Relation:
    return Relation(
        source=_words(row["source"], starts),
        cue=_words(row["cue"], starts),
        content=_words(row["content"], starts),
    )


def _words(spans: list[Any] | None, starts: list[int]) -> frozenset[int]:
    if not spans:
        return frozenset()
    pairs = [spans] if isinstance(spans[0], int) else spans
    return frozenset(
        i
        for start, end in pairs
        for i in range(bisect_right(starts, start - 1), bisect_right(starts, end - 1))
    )


def table(found: list[Finding]) -> str:
    """Kinds with their counts, and their share among the gold relations."""
    counts = Counter(f.kind for f in found)
    golden = sum(count for kind, count in counts.items() if kind != "spurious")
    return "\n".join(
        f"  {kind:16} {counts[kind]:5}" + (f"  {counts[kind] / golden:6.1%}" if kind != "spurious" else "")
        for kind in KINDS
    )


def _shown(finding: Finding) -> str:
    starts = [m.span() for m in _WORD.finditer(finding.text)]
    lines = []
    for name, relation in (("gold ", finding.wanted), ("found", finding.found)):
        if relation is None:
            continue
        roles = (
            " ".join(finding.text[slice(*starts[i])] for i in sorted(words)) or "-"
            for words in (relation.source, relation.cue, relation.content)
        )
        lines.append(f"    {name}  " + "  |  ".join(roles))
    return "\n".join(lines)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    parser.add_argument(
        "--predictions", type=Path, metavar="FILE", help="as evals/attribution.py --keep left"
    )
    parser.add_argument("--show", type=int, default=0, metavar="N", help="sentences of each kind to print")
    parser.add_argument("--kind", choices=KINDS[1:], action="append", help="show only these kinds")
    parser.add_argument("--seed", type=int, default=0, help="of the choice of what is shown")
    options = parser.parse_args()
    root = data_folder(options.root)
    folder = gold(root, *GOLD)
    with work_folder(None) as work:
        path = options.predictions or predictions_of(folder, work, split=options.split)
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    predicted = {row["doc_id"]: row["attributions"] for row in rows}
    found = [
        finding
        for article in articles_of(folder, options.split)
        for finding in findings(
            article["text"], article["attributions"], predicted.get(article["doc_id"], [])
        )
    ]
    print(table(found))
    chance = random.Random(options.seed)
    for kind in (options.kind or KINDS[1:]) if options.show else ():
        of_kind = [f for f in found if f.kind == kind]
        for finding in chance.sample(of_kind, min(options.show, len(of_kind))):
            print(f"\n  {kind}\n{_shown(finding)}")


if __name__ == "__main__":
    main()
