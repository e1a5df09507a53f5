"""Reports and events built by hand for the tests of the record."""

from __future__ import annotations

from datetime import date

from marsad.model import (
    Actor,
    Casualties,
    CasualtyKind,
    Control,
    Day,
    Document,
    Event,
    EventType,
    Modality,
    Place,
    ReportRecord,
    Span,
    Whose,
    Words,
)

SIRTE = ("سرت", 31.2089, 16.5887)
HARAWA = ("هراوة", 30.87, 17.28)
MISRATA = ("مصراتة", 32.3754, 15.0925)


def words(text: str, start: int = 0) -> Words:
    return Words(text, Span(start, start + len(text)))


def a_place(name: str, lat: float, lon: float, *, precision: int = 2, relation: str = "at") -> Place:
    return Place(words(name), name=name, lat=lat, lon=lon, precision=precision, relation=relation)


def a_day(first: str, last: str | None = None) -> Day:
    return Day(words("أمس"), date.fromisoformat(first), date.fromisoformat(last or first))


def a_toll(
    kind: CasualtyKind, whose: Whose, low: int | None, high: int | None, text: str = "قتلى"
) -> Casualties:
    return Casualties(kind, whose, low, high, words(text))


def an_event(
    id: str = "e1",
    type: EventType = "clash",
    *,
    place: tuple[str, float, float] | None = SIRTE,
    day: str | None = "2016-05-12",
    last: str | None = None,
    initiator: str | None = None,
    target: str | None = None,
    casualties: tuple[Casualties, ...] = (),
    control: Control | None = None,
    modality: Modality = "happened",
    sources: tuple[str, ...] = (),
    trigger: str = "هاجم",
) -> Event:
    return Event(
        id=id,
        type=type,
        trigger=words(trigger),
        modality=modality,
        initiator=(Actor(words(initiator)),) if initiator else (),
        target=(Actor(words(target)),) if target else (),
        places=(a_place(*place),) if place else (),
        date=a_day(day, last) if day else None,
        casualties=casualties,
        sources=tuple(words(s) for s in sources),
        control=control,
    )


def a_report(id: str, *events: Event, day: str | None = "2016-05-13", outlet: str = "صحيفة") -> ReportRecord:
    published = date.fromisoformat(day) if day else None
    return ReportRecord(Document(id, " " * 400, outlet=outlet, published=published), events)
