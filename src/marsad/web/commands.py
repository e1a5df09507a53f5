"""What the command line calls to use the site: `up`, `add`, `admin_link`.

Nothing of Django is imported until a command has named the data folder, for the settings read it once.
"""

from __future__ import annotations

import json
import os
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from marsad.errors import IntakeError, MarsadError, RecordError, UsageError
from marsad.intake import Refused, read_paths
from marsad.intake.outcome import Outcome
from marsad.web import folder

Record = dict[str, Any]  # the codebook's JSON of one coded report


@dataclass(slots=True)
class Tally:
    """What became of the reports of one `add`. `refused` holds one line each, naming file and repair."""

    added: int = 0
    unchanged: int = 0
    changed: int = 0
    refused: list[str] = field(default_factory=list)

    def line(self) -> str:
        parts = (f"{self.added} added", f"{self.unchanged} unchanged", f"{self.changed} changed")
        return ", ".join((*parts, f"{len(self.refused)} refused"))


def up(
    host: str = "127.0.0.1", port: int = 8000, data: Path | str | None = None, *, open_page: bool = False
) -> None:
    """Prepare the data folder, bring the database up to date and serve the site until interrupted.

    While there is no administrator it prints the one-time link that makes one. Raises UsageError where the
    folder or the address cannot be used.
    """
    where = start(data)
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    address = f"http://{host if ':' not in host else f'[{host}]'}:{port}"
    _free(host, port)
    from marsad.web.accounts.actions import has_administrator

    def ready(_server: object) -> None:
        console.print(f"marsad is at {address}/  (data in {where}; stop with Ctrl-C)")
        if not has_administrator():
            console.print(f"Make the administrator (once, within 24 hours): {_link(address)}")
        _close_connections()
        if open_page:
            webbrowser.open(f"{address}/")

    from marsad.web.server import Server

    _close_connections()
    Server(host=host, port=port, on_ready=ready).run()


def admin_link(data: Path | str | None = None, address: str = "http://127.0.0.1:8000") -> str:
    """A new one-time link that makes an administrator, or gives a known one a new password."""
    start(data)
    return _link(address)


def _link(address: str) -> str:
    from django.urls import reverse
    from django.utils import timezone

    from marsad.web.accounts.actions import make_setup_link

    return address.rstrip("/") + reverse("setup", args=[make_setup_link(at=timezone.now())])


def start(data: Path | str | None = None) -> Path:
    """Make the data folder ready, load the settings and bring the database up to date; gives the folder."""
    if data is not None:
        os.environ["MARSAD_DATA"] = str(Path(data).expanduser().absolute())
    where = folder.data_folder()
    folder.prepare(where)
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    with folder.alone_in(where):
        call_command("migrate", interactive=False, verbosity=0)
    return where


def _close_connections() -> None:
    """Before a fork: an SQLite connection must not be shared by two processes."""
    from django.db import connections

    connections.close_all()


def _free(host: str, port: int) -> None:
    """Raise UsageError if the address is taken, before gunicorn tries it five times."""
    import socket

    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        problem = f"{host}:{port} cannot be used ({os.strerror(error.errno or 0)})"
        raise UsageError(problem, "Choose another with --host or --port.") from error


def add(
    paths: Iterable[str | Path],
    data: Path | str | None = None,
    *,
    outlet: str | None = None,
    published: date | None = None,
    by: str = "marsad add",
    quiet: bool = False,
) -> Tally:
    """Read reports from files and folders, code them and store each in a transaction of its own.

    Adding again changes nothing; killed at any moment, it has stored whole reports and repeats none.
    `outlet` and `published` speak for reports that do not say it themselves. Prints the refused and a sum.
    """
    start(data)
    from marsad.intake import Defaults

    outcomes = read_paths(paths, defaults=Defaults(outlet=outlet, published=published))
    return _told(add_records(_coded(outcomes), by=by), quiet=quiet)


def _coded(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, Record | MarsadError]]:
    """Each outcome of the intake with its name: documents coded, refusals as errors."""
    from marsad.export.jsonl import to_json
    from marsad.pipeline import read_document

    for outcome in outcomes:
        if isinstance(outcome, Refused):
            where = f"{outcome.path}, {outcome.item}" if outcome.item else outcome.path
            yield where, IntakeError(where, outcome.problem, outcome.repair)
        else:
            yield outcome.id, to_json(read_document(outcome))


def add_coded(
    paths: Iterable[str | Path],
    data: Path | str | None = None,
    *,
    by: str = "marsad add --coded",
    quiet: bool = False,
) -> Tally:
    """Store reports that are coded already: JSONL files of the codebook's records (`marsad read`)."""
    start(data)
    from marsad.web.store.actions import Coder

    lines = chain.from_iterable(map(_lines, paths))
    return _told(add_records(lines, by=by, coder=Coder()), quiet=quiet)


def _lines(path: str | Path) -> Iterator[tuple[str, Record | MarsadError]]:
    """The records of one JSONL file, each with its file and line; what is no JSON as an error."""
    try:
        with Path(path).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{path}:{number}", _record(line, str(path), number)
    except (OSError, UnicodeDecodeError) as error:
        yield str(path), RecordError(str(path), 0, f"cannot be read ({error})", "Name a JSONL file in UTF-8.")


def _record(line: str, path: str, number: int) -> Record | MarsadError:
    try:
        record = json.loads(line)
    except ValueError as error:
        return RecordError(path, number, f"not JSON ({error})", "Write one record a line.")
    if isinstance(record, dict):
        return record
    return RecordError(path, number, "not a JSON object", "Write one record a line.")


def _told(tallies: Iterator[Tally], *, quiet: bool) -> Tally:
    """Run through with a progress line on a terminal; tell each refusal as it comes, then the sum."""
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False, quiet=quiet)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    tally, told = Tally(), 0
    with Progress(*columns, console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("reading", total=None)
        for tally in tallies:
            for line in tally.refused[told:]:
                console.print(f"refused: {line}")
            told = len(tally.refused)
            progress.update(task, description=tally.line())
    console.print(tally.line())
    return tally


def add_records(
    records: Iterable[tuple[str, Record | MarsadError]], *, by: str, coder: Any = None
) -> Iterator[Tally]:
    """Store records one by one, each in a transaction of its own; give the running tally after each.

    `records` pairs where a record comes from with its JSON, or with the error that stands in its place.
    `coder` says what coded them (this process). Stopping at any moment leaves whole reports, and
    beginning again repeats none. Call `start` first. Raises UsageError where the store cannot be written.
    """
    from django.db import OperationalError

    from marsad.web.coder import this_coder
    from marsad.web.store.actions import add_report

    tally, coder = Tally(), coder or this_coder()
    for where, record in records:
        try:
            if isinstance(record, MarsadError):
                raise record
            done = add_report(record, by=by, coder=coder, where=where)
            setattr(tally, done.outcome, getattr(tally, done.outcome) + 1)
        except MarsadError as error:
            tally.refused.append(str(error))
        except OperationalError as error:
            problem = f"the store could not be written ({error}) at {where}; {tally.line()}"
            repair = "Make room, or wait until nobody else writes, and add again: what was added stays."
            raise UsageError(problem, repair) from error
        yield tally
