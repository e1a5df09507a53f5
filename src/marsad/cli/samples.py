"""`marsad samples`: copy the sample reports out of the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from marsad.cli import options
from marsad.errors import UsageError


@click.command("samples")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def samples_command(folder: Path) -> None:
    """Copy the sample reports that come with marsad into FOLDER, made if it is not there.

    They were written for this project: real events in outline, invented outlets and sentences.
    """
    count = 0
    for source in _shipped():
        target = folder / source.parent.name / source.name
        if target.exists() and target.read_bytes() != source.read_bytes():
            raise UsageError(f"{target} is there already and differs", "Name an empty folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        count += 1
    options.tell(f"{options.counted(count, 'sample report')} in {folder}")


def _shipped() -> list[Path]:
    """The reports of the package, in the order of their names."""
    root = Path(str(files("marsad") / "samples"))
    return sorted(path for path in root.glob("*/*.txt") if path.is_file())
