"""The record's word lists, kept in `words.yaml`: folded, without article."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml

from marsad.errors import LexiconError
from marsad.lexicons.actors import bare

FILE = "words.yaml"


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    text = files("marsad.record").joinpath(FILE).read_text(encoding="utf-8")
    return parse_lists(FILE, text)


def parse_lists(path: str, text: str) -> dict[str, str]:
    """Name → words, as text. Raises LexiconError where the file is not a mapping of names to texts."""
    root = yaml.safe_load(text)
    if not isinstance(root, dict) or not all(isinstance(value, str) for value in root.values()):
        raise LexiconError(
            path, 0, "not a mapping of names to words", "Write `name: |` and the words under it."
        )
    return root


@lru_cache(maxsize=32)
def word_set(name: str) -> frozenset[str]:
    """The words of one list. Raises KeyError for a list that the file does not hold."""
    return frozenset(bare(word) for word in _lists()[name].split())
