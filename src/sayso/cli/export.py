"""`sayso export`: claims of a ledger as tables, maps and linked data, with a codebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.filters import filter_options
from sayso.cli.options import json_option, ledger_option

if TYPE_CHECKING:
    from sayso.ledger import ClaimFilter

_FORMATS = ("csv", "parquet", "geojson", "jsonld", "acled")


@click.command(short_help="Write claims as tables, a map or linked data, with a codebook.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_name", type=click.Choice(_FORMATS), default="csv", show_default=True, help="As what."
)
@click.option("--overwrite", is_flag=True, help="Replace the files of an export that is in DIR.")
@filter_options
@ledger_option
@json_option("the manifest")
def export(
    chosen: ClaimFilter, folder: Path, format_name: str, overwrite: bool, ledger: str, as_json: bool
) -> None:
    """Write the claims that meet all of the options into the folder DIR, with their documents and sources.

    \b
        sayso export all/
        sayso export --format geojson --theatre ukraine --kind control --since 2023-01-01 january/
        sayso export --format parquet --contested --about-from 2023-01-01 disputed/

    A file of claims, one of the documents that carry them (without their texts) and one of the voices; a
    CODEBOOK.md that explains every column; and a manifest.json with the filters, the head of the ledger's
    chain and the digest of each file. The options choose as in sayso claims. A claim stays a claim in every
    format: whose it is stands beside it.
    """
    from sayso.answers.exports import export_claims
    from sayso.cli.lines import line
    from sayso.cli.tables import count
    from sayso.cli.terminal import plain, write_line
    from sayso.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        manifest = export_claims(opened, folder, format_name, chosen, overwrite=overwrite)
        counts = manifest["counts"]
        for unknown in () if counts["claims"] else opened.unknown_names(chosen):
            click.echo(f"sayso: {unknown}", err=True)
    if as_json:
        write_line(line(manifest))
        return
    of = ", ".join(count(counts[what], what[:-1]) for what in ("claims", "documents", "sources"))
    click.echo(f"{of} written to {plain(folder)}")
    if without := counts.get("without_coordinates"):
        click.echo(f"{count(without, 'claim')} without coordinates: counted in the map, not drawn")
