"""Spells of control: what opens and closes them, on whose word, and what stays unknown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from marsad.export.jsonl import from_json
from marsad.model import Control, Event, Holding, Place, ReportRecord
from marsad.record.control import ControlRecord, control_of
from marsad.record.incidents import IncidentIndex
from marsad.record.places import PlaceBook
from marsad.record.sides import SideNames
from marsad.resolve.gazetteer import Gazetteer

from .builders import HARAWA, a_place, a_report, an_event, words

ROOT = Path(__file__).parents[2]
IS, GUARDS = "تنظيم داعش", "حرس المنشآت النفطية"


def taken(
    by: str, day: str | None, *, last: str | None = None, former: str | None = None, **more: Any
) -> Event:
    control = Control("taken", by, former)
    return an_event(type="seizure", place=HARAWA, day=day, last=last, initiator=by, control=control, **more)


def ceded(by: str, day: str) -> Event:
    return an_event(type="handover", place=HARAWA, day=day, initiator=by, control=Control("ceded", None, by))


def kept(by: str, day: str, **more: Any) -> Event:
    return an_event(place=HARAWA, day=day, target=by, control=Control("kept", by), **more)


def record_of(*reports: ReportRecord, gazetteer: Gazetteer | None = None) -> ControlRecord:
    index = IncidentIndex()
    for report in reports:
        index.add(report)
    book = PlaceBook(gazetteer)
    for node in index.nodes.values():
        for place in node.event.places:
            book.key_of(place)
    return control_of([[index.nodes[key] for key in group.events] for group in index.groups()], book)


def told(*events: Event, day: str = "2016-12-31") -> ControlRecord:
    return record_of(*(a_report(f"r{n}", event, day=day) for n, event in enumerate(events)))


def at(record: ControlRecord, day: str) -> Holding:
    return record.control_at("هراوة", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("events", "day", "state", "holder"),
    [
        ((taken(IS, "2015-06-04"),), "2015-06-03", "unknown", None),
        ((taken(IS, "2015-06-04"),), "2015-06-04", "held", IS),
        ((taken(IS, "2015-06-04", former="كتائب مصراتة"),), "2015-06-03", "held", "كتائب مصراتة"),
        ((taken(IS, "2015-06-04"), taken(GUARDS, "2016-06-10")), "2016-06-09", "held", IS),
        ((taken(IS, "2015-06-04"), taken(GUARDS, "2016-06-10")), "2016-06-10", "held", GUARDS),
        ((taken(IS, "2015-06-04"), ceded(IS, "2015-07-01")), "2015-07-02", "unknown", None),
        ((ceded("كتائب مصراتة", "2015-06-01"),), "2015-05-01", "held", "كتائب مصراتة"),
        ((taken(IS, "2015-06-04", sources=(IS,)),), "2015-06-05", "claimed", IS),
        ((taken(IS, "2015-06-04", sources=("سكان",)),), "2015-06-05", "held", IS),
        ((taken(IS, "2015-06-04"), kept(GUARDS, "2015-06-20")), "2015-06-21", "contested", None),
        ((taken(IS, "2015-06-01", last="2015-06-30"),), "2015-06-15", "unknown", None),
        ((taken(IS, "2015-06-01", last="2015-06-30"),), "2015-06-30", "held", IS),
    ],
)
def test_who_holds_a_place_on_a_day(
    events: tuple[Event, ...], day: str, state: str, holder: str | None
) -> None:
    answer = at(told(*events), day)
    assert (answer.state, answer.holder) == (state, holder)


def test_every_spell_names_the_events_that_open_and_close_it_and_whose_word_it_rests_on() -> None:
    record = told(
        taken(IS, "2015-06-04", sources=("سكان",)),
        taken(GUARDS, "2016-06-10", sources=("المتحدث باسم الحرس",)),
    )
    (first, second) = record.spells[record.book.find("هراوة") or ""]
    assert (first.start.events, first.end.events) == (("r0:e1",), ("r1:e1",))
    assert first.word == "a neutral speaker's word"
    assert second.end.first is None


def test_a_second_voice_makes_a_claimed_spell_held() -> None:
    record = told(taken(IS, "2015-06-04", sources=(IS,)), kept(IS, "2015-08-01", sources=("سكان",)))
    assert at(record, "2015-07-01").state == "held"


def test_a_vague_word_does_not_cut_a_spell_that_others_date() -> None:
    month = taken(IS, "2015-06-01", last="2015-06-30")
    record = told(taken(IS, "2015-06-04"), taken(GUARDS, "2015-06-20"), month)
    assert at(record, "2015-06-25").holder == GUARDS


def test_control_ages_openly() -> None:
    record = told(taken(IS, "2015-06-04"), kept(IS, "2015-09-01"))
    assert at(record, "2015-09-11").age_days == 10
    old = record.control_at("هراوة", date(2016, 9, 1), aged_days=100)
    assert (old.state, old.holders, old.age_days) == ("unknown", (IS,), 366)


def test_a_part_taken_contests_the_town_and_its_return_ends_that() -> None:
    def at_port(by: str, day: str) -> Event:
        port = ("ميناء سرت", 31.21, 16.6)
        event = an_event(type="seizure", place=port, day=day, initiator=by, control=Control("taken", by))
        return Event(**{**_fields(event), "places": (a_place(*port, precision=1),)})

    town = an_event(type="seizure", day="2015-06-09", initiator=IS, control=Control("taken", IS))
    record = told(town, at_port(GUARDS, "2016-06-10"), at_port(IS, "2016-06-20"))
    days = ("2016-06-09", "2016-06-15", "2016-06-21")
    assert [record.control_at("سرت", date.fromisoformat(d)).state for d in days] == [
        "held",
        "contested",
        "held",
    ]


def _fields(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}


def test_the_places_between_two_ends_of_a_road_are_inferred_and_marked() -> None:
    ends = (("بن جواد", 30.8044, 18.0797, "extent_from"), ("سرت", 31.2089, 16.5887, "extent_to"))
    places = tuple(
        Place(words(name), name, None, "LY", lat, lon, precision=2, relation=relation)
        for name, lat, lon, relation in ends
    )
    event = Event(**{**_fields(taken(IS, "2016-05-05")), "places": places})
    record = record_of(a_report("r", event), gazetteer=Gazetteer.open())
    answer = record.control_at("النوفلية", date(2016, 5, 6))
    assert answer.holder == IS
    assert answer.spell is not None
    assert answer.spell.inferred


# --- the course of Libya's central coast, from the gold records of the samples ---------------------------

_LAST = date(2016, 12, 31)


def truth_days() -> Iterator[tuple[str, date, str]]:
    """(place, day, holder's key) for every day of the truth; 60 days back where nobody says since when."""
    truth = yaml.safe_load((ROOT / "src/marsad/samples/libya/control_truth.yaml").read_text(encoding="utf-8"))
    for row in truth["places"]:
        for spell in row["spells"]:
            last = date.fromisoformat(spell["to"]) if spell["to"] else _LAST
            first = date.fromisoformat(spell["from"]) if spell["from"] else last - timedelta(days=60)
            for n in range((last - first).days + 1):
                yield row["place"], first + timedelta(days=n), spell["holder"]


def test_the_course_of_the_central_coast_comes_out_right() -> None:
    names = yaml.safe_load((ROOT / "src/marsad/samples/libya/control_truth.yaml").read_text(encoding="utf-8"))
    table = SideNames({key: tuple(listed) for key, listed in names["holders"].items()})
    lines = (ROOT / "benchmarks/gold/samples_libya.jsonl").read_text(encoding="utf-8").splitlines()
    record = record_of(*(from_json(json.loads(line)) for line in lines), gazetteer=Gazetteer.open())

    def answered(place: str, day: date) -> str:
        found = record.control_at(place, day)
        if found.state in ("contested", "unknown"):
            return found.state
        return next((key for name in found.holders if (key := table.key_of(name))), "?")

    days = list(truth_days())
    right = sum(answered(place, day) == holder for place, day, holder in days)
    assert right / len(days) >= 0.95
