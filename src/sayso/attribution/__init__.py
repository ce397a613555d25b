"""Who says what in a parsed report: handovers, quotations, speakers, statements."""

from sayso.attribution.declining import unattributed
from sayso.attribution.finding import attribute
from sayso.attribution.statements import Utterance

__all__ = ["Utterance", "attribute", "unattributed"]
