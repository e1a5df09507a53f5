"""A built record in one file: SQLite, readable with any tool, each row also as JSON.

Tables: incident, member (event → incident), claim, estimate, spell, place, spelt, pledge, tie, route,
aside, decision, tombstone, meta. A file is written aside and renamed, so that a killed build leaves the old one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from marsad.errors import RecordError
from marsad.model import Aside, Decision, Incident, Place, RouteSpell, Spell, Tie
from marsad.record.build import Record
from marsad.record.control import ControlRecord
from marsad.record.places import PlaceBook
from marsad.record.plain import plain, revive
from marsad.record.pledges import PledgeCase

FORMAT = "1"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE incident (id TEXT PRIMARY KEY, type TEXT, modality TEXT, first TEXT, last TEXT, place TEXT,
    voices INTEGER, json TEXT NOT NULL);
CREATE TABLE member (event TEXT PRIMARY KEY, incident TEXT NOT NULL);
CREATE TABLE claim (incident TEXT, event TEXT, kind TEXT, whose TEXT, low INTEGER, high INTEGER, speaker TEXT,
    outlet TEXT, report_day TEXT, voice TEXT, sentence TEXT);
CREATE TABLE estimate (incident TEXT, kind TEXT, whose TEXT, low INTEGER, high INTEGER, best INTEGER,
    rule TEXT, voices INTEGER, disputed INTEGER);
CREATE TABLE spell (place TEXT, name TEXT, state TEXT, holder TEXT, start_first TEXT, start_last TEXT,
    end_first TEXT, end_last TEXT, inferred INTEGER, json TEXT NOT NULL);
CREATE TABLE place (key TEXT PRIMARY KEY, name TEXT, json TEXT NOT NULL);
CREATE TABLE spelt (name TEXT PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE pledge (event TEXT PRIMARY KEY, incident TEXT, made TEXT, deadline TEXT, json TEXT NOT NULL);
CREATE TABLE tie (actor TEXT, relation TEXT, other TEXT, first TEXT, last TEXT, json TEXT NOT NULL);
CREATE TABLE route (one TEXT, other TEXT, state TEXT, json TEXT NOT NULL);
CREATE TABLE aside (place TEXT, problem TEXT);
CREATE TABLE decision (json TEXT NOT NULL);
CREATE TABLE tombstone (id TEXT PRIMARY KEY, heir TEXT NOT NULL);
CREATE INDEX claim_incident ON claim (incident);
CREATE INDEX estimate_incident ON estimate (incident);
CREATE INDEX spell_place ON spell (place);
"""

T = TypeVar("T")


def save_record(record: Record, path: Path) -> None:
    """Write a record to `path`, in place of what was there."""
    aside = path.with_name(path.name + ".part")
    aside.unlink(missing_ok=True)
    store = sqlite3.connect(aside)
    try:
        store.executescript(_SCHEMA)
        for table, rows in _rows(record):
            listed = list(rows)
            if listed:
                marks = ", ".join("?" * len(listed[0]))
                store.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)  # noqa: S608
        store.commit()
    finally:
        store.close()
    aside.replace(path)


def _json(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False)


def _rows(record: Record) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    yield "meta", [("format", FORMAT)]
    yield "incident", (_incident(incident) for incident in record.incidents)
    yield "member", sorted(record.ids.items())
    yield "claim", (_claim(i.id, claim) for i in record.incidents for claim in i.claims)
    yield "estimate", ((i.id, *plain(e).values()) for i in record.incidents for e in i.estimates)
    yield "spell", (_spell(s) for _, spells in sorted(record.control.spells.items()) for s in spells)
    book = record.control.book
    yield "place", ((key, book.names[key], _json(place)) for key, place in sorted(book.points.items()))
    yield "spelt", sorted(book.spelt.items())
    yield "pledge", ((c.event, c.incident, _iso(c.made), _iso(c.deadline), _json(c)) for c in record.pledges)
    yield "tie", ((t.actor, t.relation, t.other, _iso(t.first), _iso(t.last), _json(t)) for t in record.ties)
    yield "route", ((r.one, r.other, r.state, _json(r)) for r in record.routes)
    yield "aside", ((aside.where, aside.problem) for aside in record.asides)
    yield "decision", ((_json(decision),) for decision in record.decisions)
    yield "tombstone", sorted(record.retired.items())


def _iso(day: object) -> Any:
    return plain(day)


def _incident(incident: Incident) -> tuple[Any, ...]:
    place = incident.places[0] if incident.places else None
    name = (place.name or place.words.text) if place else None
    return (
        incident.id,
        incident.type,
        incident.modality,
        _iso(incident.first),
        _iso(incident.last),
        name,
        incident.voices,
        _json(incident),
    )


def _claim(incident: str, claim: Any) -> tuple[Any, ...]:
    return (
        incident,
        claim.event,
        claim.kind,
        claim.whose,
        claim.low,
        claim.high,
        " ← ".join(claim.speaker),
        claim.outlet,
        _iso(claim.report_day),
        claim.voice,
        claim.sentence,
    )


def _spell(spell: Spell) -> tuple[Any, ...]:
    ends = (spell.start.first, spell.start.last, spell.end.first, spell.end.last)
    return (
        spell.place,
        spell.name,
        spell.state,
        spell.holder,
        *map(_iso, ends),
        int(spell.inferred),
        _json(spell),
    )


# --- opening --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record file, open for reading. Raises RecordError where the file is none."""

    path: Path

    @contextmanager
    def _store(self) -> Iterator[sqlite3.Connection]:
        repair = "Make it with `marsad record build`."
        if not self.path.is_file():
            raise RecordError(str(self.path), 0, "no such record", repair)
        store = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            found = store.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            if found != (FORMAT,):
                raise RecordError(str(self.path), 0, f"a record of format {found}, not {FORMAT}", repair)
            yield store
        except sqlite3.DatabaseError as error:
            raise RecordError(str(self.path), 0, f"not a record ({error})", repair) from error
        finally:
            store.close()

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._store() as store:
            return store.execute(query, values).fetchall()

    def _revived(self, cls: type[T], query: str, *values: object) -> tuple[T, ...]:
        return tuple(revive(cls, json.loads(row[0])) for row in self._all(query, *values))

    def incidents(self) -> tuple[Incident, ...]:
        """All incidents, by day."""
        return self._revived(Incident, "SELECT json FROM incident ORDER BY first IS NULL, first, id")

    def incident(self, id: str) -> Incident | None:
        """The incident of an id, or of the heir of an id given up, or of an event's key."""
        asked, heirs = id, self.retired()
        while asked in heirs:
            asked = heirs.pop(asked)
        rows = self._all("SELECT incident FROM member WHERE event = ?", asked)
        asked = rows[0][0] if rows else asked
        found = self._revived(Incident, "SELECT json FROM incident WHERE id = ?", asked)
        return found[0] if found else None

    def control(self) -> ControlRecord:
        """The spells of all places."""
        book = PlaceBook()
        for key, name, text in self._all("SELECT key, name, json FROM place"):
            book.names[key], book.points[key] = name, revive(Place, json.loads(text))
        book.spelt.update(self._all("SELECT name, key FROM spelt"))
        spells: dict[str, tuple[Spell, ...]] = {}
        for spell in self._revived(Spell, "SELECT json FROM spell ORDER BY rowid"):
            spells[spell.place] = (*spells.get(spell.place, ()), spell)
        return ControlRecord(book, spells)

    def pledges(self) -> tuple[PledgeCase, ...]:
        """All pledges, in the order in which they were made."""
        return self._revived(PledgeCase, "SELECT json FROM pledge ORDER BY made, event")

    def ties(self) -> tuple[Tie, ...]:
        """Who is said to stand by, in or against whom."""
        return self._revived(Tie, "SELECT json FROM tie ORDER BY rowid")

    def routes(self) -> tuple[RouteSpell, ...]:
        """Roads that are cut, under fire or open."""
        return self._revived(RouteSpell, "SELECT json FROM route ORDER BY rowid")

    def asides(self) -> tuple[Aside, ...]:
        """What could not be used, or not in full."""
        return tuple(Aside(*row) for row in self._all("SELECT place, problem FROM aside ORDER BY rowid"))

    def decisions(self) -> tuple[Decision, ...]:
        """What people decided on joins."""
        return self._revived(Decision, "SELECT json FROM decision ORDER BY rowid")

    def ids(self) -> dict[str, str]:
        """Event → permanent id of its incident."""
        return dict(self._all("SELECT event, incident FROM member"))

    def retired(self) -> dict[str, str]:
        """Ids given up → the id that took their place."""
        return dict(self._all("SELECT id, heir FROM tombstone"))
