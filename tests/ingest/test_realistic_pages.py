"""Pages with all that stands around an article in the wild: what is kept, what is not, and when it came out.

The pages in `pages/` were used to write the rules; those in `held/` only to measure them. What each
page holds is in the `.json` beside it. `python evals/pages.py tests/ingest/pages` shows every fault.
"""

import importlib.util
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"
EVAL = Path(__file__).parents[2] / "evals" / "pages.py"


@pytest.fixture(scope="module")
def scores():
    spec = importlib.util.spec_from_file_location("evals_pages", EVAL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return [module.score(page) for page in sorted(PAGES.glob("*.html"))]


def test_there_are_pages(scores):
    assert len(scores) == 20


def test_the_sentences_of_the_articles_are_kept(scores):
    assert sum(each.kept for each in scores) >= 0.97 * sum(each.sentences for each in scores)


def test_nothing_else_is_taken_for_them(scores):
    assert sum(each.junk for each in scores) < 0.02 * sum(each.given for each in scores)


def test_every_publication_and_every_change_is_right_to_the_minute(scores):
    assert [each.name for each in scores if each.published != "right"] == []
    assert [each.name for each in scores if each.edited != "right"] == []


def test_every_page_is_marked_as_it_says(scores):
    assert [each.name for each in scores if not each.are_marks_right] == []
