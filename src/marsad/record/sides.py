"""Who is meant when reports name a side in different words.

A side is told by the ids of known actors found in its words, else by the words themselves, folded and without
those that any force may carry (قوات، مسلحو، عناصر …). "التنظيم" alone thus says nothing, and neither
agrees nor disagrees with a name. Ties of the actor lexicon count on the days for which they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from marsad.arabic import fold
from marsad.lexicons.actors import Alias, alias_words, bare, load_actors
from marsad.model import Actor
from marsad.record.words import word_set

_WORD = re.compile(r"\w+")
_CLITICS = ("وال", "بال", "لل", "ال", "و", "ل", "ب")
_MISPRINT_MIN = 5  # letters of a name from which one may be wrong
_LEAST = 0.5  # share of the shorter name's words that must stand in the other

COMMON = word_set("common")  # words that any side may carry


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act: ids of known actors, their `kin` (whom they belonged to that day), other words."""

    ids: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.ids or self.words)

    def meets(self, other: Side) -> bool:
        """Whether both may name one side: an actor, a tie of actors, or half of the shorter name's words."""
        if not self.known or not other.known:
            return False
        if self.ids & (other.ids | other.kin) or other.ids & self.kin:
            return True
        return share(self.words, other.words) >= _LEAST

    def parts(self, other: Side) -> bool:
        """Whether they name two different known sides."""
        return bool(self.ids and other.ids) and not self.meets(other) and not self.kin & other.kin

    def plus(self, other: Side) -> Side:
        return Side(self.ids | other.ids, self.kin | other.kin, self.words | other.words)


NOBODY = Side()


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter set that stands in the other, 0 where one is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text without article and clitics, in their order."""
    return tuple(_stem(word) for word in _WORD.findall(fold(text)))


def _stem(word: str) -> str:
    for clitic in _CLITICS:
        if (
            word.startswith(clitic)
            and len(word) - len(clitic) >= 3
            and (len(clitic) > 1 or word[1:3] == "ال")
        ):
            return bare(word[len(clitic) :])
    return bare(word)


@lru_cache(maxsize=50_000)
def telling(text: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(w for w in words_of(text) if w not in COMMON and len(w) > 1)


@lru_cache(maxsize=50_000)
def known_ids(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the lexicon's actors named in a text: those named outright, and those it is said to be for (لـ).

    Ambiguous and weak names do not count.
    """
    heads = alias_words(text) or words_of(text)
    outright: set[str] = set()
    loyal_to: set[str] = set()
    at = 0
    while at < len(heads):
        alias, found = _named(heads, at), outright
        if alias is None and len(heads[at]) > 4 and heads[at][0] == "ل":
            alias, found = _named((bare(heads[at][1:]), *heads[at + 1 :]), 0), loyal_to
        if alias:
            found.add(alias.owners[0].id)
        at += 1 + (len(alias.rest) if alias else 0)
    return frozenset(outright), frozenset(loyal_to)


def _named(words: tuple[str, ...], at: int) -> Alias | None:
    """The known name that begins at a word."""
    word = words[at]
    head = bare(word[1:]) if word.startswith(("وال", "بال", "لل")) and len(word) > 5 else word
    return next((a for a in load_actors().names.get(head, ()) if _stands(a, words, at)), None)


def _stands(alias: Alias, words: tuple[str, ...], at: int) -> bool:
    if alias.weak or len(alias.owners) > 1:
        return False
    return words[at + 1 : at + 1 + len(alias.rest)] == alias.rest


@lru_cache(maxsize=20_000)
def kin_of(ids: frozenset[str], day: date | None) -> frozenset[str]:
    """Those to whom these actors belonged or were allied on a day (with no day: ever), at any remove."""
    entries = load_actors().entries
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        entry = entries.get(waiting.pop())
        for tie in entry.affiliations if entry else ():
            if tie.relation != "split_from" and tie.other not in found and _on(tie.first, tie.last, day):
                found.add(tie.other)
                waiting.append(tie.other)
    return frozenset(found)


def _on(first: str | None, last: str | None, day: date | None) -> bool:
    if day is None:
        return True
    told = day.isoformat()
    return not (first and told[: len(first)] < first) and not (last and told[: len(last)] > last)


@lru_cache(maxsize=50_000)
def side_of(texts: tuple[str, ...], ids: frozenset[str] = frozenset(), day: date | None = None) -> Side:
    """The side that these words name, with any ids already known."""
    outright, loyal_to = set(ids), set[str]()
    for text in texts:
        named, served = known_ids(text)
        outright |= named
        loyal_to |= served
    found = frozenset(outright)
    words: frozenset[str] = frozenset().union(*(telling(text) for text in texts)) if texts else frozenset()
    return Side(found, kin_of(found, day) | loyal_to, words)


def side_of_actors(actors: Iterable[Actor], day: date | None = None) -> Side:
    """The side of an event's initiators or targets."""
    given = tuple(actors)
    return side_of(tuple(a.words.text for a in given), frozenset(a.id for a in given if a.id), day)


@dataclass(slots=True)
class SideNames:
    """Names that a person has said are one side: key → names. `key_of` tells the key of a side's names."""

    table: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def key_of(self, name: str) -> str | None:
        """The key of a name, or of the only side that it may mean; None if it is unknown or may mean two.

        One letter's misprint is allowed in what tells the name from others.
        """
        asked = " ".join(sorted(telling(name)))
        for key, names in self.table.items():
            if any(name == other or _nearly(asked, " ".join(sorted(telling(other)))) for other in names):
                return key
        fits = [key for key, names in self.table.items() if side_of((name,)).meets(side_of(names))]
        return fits[0] if len(fits) == 1 else None


def _nearly(one: str, other: str) -> bool:
    return bool(one) and OSA.distance(one, other) <= (1 if min(len(one), len(other)) >= _MISPRINT_MIN else 0)
