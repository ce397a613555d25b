"""The pages keep up with the code: no command, option, field or value unnamed, no link or output dead."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

from sayso.cli import desk
from sayso.export import record_schema
from sayso.model import VOCABULARIES
from sayso.parties import load_theatre

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
REFERENCE = ["docs/codebook.md", "docs/record.md"]

FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
TOML = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
# `src/sayso/lexicon/data/<language>/`: what stands in angle brackets is for the reader to fill in.
PATH = re.compile(r"`((?:src|docs|tests|evals|training|\.ci)/[^`\s]*)`")

COMMANDS = ROOT / "docs/commands.md"
RECORD = ROOT / "docs/record.md"
OPTION = re.compile(r"`(--[a-z-]+)")
# Every page that a part of the record is explained under; a new part must find its place here.
SECTIONS = {
    "Record": "A line",
    "StatementRecord": "A statement",
    "SourceRecord": "A statement",
    "EvidenceRecord": "A statement",
    "ClaimRecord": "A claim",
    "QuantityRecord": "A claim",
    "DeclinedRecord": "What was declined",
    "MentionsRecord": "Mentions",
    "TimeRecord": "Mentions",
    "PlaceRecord": "Mentions",
}

page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_value_of_the_record_is_explained(vocabulary):
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in REFERENCE)
    unnamed = [value.value for value in VOCABULARIES[vocabulary] if f"`{value.value}`" not in text]
    assert not unnamed


@page
def test_links_inside_the_repository_lead_somewhere(page):
    dead = [link for link in LINK.findall(_prose(page)) if _inside(link) and not _leads(page, link)]
    assert not dead


@page
def test_paths_named_in_prose_exist(page):
    named = PATH.findall(_prose(page))
    assert not [name for name in named if not any(ROOT.glob(re.sub(r"<[^>]*>", "*", name).rstrip("/")))]


def _commands(group, path=()):
    """Every command with its whole name; a group counts where it does something by itself."""
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        if inner is None or command.invoke_without_command:
            yield " ".join((*path, name)), command
        if inner is not None:
            yield from _commands(command, (*path, name))


@pytest.mark.parametrize(("name", "command"), list(_commands(desk)))
def test_every_command_and_option_is_explained_and_no_other(name, command):
    text = _section(COMMANDS, f"`sayso {name}`")
    described = set(OPTION.findall("\n".join(line.split(" | ")[0] for line in text.splitlines())))
    options = [each for each in command.params if each.param_type_name == "option"]
    named = {name for each in options for name in (*each.opts, *each.secondary_opts)}
    assert described == {name for name in named if name.startswith("--")}
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    usage = text[: text.index("\n\n", text.index(f"    sayso {name}"))]
    assert all(each.human_readable_name in usage for each in arguments)


@pytest.mark.parametrize("part", ["Record", *record_schema()["$defs"]])
def test_every_field_of_the_record_is_explained(part):
    schema = record_schema() if part == "Record" else record_schema()["$defs"][part]
    fields = schema.get("properties", {})
    if not fields:
        assert "enum" in schema
        return
    text = _section(RECORD, SECTIONS[part])
    assert not [field for field in fields if not re.search(rf"`(?:\w+\.)*{field}`|\"{field}\"", text)]


def test_the_schema_that_ships_is_the_schema():
    shipped = ROOT / "src/sayso/export/record.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == record_schema(), (
        "run: sayso read --schema > src/sayso/export/record.schema.json"
    )


def test_every_key_of_the_answer_about_a_place_is_explained(workshop):
    workshop.printed("sayso add docs/examples/report.txt --ledger example.db")
    answer = json.loads(workshop.printed("sayso place Soledar --ledger example.db --json"))
    text = _section(COMMANDS, "The line of `sayso place --json`")
    assert not [key for key in _keys(answer) if f"`{key}`" not in text]


@pytest.mark.parametrize("name", ["commands.md", "index.md"])
def test_outputs_in_the_pages_are_what_is_printed(workshop, name):
    for block in workshop.blocks(ROOT / "docs" / name, ("output",)):
        assert block["body"] == workshop.body(block), "run: python docs/refresh.py"


def test_the_sentences_shown_are_those_of_the_page(workshop):
    html = workshop.printed("sayso read docs/examples/report.txt --html -")
    shown = _section(COMMANDS, "A page for the browser").split("```text\n")[1].split("```")[0]
    sentences = re.findall(r"[^.]*\(\w+\)\.", " ".join(shown.split()))
    assert len(sentences) == 3
    assert not [sentence for sentence in sentences if sentence.strip() not in html]


def test_the_theatre_of_the_how_to_can_be_loaded(tmp_path):
    text = (ROOT / "docs/how-to-add-a-theatre.md").read_text(encoding="utf-8")
    file = tmp_path / "norland.toml"
    file.write_text(TOML.search(text)[1], encoding="utf-8")
    theatre = load_theatre(file)
    assert [party.side for party in theatre.parties] == ["Norland", "River Front", "River Front"]


@pytest.fixture
def workshop(reader, monkeypatch):
    """`docs/refresh.py`, at work in an empty folder; all its commands share one reader."""
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs/refresh.py")
    refresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(refresh)
    monkeypatch.setattr("sayso.pipeline.Reader", lambda *_, **__: reader)
    with refresh.workshop():
        yield refresh


def _section(page, title):
    """What stands under a heading, up to the next of its level."""
    text = page.read_text(encoding="utf-8")
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,2}} |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[2]


def _keys(answer):
    """The keys that the format gives; those of `positions` and `probabilities` are names."""
    parts = [answer, *answer["voices"], *answer["disputes"], answer["verdict"]]
    pages = [page for voice in answer["voices"] for page in voice["pages"]]
    return {key for part in (*parts, *pages) for key in part}


def _prose(page):
    return FENCED.sub("", page.read_text(encoding="utf-8"))


def _inside(link):
    return not re.match(r"[a-z]+:", link)


def _leads(page, link):
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return False
    return not anchor or anchor in {_slug(h) for h in HEADING.findall(_prose(target))}


def _slug(heading):
    """The anchor that Markdown renderers make of a heading."""
    words = re.sub(r"[^\w\- ]", "", heading.lower())
    return words.replace(" ", "-")
