"""`marsad gazetteer`: place names from public dumps."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli import options

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("gazetteer")
def gazetteer_command() -> None:
    """Place names beside the shipped ones."""


@gazetteer_command.command("import")
@click.argument("kind", type=click.Choice(["geonames", "gns", "osm"]))
@click.argument("source", type=_FILE)
@click.argument("out", type=_FILE)
@click.option("--country", default="", metavar="CODE", help="The dump's country: needed for gns, osm.")
@click.option("--alternates", type=_FILE, help="GeoNames' alternateNamesV2.txt (Arabic names).")
def import_command(kind: str, source: Path, out: Path, country: str, alternates: Path | None) -> None:
    """Make the gazetteer file OUT of the dump SOURCE, for `marsad read`.

    KIND is geonames (a country file), gns (a country file of the NGA's names server) or osm (a PBF extract).
    """
    from marsad.resolve.gazetteer_import import Kind, import_dump

    chosen: Kind = kind  # type: ignore[assignment]
    count = import_dump(chosen, source, out, country=country.upper(), alternates=alternates)
    options.tell(f"{options.counted(count, 'place')} in {out}")
