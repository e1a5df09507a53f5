"""The one folder that holds everything the site keeps: the database and the secret key.

Nobody but its owner may look inside (mode 0700, the key 0600): the reports may be dangerous to
hold, and the key signs sessions and the administrator's link. Importing this module touches
nothing; `prepare` does.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marsad.errors import UsageError

DATABASE = "marsad.sqlite3"
SECRET_KEY = "secret_key"  # noqa: S105 - a file's name
LOCK = "lock"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_folder() -> Path:
    """Where the site keeps its data: MARSAD_DATA, else `marsad` in the user's data home."""
    given = os.environ.get("MARSAD_DATA")
    if given:
        return Path(given).expanduser().absolute()
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(home).expanduser() / "marsad"


def prepare(folder: Path) -> None:
    """Make `folder` and its secret key, closed to others. Safe to call again and by two processes at once.

    Raises UsageError where the folder cannot be made or belongs to others.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.stat().st_mode & _OTHERS:
            folder.chmod(0o700)
        _write_secret_key(folder / SECRET_KEY)
    except OSError as error:
        problem = f"{folder}: the data folder cannot be used ({error.strerror})"
        raise UsageError(problem, "Name another with --data or MARSAD_DATA.") from error


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: two that start at once must not both bring the database up to date."""
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file closes, and by a process that dies
        yield


def _write_secret_key(path: Path) -> None:
    """Write a new key unless there is one. The key appears whole or not at all."""
    if path.exists():
        path.chmod(0o600)
        return
    aside = path.with_name(f"{SECRET_KEY}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)  # unlike a rename, a link never replaces the key of a quicker process
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def secret_key(folder: Path) -> str:
    """MARSAD_SECRET_KEY, else the folder's own key, else one that lives as long as this process.

    The last serves tools that only load the settings: whatever serves or writes calls `prepare` first.
    """
    given = os.environ.get("MARSAD_SECRET_KEY")
    if given:
        return given
    try:
        return (folder / SECRET_KEY).read_text() or secrets.token_urlsafe(64)
    except OSError:
        return secrets.token_urlsafe(64)
