"""Threats, ultimatums and announced operations, followed until kept, broken or overtaken.

A case holds all that may settle a pledge, with the day on which each was reported; how it stands is asked
as of a day, by what reports had said until then. Kept: the actor does it, where and by when it was said.
Broken: a report says that it was not done, or tells of the attempt's failure, or the deadline passes.
Overtaken: another side takes the place, or the sides come to terms. No clock is read. Rules:
docs/explanation/control.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from marsad.model import Actor, Event, EventType, Modality, Pledge
from marsad.record.nodes import Node, Spot
from marsad.record.sides import Side
from marsad.resolve.geometry import kilometres

_CELL = 0.5
_FORCE: frozenset[EventType] = frozenset(("clash", "seizure", "handover", "attack"))
_TERMS: frozenset[EventType] = frozenset(("agreement",))
_REACH_KM = 15.0
_FAMILIAR_DAYS = 365  # a pledge without a deadline is followed for so long


@dataclass(frozen=True, slots=True)
class Settler:
    """An event that settles a pledge. `told` is the day of its report, `done` the day it fell on."""

    event: str
    effect: Literal["kept", "broken", "overtaken"]
    done: date
    told: date
    because: str


@dataclass(frozen=True, slots=True)
class PledgeCase:
    """A pledge with all that may settle it, in the order in which it was done."""

    event: str
    incident: str
    type: EventType
    modality: Modality
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    made: date
    deadline: date | None
    settlers: tuple[Settler, ...] = ()

    def as_of(self, day: date) -> Pledge | None:
        """How the pledge stands by what was reported until a day; None before it was made."""
        if day < self.made:
            return None
        known = [s for s in self.settlers if s.told <= day]
        first = min(known, key=lambda s: (s.done, s.told, s.event), default=None)
        passed = self.deadline is not None and day > self.deadline
        if first is None or (self.deadline and first.done > self.deadline and first.effect != "broken"):
            because = f"its deadline, {self.deadline}, passed" if passed else ""
            return self._pledge("broken" if passed else "open", (), because)
        same = tuple(s.event for s in known if s.effect == first.effect and s.done == first.done)
        return self._pledge(first.effect, same, first.because)

    def _pledge(
        self, status: Literal["open", "kept", "broken", "overtaken"], settled: tuple[str, ...], because: str
    ) -> Pledge:
        return Pledge(
            self.event,
            self.incident,
            self.type,
            self.modality,
            self.actors,
            self.targets,
            self.places,
            self.made,
            self.deadline,
            status,
            settled,
            because,
        )


def pledges_of(incidents: Iterable[tuple[str, Sequence[Node]]]) -> tuple[PledgeCase, ...]:
    """The pledges of a record. Incidents are given as their id and their events."""
    rows = [(id_, nodes) for id_, nodes in incidents if nodes]
    done = _by_cell(node for _, nodes in rows for node in nodes)
    found = (_case(id_, nodes, done) for id_, nodes in rows)
    return tuple(sorted((case for case in found if case), key=lambda case: (case.made, case.event)))


_Cells = dict[tuple[int, int], list[Node]]


def _by_cell(nodes: Iterable[Node]) -> _Cells:
    cells: _Cells = defaultdict(list)
    for node in nodes:
        if node.event.modality in ("happened", "failed") and node.comparable and node.told:
            for cell in {_cell(spot) for spot in node.spots}:
                cells[cell].append(node)
    return cells


def _cell(spot: Spot) -> tuple[int, int]:
    return math.floor(spot.lat / _CELL), math.floor(spot.lon / _CELL)


def _case(id_: str, nodes: Sequence[Node], done: _Cells) -> PledgeCase | None:
    """The pledge of an incident, None where nobody threatens or plans anything in it."""
    pledged = [n for n in nodes if n.event.modality in ("threatened", "planned") and n.told]
    if not pledged or all(n.event.aggregate for n in pledged):
        return None
    lead = min(pledged, key=lambda n: (n.told, n.key))
    side = _united(n.initiator for n in pledged)
    last = max((n.last for n in pledged if not n.dateless), default=None)
    settlers = [*_denied(nodes, pledged), *_settlers(lead, side, done)]
    return PledgeCase(
        event=lead.key,
        incident=id_,
        type=lead.event.type,
        modality=lead.event.modality,
        actors=_names(n.event.initiator for n in pledged),
        targets=_names(n.event.target for n in pledged),
        places=tuple(dict.fromkeys(p.name or p.words.text for n in pledged for p in n.event.places)),
        made=date.fromordinal(lead.told),
        deadline=date.fromordinal(last) if last else None,
        settlers=tuple(sorted(settlers, key=lambda s: (s.done, s.told, s.event))),
    )


def _united(sides: Iterable[Side]) -> Side:
    whole = Side()
    for side in sides:
        whole = whole.plus(side)
    return whole


def _names(rows: Iterable[tuple[Actor, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.words.text for row in rows for actor in row))


def _denied(nodes: Sequence[Node], pledged: list[Node]) -> Iterator[Settler]:
    """What reports say of the same occurrence: that it has not come about."""
    made = min(n.told for n in pledged)
    for node in nodes:
        if node.event.modality == "negated" and node.told >= made:
            yield _settler(node, "broken", "a report says that it was not done")


def _settlers(lead: Node, side: Side, done: _Cells) -> Iterator[Settler]:
    seen: set[str] = set()
    for spot in lead.spots:
        y, x = _cell(spot)
        near = [n for dy in (-1, 0, 1) for dx in (-1, 0, 1) for n in done.get((y + dy, x + dx), ())]
        for node in near:
            if node.key not in seen and _follows(node, lead) and _there(node, spot, lead.event.type):
                seen.add(node.key)
                yield from _settles(node, lead, side)


def _follows(node: Node, lead: Node) -> bool:
    """Whether an event that names its day lies after the pledge, within a year of it."""
    return not node.dateless and lead.told <= node.first <= lead.told + _FAMILIAR_DAYS


def _there(node: Node, spot: Spot, type_: EventType) -> bool:
    """Whether an event lies at the place spoken of; who would take a town has not taken it with its port."""
    if type_ == "seizure" and not spot.wide:
        return any(spot.names & other.names for other in node.spots)
    reach = max(_REACH_KM, spot.km if spot.wide else 0.0)
    return any(kilometres(spot, other) <= reach for other in node.spots)


def _settles(node: Node, lead: Node, side: Side) -> Iterator[Settler]:
    event = node.event
    if _same_deed(event, lead.event) and (node.initiator.meets(side) or node.holder.meets(side)):
        if event.modality == "failed":
            yield _settler(node, "broken", "it was tried and failed")
        elif not node.former.meets(side):
            yield _settler(node, "kept", "it was done")
    elif event.modality != "happened":
        return
    elif lead.event.type == "seizure" and event.type in ("seizure", "handover") and node.holder.parts(side):
        yield _settler(node, "overtaken", "another side took the place")
    elif event.type in _TERMS and (node.initiator.meets(side) or node.target.meets(side)):
        yield _settler(node, "overtaken", "the sides came to terms")


def _same_deed(event: Event, pledged: Event) -> bool:
    if pledged.type == "seizure":
        return event.type in ("seizure", "handover")
    return event.type == pledged.type or {event.type, pledged.type} <= _FORCE


def _settler(node: Node, effect: Literal["kept", "broken", "overtaken"], because: str) -> Settler:
    day = node.told if node.dateless else node.last
    return Settler(node.key, effect, date.fromordinal(day), date.fromordinal(node.told), because)
