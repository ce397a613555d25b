"""Raw bytes to `Document`: text files, saved web pages, lines of reports.

Nothing is run, fetched or guessed: what a page does not say of itself stays None.
"""

from sayso.ingest.dates import parse_publication
from sayso.ingest.folders import MOST_FILES, walk
from sayso.ingest.loading import load_document, take_in
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.reports import read_reports

__all__ = [
    "LARGEST_INPUT",
    "MOST_FILES",
    "Page",
    "load_document",
    "parse_publication",
    "read_reports",
    "take_in",
    "walk",
]
