"""`sayso gazetteer`: why a name means a place, and places of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.options import (
    dated,
    gazetteer_option,
    gazetteer_path,
    json_option,
    own_gazetteer,
    progress_option,
)

if TYPE_CHECKING:
    from sayso.model import Publication


@click.group(short_help="Explain where a name is placed; add places of your own.")
def gazetteer() -> None:
    """Explain where a name is placed, and add places of your own.

    sayso ships with the world's towns of at least 500 inhabitants and with places kept by hand for each
    theatre. What it cannot place keeps its name and gets no position; it is never put where a name is merely
    alike.

    \b
        sayso gazetteer find Ivanivka --theatre ukraine --near Bakhmut
        sayso gazetteer add UA.zip alternateNamesV2.zip
    """


@gazetteer.command(short_help="Explain which place a name means, or why none.")
@click.argument("name")
@click.option("--theatre", metavar="ID", help="As in a report on this conflict; `sayso theatres` lists them.")
@click.option(
    "--country", "countries", multiple=True, metavar="CODE", help="As in one about this country (UA)."
)
@click.option("--near", "neighbours", multiple=True, metavar="NAME", help="As beside this name in the text.")
@click.option("--on", "day", callback=dated, metavar="DATE", help="As on this day: names change.")
@gazetteer_option
@json_option("one line with every place of the name and what speaks for it")
def find(
    name: str,
    theatre: str | None,
    countries: tuple[str, ...],
    neighbours: tuple[str, ...],
    day: Publication | None,
    gazetteer: Path | None,
    as_json: bool,
) -> None:
    """Explain which place NAME means, or why none.

    Every place of the name is weighed as in a report: by how many people live there, by what the name is to
    it, and by how far it lies from other places that the text names. Without --theatre or --country the
    report is one of no known conflict.

    \b
        sayso gazetteer find Palmyra --theatre syria
        sayso gazetteer find Opytne --theatre ukraine --near Avdiivka

    Numbers are powers of ten of population: a point more is as good as ten times the people.
    """
    from sayso.cli.resolutions import Question, asked, resolution_line, resolution_view
    from sayso.cli.terminal import console, show, write_line
    from sayso.pipeline import whole_gazetteer

    known = whole_gazetteer(gazetteer or own_gazetteer())
    question = Question(name, _countries(theatre, countries), neighbours, day.day if day else None)
    answer = asked(question, known)
    if as_json:
        write_line(resolution_line(answer))
        return
    show(console(), resolution_view(answer))


def _countries(theatre: str | None, codes: tuple[str, ...]) -> frozenset[str]:
    from sayso.errors import SaysoError
    from sayso.parties import load_theatres

    wrong = [code for code in codes if len(code) != 2 or not code.isalpha()]
    if wrong:
        raise SaysoError(f"{wrong[0]!r} is no country code: write two letters, like UA")
    chosen = {code.upper() for code in codes}
    if theatre is not None:
        known = {each.id: each for each in load_theatres()}
        if theatre not in known:
            raise SaysoError(f"no theatre {theatre!r}; there is {', '.join(known)}")
        chosen.update(known[theatre].countries)
    return frozenset(chosen)


@gazetteer.command(short_help="Add places from GeoNames dumps.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@gazetteer_option
@progress_option
@json_option("what each file has brought")
def add(files: tuple[Path, ...], gazetteer: Path | None, progress: bool | None, as_json: bool) -> None:
    """Add places and names from GeoNames dumps to a gazetteer of your own.

    FILE is a dump from https://download.geonames.org/export/dump/, as it is or in its zip: places (`UA.zip`,
    `allCountries.zip`) or alternate names (`alternateNamesV2.zip`, which also tells former names and until
    when). Settlements, districts, bases, airports, bridges, dams, hills, islands and the like are taken;
    streams, plots and administrative divisions are passed over.

    \b
        sayso gazetteer add UA.zip SY.zip
        sayso gazetteer add alternateNamesV2.zip

    Each file goes in whole or not at all; adding it again changes nothing. `sayso read`, `sayso add` and
    `sayso estimate --episodes` use the gazetteer from then on. To begin anew, delete its file.
    """
    from sayso.cli.progress import tracked
    from sayso.cli.resolutions import added_line, added_view
    from sayso.cli.terminal import console, show, write_line
    from sayso.places import Added, AddedPlaces
    from sayso.places.added import STEP
    from sayso.places.dumps import opened_dump

    path = gazetteer or gazetteer_path()
    for file in files:
        added = Added()
        with opened_dump(file) as dump:
            store = AddedPlaces(path, create=True)
            try:
                parts, total = store.take_in(dump, added), dump.size // STEP
                for _ in tracked(parts, f"adding {file.name}", progress, total=total, thing=""):
                    pass
            finally:
                store.close()
        if as_json:
            write_line(added_line(file, added, path))
        else:
            show(console(), added_view(file, added, path))
