"""Who is loyal to, backed by, part of, led by, allied with or split from whom, as reports word it.

Read from the names that reports give to the sides of an event: "القوات الموالية لحكومة الوفاق" ties the
forces to the government, on that event's day, by that outlet's word. What one outlet calls "loyal to" is its
word and no fact; the tie keeps the outlets and the days. The lexicon's own dated ties are data of another
kind (`marsad.lexicons.actors`) and are used where sides are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, get_args

from marsad.lexicons.actors import bare
from marsad.model import Document, Tie
from marsad.record.nodes import Node
from marsad.record.sides import known_ids, telling, words_of
from marsad.record.words import word_set

Relation = Literal["loyal_to", "part_of", "backed_by", "led_by", "allied_with", "split_from"]
_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_LINKS = frozenset(("من", "مع", "عن", "الي", "قبل", "في"))  # stand between the cue and the other's name

_RELATIVES = frozenset(("التي", "الذي", "الذين", "ما", "يسمى"))

_Found = tuple[str, Relation, str]


def ties_in(name: str) -> Iterator[_Found]:
    """The ties in one actor's name: (who, relation, to whom), as worded.

    >>> list(ties_in("القوات الموالية لحكومة الوفاق"))
    [('القوات', 'loyal_to', 'حكومة الوفاق')]
    """
    words = name.split()
    for at, word in enumerate(words):
        relation = _relation(word)
        if relation is None or at == 0:
            continue
        other = _named(words[at + 1 :])
        if other:
            yield " ".join(w for w in words[:at] if w not in _RELATIVES), relation, other


def _relation(word: str) -> Relation | None:
    folded = bare(word)
    return next((r for r in _RELATIONS if folded in word_set(f"tie_{r}")), None)


def _named(words: list[str]) -> str:
    """The name after a cue, without its preposition, up to the next cue."""
    while words and bare(words[0]) in _LINKS:
        words = words[1:]
    end = next((n for n, word in enumerate(words) if _relation(word)), len(words))
    kept = words[:end]
    if kept:
        kept = [_without_preposition(kept[0]), *kept[1:]]
    return " ".join(kept)


def _without_preposition(word: str) -> str:
    if word.startswith("لل"):
        return "ال" + word[2:]
    return word[1:] if word.startswith("ل") and len(word) > 3 and not word.startswith("لواء") else word


def ties_of(nodes: Iterable[Node], documents: Mapping[str, Document]) -> tuple[Tie, ...]:
    """The ties that the sides of events are named with, each with its days, events and outlets."""
    told: dict[tuple[str, Relation, str], list[tuple[_Found, Node]]] = defaultdict(list)
    for node in nodes:
        for actor in (*node.event.initiator, *node.event.target):
            for found in ties_in(actor.words.text):
                told[_key(found[0]), found[1], _key(found[2])].append((found, node))
    ties = (_tie(rows, documents) for _, rows in sorted(told.items()))
    return tuple(sorted(ties, key=lambda tie: (tie.first or date.min, tie.actor, tie.relation, tie.other)))


def _key(name: str) -> str:
    """What tells a name from others: known actors, else its telling words, else the name itself."""
    return " ".join(sorted(known_ids(name)[0]) or sorted(telling(name)) or words_of(name))


def _tie(rows: list[tuple[_Found, Node]], documents: Mapping[str, Document]) -> Tie:
    (actor, relation, other), _ = rows[0]
    days = [d for _, node in rows for d in (node.first, node.last) if not node.dateless]
    days = days or [node.told for _, node in rows if node.told]
    outlets = {documents[node.report].outlet or node.report for _, node in rows}
    return Tie(
        actor=actor,
        relation=relation,
        other=other,
        first=date.fromordinal(min(days)) if days else None,
        last=date.fromordinal(max(days)) if days else None,
        events=tuple(sorted({node.key for _, node in rows})),
        outlets=tuple(sorted(outlets)),
    )
