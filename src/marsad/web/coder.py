"""Names what coded a report: the version of marsad and a digest of the lexicons it read by."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import marsad
from marsad.web.store.actions import Coder

_LEXICONS = (".yaml", ".yml", ".tsv")


@lru_cache(maxsize=1)
def this_coder() -> Coder:
    """The coder of this process, to be kept with each record that it makes."""
    digest = hashlib.sha256()
    _feed(digest, files("marsad.lexicons"))
    return Coder(marsad.__version__, digest.hexdigest())


def _feed(digest: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            _feed(digest, entry)
        elif entry.name.endswith(_LEXICONS):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
