"""The pages keep up with the code: no value unnamed, no link dead, no path that is not there."""

import re
from pathlib import Path

import pytest

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


def test_the_theatre_of_the_how_to_can_be_loaded(tmp_path):
    text = (ROOT / "docs/how-to-add-a-theatre.md").read_text(encoding="utf-8")
    file = tmp_path / "norland.toml"
    file.write_text(TOML.search(text)[1], encoding="utf-8")
    theatre = load_theatre(file)
    assert [party.side for party in theatre.parties] == ["Norland", "River Front", "River Front"]


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
