"""Tokens as the weights were trained on: spaCy's English rules, put right for news.

The text is never altered and every token knows its place in it; what differs from spaCy's rules
differs because the treebanks behind the weights cut it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LONGEST_RUN = 256
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")

# The treebanks keep these on their word ("pro-Russian forces", "the non-military part") and cut
# every other hyphen ("rebel - held", "self - declared", "Ras al - Ayn").
# fmt: off
_KEPT_PREFIXES = (
    "anti", "bi", "co", "counter", "cross", "e", "ex", "extra", "infra", "inter", "intra", "macro", "mega",
    "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "post", "pre", "pro", "proto", "pseudo",
    "re", "semi", "socio", "sub", "super", "trans", "tri", "ultra",
)
_ABBREVIATIONS = (
    "No.", "Nos.", "Lt.", "Col.", "Maj.", "Brig.", "Sgt.", "Cpl.", "Capt.", "Cmdr.", "Cdr.", "Pte.", "Pvt.",
    "Hon.", "Amb.", "Spc.", "Ft.", "al.", "approx.", "ca.", "GEN.", "Mon.", "Tue.", "Tues.", "Wed.", "Thu.",
    "Thur.", "Thurs.", "Fri.",
)
# fmt: on
# "the administration- among them two battalions- took it": a dash without the space before it.
_HANGING_HYPHEN = r"(?<=[a-z]{4})-"
_RANKS = ("Lt.-Gen.", "Maj.-Gen.", "Brig.-Gen.", "Lt.-Col.")


def english_tokenizer(vocab: Vocab) -> Tokenizer:
    """spaCy's English tokenizer with the infixes and exceptions that suit reports."""
    from spacy.lang.en import English
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = English.Defaults
    return Tokenizer(
        vocab,
        rules=_exceptions(dict(defaults.tokenizer_exceptions)),
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex([*(defaults.suffixes or ()), _HANGING_HYPHEN]).search,
        infix_finditer=compile_infix_regex(_infixes()).finditer,
        url_match=defaults.url_match,
    )


def _infixes() -> list[str]:
    from spacy.lang.char_classes import (
        ALPHA,
        ALPHA_LOWER,
        ALPHA_UPPER,
        CONCAT_QUOTES,
        LIST_ELLIPSES,
        LIST_ICONS,
    )

    # A capital may open them ("Pro-government"), but all capitals are a name: "the NON-led list".
    no_prefix = "".join(rf"(?<!\b[{p[0].upper()}{p[0]}]{p[1:]})" for p in _KEPT_PREFIXES)
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+\-\*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[:<>=/~](?=[{ALPHA}])",
        # Dashes part words whatever stands beside them: "(Reuters)—The town", "Donetsk–Luhansk".
        r"(?<=\S)(?:[–—―]+|--+)(?=\S)",
        r"[)\]»”’\"](?=[–—―]|--)",
        r"(?<=[–—―])[(\[«“‘\"]",
        # Hyphens part words, numbers and abbreviations: "rebel-held", "F-16", "U.S.-backed".
        rf"(?<=[{ALPHA}0-9.%])(?<!\.\.){no_prefix}-(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])\[(?=[{ALPHA}0-9])",
    ]


def _exceptions(rules: dict[str, list[dict[int, str]]]) -> dict[str, list[dict[int, str]]]:
    from spacy.symbols import ORTH

    # "(see paragraph 8)" and "by 0:3" are no smileys, and "on Wed" is no "we would".
    for form in [*filter(_is_misread, rules), "and/or", "Wed", "wed", "Id", "id"]:
        rules.pop(form, None)
    for form in _ABBREVIATIONS:
        rules[form] = [{ORTH: form}]
    for form in _RANKS:
        first, second = form.split("-")
        rules[form] = [{ORTH: first}, {ORTH: "-"}, {ORTH: second}]
    return rules


def _is_misread(form: str) -> bool:
    has_digit = any(character.isdigit() for character in form)
    return form in {"):", ")-:", '\\")'} or (has_digit and not form.endswith("m") and not form.endswith("."))


class GuardedTokenizer:
    """Any tokenizer, made safe against input that no report should hold.

    spaCy's rules take time with the square of the length of a run without white space: twenty
    minutes for 100,000 brackets. Runs over `LONGEST_RUN` characters are cut before it sees them.
    Lone surrogates, which no string store can keep, are shown to it as U+FFFD, one for one, so all
    offsets still index the text that was given.
    """

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        self.inner, self.vocab = inner, vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        pieces = list(_pieces(_storable(text)))
        if len(pieces) == 1:
            return self.inner(pieces[0])
        words: list[str] = []
        spaces: list[bool] = []
        for tokens in map(self.inner, pieces):
            words.extend(token.text for token in tokens)
            spaces.extend(bool(token.whitespace_) for token in tokens)
        return Doc(self.vocab, words=words, spaces=spaces)


def guard(nlp: Language) -> None:
    """Put the guard before the pipeline's tokenizer and lift its limit on the length of a text."""
    nlp.tokenizer = GuardedTokenizer(nlp.tokenizer, nlp.vocab)
    nlp.max_length = 10**9


def _storable(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(character) <= 0xDFFF else character for character in text)
    return text


def _pieces(text: str) -> Iterator[str]:
    """The text in order, cut inside every run that is too long; one piece where there is none."""
    start = 0
    for run in _LONG_RUN.finditer(text):
        for cut in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN):
            yield text[start:cut]
            start = cut
    yield text[start:]
