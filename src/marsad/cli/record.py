"""`marsad record`: make one record of many coded reports, look into it, compare two, freeze one.

A record is one SQLite file. Building again into it keeps the incidents' ids and people's decisions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli import REFUSED, options
from marsad.errors import RecordError, UsageError

if TYPE_CHECKING:
    from marsad.model import Aside, Decision, Estimate, Incident, ReportRecord
    from marsad.record.build import Settings
    from marsad.record.store import StoredRecord

_FILE = click.Path(path_type=Path, dir_okay=False)
_SHOWN = 20  # asides told on the terminal; all of them stand in the file


@click.group("record")
def record_command() -> None:
    """Join coded reports into one record: incidents, claims, control of places, pledges."""


# --- build ----------------------------------------------------------------------------------------------


@record_command.command("build")
@click.argument("coded", nargs=-1, required=True, type=_FILE, metavar="CODED.jsonl...")
@click.option("--out", type=_FILE, required=True, help="The record: one SQLite file.")
@click.option(
    "--decisions", type=_FILE, help="JSONL of people's joins and splits, added to those kept in --out."
)
@click.option("--sides", type=_FILE, help='JSON: {"key": ["name", "other name"]}, names that are one side.')
def build_command(coded: tuple[Path, ...], out: Path, decisions: Path | None, sides: Path | None) -> int:
    """Join the reports of JSONL files, as `marsad read` writes them.

    Lines and events that cannot be read are told and kept aside; the exit status is then 1.
    """
    from marsad.record.build import build_record
    from marsad.record.store import save_record

    given = list(_reports(coded))
    record = build_record(given, _settings(given, out, decisions, sides))
    save_record(record, out)
    refused = [row for row in given if not _is_report(row)]
    for aside in record.asides[:_SHOWN]:
        options.tell(f"{aside.where}: {aside.problem}")
    joined = sum(len(i.events) > 1 for i in record.incidents)
    kept = (
        f"{options.counted(len(given) - len(refused), 'report')}, {options.counted(len(record.ids), 'event')}"
    )
    made = f"{options.counted(len(record.incidents), 'incident')}, {joined} of them told more than once"
    options.tell(f"{kept}: {made}; {len(record.asides)} kept aside")
    return REFUSED if refused else 0


def _is_report(row: ReportRecord | Aside) -> bool:
    return hasattr(row, "document")


def _reports(paths: Iterable[Path]) -> Iterator[ReportRecord | Aside]:
    from marsad.record.lines import read_lines

    for path in paths:
        if not path.is_file():
            raise RecordError(str(path), 0, "no such file", "Code reports with `marsad read --out` first.")
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield from read_lines(lines, str(path))


def _settings(
    given: Iterable[ReportRecord | Aside], out: Path, decisions: Path | None, sides: Path | None
) -> Settings:
    from marsad.record.build import Settings
    from marsad.record.sides import SideNames
    from marsad.record.store import StoredRecord
    from marsad.resolve.gazetteer import Gazetteer

    earlier = StoredRecord(out) if out.exists() else None
    table = json.loads(sides.read_text(encoding="utf-8")) if sides else {}
    return Settings(
        voice_of=_voices(given),
        decisions=(*(earlier.decisions() if earlier else ()), *_decisions(decisions)),
        ids=earlier.ids() if earlier else {},
        retired=earlier.retired() if earlier else {},
        same_side=SideNames({key: tuple(names) for key, names in table.items()}) if table else None,
        gazetteer=Gazetteer.open(),
    )


def _voices(given: Iterable[ReportRecord | Aside]) -> dict[str, str]:
    """Near-copies by the first report of their group."""
    from marsad.intake.near_copies import groups
    from marsad.model import ReportRecord

    documents = [row.document for row in given if isinstance(row, ReportRecord)]
    return {id_: group[0] for group in groups(documents) for id_ in group}


def _decisions(path: Path | None) -> tuple[Decision, ...]:
    from marsad.model import Decision
    from marsad.record.plain import revive

    if path is None:
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(revive(Decision, {"because": "", **json.loads(line)}))
        except (ValueError, KeyError, TypeError) as error:
            repair = 'Write {"kind": "split", "one": "REPORT:e1", "other": "REPORT:e2", "by": "your name"}.'
            raise RecordError(str(path), number, f"no decision ({error})", repair) from error
    return tuple(found)


# --- show -----------------------------------------------------------------------------------------------


@record_command.command("show")
@click.argument("record", type=_FILE)
@click.argument(
    "what", type=click.Choice(["incidents", "incident", "claims", "control", "pledges", "ties", "aside"])
)
@click.argument("name", required=False)
@click.option(
    "--day", callback=options._day, metavar="DAY", help="The day asked of (YYYY-MM-DD); default the last."
)
@click.option("--json", "as_json", is_flag=True, help="JSON, one value a line.")
def show_command(record: Path, what: str, name: str | None, day: date | None, as_json: bool) -> None:
    """Show a part of a record.

    \b
    incidents          one line each
    incident ID        one, with its events, why they were joined, and its claims
    claims [ID]        every figure with its speaker
    control [PLACE]    who holds each place on --day; with PLACE, all its spells
    pledges            how each stands on --day
    ties               who is said to be loyal to, backed by, split from … whom
    aside              what could not be used
    """
    from marsad.record.plain import plain
    from marsad.record.release import last_day
    from marsad.record.store import StoredRecord

    stored = StoredRecord(record)
    asked = day or last_day(stored) or date.max
    for value, line in _shown(stored, what, name, asked):
        click.echo(json.dumps(plain(value), ensure_ascii=False) if as_json else line)


def _shown(stored: StoredRecord, what: str, name: str | None, day: date) -> Iterator[tuple[object, str]]:
    if what == "incidents":
        yield from ((i, _incident_line(i)) for i in stored.incidents())
    elif what == "incident":
        yield from _incident_lines(_one(stored, name))
    elif what == "claims":
        chosen = [_one(stored, name)] if name else stored.incidents()
        yield from (row for incident in chosen for row in _claim_lines(incident))
    elif what == "control":
        yield from _control_lines(stored, name, day)
    elif what == "pledges":
        for case in stored.pledges():
            pledge = case.as_of(day)
            if pledge:
                told = f"{pledge.status:9} {pledge.type} {', '.join(pledge.places) or 'no place'}"
                by = f"by {pledge.deadline}" if pledge.deadline else "no deadline"
                yield pledge, f"{told}, {by}: {', '.join(pledge.actors)} ({pledge.event}). {pledge.because}"
    elif what == "ties":
        for tie in stored.ties():
            told = f"{tie.actor} {tie.relation} {tie.other}, {tie.first} to {tie.last}"
            yield tie, f"{told}: {', '.join(tie.outlets)}"
    else:
        yield from ((aside, f"{aside.where}: {aside.problem}") for aside in stored.asides())


def _one(stored: StoredRecord, name: str | None) -> Incident:
    if not name:
        raise UsageError("no incident is named", "Give its id or the key of one of its events (REPORT:e1).")
    found = stored.incident(name)
    if found is None:
        raise UsageError(f"the record knows no {name!r}", "`marsad record show FILE incidents` lists them.")
    return found


def _incident_line(incident: Incident) -> str:
    place = incident.places[0].name or incident.places[0].words.text if incident.places else "no place"
    days = str(incident.first or "no day") + (f"/{incident.last}" if incident.last != incident.first else "")
    told = f"{incident.id} {days} {incident.type} {place}"
    figures = "; ".join(_estimate(e) for e in incident.estimates)
    return (
        f"{told}, {options.counted(len(incident.events), 'event')}, {incident.voices} independent. {figures}"
    )


def _estimate(estimate: Estimate) -> str:
    low, best, high = ("?" if n is None else str(n) for n in (estimate.low, estimate.best, estimate.high))
    disputed = ", disputed" if estimate.disputed else ""
    return f"{estimate.kind} ({estimate.whose}) {low}–{high}, best {best} by {estimate.rule}{disputed}"


def _incident_lines(incident: Incident) -> Iterator[tuple[object, str]]:
    yield incident, _incident_line(incident)
    for join in incident.joins:
        reasons = join.person or "; ".join(f"{r.told} ({r.points:+.2g})" for r in join.reasons)
        yield join, f"  {join.one} = {join.other}, {join.score:g}: {reasons}"
    yield from ((claim, "  " + line) for claim, line in _claim_lines(incident))


def _claim_lines(incident: Incident) -> Iterator[tuple[object, str]]:
    for claim in incident.claims:
        low, high = ("?" if n is None else str(n) for n in (claim.low, claim.high))
        speaker = " ← ".join((claim.outlet or "no outlet", *claim.speaker))
        figure = low if low == high else f"{low}–{high}"
        yield claim, f"{claim.event} {claim.kind} ({claim.whose}) {figure}: {speaker}, {claim.report_day}"


def _control_lines(stored: StoredRecord, name: str | None, day: date) -> Iterator[tuple[object, str]]:
    control = stored.control()
    if name is None:
        for held in control.holders(day):
            age = (
                "" if held.age_days is None else f", last word {options.counted(held.age_days, 'day')} before"
            )
            yield held, f"{control.book.names[held.place]}: {held.state}, {' / '.join(held.holders)}{age}"
        return
    key = control.book.find(name)
    if key is None:
        raise UsageError(f"no report of the record places {name!r}", "Try its name as the reports write it.")
    for spell in control.spells.get(key, ()):
        start, end = (
            f"{b.first or '?'}" + (f"/{b.last}" if b.last != b.first else "")
            for b in (spell.start, spell.end)
        )
        marks = ", inferred" if spell.inferred else ""
        yield spell, f"{start} to {end}: {spell.state}, {' / '.join(spell.holders)}; {spell.word}{marks}"


# --- diff and freeze ------------------------------------------------------------------------------------


@record_command.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
def diff_command(old: Path, new: Path) -> None:
    """Tell what changed from one record to another: incidents, estimates, control."""
    from marsad.record.release import differences
    from marsad.record.store import StoredRecord

    for difference in differences(StoredRecord(old), StoredRecord(new)):
        click.echo(f"{difference.what:9}{difference.id}  {difference.told}")


@record_command.command("freeze")
@click.argument("record", type=_FILE)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--last", type=_FILE, help="The record of the last release, to tell what changed.")
def freeze_command(record: Path, folder: Path, last: Path | None) -> None:
    """Write a release of RECORD into FOLDER: plain files, their hashes, the ids given up, what changed."""
    from marsad.record.release import freeze
    from marsad.record.store import StoredRecord

    sums = freeze(StoredRecord(record), folder, StoredRecord(last) if last else None)
    options.tell(f"{options.counted(len(sums), 'file')} and their manifest in {folder}")
