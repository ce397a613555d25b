"""What a folder of weights must hold, and whether it does: names, sizes, sums, version."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.analysis.confidence import Calibration
from sayso.errors import AnalysisError

PACKAGED = Path(__file__).parent / "data" / "en"
REMEDY = "reinstall sayso, or point to an unbroken copy of the weights"
_MODEL_FIELDS = {"name", "version", "language", "positions"}
_FILE_FIELDS = {"name", "bytes", "sha256"}
_CALIBRATED = {"arcs", "names"}
_ROLES = {"encoder", "labeller", "labels", "forms", "vocabulary"}


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of the weights as its maker left it."""

    path: Path
    size: int
    sha256: str

    def verify(self) -> None:
        """Compare size and sum with the manifest; `AnalysisError` names the file and the remedy."""
        if not self.path.is_file():
            raise AnalysisError(f"{self.path}: missing; {REMEDY}")
        if self.path.stat().st_size != self.size:
            raise AnalysisError(f"{self.path}: not {self.size} bytes long as its manifest says; {REMEDY}")
        with self.path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != self.sha256:
                raise AnalysisError(f"{self.path}: its sha256 is not the one in the manifest; {REMEDY}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Name and version of the weights, and their files by role.

    `positions` is the most pieces, both boundary marks included, that the encoder can take at once;
    `calibration` makes honest numbers of how sure the heads say they are of arcs and general names.
    """

    name: str
    version: str
    language: str
    positions: int
    calibration: dict[str, Calibration]
    files: dict[str, WeightFile]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read `manifest.toml` of the folder. Unknown, missing or mistyped entries are refused."""
        path = folder / "manifest.toml"
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as problem:
            raise AnalysisError(f"{path}: missing; {REMEDY}") from problem
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            raise AnalysisError(f"{path}: not readable as TOML ({problem}); {REMEDY}") from problem
        _only(path, content, {"model", "calibration", "files"})
        model = _table(path, content["model"], _MODEL_FIELDS)
        calibration = _table(path, content["calibration"], _CALIBRATED)
        files = _table(path, content["files"], _ROLES)
        return cls(
            name=str(model["name"]),
            version=str(model["version"]),
            language=str(model["language"]),
            positions=_number(path, model["positions"], "positions"),
            calibration={name: _calibration(path, line) for name, line in calibration.items()},
            files={role: _weight_file(path, entry) for role, entry in files.items()},
        )

    def verify(self) -> None:
        """Check every file, about 15 ms for 25 MB; raises `AnalysisError` at the first that differs."""
        for file in self.files.values():
            file.verify()


def _weight_file(manifest: Path, entry: object) -> WeightFile:
    fields = _table(manifest, entry, _FILE_FIELDS)
    name = str(fields["name"])
    size = _number(manifest, fields["bytes"], f"bytes of {name}")
    return WeightFile(manifest.parent / name, size, str(fields["sha256"]))


def _calibration(manifest: Path, value: object) -> Calibration:
    line = _table(manifest, value, {"slope", "offset"})
    slope, offset = line["slope"], line["offset"]
    if not isinstance(slope, float) or not isinstance(offset, float) or slope <= 0:
        raise AnalysisError(f"{manifest}: {value!r} is no calibration; {REMEDY}")
    return Calibration(slope, offset)


def _table(manifest: Path, value: object, fields: set[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise AnalysisError(f"{manifest}: {value!r} stands where a table is needed; {REMEDY}")
    _only(manifest, value, fields)
    return value


def _number(manifest: Path, value: object, name: str) -> int:
    if not isinstance(value, int):
        raise AnalysisError(f"{manifest}: {name} is not a number; {REMEDY}")
    return value


def _only(manifest: Path, found: Iterable[str], wanted: set[str]) -> None:
    odd = ", ".join(sorted(set(found) ^ wanted))
    if odd:
        raise AnalysisError(f"{manifest}: entries missing or unknown: {odd}; {REMEDY}")
