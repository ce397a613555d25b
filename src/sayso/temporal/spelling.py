"""How a text is cut into tokens: letters, figures in the shapes that dates take, line ends, signs."""

from __future__ import annotations

import re

# Every quantifier that can run long is possessive, so the scan is linear whatever the text.
# "T-72" and "Su-25" must not leave a 72 or a 25 behind for "25 May" to begin with: `glued`.
TOKEN = re.compile(
    r"""
      (?P<word>[^\W\d_]++(?![\d_]))
    | (?P<line>\n\s*+)
    | (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:(?![-\w.])|(?=[T.](?:\D|$|[0-9]{2}:))))
    | (?P<dotted>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![\w\-]|\.\w))
    | (?P<slashed>[0-9]{1,2}(?:/[0-9]{1,2}/|-[0-9]{2}-)[0-9]{4}(?![\w/\-]))
    | (?P<year_first>[0-9]{4}/[0-9]{2}/[0-9]{2}(?![\w/\-]))
    | (?P<meridiem>[0-9]{1,2}(?:[:.][0-9]{2})?\s?[aApP](?:\.[mM]\.|\.?[mM](?!\w)))
    | (?P<clock>[0-9]{1,2}:[0-9]{2}(?![:\w]))
    | (?P<hours>[0-2][0-9][0-5][0-9](?=\s(?:GMT|UTC|local|hours|hrs)\b))
    | (?P<stamp>[0-3][0-9][0-2][0-9][0-5][0-9]Z?\s[A-Za-z]{3}\s(?:[0-9]{2}){1,2}(?!\w))
    | (?P<small_hours>0[0-9][0-5][0-9](?![-\w]|[.,:/][0-9]|\s[0-9]))
    | (?P<decade>(?:19|20)[0-9]0s(?![-\w]))
    | (?P<nth>(?:[0-9]{1,3}|[1-9],?[0-9]{3})(?:st|nd|rd|th)(?![-\w]))
    | (?P<thousands>[1-9],[0-9]{3}(?![\w,.]\w))
    | (?P<decimal>[0-9]++(?:[.,][0-9]++)++)
    | (?P<glued>(?<=[^\W\d_]-)[0-9]{1,3}(?!\w))
    | (?P<num>[0-9]++(?!\w))
    | (?P<mixed>\w++)
    | (?P<sign>[^\w\s])
    """,
    re.VERBOSE,
)


def plain(written: str) -> str:
    """A token with a straight apostrophe, as the data files write it."""
    return "'" if written == "’" else written


def split_form(form: str) -> tuple[str, ...]:
    """A form of the data files as the tokens that a text will show it in."""
    return tuple(plain(match.group()) for match in TOKEN.finditer(form))
