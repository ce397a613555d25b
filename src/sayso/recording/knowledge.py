"""What a reading depends on besides the text and the program: digests of the lexicon and the like."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sayso import __version__
from sayso.model import Run
from sayso.recording.reading import Settings

_HOMES = {
    "lexicon": "sayso.lexicon",
    "theatres": "sayso.parties",
    "places": "sayso.places",
    "analysis": "sayso.analysis",
}


@cache
def run_of(settings: Settings, pipeline: str) -> Run:
    """What reads with these settings; `pipeline` is the analysis that a reading names."""
    own = settings.gazetteer
    return Run(
        sayso=__version__,
        pipeline=pipeline,
        knowledge={**_knowledge(), **({"own gazetteer": _of_file(own)} if own is not None else {})},
        settings={"conflicts_only": True},
    )


@cache
def _knowledge() -> dict[str, str]:
    return {name: _of_folder(files(package).joinpath("data")) for name, package in _HOMES.items()}


def _of_folder(folder: Traversable) -> str:
    whole = hashlib.sha256()
    for name, file in sorted(_files(folder, "")):
        whole.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:16]


def _files(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _files(each, f"{path}{each.name}/")
        elif each.is_file():
            found.append((path + each.name, each))
    return found


@cache
def _of_file(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            whole.update(piece)
    return whole.hexdigest()[:16]
