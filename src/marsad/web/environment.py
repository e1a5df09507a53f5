"""Reads the MARSAD_* variables into the values of the settings. Meanings: docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from marsad.errors import UsageError
from marsad.web import folder

_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
_BUSY_SECONDS = 20  # how long a writer waits for another before it gives up


def text(name: str, default: str) -> str:
    return os.environ.get(f"MARSAD_{name}", default)


def words(name: str, default: str) -> list[str]:
    """A comma-separated variable as a list without empty entries."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def switch(name: str, *, default: bool = False) -> bool:
    """A yes-or-no variable. Raises UsageError on anything else."""
    given = os.environ.get(f"MARSAD_{name}")
    if given is None:
        return default
    if given.lower() in _YES | _NO:
        return given.lower() in _YES
    raise UsageError(f"MARSAD_{name} is {given!r}", "Write 1 for yes or 0 for no.")


def number(name: str, default: int) -> int:
    given = text(name, str(default))
    try:
        return int(given)
    except ValueError:
        raise UsageError(f"MARSAD_{name} is {given!r}", "Write a whole number.") from None


def database(data: Path) -> dict[str, Any]:
    """Django's settings of the database: SQLite in the data folder, or the one MARSAD_DATABASE_URL names."""
    url = os.environ.get("MARSAD_DATABASE_URL")
    return _from_url(url) if url else _sqlite(data)


def _sqlite(data: Path) -> dict[str, Any]:
    # IMMEDIATE takes the write lock when a transaction starts: a transaction that reads first and writes
    # later would else fail with "database is locked" as soon as there are two writers, WAL or not.
    pragmas = (
        "PRAGMA journal_mode=WAL;",
        "PRAGMA synchronous=NORMAL;",
        f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000};",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / folder.DATABASE),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _BUSY_SECONDS,
            "init_command": "".join(pragmas),
        },
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        shape = "Write postgresql://USER:PASSWORD@HOST:PORT/NAME."
        raise UsageError("MARSAD_DATABASE_URL does not name a PostgreSQL database", shape)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
