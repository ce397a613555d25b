"""GeoNames dump files, as they come: `allCountries.zip`, `UA.txt`, `alternateNamesV2.zip`.

What is read here was made by others and may be broken or hostile: lines, members and sizes are bounded, and
a line that is none of a dump refuses the file, with its number.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from sayso.errors import InvalidDataError, UnreadableInputError
from sayso.places.build import is_name
from sayso.places.names import fold, script

LARGEST_DUMP = 8 << 30
"""Bytes of a dump once it is taken out of its zip; all of GeoNames has a fifth of that."""
_LONGEST_LINE = 1 << 16
_LONGEST_NAME = 200
_MOST_NAMES = 400
_HIGHEST_RATIO = 200
_PLACE_FIELDS, _NAME_FIELDS = 19, (8, 10)
_NOT_DUMPS = ("readme.txt", "iso-languagecodes.txt")
# What stands in the place of a language where the alternate name is none.
_NO_NAMES = frozenset(
    ("link", "post", "iata", "icao", "faac", "abbr", "wkdt", "unlc", "tcid", "phon", "piny")
)

# GeoNames' feature codes of places that reports name, and what they are called here. The others (streams,
# plots, administrative divisions) are passed over: they would only add namesakes.
_CODES = {
    "settlement": "PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLF PPLG PPLL PPLR PPLS STLMT",
    "district": "PPLX PPLCH",
    "ruin": "PPLQ PPLW PPLH RUIN",
    "airport": "AIRP AIRF AIRH AIRQ",
    "base": "AIRB MILB INSM NVB FT",
    "bridge": "BDG BDGQ",
    "dam": "DAM DAMQ",
    "island": "ISL ISLS ISLF ISLX ISLET",
    "hill": "HLL HLLS MT MTS PK PKS RDGE HGTS SPUR",
    "pass": "PASS GAP",
    "camp": "CMP CMPRF CMPL CMPLA",
    "port": "PRT HBR ANCH",
    "crossing": "CSTM PSTB FY",
    "facility": "RSTN RSTP MFG MFGC PS PSH PSN OILR OILF MN MNC",
}
_KINDS = {code: kind for kind, codes in _CODES.items() for code in codes.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlace:
    """One place of a dump. `names` are folded, each flagged `p` (primary) or `a` (alternate)."""

    number: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    kind: str
    population: int
    zone: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """One alternate name of a place of that number; `until` only of a former name, and only where known."""

    number: int
    key: str
    is_former: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A line that holds nothing reports would name: a stream, a post code, a name in a script not read."""


Listed = ListedPlace | ListedName | PassedOver


class Dump:
    """One file, opened. `size` is its length in bytes once unpacked."""

    def __init__(self, path: Path, stream: IO[bytes], size: int) -> None:
        self.path, self.size, self._stream = path, size, stream

    def lines(self) -> Iterator[tuple[Listed, int]]:
        """Each line with its length in bytes, in order. Raises `InvalidDataError` at a broken one."""
        read = number = 0
        while raw := self._stream.readline(_LONGEST_LINE + 1):
            number += 1
            read += len(raw)
            if len(raw) > _LONGEST_LINE or read > LARGEST_DUMP:
                raise self._wrong(number, "is longer than any of a GeoNames dump")
            yield self._parsed(raw, number), len(raw)

    def _parsed(self, raw: bytes, number: int) -> Listed:
        try:
            fields = raw.decode("utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            raise self._wrong(number, "is not text in UTF-8") from None
        if fields == [""] or fields[0].startswith("#"):
            return PassedOver()
        try:
            if len(fields) == _PLACE_FIELDS:
                return _place(fields)
            if len(fields) in _NAME_FIELDS:
                return _name(fields)
        except ValueError as error:
            raise self._wrong(number, str(error)) from None
        problem = (
            f"has {len(fields)} fields between tabs; GeoNames' places have 19, its alternate names 8 or 10"
        )
        raise self._wrong(number, problem)

    def _wrong(self, number: int, problem: str) -> InvalidDataError:
        return InvalidDataError(self.path, f"line {number}", problem)


@contextmanager
def opened_dump(path: Path) -> Iterator[Dump]:
    """A dump, plain or in a zip with one. Raises `UnreadableInputError` where there is none in it."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                member = _member(path, archive)
                with archive.open(member) as stream:
                    yield Dump(path, stream, member.file_size)
        else:
            with path.open("rb") as stream:
                yield Dump(path, stream, path.stat().st_size)
    except zipfile.BadZipFile as error:
        raise UnreadableInputError(path, "is a broken zip", "fetch it again") from error
    except OSError as error:
        raise UnreadableInputError(path, (error.strerror or "cannot be read").lower()) from error


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    texts = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(".txt") and Path(member.filename).name.lower() not in _NOT_DUMPS
    ]
    if len(texts) != 1:
        raise UnreadableInputError(path, "is not the zip of one GeoNames dump", "name the .txt file in it")
    (member,) = texts
    if member.flag_bits & 1:
        raise UnreadableInputError(path, "is locked with a password", "unpack it first")
    if member.file_size > LARGEST_DUMP or member.file_size > _HIGHEST_RATIO * max(member.compress_size, 1):
        raise UnreadableInputError(path, "unpacks to more than any GeoNames dump")
    return member


def _place(fields: list[str]) -> Listed:
    kind = _KINDS.get(fields[7])
    country, name = fields[8], " ".join(fields[1].split())
    if kind is None or len(country) != 2 or not 0 < len(name) <= _LONGEST_NAME:
        return PassedOver()
    names = {fold(each): "p" for each in (name, fields[2])}
    for each in fields[3].split(",")[:_MOST_NAMES]:
        if _is_read(each):
            names.setdefault(fold(each), "a")
    return ListedPlace(
        number=_whole(fields[0], "number"),
        name=name,
        latitude=_degrees(fields[4], 90),
        longitude=_degrees(fields[5], 180),
        country=country,
        admin1=fields[10][:20],
        kind=kind,
        population=_whole(fields[14] or "0", "population"),
        zone=fields[17][:64],
        names=tuple((key, flag) for key, flag in names.items() if len(key) > 1),
    )


def _name(fields: list[str]) -> Listed:
    number, language, name = _whole(fields[1], "number"), fields[2], fields[3]
    key = fold(name)
    if language in _NO_NAMES or not _is_read(name) or len(key) < 2:
        return PassedOver()
    is_former = fields[7] == "1"
    until = _day(fields[9]) if is_former and len(fields) > 9 else None
    return ListedName(number=number, key=key, is_former=is_former, until=until)


def _is_read(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and script(name) is not None and is_name(name)


def _whole(field: str, what: str) -> int:
    if not field.isascii() or not field.isdigit() or len(field) > 12:
        raise ValueError(f"the {what} {field[:20]!r} is no whole number")
    return int(field)


def _degrees(field: str, most: int) -> float:
    try:
        value = float(field)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise ValueError(f"the position {field[:20]!r} is not on the globe")
    return value


def _day(field: str) -> date | None:
    """`2016`, `20160204`, `2016-02-04`; a year stands for its last day. None where it is none of these."""
    digits = field.replace("-", "").strip()
    try:
        if len(digits) == 4:
            return date(int(digits), 12, 31)
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
    except ValueError:
        return None
