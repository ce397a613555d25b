"""Text as characters: quotation marks, paragraphs, language. No word of the domain lives here."""

from sayso.text.language import detect_language
from sayso.text.paragraphs import languages_of, paragraphs_by_language
from sayso.text.quotation import Quotation, find_quotations

__all__ = ["Quotation", "detect_language", "find_quotations", "languages_of", "paragraphs_by_language"]
