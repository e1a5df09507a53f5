"""Cut a report's text into pieces so that its events can be marked in place.

Spans of events overlap and nest; HTML elements cannot. So the text is cut at every end of every
span, and each piece carries all events that cover it. Notices are set apart as blocks of their own.
The pieces, joined, are the text again, character for character.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise

from marsad.web import labels
from marsad.web.store.models import Event, Report

# A piece that is a trigger can be followed to its event; of several, the trigger names it.
ROLES = ("trigger", "mention", "place", "actor", "date", "casualty", "source")


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one value of one event. `end` is exclusive."""

    start: int
    end: int
    event: str
    role: str
    modality: str = "happened"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks throughout. `anchors` are the events whose first trigger piece it is."""

    text: str
    start: int
    events: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    target: str = ""  # the event that a click leads to: one whose trigger this is
    modality: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a notice with its `label`."""

    pieces: tuple[Piece, ...]
    label: str | Promise = ""


def marks(events: Iterable[Event]) -> list[Mark]:
    """Every quoted word of `events` (with their slots), in no order."""
    return [mark for event in events for mark in _marks_of(event)]


def _marks_of(event: Event) -> Iterator[Mark]:
    def mark(role: str, start: int, end: int) -> Mark:
        return Mark(start, end, event.local_id, role, event.modality)

    yield mark("trigger", event.trigger_start, event.trigger_end)
    for words in event.mentions:
        yield mark("mention", words["start"], words["end"])
    if event.day_start is not None and event.day_end is not None:
        yield mark("date", event.day_start, event.day_end)
    slots = (
        ("place", event.places), ("actor", event.actors),
        ("casualty", event.casualties), ("source", event.sources),
    )  # fmt: skip
    for role, rows in slots:
        for row in rows.all():
            yield mark(role, row.start, row.end)


def blocks(report: Report, events: Iterable[Event]) -> list[Block]:
    """The report's text as paragraphs and notices, in order, with the words of `events` marked."""
    found = marks(events)
    return [
        Block(tuple(cut(report.text[start:end], found, offset=start)), labels.notice(kind))
        for start, end, kind in _edges(report)
        if report.text[start:end].strip()
    ]


def _edges(report: Report) -> list[tuple[int, int, str]]:
    """Start, end and kind of each block: kind is a notice's, "" for a paragraph of the report."""
    spans, at = [], 0
    for notice in sorted(report.notices, key=lambda n: (n["start"], n["end"])):
        start, end = max(at, notice["start"]), notice["end"]
        if start < end:
            spans += [(at, start, ""), (start, end, notice["kind"])]
            at = end
    spans.append((at, len(report.text), ""))
    return [line for span in spans for line in _lines(report.text, *span)]


def _lines(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """A notice whole; a stretch of the report by its lines."""
    if kind:
        yield start, end, kind
        return
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop + 1
        yield start, stop, ""
        start = stop


def cut(text: str, found: Iterable[Mark], *, offset: int = 0) -> Iterator[Piece]:
    """Pieces of `text`, which starts at `offset` of the report, each with the marks that cover it.

    One sweep from left to right: the cost is that of the marks that really overlap.
    """
    end = offset + len(text)
    here = sorted((m for m in found if m.start < end and offset < m.end), key=lambda mark: mark.start)
    bounds = {offset, end}
    for mark in here:
        bounds |= {max(offset, mark.start), min(end, mark.end)}
    covering: list[Mark] = []
    coming = deque(here)
    for start, stop in pairwise(sorted(bounds)):
        covering = [mark for mark in covering if mark.end > start]
        while coming and coming[0].start <= start:
            covering.append(coming.popleft())
        yield _piece(text[start - offset : stop - offset], start, covering)


def _piece(text: str, start: int, covering: list[Mark]) -> Piece:
    if not covering:
        return Piece(text, start)
    ordered = sorted(covering, key=lambda mark: (ROLES.index(mark.role), mark.end - mark.start, mark.event))
    first = ordered[0]
    leads = first.role in {"trigger", "mention"}
    return Piece(
        text,
        start,
        events=tuple(dict.fromkeys(mark.event for mark in ordered)),
        roles=tuple(dict.fromkeys(mark.role for mark in ordered)),
        target=first.event if leads else "",
        modality=first.modality if leads else "",
        anchors=tuple(mark.event for mark in ordered if mark.role == "trigger" and mark.start == start),
    )
