"""What the command line calls to use the site: `up`, `add`, `admin_link`.

Nothing of Django is imported until a command has named the data folder, for the settings read it once.
"""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console

from marsad.errors import MarsadError
from marsad.web import folder


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
    call_command("migrate", interactive=False, verbosity=0)
    return where


def _close_connections() -> None:
    """Before a fork: an SQLite connection must not be shared by two processes."""
    from django.db import connections

    connections.close_all()


def _free(host: str, port: int) -> None:
    """Raise UsageError if the address is taken, before gunicorn tries it five times."""
    import socket

    from marsad.errors import UsageError

    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        problem = f"{host}:{port} cannot be used ({error.strerror})"
        raise UsageError(problem, "Choose another with --host or --port.") from error


def add_records(
    records: Iterable[tuple[str, dict[str, Any] | MarsadError]], *, by: str, coder: Any = None
) -> Iterator[Tally]:
    """Store records one by one, each in a transaction of its own; give the running tally after each.

    `records` pairs where a record comes from with its JSON, or with the error that stands in its place.
    Stopping at any moment leaves whole reports, and beginning again repeats none.
    """
    from marsad.web.store.actions import Coder, add_report

    tally = Tally()
    for where, record in records:
        try:
            if isinstance(record, MarsadError):
                raise record
            done = add_report(record, by=by, coder=coder or Coder(), where=where)
            setattr(tally, done.outcome, getattr(tally, done.outcome) + 1)
        except MarsadError as error:
            tally.refused.append(str(error))
        yield tally
