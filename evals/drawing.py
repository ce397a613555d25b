"""Drawings of boxes, lines and short texts, written as SVG or as PNG.

Nothing is asked of the machine but Python: the PNG is drawn dot by dot, with letters of five by seven dots
(`LETTERS`), after the PNG specification (W3C, third edition): one IHDR, one IDAT, one IEND.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

Colour = tuple[int, int, int]
BLACK, GREY, WHITE = (30, 30, 30), (190, 190, 190), (255, 255, 255)
SCALE = 2
"""Dots of a PNG to one unit of a drawing."""
WIDTH, HEIGHT = 6, 10
"""Units from one letter to the next, and of a line of text."""

LETTERS = {
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00010 00100 01000 11111",
    "3": "11111 00010 00100 00010 00001 10001 01110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "00110 01000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00010 01100",
    "a": "00000 00000 01110 00001 01111 10001 01111",
    "b": "10000 10000 10110 11001 10001 10001 11110",
    "c": "00000 00000 01110 10000 10000 10001 01110",
    "d": "00001 00001 01101 10011 10001 10001 01111",
    "e": "00000 00000 01110 10001 11111 10000 01110",
    "f": "00110 01001 01000 11100 01000 01000 01000",
    "g": "00000 01111 10001 10001 01111 00001 01110",
    "h": "10000 10000 10110 11001 10001 10001 10001",
    "i": "00100 00000 01100 00100 00100 00100 01110",
    "j": "00010 00000 00110 00010 00010 10010 01100",
    "k": "10000 10000 10010 10100 11000 10100 10010",
    "l": "01100 00100 00100 00100 00100 00100 01110",
    "m": "00000 00000 11010 10101 10101 10001 10001",
    "n": "00000 00000 10110 11001 10001 10001 10001",
    "o": "00000 00000 01110 10001 10001 10001 01110",
    "p": "00000 00000 11110 10001 11110 10000 10000",
    "q": "00000 00000 01101 10011 01111 00001 00001",
    "r": "00000 00000 10110 11001 10000 10000 10000",
    "s": "00000 00000 01110 10000 01110 00001 11110",
    "t": "01000 01000 11100 01000 01000 01001 00110",
    "u": "00000 00000 10001 10001 10001 10011 01101",
    "v": "00000 00000 10001 10001 10001 01010 00100",
    "w": "00000 00000 10001 10001 10101 10101 01010",
    "x": "00000 00000 10001 01010 00100 01010 10001",
    "y": "00000 00000 10001 10001 01111 00001 01110",
    "z": "00000 00000 11111 00010 00100 01000 11111",
    ".": "00000 00000 00000 00000 00000 01100 01100",
    ",": "00000 00000 00000 00000 01100 00100 01000",
    ":": "00000 01100 01100 00000 01100 01100 00000",
    "-": "00000 00000 00000 11111 00000 00000 00000",
    " ": "00000 00000 00000 00000 00000 00000 00000",
}
"""Rows of dots from the top, of what a text here may hold; capitals are drawn as small letters."""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box from (`left`, `top`); y runs downwards."""

    left: float
    top: float
    width: float
    height: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one unit's width."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Text:
    """A short text whose top left corner is (`left`, `top`)."""

    left: float
    top: float
    words: str


Shape = Box | Line | Text


def write_svg(path: Path, width: int, height: int, shapes: Sequence[Shape]) -> None:
    """Write shapes as SVG."""
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="monospace" font-size="{HEIGHT}">']
    lines += [_svg(Box(0, 0, width, height, WHITE)), *map(_svg, shapes), "</svg>"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _svg(shape: Shape) -> str:
    match shape:
        case Box(left, top, width, height, colour):
            place = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
            return f'<rect {place} fill="rgb{colour}"/>'
        case Line((x1, y1), (x2, y2), colour):
            return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="rgb{colour}"/>'
        case Text(left, top, words):
            length = f'textLength="{WIDTH * len(words)}"'
            return f'<text x="{left:.1f}" y="{top + 8:.1f}" {length}>{escape(words)}</text>'


def write_png(path: Path, width: int, height: int, shapes: Sequence[Shape]) -> None:
    """Write shapes as PNG, `SCALE` dots to a unit. Raises KeyError for a letter that is not in `LETTERS`."""
    dots = _Dots(width * SCALE, height * SCALE)
    for shape in shapes:
        dots.draw(shape)
    head = struct.pack(">IIBBBBB", dots.width, dots.height, 8, 2, 0, 0, 0)
    # Every row begins with the number of its filter: 0, none.
    rows = b"".join(b"\0" + bytes(row) for row in dots.rows)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, content) for name, content in parts))


def _part(name: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checked


class _Dots:
    """Rows of red, green and blue, all white at first."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.rows = [bytearray(b"\xff" * 3 * width) for _ in range(height)]

    def draw(self, shape: Shape) -> None:
        match shape:
            case Box(left, top, width, height, colour):
                self._fill(left, top, left + width, top + height, colour)
            case Line((x1, y1), (x2, y2), colour):
                steps = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) * SCALE))
                for step in range(steps + 1):
                    x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                    self._fill(x, y, x + 1 / SCALE, y + 1 / SCALE, colour)
            case Text(left, top, words):
                for number, letter in enumerate(words.lower()):
                    self._letter(left + number * WIDTH, top, LETTERS[letter])

    def _letter(self, left: float, top: float, letter: str) -> None:
        for y, row in enumerate(letter.split()):
            for x, dot in enumerate(row):
                if dot == "1":
                    self._fill(left + x, top + y + 1, left + x + 1, top + y + 2, BLACK)

    def _fill(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        first, last = (max(0, min(self.width, round(each * SCALE))) for each in (left, right))
        for y in range(max(0, round(top * SCALE)), min(self.height, round(bottom * SCALE))):
            self.rows[y][3 * first : 3 * last] = bytes(colour) * (last - first)
