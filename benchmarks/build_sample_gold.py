"""Compile the truth of the sample reports into gold records (CODEBOOK.md, section 5).

    python benchmarks/build_sample_gold.py [--check] [FOLDER ...]

Each folder under `src/marsad/samples/` holds reports (`ID.txt`) and what they say (`truth/ID.yaml`).
The truth quotes words; this command finds each quotation in its report, computes its offsets, checks every
code and date, and writes `benchmarks/gold/samples_FOLDER.jsonl` and `samples_FOLDER_groups.json` (which
events of which reports are one occurrence). Where something is wrong it names the file, the event and the
words, writes nothing, and ends with status 1. With `--check` it only says whether the gold is current.
The form of the truth files is in `src/marsad/samples/README.md`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "marsad" / "samples"
GOLD = ROOT / "benchmarks" / "gold"

HEADER_KEYS = ("id", "outlet", "title", "published", "url")
EVENT_KEYS = {
    "type", "trigger", "nth", "mentions", "modality", "aggregate", "initiator", "target", "places", "date",
    "casualties", "sources", "control", "occurrence",
}  # fmt: skip
TYPES = {
    "clash", "seizure", "handover", "air_strike", "shelling", "bombing", "attack", "abduction", "arrest",
    "protest", "riot", "threat", "mobilisation", "blockade", "agreement", "release", "weapon_seizure",
    "destruction", "displacement",
}  # fmt: skip
MODALITIES = {"happened", "failed", "threatened", "planned", "denied", "negated", "hypothetical"}
KINDS = {"killed", "wounded", "captured", "arrested", "abducted", "missing", "displaced", "freed"}
WHOSE = {"initiator", "target", "civilians", "both", "unknown"}
CHANGES = {"taken", "retaken", "ceded", "kept", "lost", "contested"}
DATE_PRECISIONS = {"day", "week", "month", "season", "year"}
RELATIONS = {
    "at", "near", "between", "extent_from", "extent_to", "east_of", "west_of", "south_of", "north_of",
    "south_east_of", "south_west_of", "north_east_of", "north_west_of",
}  # fmt: skip
# What Arabic writes onto the front of a word: a quotation may begin after it ("قوات" in "للقوات").
CLITICS = re.compile("[وف]?[بلك]?(?:ال|ل)?|س")
WEEKDAYS = {
    "الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الخميس": 3,
    "الجمعة": 4, "السبت": 5, "الأحد": 6,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One sample report: its header and its text (the body, without the final line break)."""

    header: dict[str, str]
    text: str

    @property
    def id(self) -> str:
        return self.header["id"]


class TruthError(Exception):
    """A header or a truth entry that cannot be compiled: where it stands and what is wrong."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where, problem)
        self.where, self.problem = where, problem

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@dataclass(slots=True)
class Problems:
    """Collects what is wrong, so that one run shows everything."""

    found: list[TruthError] = field(default_factory=list)

    def add(self, where: str, problem: str) -> None:
        self.found.append(TruthError(where, problem))


def read_report(path: Path) -> Report:
    """Read a sample file: `key: value` lines, a blank line, the body.

    Raises TruthError where a header line is missing, unknown or does not agree with the file's name.
    """
    head, blank, body = path.read_text(encoding="utf-8").partition("\n\n")
    header: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in HEADER_KEYS:
            raise TruthError(path.name, f"header line {line!r} is not one of {', '.join(HEADER_KEYS)}")
        header[key] = value.strip()
    if absent := [key for key in HEADER_KEYS if not header.get(key)]:
        raise TruthError(path.name, f"the header lacks {', '.join(absent)}")
    if not blank or header["id"] != path.stem:
        raise TruthError(path.name, f"id is {header['id']!r}; it must be the file's name, {path.stem!r}")
    return Report(header, body.rstrip("\n"))


def occurrences(words: str, text: str) -> Iterator[int]:
    """Where the words stand as whole words (clitics in front allowed), from left to right."""
    for hit in re.finditer(re.escape(words) + r"(?!\w)", text):
        before = re.search(r"\w*$", text[: hit.start()])
        if before is not None and CLITICS.fullmatch(before.group()):
            yield hit.start()


def split_number(words: str) -> tuple[str, int | None]:
    """Split "words#2" into the words and which occurrence is meant; None where no number is given."""
    quoted, hash_sign, number = words.rpartition("#")
    return (quoted, int(number)) if hash_sign and number.isdigit() else (words, None)


def locate(words: str, text: str, near: int | None = None) -> dict[str, Any] | None:
    """The span of a quotation: the numbered occurrence, else the one nearest to `near`, else the first."""
    quoted, number = split_number(words)
    starts = list(occurrences(quoted, text))
    if not starts or (number is not None and number > len(starts)):
        return None
    if number is not None:
        start = starts[number - 1]
    else:
        start = min(starts, key=lambda at: abs(at - near)) if near is not None else starts[0]
    return {"text": quoted, "start": start, "end": start + len(quoted)}


@dataclass(slots=True)
class Compiler:
    """Turns the truth entries of one report into gold events and notes what is wrong."""

    report: Report
    file: str
    problems: Problems

    def record(self, truth: dict[str, Any]) -> dict[str, Any]:
        """The record of the whole report, events in the order of their triggers."""
        if truth.get("report") != self.report.id:
            self.problems.add(self.file, f"report is {truth.get('report')!r}, the text is {self.report.id!r}")
        notices = [n for entry in truth.get("notices") or [] if (n := self.notice(entry))]
        events = [e for n, entry in enumerate(truth.get("events") or [], 1) if (e := self.event(n, entry))]
        events.sort(key=lambda event: event["trigger"]["start"])
        for number, event in enumerate(events, 1):
            event["id"] = f"e{number}"
            self.outside_notices(event, notices)
        return {"document": self.document(notices), "events": events}

    def document(self, notices: list[dict[str, Any]]) -> dict[str, Any]:
        head = self.report.header
        return {
            "id": head["id"], "text": self.report.text, "title": head["title"], "outlet": head["outlet"],
            "url": head["url"], "published": head["published"], "notices": notices,
        }  # fmt: skip

    def notice(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        start = self.report.text.find(entry["text"])
        if start < 0:
            self.problems.add(self.file, f"notice: words not found: «{entry['text']}»")
            return None
        return {"kind": entry["kind"], "start": start, "end": start + len(entry["text"])}

    def outside_notices(self, event: dict[str, Any], notices: list[dict[str, Any]]) -> None:
        for notice in notices:
            if notice["start"] <= event["trigger"]["start"] < notice["end"]:
                self.problems.add(self.file, f"{event['id']}: the trigger stands inside a notice")

    def event(self, number: int, entry: dict[str, Any]) -> dict[str, Any] | None:
        """One gold event; None where its trigger cannot be found (which is noted)."""
        where = f"{self.file}: event {number} ({entry.get('type')} «{entry.get('trigger')}»)"
        self.check_codes(where, entry)
        trigger = locate(f"{entry.get('trigger')}#{entry.get('nth', 1)}", self.report.text)
        if trigger is None:
            self.problems.add(where, f"trigger not found {entry.get('nth', 1)} time(s)")
            return None
        near = trigger["start"]
        return {
            "id": "",
            "type": entry.get("type"),
            "trigger": trigger,
            "mentions": self.spans(where, entry.get("mentions"), near),
            "modality": entry.get("modality", "happened"),
            "aggregate": entry.get("aggregate", False),
            "initiator": self.spans(where, entry.get("initiator"), near),
            "target": self.spans(where, entry.get("target"), near),
            "places": self.with_spans(where, entry.get("places"), near, self.place),
            "date": self.date(where, entry.get("date"), near),
            "casualties": self.with_spans(where, entry.get("casualties"), near, self.casualty),
            "sources": self.spans(where, entry.get("sources"), near),
            "control": self.control(where, entry.get("control")),
            "occurrence": entry.get("occurrence"),
        }

    def check_codes(self, where: str, entry: dict[str, Any]) -> None:
        self.one_of(where, "type", entry.get("type"), TYPES)
        self.one_of(where, "modality", entry.get("modality", "happened"), MODALITIES)
        if unknown := set(entry) - EVENT_KEYS:
            self.problems.add(where, f"unknown key {', '.join(sorted(unknown))}")
        if not (entry.get("initiator") or entry.get("target") or entry.get("places")):
            self.problems.add(where, "an event needs at least one side or one place")

    def one_of(self, where: str, what: str, value: object, allowed: set[str]) -> None:
        if value not in allowed:
            self.problems.add(where, f"{what} {value!r} is not one of {', '.join(sorted(allowed))}")

    def span(self, where: str, words: str, near: int) -> dict[str, Any]:
        found = locate(words, self.report.text, near)
        if found is None:
            self.problems.add(where, f"words not found: «{words}»")
        return found or {"text": words, "start": 0, "end": 0}

    def spans(self, where: str, quotations: list[str] | None, near: int) -> list[dict[str, Any]]:
        return [self.span(where, words, near) for words in quotations or []]

    def with_spans(
        self, where: str, entries: list[dict[str, Any]] | None, near: int, check: Any
    ) -> list[dict[str, Any]]:
        return [check(where, {**entry, **self.span(where, entry["text"], near)}) for entry in entries or []]

    def place(self, where: str, place: dict[str, Any]) -> dict[str, Any]:
        place.setdefault("relation", "at")
        self.one_of(where, "relation", place["relation"], RELATIONS)
        self.one_of(where, "precision", str(place.get("precision")), set("123456"))
        if not re.fullmatch("[A-Z]{2}", str(place.get("country"))):
            self.problems.add(where, f"place «{place['text']}»: country {place.get('country')!r} is no code")
        if not (-90 <= place.get("lat", 99) <= 90 and -180 <= place.get("lon", 999) <= 180):
            self.problems.add(where, f"place «{place['text']}» has no sound lat and lon")
        return place

    def casualty(self, where: str, casualty: dict[str, Any]) -> dict[str, Any]:
        low, high = casualty.setdefault("low", None), casualty.setdefault("high", None)
        self.one_of(where, "kind", casualty.get("kind"), KINDS)
        self.one_of(where, "whose", casualty.get("whose"), WHOSE)
        if (low is None and high is None) or (low is not None and high is not None and low > high):
            self.problems.add(where, f"casualties «{casualty['text']}»: low {low}, high {high}")
        return casualty

    def date(self, where: str, entry: dict[str, Any] | None, near: int) -> dict[str, Any] | None:
        if entry is None:
            return None
        day = {**entry, **self.span(where, entry["text"], near)}
        day["from"], day["to"] = str(entry["from"]), str(entry["to"])
        self.one_of(where, "date precision", day.get("precision"), DATE_PRECISIONS)
        first, last = dt.date.fromisoformat(day["from"]), dt.date.fromisoformat(day["to"])
        if first > last:
            self.problems.add(where, f"date «{day['text']}» ends before it begins")
        self.check_weekday(where, day["text"], first, last)
        return day

    def check_weekday(self, where: str, words: str, first: dt.date, last: dt.date) -> None:
        named = {number for name, number in WEEKDAYS.items() if name in words}
        covered = {dt.date.fromordinal(n).weekday() for n in range(first.toordinal(), last.toordinal() + 1)}
        if named and not named & covered:
            self.problems.add(where, f"date «{words}» names another weekday than {first} has")

    def control(self, where: str, entry: dict[str, Any] | None) -> dict[str, Any] | None:
        if entry is None:
            return None
        self.one_of(where, "control change", entry.get("change"), CHANGES)
        return {"change": entry.get("change"), "to": entry.get("to"), "from": entry.get("from")}


def reports_in(folder: Path, problems: Problems) -> dict[str, Report]:
    """The reports of a sample folder by id."""
    reports = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            reports[path.stem] = read_report(path)
        except TruthError as error:
            problems.found.append(error)
            continue
        if not unicodedata.is_normalized("NFC", reports[path.stem].text):
            problems.add(path.name, "the text is not NFC")
    return reports


def compile_folder(folder: Path, problems: Problems) -> list[dict[str, Any]]:
    """The gold records of one sample folder, in the order of the report ids; problems are collected."""
    reports, records = reports_in(folder, problems), []
    for path in sorted((folder / "truth").glob("*.yaml")):
        if path.stem not in reports:
            problems.add(path.name, f"there is no report {path.stem}.txt")
            continue
        truth = yaml.safe_load(path.read_text(encoding="utf-8"))
        records.append(Compiler(reports[path.stem], path.name, problems).record(truth))
    for untold in sorted(set(reports) - {record["document"]["id"] for record in records}):
        problems.add(f"{untold}.txt", f"has no truth; write truth/{untold}.yaml")
    return records


def shared_occurrences(records: Iterable[dict[str, Any]]) -> list[list[str]]:
    """Which events of which reports are one occurrence: lists of "report:event", two or more each."""
    groups: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for event in record["events"]:
            if event["occurrence"]:
                groups[event["occurrence"]].append(f"{record['document']['id']}:{event['id']}")
    return [groups[name] for name in sorted(groups) if len(groups[name]) > 1]


def gold_files(folder: Path, records: list[dict[str, Any]]) -> dict[Path, str]:
    """What the gold files of a folder should hold, by path."""
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    groups = json.dumps(shared_occurrences(records), ensure_ascii=False, indent=1) + "\n"
    return {GOLD / f"samples_{folder.name}.jsonl": lines, GOLD / f"samples_{folder.name}_groups.json": groups}


def sample_folders(names: list[str]) -> list[Path]:
    """The named folders under samples/, or all that hold a truth."""
    return [SAMPLES / name for name in names] or sorted(p.parent for p in SAMPLES.glob("*/truth"))


def stale(files: dict[Path, str]) -> list[Path]:
    return [p for p, content in files.items() if not p.exists() or p.read_text(encoding="utf-8") != content]


def main(arguments: list[str] | None = None) -> int:
    """Compile the sample folders; 0 where all is well, 1 where something is wrong or stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folders", nargs="*", help="names under src/marsad/samples (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the gold is stale")
    asked = parser.parse_args(arguments)
    problems, files = Problems(), {}
    for folder in sample_folders(asked.folders):
        records = compile_folder(folder, problems)
        files.update(gold_files(folder, records))
        print(f"{folder.name}: {len(records)} reports, {sum(len(r['events']) for r in records)} events")
    for problem in problems.found:
        print(problem, file=sys.stderr)
    outdated = stale(files)
    if asked.check or problems.found:
        for path in outdated if asked.check else []:
            print(f"{path.name} is not current: run {Path(__file__).name}", file=sys.stderr)
        return int(bool(problems.found or outdated))
    for path in outdated:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content := files[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}, {content.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
