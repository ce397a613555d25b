"""Lines that stand among the paragraphs of an article and are none of its words.

Each wording is listed with a line that shows it, and is looked for in a whole line only: a paragraph that
speaks of a newsletter is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# "By Ann Smith and Bo Lee in Arden" is a byline, "By Friday the town had fallen." is none.
_NAMED = r"(?:[A-ZÀ-Þ][\w’'.-]{0,40}|and|at|by|de|editing|for|in|of|reporting|the|van|von|with|writing|&)"
NOTICES: tuple[tuple[str, str], ...] = (
    # pattern for the beginning of the line, a line that it is written for
    (r"(?:read (?:more|also|next|on)|see also|also read|related(?: (?:stories|articles|content))?"
     r"|more on this(?: story)?|"
     r"recommended|don[’']t miss|watch(?: also)?|listen|explainer|in pictures|analysis)\s?[:|»›→]",
     "Read more: The road"),
    (r"(?:читайте также|читайте ещё|читайте еще|читайте також|також читайте|по теме|за темою)\b",
     "Читайте також: Дорога"),
    (r"(?:sign up|subscribe|register) (?:to|for|here|now|today)\b", "Sign up for our morning letter."),
    (r"(?:follow|like|join|find) us (?:on|in)\b", "Follow us on Telegram"),
    (r"(?:share|print|email|save|copy link|tweet)(?: (?:this|article|story|on \w+))*\Z",
     "Share this article"),
    (r"(?:advertisement|advertising|sponsored(?: content)?|ad|реклама)\Z", "Advertisement"),
    (r"(?:story|article|post) continues (?:below|after)\b", "Article continues below"),
    (r"continue reading\b", "Continue reading the main story"),
    (r"(?:by|words by|(?:additional |further )?reporting by|written by|editing by|edited by|photographs? by) "
     rf"(?-i:{_NAMED}(?:[,;]?\s{_NAMED}){{0,15}})\.?\Z", "Reporting by Ann Smith and Bo Lee in Arden"),
    (r"[^.!?]{2,120} contributed (?:to this|reporting)\b", "Ann Smith in Arden contributed to this report."),
    (r"(?:photo(?:graph)?|image|picture|video|map|graphic|infographic|chart|credit|source|фото"
     r"|карта|мапа)\s?:",
     "Photo: a resident"),
    (r"[^.!?]{3,250}\((?:photo(?:graph)?|image|picture)(?: by|:| credit)[^()]{2,80}\)\.?\Z",
     "A street in Arden (photo: Bo Lee)"),
    (r"(?:copyright|©|\(c\) ?\d{4})", "© 2023 Valley Post"),
    (r"all rights reserved", "All rights reserved."),
    (r"the post .{3,300} (?:appeared first on|first appeared on)\b",
     "The post Arden appeared first on Valley Post."),
    (r"(?:tags?|topics?|filed under|categories|labels?|теги)\s?:", "Tags: Arden, war"),
)  # fmt: skip
_NOTICE = re.compile("|".join(f"(?:{pattern})" for pattern, _ in NOTICES), re.I)
_LONGEST = 300


HEADINGS = (
    "about the author",
    "about the authors",
    "about us",
    "also on the site",
    "comments",
    "continue reading",
    "discussion",
    "discover more",
    "editor's picks",
    "editors' picks",
    "explore more",
    "follow us",
    "further reading",
    "get the newsletter",
    "in other news",
    "join the conversation",
    "keep reading",
    "latest",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "like this",
    "more coverage",
    "more from",
    "more in",
    "more news",
    "more on this",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "newsletter",
    "our newsletter",
    "popular",
    "read more",
    "read next",
    "recent posts",
    "recommended",
    "recommended for you",
    "related",
    "related articles",
    "related coverage",
    "related posts",
    "related reading",
    "related stories",
    "related topics",
    "see also",
    "share",
    "share this",
    "share this article",
    "share this story",
    "stay informed",
    "subscribe",
    "support our work",
    "tags",
    "top stories",
    "trending",
    "trending now",
    "up next",
    "what to read next",
    "you may also like",
    "you might also like",
    "вибір редакції",
    "коментарі",
    "комментарии",
    "новини за темою",
    "останні новини",
    "по теме",
    "популярне",
    "популярное",
    "последние новости",
    "схожі новини",
    "читайте також",
    "читайте также",
)
"""What stands above other stories, comments and forms, whole or before a name ("More from World")."""
_HEADINGS = frozenset(HEADINGS)
_BEFORE_A_NAME = ("more from ", "more in ", "more on ", "latest in ", "related to ", "most read in ")
_NAMED_HEADING = 5
"""Words of a heading that names what stands below it: "More from World"."""


_LIFE = re.compile(
    r"[^.!?]{0,60}\b(?:is|was|has been)\s(?:a|an|the|our|based)\b"
    r"|\s(?:covers|writes|reports|lives|teaches|leads|edits)\b",
    re.I,
)
_LONGEST_LIFE = 500


def heads_what_is_beside(line: str, *, is_heading: bool) -> bool:
    """Whether a line stands above what is none of the article: "Related stories", "More from World"."""
    words = " ".join(line.casefold().replace("’", "'").split()).strip(" :.…→»›")
    if words in _HEADINGS:
        return True
    return is_heading and words.startswith(_BEFORE_A_NAME) and len(words.split()) <= _NAMED_HEADING


def is_about_a_writer(line: str, author: str | None) -> bool:
    """Whether a line tells who the author is: "Ann Smith is a reporter in Arden."."""
    if not author or len(line) > _LONGEST_LIFE:
        return False
    rest = next((line[len(each) :] for each in author.split(", ") if each and line.startswith(each)), None)
    return rest is not None and _LIFE.match(rest) is not None


def is_notice(line: str) -> bool:
    """Whether a line is a notice of the page and no words of its article."""
    return len(line) <= _LONGEST and _NOTICE.match(line) is not None


CONSENT: tuple[tuple[str, str], ...] = (
    # what such a page speaks of, a sentence of one
    (r"\bcookies?\b", "We use cookies."),
    (r"\btrack(?:ing|ers?)\b", "Read with advertising and tracking."),
    (r"\bpersonal(?:i[sz]ed)?\s(?:data|ads?|advertising|content)\b", "Our partners process personal data."),
    (
        r"\b(?:\d+|our|third[\s-]party)\s(?:\w+\s)?(?:partners|vendors)\b",
        "We and our 187 partners store information.",
    ),
    (r"\bconsent\b", "You can withdraw your consent at any time."),
    (r"\blegitimate\sinterests?\b", "Some partners rely on a legitimate interest."),
    (r"\bprivacy\b", "You find this again under Privacy settings."),
    (r"\b(?:purposes?|preferences|settings)\b", "Manage your settings."),
    (r"\b(?:advertising|ads|ad-free)\b", "Continue with advertising."),
    (r"\b(?:on|from)\s(?:a|your)\sdevice\b", "Store information on a device."),
)
_CONSENT = tuple(re.compile(pattern, re.I) for pattern, _ in CONSENT)
_ACCEPT = re.compile(r"\b(?:accept|agree|consent|allow|reject|refuse|decline)\b", re.I)
_LITTLE, _SIGNS, _SHARE = 4000, 4, 0.4


def is_consent_wall(text: str, lines: Sequence[str]) -> bool:
    """Whether what a page holds is only the question whether it may keep cookies.

    "We and our 187 partners process personal data ... Accept and continue" is what a browser without
    consent is shown. `lines` are all that the page shows, its buttons too.
    """
    shown = text or "\n".join(lines)
    if len(shown) > _LITTLE or not any(_ACCEPT.search(line) for line in lines):
        return False
    told = [line for line in shown.split("\n") if len(line) >= 20]
    speaking = [line for line in told if any(sign.search(line) for sign in _CONSENT)]
    signs = sum(any(sign.search(line) for line in told) for sign in _CONSENT)
    return signs >= _SIGNS and sum(map(len, speaking)) >= _SHARE * sum(map(len, told))
