from __future__ import annotations

from datetime import date

import pytest
from tests.builders import words
from tests.export.records import (
    ARMY,
    CROWD,
    GROUP,
    MILITIA,
    PEOPLE,
    POLICE,
    RAMADI,
    SIRTE,
    UNPLACED,
    a_day,
    an_event,
    chosen,
    killed,
)

from marsad.export import schemes
from marsad.export.acled import COLUMNS, REASONS, acled_table
from marsad.export.columns import Row
from marsad.model import ACTOR_KINDS, EVENT_TYPES, Event


def rows_of(*events: Event) -> tuple[Row, ...]:
    return acled_table([chosen(event) for event in events]).rows


def row_of(**told: object) -> Row:
    (row,) = rows_of(an_event(**told))
    return row


def test_a_clash_has_acleds_codes():
    row = row_of(casualties=(killed(3, 3),))
    assert set(row) <= {column.name for column in COLUMNS}
    assert {
        "event_date": "2016-05-12",
        "year": 2016,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Army",
        "inter1": "State forces",
        "actor2": "Group",
        "inter2": "Rebel group",
        "interaction": "State forces-Rebel group",
        "iso": "434",
        "country": "Libya",
        "location": "Sirte",
        "geo_precision": 1,
        "fatalities": 3,
        "notes": "«اشتباكات» (r1:e1)",
        "marsad_events": "r1:e1",
    }.items() <= row.items()


@pytest.mark.parametrize(
    ("told", "sub_event"),
    [
        ({"type": "seizure"}, "Government regains territory"),
        ({"type": "seizure", "initiator": (POLICE,)}, "Government regains territory"),
        ({"type": "seizure", "initiator": (GROUP,)}, "Non-state actor overtakes territory"),
        ({"type": "seizure", "initiator": ()}, "Armed clash"),
        ({"type": "bombing"}, "Remote explosive/landmine/IED"),
        ({"type": "bombing", "trigger": words("هجوم انتحاري")}, "Suicide bomb"),
        ({"type": "bombing", "mentions": (words("فجر انتحاريان"),)}, "Suicide bomb"),
        ({"type": "bombing", "trigger": words("ألقى قنبلة يدوية")}, "Grenade"),
        ({"type": "attack"}, "Attack"),
        ({"type": "attack", "trigger": words("اغتصاب")}, "Sexual violence"),
        ({"type": "protest", "initiator": (CROWD,)}, "Peaceful protest"),
        ({"type": "protest", "casualties": (killed(2, 2),)}, "Excessive force against protesters"),
        ({"type": "protest", "casualties": (killed(2, 2, kind="wounded"),)}, "Protest with intervention"),
        ({"type": "riot"}, "Mob violence"),
        ({"type": "riot", "trigger": words("مظاهرة عنيفة")}, "Violent demonstration"),
        ({"type": "handover"}, "Non-violent transfer of territory"),
    ],
)
def test_the_sub_event_follows_from_type_sides_words_and_harm(told, sub_event):
    assert row_of(**told)["sub_event_type"] == sub_event


def test_every_type_but_threat_and_displacement_has_a_sub_event_of_a_known_event_type():
    assert set(EVENT_TYPES) - set(schemes.SUB_EVENTS) == {"threat", "displacement"}
    by_words = {sub for rules in schemes.SUB_EVENTS_BY_WORDS.values() for sub, _ in rules}
    assert set(schemes.SUB_EVENTS.values()) | by_words <= set(schemes.EVENT_OF_SUB_EVENT)
    assert set(schemes.EVENT_OF_SUB_EVENT.values()) == set(schemes.DISORDER_OF_EVENT)


def test_every_kind_of_actor_has_its_codes():
    assert set(schemes.INTER) == set(schemes.STANDING) == set(ACTOR_KINDS)
    assert set(schemes.INTER.values()) == set(schemes.INTER_NUMBERS)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"modality": "threatened"}, "did_not_happen"),
        ({"modality": "failed"}, "did_not_happen"),
        ({"aggregate": True}, "aggregate"),
        ({"type": "threat"}, "no_such_type"),
        ({"date": None}, "no_day"),
        ({"date": a_day(date(2016, 1, 1), date(2016, 12, 31), "year")}, "day_too_wide"),
        ({"places": ()}, "no_place"),
        ({"places": (UNPLACED,)}, "no_place"),
    ],
)
def test_what_has_no_row_is_named_with_the_reason(told, reason):
    table = acled_table([chosen(an_event(**told))])
    assert (table.rows, [(one.key, one.reason) for one in table.left]) == ((), [("r1:e1", reason)])
    assert reason in REASONS


@pytest.mark.parametrize(
    ("casualties", "fatalities"),
    [
        ((), None),
        ((killed(None, 20),), None),
        ((killed(0, None),), None),
        ((killed(0, 0),), 0),
        ((killed(20, None),), 20),
        ((killed(3, 3, "initiator"), killed(4, 5, "target")), 7),
        ((killed(3, 3), killed(8, 8)), 3),
        ((killed(3, 3, "initiator"), killed(8, 8, "both")), 8),
        ((killed(7, 7, kind="wounded"),), None),
    ],
)
def test_fatalities_are_the_least_told_and_empty_where_unknown(casualties, fatalities):
    assert row_of(casualties=casualties)["fatalities"] == fatalities


def test_reports_of_one_act_share_a_row_with_the_lowest_figure():
    table = acled_table(
        [
            chosen(an_event(casualties=(killed(9, 9),)), "r1", "صحيفة"),
            chosen(an_event(initiator=(GROUP,), target=(ARMY,), casualties=(killed(5, 5),)), "r2", "وكالة"),
            chosen(an_event(), "r3", "صحيفة"),
        ]
    )
    (row,) = table.rows
    assert (row["fatalities"], row["source"], row["marsad_events"]) == (
        5,
        "صحيفة; وكالة",
        "r1:e1; r2:e1; r3:e1",
    )


def test_two_acts_of_one_report_in_a_row_add_up():
    (row,) = rows_of(an_event("e1", casualties=(killed(2, 2),)), an_event("e2", casualties=(killed(3, 3),)))
    assert row["fatalities"] == 5


@pytest.mark.parametrize(
    "other",
    [{"places": (RAMADI,)}, {"date": a_day(date(2016, 5, 13))}, {"target": (MILITIA,)}, {"type": "shelling"}],
)
def test_another_place_day_side_or_kind_of_act_is_another_row(other):
    assert len({row["event_id_cnty"] for row in rows_of(an_event(), an_event("e2", **other))}) == 2


def test_an_act_that_lasts_has_a_row_a_day_and_its_dead_once():
    rows = rows_of(an_event(date=a_day(date(2016, 5, 12), date(2016, 5, 14)), casualties=(killed(4, 4),)))
    assert [(row["event_date"], row["fatalities"]) for row in rows] == [
        ("2016-05-12", 4),
        ("2016-05-13", None),
        ("2016-05-14", None),
    ]


def test_each_place_has_a_row_and_the_dead_stand_once():
    rows = rows_of(an_event(places=(SIRTE, RAMADI), casualties=(killed(4, 4),)))
    assert [(row["location"], row["fatalities"]) for row in rows] == [("Sirte", 4), ("Ramadi", None)]


@pytest.mark.parametrize(
    ("last", "precision", "told"),
    [(date(2016, 5, 8), "week", ("2016-05-05", 2)), (date(2016, 5, 31), "month", ("2016-05-16", 3))],
)
def test_a_range_told_as_one_act_stands_on_its_middle_day(last, precision, told):
    row = row_of(date=a_day(date(2016, 5, 2 if precision == "week" else 1), last, precision))
    assert (row["event_date"], row["time_precision"]) == told
    assert f"/{last}" in str(row["tags"])


def test_a_missing_side_stays_empty():
    row = row_of(initiator=())
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("", "", "Rebel group only")


def test_violence_on_civilians_is_marked():
    assert row_of(type="attack", target=(PEOPLE,))["civilian_targeting"] == "Civilian targeting"
    assert row_of(type="arrest", target=(PEOPLE,))["civilian_targeting"] == ""
    assert row_of(type="attack", target=(ARMY,))["civilian_targeting"] == ""
