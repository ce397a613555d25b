"""Cases of our own: how far a source commits to a content, and through whom it came to the page.

    python evals/attribution_cases.py [--closed] [--failures]

Reads `evals/cases/attribution`: 100 cases of certainty and 20 relay chains, each with a twin in the
closed half, which is there to be measured, never to be looked at: of it only totals are shown. A case of
certainty is right when the stance on the main predicate of its content is, with its voice; a chain when
speaker, body and every relay are, in order. No theatre is known to them, so names are compared as written.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import data
from data import Score
from sayso.analysis.syntax import children
from sayso.attribution.modality import stance_on
from sayso.attribution.statements import Utterance, voice_at
from sayso.model import Document
from sayso.pipeline import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.claims import Report

FOLDER = Path(__file__).parent / "cases" / "attribution"
GOLD = ()
"""The cases lie in the project itself: no gold of the data folder is needed."""
NARRATOR, UNSPECIFIED, NO_CLAIM = "narrator", "unspecified", "no claim"


class CaseError(ValueError):
    """A case that cannot be meant as written. Names the file and the number of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertaintyCase:
    """How far, and which way, one source commits to one content.

    `source` is as in the text, "narrator", or "unspecified" where the text withholds it; those in
    `source_alt` are right too. Without `claim` the source commits to nothing.
    """

    mechanism: str
    text: str
    source: str
    content: str
    certainty: str | None = None
    polarity: str | None = None
    claim: bool = True
    source_alt: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        return f"{self.certainty} {self.polarity}" if self.claim else NO_CLAIM


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCase:
    """Through whom one content came to the page of one outlet: every relay, innermost first."""

    mechanism: str
    outlet: str
    text: str
    content: str
    speaker: str
    relayed_by: tuple[str, ...]
    org: str | None = None
    channel: str | None = None
    speaker_alt: tuple[str, ...] = ()


def load(path: Path, kind: type[Any]) -> list[Any]:
    """Read a file of cases; `CaseError` at the first that is not well made."""
    cases = []
    for number, entry in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], start=1):
        fields = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
        try:
            case = kind(**fields)
        except TypeError as problem:
            raise CaseError(f"{path.name}, case {number}: {problem}") from problem
        if case.text.count(case.content) != 1:
            raise CaseError(f"{path.name}, case {number}: content must occur once in the text")
        cases.append(case)
    return cases


def stance_found(case: CertaintyCase, reader: Reader) -> tuple[str, list[str]]:
    """The value that sayso finds for the content of a case, and the names of its voice."""
    report = reader.report(Document(id="1", text=case.text))
    predicate = _predicate(report, case)
    utterance = voice_at(report.utterances, predicate.idx)
    if utterance is None:
        return NO_CLAIM, [UNSPECIFIED]
    stance = stance_on(predicate, utterance.handover, utterance.commitment, report.lexicon)
    value = NO_CLAIM if stance.withheld else f"{stance.certainty} {stance.polarity}"
    return value, _voice(utterance, case.text)


def _predicate(report: Report, case: CertaintyCase | ChainCase) -> Token:
    start = case.text.index(case.content)
    span = report.doc.char_span(start, start + len(case.content), alignment_mode="expand")
    assert span is not None
    predicate: Token = span.root
    while inner := _governed(predicate, report):
        predicate = inner[0]
    return predicate


def _governed(token: Token, report: Report) -> list[Token]:
    """What a word of modality or a raising cue governs: of "appear to have retaken it", `retaken`."""
    word = token.text.lower()
    forms = {form.split()[0] for form in report.lexicon.modality_by_form} | set(report.lexicon.cues_by_form)
    return children(token, "xcomp") if word in forms else []


def _voice(utterance: Utterance, text: str) -> list[str]:
    """The names of a voice: the canonical one, and its words in the text."""
    source = utterance.statement.source
    if utterance.handover is None:
        return [NARRATOR]
    if source is None:
        return [UNSPECIFIED]
    return [source.name, *(span.of(text) for span in source.spans)]


def is_stance_right(case: CertaintyCase, value: str, voice: list[str]) -> bool:
    """Whether value and voice are the expected ones; who claims nothing needs no voice."""
    if value != case.expected:
        return False
    return not case.claim or _is_one_of(voice, (case.source, *case.source_alt))


def chain_found(case: ChainCase, reader: Reader) -> tuple[list[str], tuple[str, ...]]:
    """Speaker and relays that sayso finds for the content of a case."""
    report = reader.report(Document(id="1", text=case.text, outlet=case.outlet))
    utterance = voice_at(report.utterances, _predicate(report, case).idx)
    if utterance is None:
        return [UNSPECIFIED], ()
    return _voice(utterance, case.text), utterance.statement.relayed_by


def is_chain_right(case: ChainCase, speaker: list[str], relays: tuple[str, ...]) -> bool:
    """Whether the speaker and every relay in turn are the expected ones."""
    if not _is_one_of(speaker, (case.speaker, *case.speaker_alt)):
        return False
    return len(relays) == len(case.relayed_by) and all(map(_is_meant, relays, case.relayed_by))


def _is_one_of(found: list[str], expected: tuple[str, ...]) -> bool:
    return any(_is_meant(name, right) for name in found for right in expected)


def _is_meant(found: str, expected: str) -> bool:
    """Whether all words of the expected name are in the one found: "Major Oksana T." for "Oksana T."."""
    words = re.findall(r"\w+", found.lower())
    return all(word in words for word in re.findall(r"\w+", expected.lower()))


def judged(half: str, reader: Reader) -> Iterator[tuple[str, str, bool, str]]:
    """Set, mechanism, whether it is right, and what is to be said of it, for every case of a half."""
    for case in load(FOLDER / "certainty" / f"{half}.toml", CertaintyCase):
        value, voice = stance_found(case, reader)
        said = f"{case.text}\n    {case.content!r}: {case.expected}, {case.source}; found {value}, {voice}"
        yield "certainty", case.mechanism, is_stance_right(case, value, voice), said
    for case in load(FOLDER / "chains" / f"{half}.toml", ChainCase):
        speaker, relays = chain_found(case, reader)
        said = f"{case.text}\n    {case.speaker} < {case.relayed_by}; found {speaker} < {relays}"
        yield "chains", case.mechanism, is_chain_right(case, speaker, relays), said


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the shares of both halves."""
    reader = Reader()
    return [
        Score(name=f"{name}.{half} half", value=right / count)
        for half in ("open", "closed")
        for name, (right, count) in show(half, reader).items()
    ]


def show(half: str, reader: Reader, *, failures: bool = False) -> dict[str, tuple[int, int]]:
    """Print how many cases of each set are right, by mechanism in the open half alone."""
    right: Counter[tuple[str, str]] = Counter()
    count: Counter[tuple[str, str]] = Counter()
    for name, mechanism, is_right, said in judged(half, reader):
        for key in ((name, ""), (name, mechanism)):
            count[key] += 1
            right[key] += is_right
        if failures and not is_right:
            print(f"  {mechanism}: {said}\n")
    print(f"{half} half")
    for key in count:
        if not key[1] or half == "open":
            print(f"  {key[0]:10} {key[1]:18} {right[key]:3}/{count[key]}")
    return {name: (right[name, ""], count[name, ""]) for name in ("certainty", "chains")}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--closed", action="store_true", help="the closed half, its totals alone")
    parser.add_argument("--failures", action="store_true", help="show what is wrong in the open half")
    options = parser.parse_args()
    try:
        show(
            "closed" if options.closed else "open", Reader(), failures=options.failures and not options.closed
        )
    except (CaseError, OSError) as problem:
        data.stop(str(problem))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
