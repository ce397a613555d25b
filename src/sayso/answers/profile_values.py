"""Voices as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.answers.reliability import Record
from sayso.answers.reliability_values import record_value
from sayso.answers.sources import Health, Profile
from sayso.model import Source


def profile_value(profile: Profile, records: Mapping[str, Record] | None = None) -> dict[str, Any]:
    """One voice: what it said, how it stands to the others, whether it is heard, and its labels; with
    `records` also what came of its claims."""
    lead = profile.lead.median_days
    return {
        "name": profile.name,
        "labels": [label_value(each) for each in profile.labels],
        "claims": profile.claims,
        "by_kind": dict(profile.by_kind),
        "first": profile.first.isoformat(),
        "last": profile.last.isoformat(),
        "relayed": profile.relayed,
        "positions": profile.standing.positions,
        "contradicted": profile.standing.contradicted,
        "admissions": profile.standing.admissions,
        "outcomes": profile.lead.outcomes,
        "spoke_for": profile.lead.spoke_for,
        "before": profile.lead.before,
        "after": profile.lead.after,
        "spoke_otherwise": profile.lead.spoke_otherwise,
        "median_lead_days": None if lead is None else round(lead, 2),
        **_health(profile.health),
        "silent_feed": profile.health.is_silent,
        **({} if records is None else {"reliability": record_value(records.get(profile.name))}),
        "fronts": [
            {
                "place": each.place,
                "claims": each.claims,
                **_health(each.health),
                "quiet_front": each.is_quiet,
            }
            for each in profile.fronts
        ],
    }


def label_value(label: Source) -> dict[str, Any]:
    """What a voice is taken for, and what that rests on."""
    return {
        "org": label.org,
        "party": label.party,
        "side": label.side,
        "class": label.source_class,
        "basis": label.basis,
    }


def _health(health: Health) -> dict[str, Any]:
    return {
        "last_heard": health.last_heard.isoformat(),
        "silence": health.silence,
        "longest_silence": health.longest_silence,
        "usual_pause": health.usual_pause,
    }
