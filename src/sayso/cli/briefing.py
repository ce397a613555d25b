"""A brief as text for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.answers import phrases
from sayso.answers.brief import Brief, Correction, PlaceNews
from sayso.answers.disputes import PlaceDispute
from sayso.answers.silence import Silence
from sayso.cli.origins import origin_line
from sayso.cli.tables import count
from sayso.cli.terminal import dim, plain

_MOST = 5
"""Statements of one place that are shown; the rest are counted."""


def brief_view(brief: Brief) -> Group:
    """All of a brief; the places whose estimate moved come first."""
    parts: list[RenderableType] = [
        Text(f"Since {brief.since:%Y-%m-%d %H:%M %Z}", style="bold"),
    ]
    if brief.is_empty:
        parts.append(Text("nothing new in this ledger"))
    for news in brief.news:
        parts += _news(news)
    parts += _disputes("Disputes opened", brief.opened)
    parts += _disputes("Disputes closed", brief.closed)
    parts += _corrections(brief.corrections)
    parts += _silence(brief)
    return Group(*parts)


def _news(news: PlaceNews) -> list[RenderableType]:
    line = Text(plain(news.place), style="bold")
    moved = f"{news.before or 'nothing on record'} → {news.now or 'nothing on record'}"
    line.append(f": {plain(moved) if news.has_moved else plain(news.now or 'no estimate')}", style="not bold")
    parts: list[RenderableType] = [Text(), line]
    if news.new_origins:
        parts.append(_inside(dim(f"new independent origins: {', '.join(news.new_origins)}")))
    latest = news.latest()
    for each in latest[:_MOST]:
        line = Text(plain(each.claim.source.name), style="bold")
        line.append(f": {plain(phrases.says(each.claim))}", style="not bold")
        parts.append(_inside(line))
        by = f" · put in by {news.put_in_by[each.id]}" if each.id in news.put_in_by else ""
        parts.append(Padding(dim(origin_line(each) + by), (0, 0, 0, 4)))
    if len(latest) > _MOST:
        parts.append(_inside(dim(f"and {count(len(latest) - _MOST, 'statement')} more")))
    return parts


def _disputes(title: str, disputes: Iterable[PlaceDispute]) -> list[RenderableType]:
    lines = [
        _inside(
            Text(
                plain(
                    f"{each.place.full_name}: "
                    + " against ".join(stated.position.words for stated in each.positions)
                )
            )
        )
        for each in disputes
    ]
    return [Text(), Text(title, style="bold"), *lines] if lines else []


def _corrections(corrections: Iterable[Correction]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for each in corrections:
        change = each.change
        where = f" ({', '.join(each.places)})" if each.places else ""
        parts.append(_inside(Text(plain(f"{change.what}: {change.outlet or change.subject}{where}"))))
        if change.reason:
            parts.append(Padding(dim(change.reason), (0, 0, 0, 4)))
        if each.citations:
            parts.append(Padding(Text(plain(f"rests on it: {'; '.join(each.citations)}")), (0, 0, 0, 4)))
    return [Text(), Text("Changed, taken back, judged", style="bold"), *parts] if parts else []


def _silence(brief: Brief) -> list[RenderableType]:
    lines: list[RenderableType] = [
        _inside(dim(f"{each.place}: nothing new; last report of {each.last_heard or 'no day'}"))
        for each in brief.quiet
    ]
    lines += [_inside(dim(_silent(each))) for each in brief.silent]
    return [Text(), Text("Silence", style="bold"), *lines] if lines else []


def _silent(silence: Silence) -> str:
    elsewhere = " of these places, but of others" if silence.is_heard_elsewhere else ""
    return plain(f"{silence.voice}: not heard for {count(silence.days, 'day')}{elsewhere}")


def _inside(words: RenderableType) -> Padding:
    return Padding(words, (0, 0, 0, 2))
