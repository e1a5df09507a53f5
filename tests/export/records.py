"""Small coded reports, built by hand, for the tests of exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import words

from marsad.export.query import Chosen
from marsad.model import (
    Actor,
    ActorKind,
    Casualties,
    CasualtyKind,
    Day,
    Document,
    Event,
    Place,
    ReportRecord,
    Whose,
)

DAY = date(2016, 5, 12)


def an_actor(name: str, kind: ActorKind) -> Actor:
    return Actor(words(name), name, None, kind)


ARMY, POLICE = an_actor("Army", "state_forces"), an_actor("Police", "police")
GROUP, MILITIA = an_actor("Group", "armed_group"), an_actor("Brigade", "militia")
PEOPLE, CROWD = an_actor("سكان", "civilians"), an_actor("محتجون", "protesters")
SIRTE = Place(words("سرت"), name="Sirte", id="1", country="LY", lat=31.2, lon=16.59)
RAMADI = Place(words("الرمادي"), name="Ramadi", id="2", country="IQ", lat=33.42, lon=43.3)
UNPLACED = Place(words("القرية"), country="LY")


def a_day(first: date = DAY, last: date | None = None, precision: Any = "day") -> Day:
    return Day(words("أمس"), first, last or first, precision)


def killed(
    low: int | None, high: int | None, whose: Whose = "target", kind: CasualtyKind = "killed"
) -> Casualties:
    return Casualties(kind, whose, low, high, words("قتلى"))


def an_event(id: str = "e1", **told: Any) -> Event:
    """A clash between the army and a group in Sirte on the twelfth of May."""
    plain = Event(
        id, "clash", words("اشتباكات"), initiator=(ARMY,), target=(GROUP,), places=(SIRTE,), date=a_day()
    )
    return replace(plain, **told)


def a_report(id: str, *events: Event, outlet: str = "صحيفة") -> ReportRecord:
    return ReportRecord(Document(id, "نص التقرير", "عنوان", outlet, published=DAY), events)


def chosen(event: Event, report: str = "r1", outlet: str = "صحيفة") -> Chosen:
    return Chosen(a_report(report, outlet=outlet).document, event)
