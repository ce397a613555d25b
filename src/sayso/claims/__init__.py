"""Typed claims: what is said of which place and party, by the codebook."""

from sayso.claims.finding import Report, find_claims, speaks_of_war
from sayso.claims.triggers import ClaimLexicon, Trigger, load_claim_lexicon

__all__ = ["ClaimLexicon", "Report", "Trigger", "find_claims", "load_claim_lexicon", "speaks_of_war"]
