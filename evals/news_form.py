"""Measure how the analysis copes with the form of news: datelines, headings, captions, quotes left open.

    python evals/news_form.py [--closed] [--pipeline NAME] [--failures] [--json]

Reads `evals/news_form/open.toml`, 60 texts of our own with what a careful annotator of UD English
would find in them; a text passes only when all of it is found. The closed half is matched to it text
by text and is there to be measured, never to be looked at: it shows no failures.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import data
from data import Score

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HALVES = Path(__file__).parent / "news_form"
GOLD = ()
"""The cases lie in the project itself: no gold of the data folder is needed."""
MOST = 5
"""More expectations than this, and a case tells nothing about the form it stands for."""

# fmt: off
FORMS = (
    "dash", "heading", "dateline", "bullet", "live_blog", "caption", "pull_quote", "unclosed_quote",
    "ellipsis", "abbreviation", "capitals", "stripped", "no_stop", "quotation",
)
LABELS = frozenset({
    "*", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop",
    "csubj", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark",
    "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "root", "vocative", "xcomp",
})
TAGS = frozenset({
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X",
})
# fmt: on
NAMES = frozenset({"PER", "ORG", "LOC"})
ROOT = "ROOT"


class CaseError(ValueError):
    """A case that cannot be meant as written. Names the file, the case and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text and what must be found in it.

    `sentences` are all of its sentences, or empty where their bounds are not the point; then `starts`
    and `inside` are words that must and must not begin one. An arc is head, label, dependent.
    """

    form: str
    text: str
    sentences: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    arcs: tuple[tuple[str, str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()

    def words(self) -> Iterator[str]:
        """The words that the expectations speak of, each of which must be one token of the text."""
        yield from self.starts
        yield from self.inside
        for head, _, dependent in self.arcs:
            yield from (dependent,) if head == ROOT else (head, dependent)
        yield from (word for word, _ in self.tags)

    def size(self) -> int:
        """How many expectations there are; the sentences of a text are one."""
        parts = (self.starts, self.inside, self.arcs, self.names, self.tags)
        return bool(self.sentences) + sum(map(len, parts))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and the expectations that failed, each with what was found instead."""

    case: Case
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.failures


@dataclass(frozen=True, slots=True)
class Share:
    """How many cases of how many passed."""

    passed: int
    cases: int

    @property
    def per_cent(self) -> float:
        return 100 * self.passed / self.cases if self.cases else 0.0


def load_half(name: str) -> list[Case]:
    """The `open` or the `closed` half."""
    return load_cases(HALVES / f"{name}.toml")


def load_cases(path: Path) -> list[Case]:
    """Read a file of cases; raises `CaseError` at the first that could not be judged as it is written."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise CaseError(f"{path.name}: {problem}") from None
    if set(content) != {"case"}:
        raise CaseError(f"{path.name}: must hold [[case]] and nothing else, not {', '.join(sorted(content))}")
    cases = []
    for number, entry in enumerate(content["case"], start=1):
        try:
            cases.append(_case(entry))
        except CaseError as problem:
            beginning = str(entry.get("text", ""))[:40]
            raise CaseError(f"{path.name}, case {number} ({beginning!r}): {problem}") from None
    return cases


def _case(entry: dict[str, Any]) -> Case:
    fields = dict(entry)
    form, text = fields.pop("form", None), fields.pop("text", None)
    if form not in FORMS:
        raise CaseError(f"form must be one of {', '.join(FORMS)}, not {form!r}")
    if not isinstance(text, str) or not text.strip():
        raise CaseError("text must be given")
    case = Case(
        form=form,
        text=text,
        sentences=_strings(fields, "sentences"),
        starts=_strings(fields, "starts"),
        inside=_strings(fields, "inside"),
        arcs=_rows(fields, "arcs", 3),
        names=_rows(fields, "names", 2),
        tags=_rows(fields, "tags", 2),
    )
    if fields:
        raise CaseError(f"unknown field {', '.join(sorted(fields))}")
    _check(case)
    return case


def _strings(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    value = fields.pop(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise CaseError(f"{name} must be a list of strings")
    return tuple(value)


def _rows(fields: dict[str, Any], name: str, width: int) -> tuple[Any, ...]:
    value = fields.pop(name, [])
    if not isinstance(value, list):
        raise CaseError(f"{name} must be a list")
    for row in value:
        if not isinstance(row, list) or len(row) != width or not all(isinstance(i, str) and i for i in row):
            raise CaseError(f"{name} must hold lists of {width} strings, not {row!r}")
    return tuple(tuple(row) for row in value)


def _check(case: Case) -> None:
    if not 1 <= case.size() <= MOST:
        raise CaseError(f"must have 1 to {MOST} expectations, not {case.size()}")
    if case.sentences and _joined(case.sentences) != _joined([case.text]):
        raise CaseError("sentences must make up the whole text")
    for head, label, _ in case.arcs:
        if label not in LABELS or (label == "root") != (head == ROOT):
            raise CaseError(
                f"{head} {label}: no label of Universal Dependencies, or one that is not a head's"
            )
    for word in case.words():
        count = len(_places(word, case.text))
        if count != 1:
            raise CaseError(f"{word!r} must occur exactly once in the text, not {count} times")
    for name, kind in case.names:
        if kind not in NAMES or name not in case.text:
            raise CaseError(f"{name!r} must occur in the text and be one of {', '.join(sorted(NAMES))}")
    for word, tag in case.tags:
        if tag not in TAGS:
            raise CaseError(f"{word!r}: {tag} is no universal tag")


def _joined(sentences: Iterable[str]) -> str:
    return "".join("".join(sentences).split())


def _places(word: str, text: str) -> list[str]:
    """Where a word stands whole; what a clitic hangs on is whole too ("did" in "didn't")."""
    return re.findall(rf"(?<!\w){re.escape(word)}(?=n['’]t\b|\W|$)", text)


def score_cases(cases: Iterable[Case], analyse: Callable[[str], Doc]) -> list[Outcome]:
    """Analyse every text and judge it, in order."""
    return [Outcome(case, tuple(judge(case, analyse(case.text)))) for case in cases]


def share(outcomes: Sequence[Outcome]) -> Share:
    """How many passed."""
    return Share(sum(outcome.passed for outcome in outcomes), len(outcomes))


def by_form(outcomes: Sequence[Outcome]) -> dict[str, Share]:
    """How many passed of each form, in the order of `FORMS`."""
    cases = Counter(outcome.case.form for outcome in outcomes)
    passed = Counter(outcome.case.form for outcome in outcomes if outcome.passed)
    return {form: Share(passed[form], cases[form]) for form in FORMS if form in cases}


def judge(case: Case, doc: Doc) -> Iterator[str]:
    """Yield the expectations of a case that an analysis of its text does not meet, with what it holds."""
    if case.sentences:
        yield from judge_sentences(case.sentences, doc)
    for word in case.starts:
        yield from judge_start(word, True, doc)
    for word in case.inside:
        yield from judge_start(word, False, doc)
    for head, label, dependent in case.arcs:
        yield from judge_arc(head, label, dependent, doc)
    for name, kind in case.names:
        yield from judge_name(name, kind, doc)
    for word, tag in case.tags:
        yield from judge_tag(word, tag, doc)


def judge_sentences(expected: Sequence[str], doc: Doc) -> Iterator[str]:
    """All sentences, in order; white space around and inside them does not count."""
    found = [" ".join(sentence.text.split()) for sentence in doc.sents]
    found = [sentence for sentence in found if sentence]
    if found != [" ".join(sentence.split()) for sentence in expected]:
        yield f"sentences: found {' | '.join(found)}"


def judge_start(word: str, begins: bool, doc: Doc) -> Iterator[str]:
    """Whether a word begins a sentence; marks before it (a bullet, a quotation mark) do not count."""
    token = _token(word, doc)
    if token is None:
        yield _lacking(word, doc)
        return
    before = doc[token.sent.start : token.i]
    if _is_only_marks(before.text) != begins:
        where = f"within {token.sent.text.strip()!r}" if begins else "at the beginning of a sentence"
        yield f"{'starts' if begins else 'inside'} {word}: found {where}"


def judge_arc(head: str, label: str, dependent: str, doc: Doc) -> Iterator[str]:
    """Whether one word hangs on another with a label; subtypes ("nsubj:pass") count as their base."""
    lacking = [w for w in (head, dependent) if w != ROOT and _token(w, doc) is None]
    yield from (_lacking(word, doc) for word in lacking)
    token = _token(dependent, doc)
    if lacking or token is None:
        return
    is_root = token.head.i == token.i
    found_head = ROOT if is_root else token.head.text
    found_label = "root" if is_root else token.dep_.partition(":")[0]
    is_found = is_root if head == ROOT else not is_root and token.head == _token(head, doc)
    if not is_found or label not in ("*", found_label):
        yield f"{head} -{label}-> {dependent}: found {found_head} -{'root' if is_root else token.dep_}->"


def judge_name(name: str, kind: str, doc: Doc) -> Iterator[str]:
    """Whether a name is found, with nothing more and nothing less in it, as a name of its kind."""
    if not any(entity.text == name and entity.label_ == kind for entity in doc.ents):
        found = ", ".join(f"{entity.text} {entity.label_}" for entity in doc.ents)
        yield f"name {name} {kind}: found {found or 'no name'}"


def judge_tag(word: str, tag: str, doc: Doc) -> Iterator[str]:
    """Whether a word has a universal part-of-speech tag."""
    token = _token(word, doc)
    if token is None:
        yield _lacking(word, doc)
    elif token.pos_ != tag:
        yield f"tag {word} {tag}: found {token.pos_ or 'none'}"


def _token(word: str, doc: Doc) -> Token | None:
    found = [token for token in doc if token.text == word]
    return found[0] if len(found) == 1 else None


def _lacking(word: str, doc: Doc) -> str:
    return f"token {word}: found {sum(token.text == word for token in doc)} times"


def _is_only_marks(text: str) -> bool:
    return not any(character.isalnum() for character in text)


def measure(root: Path, work: Path) -> list[Score]:
    """Print and return the shares of both halves; of the closed one nothing but its shares."""
    from sayso.analysis import load_analyser

    analyse = load_analyser()
    scores = []
    for half in ("open", "closed"):
        outcomes = score_cases(load_half(half), analyse)
        print(f"{half} half")
        show(outcomes, failures=False)
        scores.append(Score(name=f"news form.{half} half", value=share(outcomes).per_cent))
    return scores


def show(outcomes: Sequence[Outcome], failures: bool) -> None:
    """Print the shares, and the failed expectations where they are asked for."""
    for form, part in {"all": share(outcomes), **by_form(outcomes)}.items():
        print(f"{form:<16}{part.passed:>3}/{part.cases:<3}{part.per_cent:6.1f} %")
    for outcome in outcomes if failures else ():
        if not outcome.passed:
            print(f"\n{outcome.case.form}: {outcome.case.text!r}")
            for failure in outcome.failures:
                print(f"  {failure}")


def as_json(outcomes: Sequence[Outcome], half: str, pipeline: str, failures: bool) -> str:
    """The same as one line of JSON."""
    whole = share(outcomes)
    answer: dict[str, Any] = {
        "half": half,
        "pipeline": pipeline,
        "passed": whole.passed,
        "cases": whole.cases,
        "forms": {
            form: {"passed": part.passed, "cases": part.cases} for form, part in by_form(outcomes).items()
        },
    }
    if failures:
        answer["failures"] = [
            {"form": outcome.case.form, "text": outcome.case.text, "failed": outcome.failures}
            for outcome in outcomes
            if not outcome.passed
        ]
    return json.dumps(answer, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--closed", action="store_true", help="measure on the closed half")
    parser.add_argument("--pipeline", help="another installed spaCy pipeline")
    parser.add_argument("--failures", action="store_true", help="show what failed, in the open half only")
    parser.add_argument("--json", action="store_true", help="write one line of JSON")
    options = parser.parse_args()
    if options.closed and options.failures:
        data.stop("the closed half is only to be measured: leave --failures away, or look at the open half")
    half = "closed" if options.closed else "open"
    from sayso.analysis import load_analyser
    from sayso.errors import SaysoError

    try:
        cases = load_half(half)
        analyse = load_analyser(options.pipeline)
    except (CaseError, SaysoError) as problem:
        data.stop(str(problem))
    outcomes = score_cases(cases, analyse)
    if options.json:
        print(as_json(outcomes, half, analyse.name, options.failures))
    else:
        print(f"{analyse.name}, {half} half")
        show(outcomes, options.failures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
