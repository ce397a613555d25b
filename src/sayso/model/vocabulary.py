"""Every closed vocabulary of the record, in one place.

The values are the codebook's spellings; they appear as they are in JSON, in the ledger and in
exports. `VOCABULARIES` is the table that the reference page and the JSON Schema are made from.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a claim is about."""

    CONTROL = "control"
    FIGHTING = "fighting"
    WITHDRAWAL = "withdrawal"
    ADVANCE = "advance"
    ENCIRCLEMENT = "encirclement"
    DESTRUCTION = "destruction"
    CASUALTIES = "casualties"
    FORCE = "force"
    ASSESSMENT = "assessment"
    PREDICTION = "prediction"
    OTHER = "other"


class Polarity(StrEnum):
    """Whether the source says it is so, or says it is not so."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Certainty(StrEnum):
    """How far the source commits to the content, from its own wording."""

    ASSERTED = "asserted"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    PREDICTED = "predicted"


class Voice(StrEnum):
    """Whether a statement is handed to a source or made by the reporter."""

    ATTRIBUTED = "attributed"
    NARRATOR = "narrator"


class Quote(StrEnum):
    """How the words reach the page: quoted, partly quoted, reworded, or nobody's but the narrator's."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    NONE = "none"


class Channel(StrEnum):
    """Through what the innermost source spoke."""

    STATEMENT = "statement"
    BROADCAST = "broadcast"
    TELEGRAM = "telegram"
    SOCIAL = "social"
    INTERVIEW = "interview"
    BRIEFING = "briefing"
    REPORT = "report"
    VIDEO = "video"


class EvidenceKind(StrEnum):
    """What a source offers for its claim."""

    VIDEO = "video"
    PHOTO = "photo"
    GEOLOCATION = "geolocation"
    VISIT = "visit"
    DOCUMENT = "document"
    FLAG = "flag"
    PRISONERS = "prisoners"


class Precision(StrEnum):
    """How finely a time is known."""

    INSTANT = "instant"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    VAGUE = "vague"


class TimeRole(StrEnum):
    """What a time expression dates: a speech act, the start of a state, its upper bound, an event."""

    SAID = "said"
    SINCE = "since"
    UNTIL = "until"
    EVENT = "event"


class PlaceRole(StrEnum):
    """What a place name does in its sentence: the scene, a point to measure from, or a direction."""

    EVENT = "event"
    REFERENCE = "reference"
    DIRECTION = "direction"


class MentionType(StrEnum):
    """What a name that could be a place turned out to name."""

    PLACE = "place"
    PARTY = "party"
    PERSON = "person"
    ORGANISATION = "organisation"
    OTHER = "other"


class SourceClass(StrEnum):
    """The kind of body that speaks; the estimate gives each class a prior record of its own."""

    BELLIGERENT_OFFICIAL = "belligerent official"
    IRREGULAR = "proxy or irregular"
    LOCAL_OFFICIAL = "local official"
    STATE_MEDIA = "state media"
    INDEPENDENT_REPORTER = "independent reporter"
    AGENCY_DESK = "agency desk"
    MONITOR = "monitor"
    FOREIGN_GOVERNMENT = "foreign government"
    MAP_PRODUCT = "map product"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """The stage of reading that declined to use a passage."""

    LANGUAGE = "language"
    SUBJECT = "subject"
    ATTRIBUTION = "attribution"
    CLAIMS = "claims"
    PLACES = "places"


VOCABULARIES: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "polarity": Polarity,
    "certainty": Certainty,
    "voice": Voice,
    "quote": Quote,
    "channel": Channel,
    "evidence kind": EvidenceKind,
    "precision": Precision,
    "time role": TimeRole,
    "place role": PlaceRole,
    "mention type": MentionType,
    "source class": SourceClass,
    "stage": Stage,
}
"""Every vocabulary by the name that the documentation uses."""
