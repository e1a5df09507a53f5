"""One event beside what other reports tell of its place and days: who claims which figure, in which words.

The store holds no occurrences, only events of reports; two events are set side by side because they are of
kindred types, within a day and within `NEAR_KM` of each other. The reader judges whether they are one.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.evaluate import GROUPS
from marsad.resolve.gazetteer import kilometres
from marsad.web.pages.quotes import Quote, Sentences
from marsad.web.store.models import Casualty, Event, EventPlace, EventSource

NEAR_KM = 25.0
MOST = 20  # accounts on one page
TELLING = ("happened", "failed", "denied", "negated")  # threats and plans are no rival accounts


@dataclass(frozen=True, slots=True)
class Figure:
    """One casualty entry, who tells it (none: the outlet itself), and its words."""

    entry: Casualty
    speakers: tuple[EventSource, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of an occurrence."""

    event: Event
    trigger: Quote
    figures: tuple[Figure, ...]


def account(event: Event, sentences: Sentences | None = None) -> Account:
    """`event`, read `with_slots`, as its report tells it."""
    found = sentences or Sentences(event.report)
    figures = tuple(
        Figure(entry, _speakers(event, entry, found), found.snippet(entry.start, entry.end))
        for entry in event.casualties.all()
    )
    return Account(event, found.snippet(event.trigger_start, event.trigger_end), figures)


def _speakers(event: Event, entry: Casualty, sentences: Sentences) -> tuple[EventSource, ...]:
    """Those named in the figure's own sentence; where it names none, all whom the event names."""
    sources = tuple(event.sources.all())
    span = sentences.around(entry.start, entry.end)
    close = tuple(source for source in sources if span.start <= source.start < span.end)
    return close or sources


def others(event: Event) -> list[Account]:
    """What other reports tell of the same place and days, kindred types only; the same type comes first.

    Reprints are one voice: of reports that print one text, one speaks, and none where it is `event`'s own.
    Empty where `event` tells no occurrence, no single days or no place to compare.
    """
    spots = _spots(event)
    if not spots or event.day_precision != "day" or event.aggregate or event.modality not in TELLING:
        return []
    kindred = next(kinds for kinds in GROUPS.values() if event.type in kinds)
    found = Event.objects.with_slots().beside(event, spots, km=NEAR_KM)
    listed = found.filter(type__in=kindred, modality__in=TELLING, aggregate=False).newest_first()
    near = [other for other in listed if _near(spots, _spots(other))]
    near.sort(key=lambda other: other.type != event.type)
    return [account(other) for other in _one_a_text(near, event)[:MOST]]


def _spots(event: Event) -> list[EventPlace]:
    """The places known well enough to compare: the spot, the town, the district or near it."""
    return [place for place in event.places.all() if place.lat is not None and place.precision <= 3]


def _near(ours: list[EventPlace], theirs: list[EventPlace]) -> bool:
    return any(kilometres(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM for a in ours for b in theirs)


def _one_a_text(events: list[Event], own: Event) -> list[Event]:
    """Without the events of reprints: the first report of each text speaks for it."""
    voices = {own.report.near_copies_id: own.report_id} if own.report.near_copies_id else {}
    kept = []
    for event in events:
        copies = event.report.near_copies_id
        if copies is None or voices.setdefault(copies, event.report_id) == event.report_id:
            kept.append(event)
    return kept
