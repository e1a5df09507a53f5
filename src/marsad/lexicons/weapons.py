"""Weapons that name the type of a generic act. File: `weapons.yaml`."""

from __future__ import annotations

from functools import lru_cache

from marsad.arabic.fold import fold
from marsad.errors import LexiconError
from marsad.lexicons.loader import (
    check_kinds,
    load_entries,
    read_package_text,
    refuse_unknown,
    require,
    unique_ids,
)
from marsad.model import EVENT_TYPES, EventType

Weapons = dict[EventType, frozenset[tuple[str, ...]]]


def parse_weapons(path: str, text: str) -> Weapons:
    """Folded phrases by the type they give. Raises LexiconError with the line of the first fault."""
    weapons: Weapons = {}
    for line, raw in unique_ids(path, load_entries(path, text)):
        refuse_unknown(path, line, raw, frozenset({"id", "type", "words", "sense"}))
        require(path, line, raw, ("id", "type", "words", "sense"))
        check_kinds(path, line, raw, lists=("words",))
        if raw["type"] not in EVENT_TYPES:
            raise LexiconError(
                path, line, f"type {raw['type']!r} is not in the codebook", "See the codebook, 2."
            )
        if raw["type"] in weapons:
            raise LexiconError(path, line, f"type {raw['type']!r} has an entry already", "Join the two.")
        weapons[raw["type"]] = frozenset(tuple(fold(word).split()) for word in raw["words"])
    return weapons


@lru_cache(maxsize=1)
def load_weapons() -> Weapons:
    """The weapons shipped with the package. Read once a process."""
    return parse_weapons("weapons.yaml", read_package_text("weapons.yaml"))
