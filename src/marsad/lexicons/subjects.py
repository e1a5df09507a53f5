"""Subjects whose reports use the words of war as figures of speech. File: `subjects.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic.fold import fold
from marsad.errors import LexiconError
from marsad.lexicons.tables import open_table

_NEEDED = {"why", "figures", "words"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject with its folded words and phrases.

    `figures` tells whether a figure of people harmed shows that a sentence of such a report means violence;
    `unless` are words that no report on this subject would use.
    """

    id: str
    figures: bool
    words: frozenset[tuple[str, ...]]
    unless: frozenset[tuple[str, ...]] = frozenset()


@lru_cache(maxsize=1)
def load_subjects() -> tuple[Subject, ...]:
    """The subjects shipped with the package, read once a process. Raises LexiconError."""
    return tuple(_subject(name, entry) for name, entry in open_table("subjects.yaml").items())


def _subject(name: str, entry: dict[str, object]) -> Subject:
    if not _NEEDED <= set(entry) <= _NEEDED | {"unless"} or entry["figures"] not in ("yes", "no"):
        raise LexiconError(
            "subjects.yaml", 0, f"{name} has not the fields it needs", "Give why, figures (yes or no), words."
        )
    words, unless = _phrases(name, entry["words"]), _phrases(name, entry.get("unless", []))
    return Subject(name, entry["figures"] == "yes", words, unless)


def _phrases(name: str, words: object) -> frozenset[tuple[str, ...]]:
    if not isinstance(words, list):
        raise LexiconError("subjects.yaml", 0, f"the words of {name} are not a list", "Write [a, b].")
    return frozenset(tuple(fold(word).split()) for word in words)
