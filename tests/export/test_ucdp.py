from __future__ import annotations

from datetime import date

import pytest
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

from marsad.export.columns import Row
from marsad.export.ucdp import COLUMNS, REASONS, ucdp_table


def row_of(**told: object) -> Row:
    (row,) = ucdp_table([chosen(an_event(**({"casualties": (killed(3, 3),)} | told)))]).rows
    return row


def test_a_deadly_clash_has_geds_codes():
    row = row_of(casualties=(killed(3, 3, "initiator"), killed(4, None, "target")))
    assert set(row) <= {column.name for column in COLUMNS}
    assert {
        "relid": "r1:e1",
        "type_of_violence": 1,
        "dyad_name": "Army - Group",
        "where_prec": 1,
        "date_prec": 1,
        "geom_wkt": "POINT (16.59 31.2)",
        "country": "Libya",
        "deaths_a": 3,
        "deaths_b": 4,
        "deaths_civilians": None,
        "deaths_unknown": None,
        "best": 7,
        "low": 7,
        "high": None,
    }.items() <= row.items()


@pytest.mark.parametrize(
    ("initiator", "target", "violence", "sides"),
    [
        (ARMY, GROUP, 1, ("Army", "Group")),
        (GROUP, ARMY, 1, ("Army", "Group")),
        (MILITIA, GROUP, 2, ("Brigade", "Group")),
        (GROUP, MILITIA, 2, ("Brigade", "Group")),
        (GROUP, PEOPLE, 3, ("Group", "Civilians")),
        (CROWD, POLICE, 3, ("Police", "Civilians")),
    ],
)
def test_the_type_of_violence_and_the_dyad_follow_from_the_sides(initiator, target, violence, sides):
    row = row_of(initiator=(initiator,), target=(target,))
    assert (row["type_of_violence"], (row["side_a"], row["side_b"])) == (violence, sides)


def test_deaths_follow_the_sides_when_the_dyad_is_turned():
    row = row_of(initiator=(GROUP,), target=(ARMY,), casualties=(killed(9, 9, "initiator"), killed(2, 2)))
    assert (row["side_a"], row["deaths_a"], row["deaths_b"]) == ("Army", 2, 9)


def test_targets_of_one_sided_violence_are_civilians():
    row = row_of(initiator=(GROUP,), target=(PEOPLE,), casualties=(killed(6, 6),))
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["best"]) == (None, None, 6, 6)


def test_an_attack_that_names_no_target_is_on_civilians():
    row = row_of(type="attack", target=())
    assert (row["type_of_violence"], row["side_b"]) == (3, "Civilians")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"modality": "denied"}, "did_not_happen"),
        ({"aggregate": True}, "aggregate"),
        ({"type": "arrest"}, "no_such_type"),
        ({"casualties": ()}, "no_death_told"),
        ({"casualties": (killed(0, 0),)}, "no_death_told"),
        ({"casualties": (killed(None, 20),)}, "no_death_told"),
        ({"initiator": ()}, "sides_unknown"),
        ({"target": ()}, "sides_unknown"),
        ({"initiator": (CROWD,), "target": (PEOPLE,)}, "sides_unknown"),
        ({"date": None}, "no_day"),
        ({"date": a_day(date(2015, 1, 1), date(2015, 12, 31), "year")}, "day_too_wide"),
        ({"places": (UNPLACED,)}, "no_place"),
    ],
)
def test_what_has_no_row_is_named_with_the_reason(told, reason):
    table = ucdp_table([chosen(an_event(**({"casualties": (killed(3, 3),)} | told)))])
    assert (table.rows, [one.reason for one in table.left]) == ((), [reason])
    assert reason in REASONS


def test_best_is_the_lower_median_of_the_reports_and_its_sides_add_up_to_it():
    figures = [(killed(2, 2), killed(1, 1, "initiator")), (killed(9, 12),), (killed(5, 6),), (killed(7, 7),)]
    events = [chosen(an_event(casualties=casualties), f"r{n}") for n, casualties in enumerate(figures)]
    (row,) = ucdp_table(events).rows
    assert (row["low"], row["best"], row["high"], row["number_of_sources"]) == (3, 5, 12, 4)
    assert (row["deaths_a"], row["deaths_b"]) == (None, 5)


def test_several_places_are_a_vague_area_and_all_are_told():
    row = row_of(places=(SIRTE, RAMADI))
    assert (row["where_prec"], row["where_coordinates"], row["where_description"]) == (
        5,
        "Sirte",
        "Sirte; Ramadi",
    )


@pytest.mark.parametrize(("days", "precision"), [(1, 1), (3, 2), (7, 3), (20, 4), (31, 4)])
def test_the_date_precision_follows_from_the_length(days, precision):
    assert row_of(date=a_day(date(2016, 5, 1), date(2016, 5, days)))["date_prec"] == precision
