"""Which events an export takes: one question, the same for every format.

A query chooses events; a format writes them. What a format has no row for, it names (`Left`), so that the
events chosen are always the events written and the events left out, whatever the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from marsad.model import Document, Event, EventType, Place, ReportRecord, event_key


@dataclass(frozen=True, slots=True)
class Query:
    """Days are inclusive; an event is taken where its days overlap them, and none without a day.

    `countries` (ISO 3166 alpha-2) and `types` are empty where all are asked for. `happened` takes only what the
    report tells as done and no sums over many events (`aggregate`).
    """

    first: date | None = None
    last: date | None = None
    countries: frozenset[str] = frozenset()
    types: frozenset[EventType] = frozenset()
    happened: bool = True

    def takes(self, event: Event) -> bool:
        """Whether an event is asked for."""
        return (
            (not self.happened or (event.modality == "happened" and not event.aggregate))
            and (not self.types or event.type in self.types)
            and (not self.countries or any(place.country in self.countries for place in event.places))
            and self._covers(event)
        )

    def _covers(self, event: Event) -> bool:
        if self.first is None and self.last is None:
            return True
        day = event.date
        if day is None:
            return False
        return (self.first is None or day.last >= self.first) and (
            self.last is None or day.first <= self.last
        )

    def told(self) -> str:
        """The query in words, for the codebook beside an export.

        >>> Query(first=date(2016, 5, 1), countries=frozenset({"LY"})).told()
        'from 2016-05-01; countries LY; happened only, no aggregates'
        """
        parts = [f"from {self.first}" if self.first else "", f"to {self.last}" if self.last else ""]
        parts += [f"countries {', '.join(sorted(self.countries))}" if self.countries else ""]
        parts += [f"types {', '.join(sorted(self.types))}" if self.types else ""]
        parts += ["happened only, no aggregates" if self.happened else "all modalities, aggregates too"]
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An event that a query took, with its report. `key` names it across reports."""

    document: Document
    event: Event

    @property
    def key(self) -> str:
        return event_key(self.document.id, self.event.id)


@dataclass(frozen=True, slots=True)
class Left:
    """An event that was asked for and has no row in a format, and why (a reason of the format)."""

    key: str
    reason: str


def choose(reports: Iterable[ReportRecord], query: Query) -> Iterator[Chosen]:
    """The events that a query takes, in the order of their reports."""
    for report in reports:
        for event in report.events:
            if query.takes(event):
                yield Chosen(report.document, event)


def blurred(chosen: Chosen, decimals: int) -> Chosen:
    """The event with its positions rounded to so many decimals: 2 are about a kilometre, 1 about ten."""
    places = tuple(_rounded(place, decimals) for place in chosen.event.places)
    return replace(chosen, event=replace(chosen.event, places=places))


def _rounded(place: Place, decimals: int) -> Place:
    if place.lat is None or place.lon is None:
        return place
    return replace(place, lat=round(place.lat, decimals), lon=round(place.lon, decimals))
