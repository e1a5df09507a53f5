"""Closed sets of words that the readers of people and casualties ask for. File: `people_words.yaml`."""

from __future__ import annotations

from functools import cache

from marsad.arabic.fold import fold
from marsad.lexicons.tables import forms_of, open_table

_NAME = "people_words.yaml"


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(map(fold, forms_of(entry["words"], _NAME)))
        for name, entry in open_table(_NAME).items()
    }


@cache
def people_set(name: str) -> frozenset[str]:
    """The folded words of one set. Raises KeyError for a set that the file does not have."""
    return _sets()[name]
