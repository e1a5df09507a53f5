"""Pledges: open, kept, broken or overtaken as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model import Control, Event, Pledge
from marsad.record.incidents import IncidentIndex
from marsad.record.pledges import pledges_of

from .builders import HARAWA, a_report, an_event

IS, GUARDS = "تنظيم داعش", "حرس المنشآت النفطية"
THREAT = an_event(
    type="seizure", modality="threatened", day="2016-05-12", last="2016-05-31", initiator=GUARDS, target=IS
)
OPEN_ENDED = an_event(type="seizure", modality="planned", day=None, initiator=GUARDS)


def seized(by: str, day: str, **more: object) -> Event:
    return an_event(type="seizure", day=day, initiator=by, control=Control("taken", by), **more)  # type: ignore[arg-type]


def pledge(*told: tuple[Event, str], day: str) -> Pledge | None:
    index = IncidentIndex()
    for n, (event, published) in enumerate(told):
        index.add(a_report(f"r{n}", event, day=published))
    groups = index.groups()
    cases = pledges_of((group.id, [index.nodes[key] for key in group.events]) for group in groups)
    (found,) = (case.as_of(date.fromisoformat(day)) for case in cases)
    return found


@pytest.mark.parametrize(
    ("told", "day", "status", "settled"),
    [
        (((THREAT, "2016-05-12"),), "2016-05-20", "open", ()),
        (((THREAT, "2016-05-12"),), "2016-06-01", "broken", ()),
        (((OPEN_ENDED, "2016-05-12"),), "2016-06-01", "open", ()),
        (
            ((THREAT, "2016-05-12"), (seized(GUARDS, "2016-05-20"), "2016-05-21")),
            "2016-05-22",
            "kept",
            ("r1:e1",),
        ),
        (((THREAT, "2016-05-12"), (seized(GUARDS, "2016-05-20"), "2016-05-21")), "2016-05-20", "open", ()),
        (((THREAT, "2016-05-12"), (seized(GUARDS, "2016-06-20"), "2016-06-21")), "2016-06-22", "broken", ()),
        (
            ((THREAT, "2016-05-12"), (seized(IS, "2016-05-20"), "2016-05-21")),
            "2016-05-22",
            "overtaken",
            ("r1:e1",),
        ),
        (
            ((THREAT, "2016-05-12"), (seized(GUARDS, "2016-05-20", modality="failed"), "2016-05-21")),
            "2016-05-22",
            "broken",
            ("r1:e1",),
        ),
        (
            ((THREAT, "2016-05-12"), (seized(GUARDS, "2016-05-20", place=HARAWA), "2016-05-21")),
            "2016-05-22",
            "open",
            (),
        ),
    ],
)
def test_how_a_pledge_stands_on_a_day(
    told: tuple[tuple[Event, str], ...], day: str, status: str, settled: tuple[str, ...]
) -> None:
    found = pledge(*told, day=day)
    assert found is not None
    assert (found.status, found.settled) == (status, settled)


def test_nothing_is_pledged_before_it_is_said() -> None:
    assert pledge((THREAT, "2016-05-12"), day="2016-05-11") is None


def test_a_report_that_it_was_not_done_breaks_it() -> None:
    negated = an_event(type="seizure", modality="negated", day="2016-05-30", initiator=GUARDS)
    found = pledge((THREAT, "2016-05-12"), (negated, "2016-05-31"), day="2016-05-31")
    assert found is not None
    assert (found.status, found.settled) == ("broken", ("r1:e1",))
