"""Roads: what cuts them, what opens them, and that nothing is guessed after the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.model import Event
from marsad.record.incidents import IncidentIndex
from marsad.record.places import PlaceBook
from marsad.record.routes import routes_of

from .builders import HARAWA, SIRTE, a_place, a_report, an_event

ENDS = (a_place(*SIRTE, relation="between"), a_place(*HARAWA, relation="between"))


def between(type: str, day: str, **more: str) -> Event:
    return replace(an_event(type=type, day=day, initiator="تنظيم داعش", **more), places=ENDS)  # type: ignore[arg-type]


def told(*events: Event) -> list[tuple[str, date | None, date | None]]:
    index = IncidentIndex()
    for n, event in enumerate(events):
        index.add(a_report(f"r{n}", event))
    spells = routes_of(([node] for node in index.nodes.values()), PlaceBook())
    return [(spell.state, spell.start.first, spell.end.first) for spell in spells]


@pytest.mark.parametrize(
    ("events", "spells"),
    [
        ((between("blockade", "2016-05-01"),), [("cut", date(2016, 5, 1), None)]),
        (
            (
                between("blockade", "2016-05-01"),
                between("mobilisation", "2016-05-09", trigger="أعيد فتح الطريق"),
            ),
            [("cut", date(2016, 5, 1), date(2016, 5, 9)), ("open", date(2016, 5, 9), None)],
        ),
        ((between("shelling", "2016-05-01"),), [("under_fire", date(2016, 5, 1), None)]),
        (
            (between("blockade", "2016-05-01"), between("blockade", "2016-05-03")),
            [("cut", date(2016, 5, 1), None)],
        ),
        ((an_event(type="blockade"),), []),
        ((between("blockade", "2016-05-01", modality="threatened"),), []),
    ],
)
def test_the_spells_of_a_road(
    events: tuple[Event, ...], spells: list[tuple[str, date | None, date | None]]
) -> None:
    assert told(*events) == spells
