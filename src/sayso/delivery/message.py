"""A brief as an e-mail: a subject that says what moved, a text, and the same as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import escape
from typing import Any
from urllib.parse import urlsplit

from sayso.delivery.problems import plain

_LONGEST_SUBJECT = 120
_MOST_CLAIMS = 8
"""Statements of one place that are written out; the rest are counted."""


@dataclass(frozen=True, slots=True)
class _Note:
    """A line under a headline; `url` leads to where it was said."""

    words: str
    origin: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    headline: str
    notes: tuple[_Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    items: tuple[_Item, ...]


def subject_of(brief: Mapping[str, Any]) -> str:
    """What moved, most telling first: "Soledar: held by Russia → unknown; 2 new about Bakhmut"."""
    said = [_moved(news) for news in brief["news"] if news["moved"]]
    said += [
        f"{len(news['claims'])} new about {news['place']}" for news in brief["news"] if not news["moved"]
    ]
    for key, word in (("disputes_opened", "opened"), ("disputes_closed", "closed")):
        if brief[key]:
            said.append(f"{_count(len(brief[key]), 'dispute')} {word}")
    if brief["corrections"]:
        said.append(_count(len(brief["corrections"]), "correction"))
    said = [plain(each) for each in said] or ["nothing moved"]
    kept = said[:1]
    for each in said[1:]:
        if len("; ".join([*kept, each])) > _LONGEST_SUBJECT - len("; 99 more"):
            break
        kept.append(each)
    left = len(said) - len(kept)
    words = "; ".join(kept) + (f"; {left} more" if left else "")
    return words if len(words) <= _LONGEST_SUBJECT else words[: _LONGEST_SUBJECT - 1] + "…"


def brief_message(
    brief: Mapping[str, Any], sender: Address, recipients: Iterable[Address], sent_at: datetime
) -> EmailMessage:
    """The e-mail that tells a brief. What reports say can break neither a header nor the page."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"sayso: {subject_of(brief)}"
    message["From"] = sender
    message["To"] = tuple(recipients)
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = make_msgid("sayso", domain=sender.domain)
    # So that nobody's notice of absence is sent in answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    sections = list(_sections(brief))
    since = f"Since {datetime.fromisoformat(brief['since']):%Y-%m-%d %H:%M %Z}".rstrip()
    message.set_content(_text(since, sections))
    message.add_alternative(_page(since, sections), subtype="html")
    return message


def _sections(brief: Mapping[str, Any]) -> Iterator[_Section]:
    parts = (
        ("What moved", (_news(each) for each in brief["news"])),
        ("Disputes opened", (_dispute(each) for each in brief["disputes_opened"])),
        ("Disputes closed", (_dispute(each) for each in brief["disputes_closed"])),
        ("Changed, taken back, judged", (_correction(each) for each in brief["corrections"])),
        ("Silence", _silence(brief)),
    )
    for title, items in parts:
        if found := tuple(items):
            yield _Section(title, found)


def _news(news: Mapping[str, Any]) -> _Item:
    headline = _moved(news) if news["moved"] else f"{news['place']}: {news['now'] or 'no estimate'}"
    notes = (
        [_Note(f"new independent origins: {', '.join(news['new_origins'])}")] if news["new_origins"] else []
    )
    # The latest first, and what one voice says again in the same words only once.
    said = {(each["source"], each["sentence"]): each for each in news["claims"]}
    latest = sorted(said.values(), key=lambda each: each["published"] or "", reverse=True)
    notes += [
        _Note(f"{each['source']}: {each['sentence']}", _origin(each) + _put_in(each), _link(each["url"]))
        for each in latest[:_MOST_CLAIMS]
    ]
    if len(latest) > _MOST_CLAIMS:
        notes.append(_Note(f"and {_count(len(latest) - _MOST_CLAIMS, 'statement')} more"))
    return _Item(plain(headline), tuple(notes))


def _moved(news: Mapping[str, Any]) -> str:
    return f"{news['place']}: {news['before'] or 'nothing on record'} → {news['now'] or 'nothing on record'}"


def _dispute(dispute: Mapping[str, Any]) -> _Item:
    return _Item(plain(f"{dispute['place']}: {' against '.join(dispute['positions'])}"))


def _correction(change: Mapping[str, Any]) -> _Item:
    places = f" ({', '.join(change['places'])})" if change["places"] else ""
    notes = [_Note(change["reason"])] if change["reason"] else []
    notes += [_Note(f"rests on it: {each}") for each in change["citations"]]
    return _Item(plain(f"{change['what']}: {change['outlet'] or change['subject']}{places}"), tuple(notes))


def _silence(brief: Mapping[str, Any]) -> Iterator[_Item]:
    for each in brief["quiet"]:
        yield _Item(plain(f"{each['place']}: nothing new; last report of {each['last_heard'] or 'no day'}"))
    for each in brief["silent"]:
        elsewhere = " of these places, but of others" if each["heard_elsewhere"] else ""
        yield _Item(plain(f"{each['voice']}: not heard for {_count(each['days'], 'day')}{elsewhere}"))


def _put_in(claim: Mapping[str, Any]) -> str:
    return f" · put in by {claim['put_in_by']}" if claim.get("put_in_by") else ""


def _origin(claim: Mapping[str, Any]) -> str:
    known = ", ".join(each for each in (claim["outlet"], claim["published"]) if each)
    return claim["paraphrase"] or known or claim["document"]


def _link(url: str | None) -> str | None:
    """An address that a click may lead to; one of another scheme could run something."""
    try:
        return url if url and urlsplit(url).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None


def _text(since: str, sections: Iterable[_Section]) -> str:
    lines = [since]
    for section in sections:
        lines += ["", section.title.upper()]
        for item in section.items:
            lines += ["", item.headline] if item.notes else [item.headline]
            for note in item.notes:
                lines.append(f"  {plain(note.words)}")
                lines += [f"    {plain(each)}" for each in _whence(note)]
    if len(lines) == 1:
        lines += ["", "Nothing moved."]
    return "\n".join(lines) + "\n"


def _whence(note: _Note) -> list[str]:
    """Where a note comes from; an origin may name the address itself."""
    url = note.url if note.url and note.url not in note.origin else None
    return [each for each in (note.origin, url) if each]


def _page(since: str, sections: Iterable[_Section]) -> str:
    """The same in HTML that fetches nothing and runs nothing."""
    parts = [f'<!DOCTYPE html><html lang="en"><body><p>{_words(since)}</p>']
    for section in sections:
        parts.append(f"<h2>{_words(section.title)}</h2>")
        for item in section.items:
            parts.append(f"<p><strong>{_words(item.headline)}</strong></p>")
            if item.notes:
                parts.append(f"<ul>{''.join(map(_line, item.notes))}</ul>")
    if len(parts) == 1:
        parts.append("<p>Nothing moved.</p>")
    return "\n".join([*parts, "</body></html>", ""])


def _line(note: _Note) -> str:
    origin = f"<small>{_words(note.origin)}</small>" if note.origin else ""
    if note.url and origin:
        origin = f'<a href="{_words(note.url)}" rel="noreferrer">{origin}</a>'
    return f"<li>{_words(note.words)}{'<br>' if origin else ''}{origin}</li>"


def _words(words: str) -> str:
    return escape(plain(words), quote=True)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
