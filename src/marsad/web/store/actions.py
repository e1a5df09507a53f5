"""Every change to the store. An action checks, writes in one transaction, and done again changes nothing.

Commands, pages and workers change the store through here only; a test holds that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from marsad.arabic.fold import fold
from marsad.export.jsonl import to_json
from marsad.model import Event as CodedEvent
from marsad.model import Place as CodedPlace
from marsad.model import ReportRecord, Words
from marsad.web.store.checks import checked
from marsad.web.store.copies import join_copies
from marsad.web.store.models import (
    Casualty,
    Event,
    EventActor,
    EventPlace,
    EventSource,
    Outlet,
    Report,
    ReportVersion,
)

Outcome = Literal["added", "unchanged", "changed"]
_HEADING_WORDS = 12  # of the text, for a report without a title


@dataclass(frozen=True, slots=True)
class Coder:
    """What coded a record: the version of marsad and the digest of its lexicons. Empty: not told."""

    version: str = ""
    lexicons: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record: `key` is the report's name in addresses, `version` its newest version."""

    outcome: Outcome
    key: str
    version: int


def add_report(
    record: dict[str, Any],
    *,
    by: str,
    coder: Coder = Coder(),
    at: datetime | None = None,
    where: str = "<record>",
) -> Added:
    """Keep a coded report (the codebook's JSON), whole or not at all.

    A record that is already there changes nothing. Other content under a known `document.id` becomes
    a new version; the earlier ones stay. `by` says who brings it; `where` names it in errors; `at`
    is the time to note (now).

    Raises RecordError where the record breaks the codebook's format.
    """
    typed = checked(record, where=where)
    with transaction.atomic():
        return _keep(typed, by=by, coder=coder, at=at or timezone.now())


def report_key(document_id: str) -> str:
    """The report's name in addresses: the same in every store that holds it."""
    return hashlib.sha256(document_id.encode()).hexdigest()[:16]


def _keep(typed: ReportRecord, *, by: str, coder: Coder, at: datetime) -> Added:
    record = to_json(typed)
    digest = _digest(record)
    report = Report.objects.select_for_update().filter(document_id=typed.document.id).first()
    newest = report and report.versions.get(number=report.version)
    if report and newest.digest == digest:
        return Added("unchanged", report.key, report.version)
    outcome: Outcome = "changed" if report else "added"
    report = report or Report(
        document_id=typed.document.id, key=report_key(typed.document.id), version=0, first_seen=at
    )
    _write_report(report, typed, record)
    ReportVersion(
        report=report, number=report.version, record=record, digest=digest,
        coder=coder.version, lexicons=coder.lexicons, by=by, at=at,
    ).save()  # fmt: skip
    _write_events(report, typed.events)
    join_copies(report, typed.document)
    return Added(outcome, report.key, report.version)


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _write_report(report: Report, typed: ReportRecord, record: dict[str, Any]) -> None:
    document = typed.document
    outlet = (document.outlet or "").strip()
    report.outlet = Outlet.objects.get_or_create(name=outlet)[0] if outlet else None
    report.title, report.url, report.text = document.title, document.url or "", document.text
    report.heading = document.title.strip() or Truncator(document.text.strip()).words(_HEADING_WORDS)
    report.published = document.published
    report.notices = record["document"]["notices"]
    report.event_count = len(typed.events)
    report.digest = _digest(record["document"])
    report.version += 1
    report.save()


def _write_events(report: Report, coded: tuple[CodedEvent, ...]) -> None:
    """Put the events of the newest version in the place of the earlier ones."""
    report.events.all().delete()
    rows = Event.objects.bulk_create([_event_row(report, event, at) for at, event in enumerate(coded)])
    pairs = list(zip(rows, coded, strict=True))
    EventPlace.objects.bulk_create([row for pair in pairs for row in _place_rows(*pair)])
    EventActor.objects.bulk_create([row for pair in pairs for row in _actor_rows(*pair)])
    Casualty.objects.bulk_create([row for pair in pairs for row in _casualty_rows(*pair)])
    EventSource.objects.bulk_create(
        [EventSource(event=row, **_quoted(s)) for row, e in pairs for s in e.sources]
    )


def _quoted(words: Words) -> dict[str, Any]:
    return {"text": words.text, "start": words.span.start, "end": words.span.end}


def _event_row(report: Report, event: CodedEvent, position: int) -> Event:
    row = Event(
        report=report, local_id=event.id, position=position, type=event.type, modality=event.modality,
        aggregate=event.aggregate, trigger_text=event.trigger.text, trigger_start=event.trigger.span.start,
        trigger_end=event.trigger.span.end, mentions=[_quoted(words) for words in event.mentions],
        confidence=event.confidence,
    )  # fmt: skip
    if event.date:
        row.day_from, row.day_to, row.day_precision = event.date.first, event.date.last, event.date.precision
        if words := event.date.words:
            row.day_text, row.day_start, row.day_end = words.text, words.span.start, words.span.end
    if event.control:
        row.control_change = event.control.change
        row.control_to, row.control_from = event.control.holder or "", event.control.former or ""
    return row


def _place_rows(row: Event, event: CodedEvent) -> Iterator[EventPlace]:
    for place in event.places:
        yield EventPlace(
            event=row, **_quoted(place.words), name=place.name or "", gazetteer_id=place.id or "",
            country=place.country or "", lat=place.lat, lon=place.lon, precision=place.precision,
            relation=place.relation, radius_km=place.radius_km, folded=_folded(place),
        )  # fmt: skip


def _folded(place: CodedPlace) -> str:
    return " | ".join(fold(name) for name in (place.words.text, place.name or "") if name)


def _actor_rows(row: Event, event: CodedEvent) -> Iterator[EventActor]:
    for role, actors in (("initiator", event.initiator), ("target", event.target)):
        for actor in actors:
            yield EventActor(
                event=row, role=role, **_quoted(actor.words), name=actor.name or "",
                actor_id=actor.id or "", kind=actor.kind,
            )  # fmt: skip


def _casualty_rows(row: Event, event: CodedEvent) -> Iterator[Casualty]:
    for entry in event.casualties:
        yield Casualty(
            event=row, **_quoted(entry.words), kind=entry.kind, whose=entry.whose,
            low=entry.low, high=entry.high,
        )  # fmt: skip
