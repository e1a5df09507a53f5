"""Closed sets of words that the frames ask for by name. File: `wordsets.yaml`."""

from __future__ import annotations

from functools import lru_cache

from marsad.arabic.fold import fold
from marsad.lexicons.tables import open_table


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {name: _bare(entry["words"]) for name, entry in open_table("wordsets.yaml").items()}


def _bare(words: list[str]) -> frozenset[str]:
    """Folded, with and without the article."""
    folded = {fold(word) for word in words}
    return frozenset(folded | {w[2:] for w in folded if w.startswith("ال") and len(w) > 4})


@lru_cache(maxsize=64)
def wordset(name: str) -> frozenset[str]:
    """The folded words of one set. Raises KeyError for a name that the file does not have."""
    return _sets()[name]
