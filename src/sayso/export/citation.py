"""A citation as one page to print: what was answered, on which sentences, and how to check it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sayso.export.page.markup import Markup, element, link

_STYLE = """
:root { color-scheme: light; }
body { font: 11pt/1.45 Georgia, "Liberation Serif", serif; color: #1d1f23; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p { margin: .3rem 0; } .soft { color: #575b63; } blockquote { margin: .2rem 0 .2rem 1rem; }
li { margin: .7rem 0; }
code { font: .8rem/1.3 ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
td { text-align: left; padding: .1rem 1.2rem .1rem 0; }
a { color: inherit; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } li { break-inside: avoid; } }
"""


def citation_page(snapshot: Mapping[str, Any]) -> str:
    """The page: it asks for nothing, runs nothing, and what stands in a report is escaped."""
    answer = snapshot["answer"]
    title = f"{answer['place']} on {answer['on']}"
    policy = b64encode(sha256(_STYLE.encode()).digest()).decode()
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        element(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"default-src 'none'; style-src 'sha256-{policy}'; base-uri 'none'; form-action 'none'",
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title} · sayso"),
        element("style", Markup(_STYLE)),
    )
    body = element(
        "body",
        element("h1", title),
        element("p", _view(answer), class_="soft"),
        *_verdict(answer),
        element("h2", "Who says what"),
        element("ol", *(_voice(each) for each in answer["voices"])),
        *_disputes(answer),
        *_replies(answer),
        *_figures(answer),
        element("h2", "What it rests on"),
        element("ol", *(_document(each) for each in snapshot["documents"])),
        element("h2", "How to check it"),
        element(
            "p",
            "Every sentence above is its source's, not ours. The file of this citation is checked with ",
            element("code", "sayso verify FILE"),
            " against the ledger that it was made from.",
        ),
        element("p", "Seal ", element("code", snapshot["seal"])),
        element(
            "p",
            f"Ledger of {snapshot['ledger']['entries']} entries, head ",
            element("code", snapshot["ledger"]["head"]),
        ),
        element("p", f"Made {snapshot['made_at']} by sayso {snapshot['sayso']}.", class_="soft"),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _view(answer: Mapping[str, Any]) -> str:
    known = f"as known on {answer['as_known']}" if answer["as_known"] else "as known now"
    recorded = f", as recorded at {answer['as_recorded']}" if answer["as_recorded"] else ""
    return f"{known}{recorded}; voices of {answer['days']} days"


def _verdict(answer: Mapping[str, Any]) -> list[Markup]:
    found = answer["verdict"]
    if not found:
        return []
    parts = [element("p", element("strong", found["label"]))]
    independent = found["independent_origins"]
    told = ", ".join(independent) if independent else "none"
    parts.append(element("p", f"Independent origins: {told}"))
    if answer["estimate"]:
        rows = (
            element("tr", element("td", state), element("td", f"{100 * probability:.0f} %"))
            for state, probability in answer["estimate"]["probabilities"].items()
        )
        parts.append(element("table", *rows))
        method = f"Method {answer['estimate']['method']}, parameters {answer['estimate']['parameters']}"
        parts.append(element("p", method, class_="soft"))
    return parts


def _voice(said: Mapping[str, Any]) -> Markup:
    side = f" ({said['source_side']})" if said["source_side"] else ""
    return element(
        "li",
        element("strong", f"{said['source']}{side}"),
        f": {_what(said)} ({said['certainty']})",
        *(_page(each) for each in said["pages"]),
    )


def _what(said: Mapping[str, Any]) -> str:
    is_denied = said["polarity"] == "denied"
    if said["kind"] == "control":
        return f"{'not held' if is_denied else 'held'} by {said['party']}"
    about = f" by {said['party']}" if said["party"] else ""
    return f"{'no ' if is_denied else ''}{said['kind']}{about}"


def _page(page: Mapping[str, Any]) -> Markup:
    where = f"{page['outlet'] or page['document']}, {page['published'] or 'undated'}"
    relayed = f", relayed by {', '.join(page['relayed_by'])}" if page["relayed_by"] else ""
    return element(
        "div",
        element("blockquote", page["sentence"]),
        element("p", page["paraphrase"], class_="soft")
        if page["paraphrase"]
        else element("p", f"{where}{relayed} ", link(page["url"]), class_="soft"),
    )


def _disputes(answer: Mapping[str, Any]) -> list[Markup]:
    if not answer["disputes"]:
        return []
    lines = (
        element(
            "li",
            "; ".join(f"{what}: {', '.join(who)}" for what, who in each["positions"].items()),
        )
        for each in answer["disputes"]
    )
    return [element("h2", "What is disputed"), element("ul", *lines)]


def _replies(answer: Mapping[str, Any]) -> list[Markup]:
    """What the sides answer to each claimant; a citation of the first format has none."""
    lines = [
        element("li", f"to {each['claimant']}, {each['side']}: {each['response']}")
        for each in answer.get("replies", ())
    ]
    return [element("h2", "Who answers whom"), element("ul", *lines)] if lines else []


def _figures(answer: Mapping[str, Any]) -> list[Markup]:
    """Counts as ranges by origin."""
    lines = []
    for each in answer.get("figures", ()):
        about = " ".join(filter(None, (each["kind"], each["counts"], each["party"])))
        origins = "; ".join(f"{part['origin']} {_range(part)}" for part in each["by_origin"])
        lines.append(element("li", f"{about}: {_range(each)} ({origins})"))
    return [element("h2", "Figures"), element("ul", *lines)] if lines else []


def _range(figures: Mapping[str, Any]) -> str:
    low, high = (None if each is None else f"{each:g}" for each in (figures["low"], figures["high"]))
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"


def _document(cited: Mapping[str, Any]) -> Markup:
    carriers = len(cited["carriers"])
    more = f" ({carriers} forms on record)" if carriers > 1 else ""
    return element(
        "li",
        f"{cited['outlet'] or 'outlet unknown'}, {cited['published'] or 'undated'}{more} ",
        link(cited["url"]),
        element("p", "Text ", element("code", cited["text_sha256"])),
    )
