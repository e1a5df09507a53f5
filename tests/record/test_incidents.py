"""Joining events into incidents: what is joined, what never is, and that order does not matter."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.export.jsonl import from_json
from marsad.model import Control, Decision, Event, ReportRecord
from marsad.record.incidents import IncidentIndex

from .builders import HARAWA, MISRATA, SIRTE, a_report, a_toll, an_event

GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"
FOLDERS = ("libya", "elsewhere")


def partition(index: IncidentIndex) -> set[tuple[str, ...]]:
    return {group.events for group in index.groups()}


def indexed(*reports: ReportRecord) -> IncidentIndex:
    index = IncidentIndex()
    for report in reports:
        index.add(report)
    return index


def together(one: Event, other: Event) -> bool:
    return ("a:e1", "b:e1") in partition(indexed(a_report("a", one), a_report("b", other)))


SEIZED = an_event(type="seizure", initiator="تنظيم داعش", control=Control("taken", "تنظيم داعش"))


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (an_event(), an_event(), True),
        (an_event(), an_event(place=MISRATA), False),
        (an_event(), an_event(type="protest"), False),
        (an_event(), an_event(day="2016-05-20"), False),
        (an_event(), an_event(day="2016-05-13"), False),  # the next day, and nothing else in common
        (an_event(), an_event(modality="threatened"), False),
        (an_event(trigger="اشتباكات"), an_event(day=None), False),  # no day, and nothing but type and place
        (SEIZED, replace(SEIZED, date=None), True),
        (SEIZED, an_event(type="seizure", day="2016-05-01", last="2016-05-31", initiator="داعش"), True),
        (SEIZED, replace(SEIZED, control=Control("retaken", "كتائب مصراتة"), initiator=()), False),
        (SEIZED, replace(SEIZED, places=an_event(place=HARAWA).places), False),
        (replace(an_event(), aggregate=True), an_event(), False),
    ],
)
def test_two_events_are_joined_on_evidence(one: Event, other: Event, joined: bool) -> None:
    assert together(one, other) is joined


def test_shared_figures_and_sides_bridge_a_day() -> None:
    toll = (a_toll("killed", "target", 14, 14),)
    one = an_event(day="2016-05-11", casualties=toll, initiator="تنظيم داعش", target="قوات مصراتة")
    assert together(one, replace(one, date=an_event(day="2016-05-12").date))


def test_what_one_report_lists_apart_is_never_joined() -> None:
    index = indexed(a_report("a", an_event("e1"), an_event("e2")), a_report("b", an_event("e1")))
    assert not any({"a:e1", "a:e2"} <= set(events) for events in partition(index))


def test_every_join_tells_its_reasons_and_they_add_up() -> None:
    index = indexed(a_report("a", SEIZED), a_report("b", SEIZED))
    (join,) = index.joins(index.groups()[0])
    assert {"type", "days", "place", "sides", "holder"} <= {reason.kind for reason in join.reasons}
    assert join.score == pytest.approx(sum(reason.points for reason in join.reasons), abs=0.01)


def test_a_person_s_split_and_join_win_and_stay() -> None:
    index = indexed(
        a_report("a", an_event()), a_report("b", an_event()), a_report("c", an_event(place=MISRATA))
    )
    index.decide(Decision("split", "a:e1", "b:e1", by="editor", because="two battles"))
    index.decide(Decision("join", "a:e1", "c:e1", by="editor", because="misplaced"))
    expected = {("a:e1", "c:e1"), ("b:e1",)}
    assert partition(index) == expected
    index.add(a_report("b", an_event()))
    assert partition(index) == expected
    index.decide(Decision("join", "a:e1", "b:e1", by="editor", because="one battle after all"))
    assert partition(index) == {("a:e1", "b:e1", "c:e1")}


def test_a_report_taken_out_leaves_no_trace() -> None:
    before = indexed(a_report("a", SEIZED), a_report("c", SEIZED))
    index = indexed(a_report("a", SEIZED), a_report("b", SEIZED), a_report("c", SEIZED))
    index.groups()
    index.remove("b")
    assert partition(index) == partition(before)
    assert index.group_of("b:e1") is None


def test_an_event_that_cannot_be_compared_is_named_and_kept() -> None:
    index = IncidentIndex()
    asides = index.add(
        a_report(
            "a",
            an_event("e1", place=None),
            an_event("e2", day=None),
            an_event("e3", day="2017-01-01"),
            an_event("e4"),
            day="2016-05-13",
        )
    )
    assert [(a.where, a.problem.split(",")[0]) for a in asides] == [
        ("a:e1", "no place"),
        ("a:e3", "happened on 2017-01-01"),
    ]
    (lost,) = index.add(a_report("b", an_event(day=None), day=None))
    assert lost.problem == "no day, and its report has none"
    assert len(partition(index)) == 5


def test_an_incident_keeps_its_id_when_the_record_grows() -> None:
    index = indexed(a_report("b", SEIZED))
    (first,) = index.groups()
    index.add(a_report("a", SEIZED))
    (grown,) = index.groups()
    assert grown.id == first.id
    rebuilt = IncidentIndex(ids=index.registry())
    for name in ("a", "b"):
        rebuilt.add(a_report(name, SEIZED))
    assert rebuilt.groups()[0].id == first.id


def test_the_id_of_an_incident_that_was_merged_points_to_its_heir() -> None:
    index = indexed(a_report("a", an_event()), a_report("b", an_event(place=HARAWA)))
    old = {group.events[0]: group.id for group in index.groups()}
    index.decide(Decision("join", "a:e1", "b:e1", by="editor"))
    (merged,) = index.groups()
    assert index.retired == {next(id_ for id_ in old.values() if id_ != merged.id): merged.id}


def test_asking_for_one_incident_names_the_others_too() -> None:
    index = indexed(a_report("a", SEIZED), a_report("z", an_event(place=HARAWA)))
    index.group_of("a:e1")
    month = an_event(type="seizure", day="2016-05-01", last="2016-05-31", initiator="داعش")
    index.add(a_report("c", month))
    index.add(a_report("d", an_event(place=MISRATA)))
    index.group_of("d:e1")
    found = index.group_of("c:e1")
    assert found is not None
    assert found.events == ("a:e1", "c:e1")
    assert index.registry()["c:e1"] == index.registry()["a:e1"]


def test_an_id_that_still_has_events_is_not_retired() -> None:
    index = indexed(a_report("a", SEIZED), a_report("b", SEIZED), a_report("c", SEIZED))
    (whole,) = index.groups()
    for other in ("a:e1", "b:e1"):
        index.decide(Decision("split", "c:e1", other, by="editor"))
    ids = {group.id: group.events for group in index.groups()}
    assert ids[whole.id] == ("a:e1", "b:e1")
    assert index.retired == {}


# --- order does not matter -------------------------------------------------------------------------------

_PLACES = st.sampled_from([SIRTE, HARAWA, ("ميناء سرت", 31.21, 16.6)])
_DAYS = st.sampled_from(
    [
        ("2016-05-11", None),
        ("2016-05-12", None),
        ("2016-05-13", None),
        ("2016-05-01", "2016-05-31"),
        (None, None),
    ]
)
_SIDES = st.sampled_from([None, "تنظيم داعش", "كتائب مصراتة", "مسلحون"])


@st.composite
def events(draw: st.DrawFn) -> Event:
    day, last = draw(_DAYS)
    type_ = draw(st.sampled_from(["clash", "seizure", "bombing", "attack"]))
    holder = draw(_SIDES)
    control = Control("taken", holder) if type_ == "seizure" and holder else None
    toll = (a_toll("killed", "target", n, n),) if (n := draw(st.sampled_from([0, 2, 14]))) else ()
    return an_event(
        type=type_,
        place=draw(_PLACES),
        day=day,
        last=last,
        initiator=draw(_SIDES),
        target=draw(_SIDES),
        control=control,
        casualties=toll,
    )


@st.composite
def record_sets(draw: st.DrawFn) -> list[ReportRecord]:
    rows = draw(st.lists(st.lists(events(), min_size=1, max_size=3), min_size=2, max_size=7))
    days = st.sampled_from(["2016-05-13", "2016-05-14", "2016-07-01"])
    return [
        a_report(f"r{n}", *(replace(e, id=f"e{m}") for m, e in enumerate(row)), day=draw(days))
        for n, row in enumerate(rows)
    ]


def _decisions(reports: Iterable[ReportRecord]) -> list[Decision]:
    keys = [f"{r.document.id}:e0" for r in reports]
    return [Decision("join", keys[0], keys[-1], by="x"), Decision("split", keys[0], keys[1], by="x")]


@settings(max_examples=150, deadline=None)
@given(st.data(), record_sets())
def test_the_order_of_arrival_does_not_change_the_result(
    data: st.DataObject, reports: list[ReportRecord]
) -> None:
    decisions = _decisions(reports) if len(reports) > 2 and data.draw(st.booleans()) else []
    plain = indexed(*reports)
    for decision in decisions:
        plain.decide(decision)
    shuffled = IncidentIndex()
    for decision in decisions:
        shuffled.decide(decision)
    for report in data.draw(st.permutations(reports)):
        shuffled.add(report)
        if data.draw(st.booleans()):
            shuffled.groups()
        if data.draw(st.integers(0, 3)) == 0:
            shuffled.remove(report.document.id)
            shuffled.groups()
            shuffled.add(report)
    assert partition(shuffled) == partition(plain)


# --- the samples ----------------------------------------------------------------------------------------


def b_cubed(found: dict[str, frozenset[str]], true: dict[str, frozenset[str]]) -> float:
    """F1 of A. Bagga and B. Baldwin (1998), over all events."""
    shared = {key: len(found[key] & true[key]) for key in true}
    precision = sum(shared[key] / len(found[key]) for key in true) / len(true)
    recall = sum(shared[key] / len(true[key]) for key in true) / len(true)
    return 2 * precision * recall / (precision + recall)


def sets_of(groups: Iterable[Iterable[str]], keys: Iterable[str]) -> dict[str, frozenset[str]]:
    home = {key: frozenset([key]) for key in keys}
    for group in groups:
        members = frozenset(group)
        home |= dict.fromkeys(members, members)
    return home


def test_the_occurrences_of_the_samples_are_found_from_their_gold_records() -> None:
    index = IncidentIndex()
    groups: list[list[str]] = []
    for folder in FOLDERS:
        for line in (GOLD / f"samples_{folder}.jsonl").read_text(encoding="utf-8").splitlines():
            index.add(from_json(json.loads(line)))
        groups += json.loads((GOLD / f"samples_{folder}_groups.json").read_text(encoding="utf-8"))
    found = sets_of((g.events for g in index.groups()), index.nodes)
    assert b_cubed(found, sets_of(groups, index.nodes)) >= 0.95
