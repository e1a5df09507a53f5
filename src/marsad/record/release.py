"""What changed between two records, and a frozen release: plain files that can be cited and checked.

A release is a folder of JSONL files with a manifest of their SHA-256, the differences from the last record
in plain words, and the ids given up with their heirs. The same record gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from marsad.errors import UsageError
from marsad.model import Estimate, Incident, Spell
from marsad.record.plain import plain
from marsad.record.store import StoredRecord

MANIFEST = "manifest.json"
CHANGES = "CHANGES.txt"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: `what` is new, gone, merged, events, estimate, days or control; `told` says it in words."""

    what: str
    id: str
    told: str


# --- differences ----------------------------------------------------------------------------------------


def differences(old: StoredRecord, new: StoredRecord) -> tuple[Difference, ...]:
    """What changed from one record to the next, incidents first, then who holds which place."""
    return (*_incidents(old, new), *_control(old, new))


def _incidents(old: StoredRecord, new: StoredRecord) -> Iterator[Difference]:
    before = {incident.id: incident for incident in old.incidents()}
    after = {incident.id: incident for incident in new.incidents()}
    heirs = new.retired()
    for id_ in sorted(before.keys() - after.keys()):
        heir = heirs.get(id_)
        told = _title(before[id_]) + (f" → {heir}" if heir else "")
        yield Difference("merged" if heir else "gone", id_, told)
    for id_ in sorted(after.keys() - before.keys()):
        yield Difference("new", id_, _title(after[id_]))
    for id_ in sorted(before.keys() & after.keys()):
        yield from _changed(before[id_], after[id_])


def _title(incident: Incident) -> str:
    place = incident.places[0] if incident.places else None
    name = (place.name or place.words.text) if place else "no place"
    days = {str(day) for day in (incident.first, incident.last) if day}
    return f"{incident.type}, {name}, {' to '.join(sorted(days)) or 'no day'}"


def _changed(old: Incident, new: Incident) -> Iterator[Difference]:
    added, lost = sorted({*new.events} - {*old.events}), sorted({*old.events} - {*new.events})
    if added or lost:
        told = "; ".join(
            f"{word} {', '.join(keys)}" for word, keys in (("with", added), ("without", lost)) if keys
        )
        yield Difference("events", new.id, f"{_title(new)}: {told}")
    if (old.first, old.last) != (new.first, new.last):
        yield Difference("days", new.id, f"{_title(new)}: before, {old.first} to {old.last}")
    before = {(e.kind, e.whose): e for e in old.estimates}
    after = {(e.kind, e.whose): e for e in new.estimates}
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            told = f"{_estimate(before.get(key))} → {_estimate(after.get(key))}"
            yield Difference("estimate", new.id, f"{_title(new)}: {key[0]}, {key[1]}: {told}")


def _estimate(estimate: Estimate | None) -> str:
    if estimate is None:
        return "not stated"
    low, best, high = ("?" if n is None else str(n) for n in (estimate.low, estimate.best, estimate.high))
    return f"{low}–{high}, best {best} ({estimate.rule})"


def _control(old: StoredRecord, new: StoredRecord) -> Iterator[Difference]:
    before, after = old.control().spells, new.control().spells
    for place in sorted(before.keys() | after.keys()):
        was, now = ([_spell(s) for s in spells.get(place, ())] for spells in (before, after))
        for told in (line for line in was if line not in now):
            yield Difference("control", place, f"no longer: {told}")
        for told in (line for line in now if line not in was):
            yield Difference("control", place, f"now: {told}")


def _spell(spell: Spell) -> str:
    start, end = (bound.last or bound.first for bound in (spell.start, spell.end))
    return f"{spell.name} {spell.state} by {spell.holder or 'nobody named'}, {start or '?'} to {end or '?'}"


# --- a frozen release -----------------------------------------------------------------------------------


def freeze(record: StoredRecord, folder: Path, last: StoredRecord | None = None) -> dict[str, str]:
    """Write a release of a record into an empty or new folder; returns file name → SHA-256.

    Raises UsageError where the folder holds something. Pledges stand as of the last report's day.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty", "A release is never written over: name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: "".join(line + "\n" for line in lines) for name, lines in _files(record, last)}
    sums = {}
    for name, text in sorted(files.items()):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        sums[name] = sha256(text.encode()).hexdigest()
    rows = {name: {"sha256": sums[name], "lines": files[name].count("\n")} for name in sorted(files)}
    manifest = {"format": "marsad record release 1", "as_of": plain(last_day(record)), "files": rows}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return sums


def last_day(record: StoredRecord) -> date | None:
    """The day of the latest report that made a claim, a pledge or a change of control."""
    days = [c.report_day for i in record.incidents() for c in i.claims if c.report_day]
    days += [case.made for case in record.pledges()]
    days += [i.last for i in record.incidents() if i.last]
    return max(days, default=None)


def _files(record: StoredRecord, last: StoredRecord | None) -> Iterator[tuple[str, Iterable[str]]]:
    day = last_day(record)
    pledges = (p for case in record.pledges() if day and (p := case.as_of(day)))
    yield "incidents.jsonl", map(_line, record.incidents())
    yield "events.jsonl", (_line({"event": e, "incident": i}) for e, i in sorted(record.ids().items()))
    yield "control.jsonl", (_line(s) for _, ss in sorted(record.control().spells.items()) for s in ss)
    yield "pledges.jsonl", map(_line, pledges)
    yield "ties.jsonl", map(_line, record.ties())
    yield "routes.jsonl", map(_line, record.routes())
    yield "aside.jsonl", map(_line, record.asides())
    yield "decisions.jsonl", map(_line, record.decisions())
    yield "tombstones.jsonl", (_line({"id": i, "heir": h}) for i, h in sorted(record.retired().items()))
    yield CHANGES, _changes(record, last)


def _changes(record: StoredRecord, last: StoredRecord | None) -> list[str]:
    if last is None:
        return ["No earlier record was given to compare."]
    return [f"{d.what}\t{d.id}\t{d.told}" for d in differences(last, record)] or ["Nothing changed."]


def _line(value: object) -> str:
    return json.dumps(value if isinstance(value, dict) else plain(value), ensure_ascii=False)
