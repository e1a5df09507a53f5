"""Coded reports from JSONL, one bad line or event at a time: what cannot be read is named and kept aside.

A cut-off line loses that line; an event with an impossible date, an unknown type or a place off the globe
loses that event; everything else of the file and of the report stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from marsad.export.jsonl import from_json
from marsad.model import EVENT_TYPES, MODALITIES, Aside, Event, ReportRecord, event_key

_BROKEN = (ValueError, KeyError, TypeError, AttributeError)


def read_lines(lines: Iterable[str], path: str) -> Iterator[ReportRecord | Aside]:
    """The reports of a JSONL file, in order, with an `Aside` for each line or event that is none."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _line(line, f"{path}:{number}")


def _line(line: str, where: str) -> Iterator[ReportRecord | Aside]:
    try:
        row = json.loads(line)
    except ValueError as error:
        yield Aside(where, f"not JSON, perhaps cut off ({error})")
        return
    try:
        empty = from_json({"document": row["document"], "events": []})
        given = list(row.get("events") or [])
    except _BROKEN as error:
        yield Aside(where, f"no coded report ({type(error).__name__}: {error})")
        return
    events: dict[str, Event] = {}
    for n, raw in enumerate(given, start=1):
        problem = _event(row["document"], raw, events)
        if problem:
            name = raw.get("id") if isinstance(raw, dict) else None
            yield Aside(f"{where} {event_key(empty.document.id, str(name or f'#{n}'))}", problem)
    yield ReportRecord(empty.document, tuple(events.values()))


def _event(document: Any, raw: Any, events: dict[str, Event]) -> str:
    """Read one event into `events`; returns what is wrong with it, or ""."""
    try:
        (event,) = from_json({"document": document, "events": [raw]}).events
    except _BROKEN as error:
        return f"no event of the codebook's form ({type(error).__name__}: {error})"
    problem = _fault(event) or (f"two events of the id {event.id}" if event.id in events else "")
    if not problem:
        events[event.id] = event
    return problem


def _fault(event: Event) -> str:
    if event.type not in EVENT_TYPES:
        return f"{event.type!r} is no event type of the codebook"
    if event.modality not in MODALITIES:
        return f"{event.modality!r} is no modality of the codebook"
    for place in event.places:
        if (place.lat is None) != (place.lon is None):
            return f"half a position for {place.words.text!r}"
        if (
            place.lat is not None
            and place.lon is not None
            and not (abs(place.lat) <= 90 and abs(place.lon) <= 180)
        ):
            return f"{place.words.text!r} lies off the globe"
    return ""
