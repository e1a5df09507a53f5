"""One event, made ready to be compared: its days, spots, sides, figures and words.

Nothing is invented here: an event that names no day gets the stretch of days in which it can lie
(`dateless`), reckoned back from its report's day, and is only ever fastened to an incident that has days of
its own. Where an event cannot be compared, `problem` names why.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from marsad.model import Event, EventType, Place, ReportRecord, event_key
from marsad.record.sides import COMMON, NOBODY, Side, side_of, side_of_actors, telling, words_of

PRECISE_DAYS = 3  # a range of more days is vague: it is fastened to precise incidents, not joined with them
FRESH = 10  # days before its report in which an event without a day lies, unless it tells who holds a place
LONG_AGO = 550  # the same for events that tell who holds a place: reports recall them for longer
CELL = 0.5  # degrees: places within REACH kilometres lie in the same or a neighbouring cell
COARSE = 3.0  # degrees: cells for regions, provinces and countries
WIDE_KM = 60.0
_STOPS = (".", "\n")
_DEFAULT_KM = {1: 5.0, 2: 10.0, 3: 15.0, 4: 100.0, 5: 100.0, 6: 400.0}

_FAMILY: dict[EventType, str] = {
    "clash": "force", "seizure": "force", "handover": "force", "air_strike": "force", "shelling": "force",
    "bombing": "force", "attack": "force", "protest": "crowd", "riot": "crowd", "abduction": "taken",
    "arrest": "taken",
}  # fmt: skip
STANCE = {
    "happened": "done", "denied": "done", "failed": "failed", "threatened": "ahead", "planned": "ahead",
    "negated": "ahead", "hypothetical": "maybe",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to compare: where it lies, how wide it is, what it is called."""

    lat: float
    lon: float
    km: float
    precision: int
    relation: str
    id: str | None
    names: frozenset[str]

    @property
    def wide(self) -> bool:
        return self.precision >= 4 or self.km > WIDE_KM


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An event ready to be compared. Days are proleptic ordinals, both ends included."""

    key: str
    report: str
    event: Event
    told: int  # the report's day, 0 where it is not known
    first: int
    last: int
    dateless: bool
    spots: tuple[Spot, ...]
    initiator: Side
    target: Side
    holder: Side
    former: Side
    figures: frozenset[tuple[str, int]]
    words: frozenset[str]
    phrases: frozenset[int]
    family: str
    stance: str
    problem: str = ""

    @property
    def wide(self) -> bool:
        return bool(self.spots) and all(spot.wide for spot in self.spots)

    @property
    def stretch(self) -> bool:
        """Whether the event is told of a whole stretch of road ("from A to B")."""
        return any(spot.relation in ("extent_from", "extent_to") for spot in self.spots)

    @property
    def vague(self) -> bool:
        """Whether it can only be fastened to incidents that others date and place."""
        return self.dateless or self.last - self.first >= PRECISE_DAYS or self.wide

    @property
    def comparable(self) -> bool:
        return not self.problem and not self.event.aggregate


def nodes_of(record: ReportRecord) -> Iterator[Node]:
    """The events of one report, ready to be compared, in their order."""
    for event in record.events:
        yield _node(record, event)


def _node(record: ReportRecord, event: Event) -> Node:
    told = record.document.published.toordinal() if record.document.published else 0
    first, last = _days(event, told)
    day = date.fromordinal(last) if last else None
    holder, former = _control(event, day)
    initiator = side_of_actors(event.initiator, day)
    if holder.known and event.type == "seizure" and not initiator.known:
        initiator = holder  # "the organisation took it", and the report says which
    return Node(
        key=event_key(record.document.id, event.id),
        report=record.document.id,
        event=event,
        told=told,
        first=first,
        last=last,
        dateless=event.date is None,
        spots=tuple(_spot(place) for place in event.places if place.lat is not None),
        initiator=initiator,
        target=side_of_actors(event.target, day),
        holder=holder,
        former=former,
        figures=frozenset(
            (c.kind, n) for c in event.casualties if (n := c.low if c.low is not None else c.high)
        ),
        words=_words(event),
        phrases=_phrases(record.document.text, event),
        family=_FAMILY.get(event.type, event.type),
        stance=STANCE.get(event.modality, event.modality),
        problem=_problem(event, told, first),
    )


def _days(event: Event, told: int) -> tuple[int, int]:
    if event.date:
        return event.date.first.toordinal(), event.date.last.toordinal()
    if not told:
        return 0, 0
    if event.modality in ("threatened", "planned", "hypothetical"):
        return told - FRESH, told + FRESH
    return told - (LONG_AGO if event.control else FRESH), told


def _control(event: Event, day: date | None) -> tuple[Side, Side]:
    if not event.control:
        return NOBODY, NOBODY
    holder, former = (
        side_of((name,), day=day) if name else NOBODY for name in (event.control.holder, event.control.former)
    )
    if event.control.change in ("taken", "retaken") and not holder.ids:
        holder = holder.plus(side_of_actors(event.initiator, day))
    return holder, former


def _problem(event: Event, told: int, first: int) -> str:
    if not any(place.lat is not None for place in event.places):
        return "no place" if not event.places else "no place that could be found on the map"
    if event.date is None and not told:
        return "no day, and its report has none"
    if event.modality == "happened" and told and event.date and first > told + 1:
        return f"happened on {event.date.first}, after its own report"
    return ""


def _spot(place: Place) -> Spot:
    names = frozenset(" ".join(words_of(name)) for name in (place.name, place.words.text) if name)
    km = place.radius_km or _DEFAULT_KM.get(place.precision, 10.0)
    lat, lon = place.lat or 0.0, place.lon or 0.0
    return Spot(lat, lon, km, place.precision, place.relation, place.id, names)


def _words(event: Event) -> frozenset[str]:
    texts = [
        event.trigger.text,
        *(a.words.text for a in event.target),
        *(a.words.text for a in event.initiator),
    ]
    return frozenset(_singular(w) for text in texts for w in telling(text) if len(w) > 2)


def _phrases(text: str, event: Event) -> frozenset[int]:
    """Pairs of neighbouring telling words in the sentences that name the event, as numbers to save room."""
    found: set[int] = set()
    for words in (event.trigger, *event.mentions, *(c.words for c in event.casualties)):
        start = max(text.rfind(stop, 0, words.span.start) for stop in _STOPS) + 1
        ends = (at for stop in _STOPS if (at := text.find(stop, words.span.end)) >= 0)
        kept = [
            w for w in words_of(text[start : min(ends, default=len(text))]) if len(w) > 2 and w not in COMMON
        ]
        found.update(crc32(f"{a} {b}".encode()) for a, b in pairwise(kept))
    return frozenset(found)


def _singular(word: str) -> str:
    """A word without the endings of case, dual and sound plural, so that خزانا and خزانين meet."""
    for ending in ("ين", "ان", "ون", "ات", "ا"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


# --- where an event is looked for -----------------------------------------------------------------------


def _cell(degrees: float, size: float) -> int:
    return math.floor(degrees / size)


def _around(spot: Spot) -> Iterator[tuple[int, int]]:
    y, x = _cell(spot.lat, CELL), _cell(spot.lon, CELL)
    return ((y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))


def _coarse(spot: Spot, km: float) -> Iterator[tuple[int, int]]:
    reach = km / 111.0
    for y in range(_cell(spot.lat - reach, COARSE), _cell(spot.lat + reach, COARSE) + 1):
        for x in range(_cell(spot.lon - reach, COARSE), _cell(spot.lon + reach, COARSE) + 1):
            yield y, x


def _months(first: int, last: int) -> range:
    return range(first // 30, last // 30 + 1)


Block = tuple[str, int, int, int]


def homes(node: Node) -> Iterator[Block]:
    """The blocks under which an event is kept: by cell and month, and by cell and day if it is precise."""
    for spot in node.spots:
        if spot.wide:
            for y, x in _coarse(spot, min(spot.km, 300.0)):
                yield from (("w" + node.family, y, x, m) for m in _months(node.first, node.last))
            continue
        y, x = _cell(spot.lat, CELL), _cell(spot.lon, CELL)
        if node.vague:
            yield from (("v" + node.family, y, x, m) for m in _months(node.first, node.last))
            continue
        yield from (("d" + node.family, y, x, d) for d in range(node.first, node.last + 1))
        yield from (("m" + node.family, y, x, m) for m in _months(node.first, node.last))
        for y, x in _coarse(spot, 0.0):
            yield from (("n" + node.family, y, x, m) for m in _months(node.first, node.last))


def doors(node: Node, slack: int) -> Iterator[Block]:
    """The blocks in which events are found that may be the same occurrence."""
    first, last = node.first - slack, node.last + slack
    for spot in node.spots:
        if spot.wide:
            for y, x in _coarse(spot, min(spot.km, 300.0)):
                yield from ((kind + node.family, y, x, m) for m in _months(first, last) for kind in "nw")
            continue
        for y, x in _around(spot):
            if node.vague:
                yield from ((kind + node.family, y, x, m) for m in _months(first, last) for kind in "mv")
            else:
                yield from (("d" + node.family, y, x, d) for d in range(first, last + 1))
                yield from (("v" + node.family, y, x, m) for m in _months(first, last))
        for y, x in _coarse(spot, 0.0):
            yield from (("w" + node.family, y, x, m) for m in _months(first, last))
