"""When two headlines, or two addresses, name the same story."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_WORD = re.compile(r"\w+")
_HIGH = 0.6
_LONGEST = 500
_OF_THE_WAY = re.compile(r"utm_|fbclid|gclid|amp|at_|ref|outputtype|cmpid|mc_|_x_tr|share", re.I)


def is_same_headline(one: str, other: str) -> bool:
    """Whether two wordings are of one headline: equal, one inside the other, or mostly the same words.

    Pages write "Two armies claim Arden", "Two armies claim Arden | Valley Post" and, for search engines,
    "Two armies claim the town of Arden" above one text.
    """
    left, right = (_WORD.findall(words[:_LONGEST].casefold()) for words in (one, other))
    if not left or not right:
        return False
    shorter, longer = sorted((left, right), key=len)
    if shorter == longer or (len(shorter) >= 3 and f" {' '.join(shorter)} " in f" {' '.join(longer)} "):
        return True
    shared = len(set(left) & set(right))
    return len(shorter) >= 3 and shared >= _HIGH * len(set(left) | set(right))


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, but for scheme, "www.", the form for phones and the
    parameters that tell only by which way a reader came."""
    return _plain(one) == _plain(other) is not None


def _plain(address: str) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").lower()
        query = parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return None
    path = re.sub(r"/(?:amp/?)?(?:index\.html?)?\Z", "", parts.path.rstrip("/") + "/")
    kept = tuple(sorted(each for each in query if not _OF_THE_WAY.match(each[0])))
    # An address without a path is that of a site: all its stories lie under it.
    return (re.sub(r"\A(?:www|m|mobile|amp)\.", "", host), path, kept) if host and (path or kept) else None
