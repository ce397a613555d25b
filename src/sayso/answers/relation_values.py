"""How claims stand to each other as plain values, for lines of JSON."""

from __future__ import annotations

from typing import Any

from sayso.answers.relations import Relations
from sayso.model import Publication
from sayso.relations.comparison import Account, Contradiction, Saying
from sayso.relations.dependence import Origin
from sayso.relations.figures import Figures
from sayso.relations.replies import Reply


def relations_value(relations: Relations) -> dict[str, Any]:
    """The keys `accounts`, `contradictions`, `replies` and `figures`. Claims are named by their ids."""
    return {
        "accounts": [_account(each) for each in relations.accounts],
        "contradictions": [_contradiction(each) for each in relations.contradictions],
        "replies": [_reply(each) for each in relations.replies],
        "figures": [_figures(each) for each in relations.figures],
    }


def origin_value(origin: Origin) -> dict[str, Any]:
    """One origin with its claims, and every page that carries them as `carriers`."""
    return {
        "name": origin.name,
        "side": origin.side,
        "independent": origin.is_independent,
        "first_seen": _iso(origin.first_seen),
        "ties": list(origin.ties),
        "claims": list(origin.claims),
        "carriers": [
            {
                "document": page.document,
                "outlet": page.outlet,
                "url": page.url,
                "published": _iso(page.published),
            }
            for page in origin.pages
        ],
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        **_saying(account.saying),
        "corroborated": account.is_corroborated,
        "claims": list(account.claims),
        "origins": [origin_value(each) for each in account.origins],
    }


def _contradiction(contradiction: Contradiction) -> dict[str, Any]:
    return {
        "one": {**_saying(contradiction.saying), "claims": list(contradiction.claims)},
        "other": {**_saying(contradiction.other), "claims": list(contradiction.other_claims)},
    }


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "claimant": reply.claimant,
        "to": list(reply.to),
        "side": reply.side,
        "response": reply.response,
        "claims": list(reply.claims),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "kind": figures.kind,
        "counts": figures.counts,
        "party": figures.party,
        "low": figures.low,
        "high": figures.high,
        "conflicting": figures.is_conflicting,
        "by_origin": [
            {
                "origin": each.origin,
                "side": each.side,
                "low": each.low,
                "high": each.high,
                "claims": list(each.claims),
            }
            for each in figures.by_origin
        ],
    }


def _saying(saying: Saying) -> dict[str, Any]:
    return {
        "kind": saying.kind,
        "side": saying.side,
        "polarity": saying.polarity,
        "extent": saying.extent,
    }


def _iso(publication: Publication | None) -> str | None:
    return publication.iso() if publication is not None else None
