"""Peel the small words that Arabic writes onto the next one.

Proclitics stand in a fixed order: conjunction (و، ف), future or preposition (س، ب، ك، ل), article (ال).
Peeling proposes readings, longest word first; the caller takes the first one that a lexicon or the
gazetteer knows, so وهران stays a city and وبنغازي becomes و + بنغازي. All forms are folded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بكل"
_ARTICLE = "ال"
_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه")
_SHORTEST = 2  # letters left of a word once something is peeled from it


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a token: `lead` letters of proclitics, then `stem` (without its article).

    `conjunction` and `preposition` are "" or one letter; `article` tells whether ال was there.
    """

    stem: str
    conjunction: str = ""
    preposition: str = ""
    article: bool = False

    @property
    def lead(self) -> int:
        """How many letters of conjunction and preposition stand before the word (the article not counted)."""
        return len(self.conjunction) + len(self.preposition)


@lru_cache(maxsize=65536)
def readings(folded: str) -> tuple[Reading, ...]:
    """All readings of a folded token, the whole word first, the most peeled last."""
    return tuple(_readings(folded))


def _readings(folded: str) -> Iterator[Reading]:
    yield from _with_article(folded, "", "")
    heads = [("", folded)]
    if folded[:1] in _CONJUNCTIONS and len(folded) > _SHORTEST:
        yield from _with_article(folded[1:], folded[0], "")
        heads.append((folded[0], folded[1:]))
    for conjunction, rest in heads:
        if rest[:1] in _PREPOSITIONS and len(rest) > _SHORTEST:
            yield from _with_preposition(rest, conjunction)


def _with_article(rest: str, conjunction: str, preposition: str) -> Iterator[Reading]:
    yield Reading(rest, conjunction, preposition)
    if rest.startswith(_ARTICLE) and len(rest) >= len(_ARTICLE) + _SHORTEST:
        yield Reading(rest[2:], conjunction, preposition, True)


def _with_preposition(rest: str, conjunction: str) -> Iterator[Reading]:
    if rest.startswith("لل") and len(rest) >= 2 + _SHORTEST:  # ل + ال is written لل
        yield Reading(rest[2:], conjunction, "ل", True)
        if len(rest) > 3 and rest[1] == "ل":  # ل + a word that begins with ل and its article: للجنة
            yield Reading("ل" + rest[2:], conjunction, "ل", True)
    yield from _with_article(rest[1:], conjunction, rest[0])


def without_pronoun(stem: str) -> Iterator[tuple[str, str]]:
    """Readings of a stem without its enclitic pronoun: (stem, pronoun). A ت before it may be a ه (ة)."""
    for pronoun in _PRONOUNS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= _SHORTEST:
            bare = stem[: -len(pronoun)]
            yield bare, pronoun
            if bare.endswith("ت"):
                yield bare[:-1] + "ه", pronoun
