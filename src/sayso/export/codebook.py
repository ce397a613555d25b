"""The codebook that goes with an export, written from the columns that its files were written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sayso.export.acled import EVENT_TYPES
from sayso.export.columns import Column
from sayso.model import VOCABULARIES

_GENERAL = """\
Every entry is a **claim**: what one voice says of one place and one party, not what is so. Whose it is
stands with each; what sayso makes of it is an estimate, and is no part of an export. What the values mean
in full is in the codebook of sayso (`docs/codebook.md`).

Unknown is null: nothing is filled in. Days are `YYYY-MM-DD`; instants are ISO 8601 with a zone.
"""
_FORMS = {
    ".csv": """\
In tables null is an empty cell. A text that a spreadsheet would take for a formula, since it begins with
`=`, `+`, `-`, `@`, a tab or a line break, has one apostrophe put before it, as has one that begins with
apostrophes and then such a mark; take that apostrophe off to have the text back. Numbers are never changed.
Names of a list are parted by `; `, or are a list of JSON where a name has a semicolon in it. Files are
UTF-8 without a byte order mark; lines end with CR LF (RFC 4180).
""",
    ".parquet": """\
Every column has its type, also where all of it is null. An instant in UTC is a timestamp; one that keeps
the zone it was told in is text.
""",
    ".geojson": """\
A claim is a feature at the point of its place, neither moved nor spread; `lat` and `lon` are its geometry.
Claims whose place has no point are no features: `properties.without_coordinates` of the collection counts
them.
""",
    ".jsonld": """\
A claim is an annotation (W3C Web Annotation) on the words of its document, which are told by their position
in characters (code points) and by themselves with what stands around them. What is claimed is under
`body.about`, where null is left out. `wasDerivedFrom` names the document, `wasGeneratedBy` the run that
read it, `wasAttributedTo` the voice (PROV-O).
""",
}


def codebook(format_name: str, files: Sequence[tuple[str, str, Sequence[Column[Any]]]]) -> str:
    """The text of CODEBOOK.md; `files` are each file's name, what one entry of it is, and its columns."""
    used = {Path(name).suffix for name, _, _ in files}
    parts = ["# Codebook\n", _GENERAL, *(words for suffix, words in _FORMS.items() if suffix in used)]
    for name, entry, columns in files:
        parts.append(f"## {name}\n\n{entry}\n")
        parts.append(_table(columns))
    if format_name == "acled":
        parts.append(_event_types())
    parts += ["## Values\n", *_vocabularies(column for _, _, columns in files for column in columns)]
    return "\n".join(parts)


def _table(columns: Sequence[Column[Any]]) -> str:
    lines = ["| Column | Type | Unit | What it is | Null means |", "|---|---|---|---|---|"]
    for each in columns:
        values = (
            f" Values: {', '.join(f'`{v}`' for v in _values(each.vocabulary))}." if each.vocabulary else ""
        )
        null = each.null or "never null"
        cells = (f"`{each.name}`", each.type, each.unit or "", each.about + values, null)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _values(vocabulary: str) -> list[str]:
    return [value.value for value in VOCABULARIES[vocabulary]]


def _vocabularies(columns: Iterable[Column[Any]]) -> list[str]:
    named = dict.fromkeys(each.vocabulary for each in columns if each.vocabulary)
    return [
        f"- **{name}**: {' '.join((VOCABULARIES[name].__doc__ or '').split())} "
        + ", ".join(f"`{value}`" for value in _values(name))
        for name in named
    ] + [""]


def _event_types() -> str:
    lines = ["## Types of event\n", "| Kind of claim | `event_type` |", "|---|---|"]
    lines += [f"| `{kind.value}` | {name or '(none)'} |" for kind, name in EVENT_TYPES.items()]
    lines += [
        "",
        "A claim that is denied, predicted, conditional or background has no `event_type`, so that",
        "counting types counts no denial. ACLED's `fatalities`, `interaction`, `admin1` to `admin3` and",
        "`civilian_targeting` are left out: a claim does not tell them. The names of the",
        "columns are ACLED's, the contents are not its data.",
        "",
    ]
    return "\n".join(lines)
