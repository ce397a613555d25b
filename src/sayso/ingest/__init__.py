"""Raw bytes to `Document`: texts, saved web pages, PDF, e-mails, feeds, tables, exports and archives.

Nothing is run, fetched or guessed: what a page does not say of itself stays None.
"""

from sayso.ingest.dates import parse_publication
from sayso.ingest.description import Description
from sayso.ingest.folders import MOST_FILES, walk
from sayso.ingest.loading import load_document, take_in
from sayso.ingest.many import documents_and_places, documents_in_bytes, documents_in_file, holds_many
from sayso.ingest.page import LARGEST_INPUT, Page
from sayso.ingest.reports import read_reports
from sayso.ingest.unread import Unread

__all__ = [
    "LARGEST_INPUT",
    "MOST_FILES",
    "Description",
    "Page",
    "Unread",
    "documents_and_places",
    "documents_in_bytes",
    "documents_in_file",
    "holds_many",
    "load_document",
    "parse_publication",
    "read_reports",
    "take_in",
    "walk",
]
