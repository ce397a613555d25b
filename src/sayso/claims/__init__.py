"""Typed claims: what is said of which place and party, by the codebook."""

from sayso.claims.finding import NO_CONFLICT, Report, find_claims
from sayso.claims.triggers import ClaimLexicon, Trigger, load_claim_lexicon

__all__ = ["NO_CONFLICT", "ClaimLexicon", "Report", "Trigger", "find_claims", "load_claim_lexicon"]
