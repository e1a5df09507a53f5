"""The public JSON of one coded report (the codebook, section 5), both ways.

`to_json` and `from_json` are inverse on every record that marsad makes. Unknown keys in a file are
ignored; missing optional ones take their empty value, so gold and other coders' output load as well.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from marsad.errors import RecordError
from marsad.model import (
    Actor,
    Casualties,
    Control,
    Day,
    Document,
    Event,
    Notice,
    Place,
    ReportRecord,
    Span,
    Words,
)

Json = dict[str, Any]


def to_json(record: ReportRecord) -> Json:
    """The record as a JSON object of the codebook's shape."""
    return {"document": _document(record.document), "events": [_event(e) for e in record.events]}


def dumps(record: ReportRecord) -> str:
    """The record as one line of JSONL, without the line break."""
    return json.dumps(to_json(record), ensure_ascii=False)


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "notices": [{"kind": n.kind, "start": n.span.start, "end": n.span.end} for n in document.notices],
    }


def _words(words: Words) -> Json:
    return {"text": words.text, "start": words.span.start, "end": words.span.end}


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "type": event.type,
        "trigger": _words(event.trigger),
        "mentions": [_words(m) for m in event.mentions],
        "modality": event.modality,
        "aggregate": event.aggregate,
        "initiator": [_actor(a) for a in event.initiator],
        "target": [_actor(a) for a in event.target],
        "places": [_place(p) for p in event.places],
        "date": _day(event.date) if event.date else None,
        "casualties": [_casualties(c) for c in event.casualties],
        "sources": [_words(s) for s in event.sources],
        "control": _control(event.control) if event.control else None,
        "confidence": event.confidence,
    }


def _actor(actor: Actor) -> Json:
    return _words(actor.words) | {"name": actor.name, "id": actor.id, "kind": actor.kind}


def _place(place: Place) -> Json:
    return _words(place.words) | {
        "name": place.name,
        "id": place.id,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "relation": place.relation,
        "radius_km": place.radius_km,
    }


def _day(day: Day) -> Json:
    words = _words(day.words) if day.words else {"text": None, "start": None, "end": None}
    return words | {
        "from": day.first.isoformat(),
        "to": day.last.isoformat(),
        "precision": day.precision,
    }


def _casualties(entry: Casualties) -> Json:
    return _words(entry.words) | {
        "kind": entry.kind,
        "whose": entry.whose,
        "low": entry.low,
        "high": entry.high,
    }


def _control(control: Control) -> Json:
    return {"change": control.change, "to": control.holder, "from": control.former}


def loads(line: str, *, path: str = "<line>", number: int = 0) -> ReportRecord:
    """Read one line of JSONL. Raises RecordError naming `path` and `number` where it is not a record."""
    try:
        return from_json(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"not a coded report ({type(error).__name__}: {error})"
        raise RecordError(path, number, problem, "See docs/reference/codebook.md for the format.") from error


def from_json(record: Json) -> ReportRecord:
    """The typed record of a JSON object. Raises ValueError, KeyError or TypeError on another shape."""
    return ReportRecord(
        _document_of(record["document"]), tuple(_event_of(e) for e in record.get("events") or [])
    )


def _document_of(row: Json) -> Document:
    published = row.get("published")
    return Document(
        id=row["id"],
        text=row["text"],
        title=row.get("title") or "",
        outlet=row.get("outlet"),
        url=row.get("url"),
        published=date.fromisoformat(published) if published else None,
        notices=tuple(
            Notice(n.get("kind", "other"), Span(n["start"], n["end"])) for n in row.get("notices") or []
        ),
    )


def _words_of(row: Json) -> Words:
    return Words(row["text"], Span(row["start"], row["end"]))


def _event_of(row: Json) -> Event:
    control = row.get("control") or {}
    return Event(
        id=row["id"],
        type=row["type"],
        trigger=_words_of(row["trigger"]),
        mentions=tuple(_words_of(m) for m in row.get("mentions") or []),
        modality=row.get("modality") or "happened",
        aggregate=bool(row.get("aggregate")),
        initiator=tuple(_actor_of(a) for a in row.get("initiator") or []),
        target=tuple(_actor_of(a) for a in row.get("target") or []),
        places=tuple(_place_of(p) for p in row.get("places") or []),
        date=_day_of(row["date"]) if row.get("date") else None,
        casualties=tuple(_casualties_of(c) for c in row.get("casualties") or []),
        sources=tuple(_words_of(s) for s in row.get("sources") or []),
        control=Control(control["change"], control.get("to"), control.get("from")) if control else None,
        confidence=row.get("confidence"),
    )


def _actor_of(row: Json) -> Actor:
    return Actor(_words_of(row), row.get("name"), row.get("id"), row.get("kind") or "other")


def _place_of(row: Json) -> Place:
    return Place(
        _words_of(row),
        name=row.get("name"),
        id=row.get("id"),
        country=row.get("country"),
        lat=row.get("lat"),
        lon=row.get("lon"),
        precision=row.get("precision") or 2,
        relation=row.get("relation") or "at",
        radius_km=row.get("radius_km"),
    )


def _day_of(row: Json) -> Day:
    first = date.fromisoformat(row["from"])
    last = date.fromisoformat(row.get("to") or row["from"])
    words = _words_of(row) if row.get("text") else None
    return Day(words, first, last, row.get("precision") or "day")


def _casualties_of(row: Json) -> Casualties:
    return Casualties(row["kind"], row["whose"], row.get("low"), row.get("high"), _words_of(row))
