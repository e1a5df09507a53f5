"""Roads between two places: cut, under fire or open, from when, by whose act.

Read from events that are told *between* two places: a blockade cuts the road, fire on it puts it under fire, an
act whose words open it ends both. A road of which nobody speaks again stays as it was last told: the end of its
spell is then not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from marsad.model import Bound, RouteSpell
from marsad.record.nodes import Node
from marsad.record.places import PlaceBook
from marsad.record.sides import words_of
from marsad.record.words import word_set

State = Literal["cut", "open", "under_fire"]
_FIRE = frozenset(("shelling", "air_strike", "clash", "bombing", "attack"))
_Act = tuple[int, str, State, Node]


def routes_of(incidents: Iterable[Sequence[Node]], book: PlaceBook) -> tuple[RouteSpell, ...]:
    """The spells of all roads that events speak of, by the keys of their two ends."""
    acts: dict[tuple[str, str], list[_Act]] = defaultdict(list)
    for nodes in incidents:
        for node in nodes:
            state, ends = _state(node), _ends(node, book)
            if state and ends:
                acts[ends].append((node.last, node.key, state, node))
    return tuple(
        spell
        for ends, told in sorted(acts.items())
        for spell in _spells(ends, sorted(told, key=lambda act: act[:2]))
    )


def _state(node: Node) -> State | None:
    if node.event.modality != "happened" or node.event.aggregate or not node.last:
        return None
    if any(word in word_set("opens_road") for word in words_of(node.event.trigger.text)):
        return "open"
    if node.event.type == "blockade":
        return "cut"
    return "under_fire" if node.event.type in _FIRE else None


def _ends(node: Node, book: PlaceBook) -> tuple[str, str] | None:
    """The two places between which an event is told, in the order of their keys."""
    ends = sorted({book.key_of(p) for p in node.event.places if p.relation == "between"})
    return (ends[0], ends[1]) if len(ends) == 2 else None


def _spells(ends: tuple[str, str], acts: list[_Act]) -> list[RouteSpell]:
    found: list[RouteSpell] = []
    for _, _, state, node in acts:
        here = _bound(node)
        if found and found[-1].state == state:
            continue
        if found:
            last = found.pop()
            found.append(RouteSpell(last.one, last.other, last.state, last.by, last.start, here))
        by = tuple(actor.words.text for actor in node.event.initiator)
        found.append(RouteSpell(*ends, state, by, here, Bound(None, None)))
    return found


def _bound(node: Node) -> Bound:
    first = None if node.dateless else date.fromordinal(node.first)
    return Bound(first, date.fromordinal(node.last), (node.key,))
