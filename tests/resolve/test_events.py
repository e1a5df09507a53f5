"""Drafts of a report become events: what each sentence adds, and what an event takes over from before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import a_document, events_in, words
from marsad.model import Actor, Document, Event, EventType
from marsad.pipeline import default_coder, explain_document, propose
from marsad.resolve.opponents import fill_opponents

YESTERDAY = date(2016, 5, 12)


def event_of(text: str, kind: EventType) -> Event:
    (event,) = [e for e, _ in propose(a_document(text), default_coder()) if e.type == kind]
    return event


def test_ids_run_in_the_order_of_the_triggers():
    events = events_in(
        "سيطرت قوات مصراتة على بلدة السدادة أمس.\nوفي بنغازي خطف مسلحون ثلاثة أطباء.\nوقصفت طائرات حربية سرت."
    )
    assert [e.id for e in events] == ["e1", "e2", "e3"]
    starts = [e.trigger.span.start for e in events]
    assert starts == sorted(starts)


def test_each_sentence_adds_what_it_alone_tells():
    event = event_of(
        "هاجم تنظيم الدولة قوات مصراتة في أبو قرين أمس.\nوأسفر الهجوم عن مقتل خمسة جنود وجرح عشرة.", "clash"
    )
    assert [m.text for m in event.mentions] == ["الهجوم"]
    assert [a.words.text for a in event.initiator] == ["تنظيم الدولة"]
    assert [p.words.text for p in event.places] == ["أبو قرين"]
    assert event.date is not None
    assert event.date.first == event.date.last == YESTERDAY
    assert [(c.kind, c.low, c.high) for c in event.casualties] == [("killed", 5, 5), ("wounded", 10, 10)]


def test_a_figure_told_twice_stands_once():
    event = event_of(
        "قتل خمسة جنود في هجوم لتنظيم الدولة على أبو قرين.\nوقال المتحدث إن الهجوم أدى إلى مقتل خمسة جنود.",
        "clash",
    )
    assert [(c.kind, c.low) for c in event.casualties] == [("killed", 5)]


def test_sources_are_every_speaker_once():
    event = event_of(
        "قال المتحدث باسم قوات مصراتة إن تنظيم الدولة هاجم قوات مصراتة في أبو قرين.\n"
        "وأضاف المتحدث أن الهجوم أسفر عن مقتل خمسة جنود.",
        "clash",
    )
    assert [s.text for s in event.sources] == ["المتحدث باسم قوات مصراتة"]


@pytest.mark.parametrize(
    ("text", "kind", "holder"),
    [
        ("سيطرت قوات مصراتة الموالية للمجلس الرئاسي على بلدة السدادة", "seizure", "قوات مصراتة"),
        ("سيطرت كتائب الزنتان على بلدة السدادة", "seizure", "كتائب الزنتان"),
    ],
)
def test_the_holder_is_named_from_the_side(text, kind, holder):
    control = event_of(text, kind).control
    assert control is not None
    assert control.holder == holder


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [("قصفت طائرات حربية مدينة سرت", 31.2, 16.6), ("قصفت طائرات حربية مدينة بنغازي", 32.1, 20.1)],
)
def test_places_have_coordinates(text, lat, lon):
    (place,) = event_of(text, "air_strike").places
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.2), pytest.approx(lon, abs=0.2))
    assert place.country == "LY"


def test_an_act_told_without_a_place_takes_that_of_the_act_just_before():
    text = "سيطرت قوات مصراتة على بلدة السدادة أمس.\nوانفجرت سيارة مفخخة وقتل فيها جنديان."
    assert [p.words.text for p in event_of(text, "bombing").places] == ["السدادة"]


def test_without_the_day_of_publication_relative_days_stay_unread():
    text = "سيطرت قوات مصراتة على بلدة السدادة أمس"
    assert [e.date for e in events_in(text, published=None)] == [None]
    assert [e.date.first for e in events_in(text) if e.date] == [YESTERDAY]


def test_events_that_are_not_sure_enough_are_proposed_but_not_given():
    document = a_document("هاجم تنظيم الدولة قوات مصراتة في أبو قرين أمس. وقتل اثنان.")
    proposed = [event for event, _ in propose(document, default_coder())]
    given = explain_document(document).record.events
    assert {e.trigger for e in given} <= {e.trigger for e in proposed}
    assert all(e.confidence is not None and 0 <= e.confidence <= 1 for e in proposed)


GUARD, GROUP = Actor(words("حرس المنشآت"), kind="militia"), Actor(words("تنظيم الدولة"), kind="armed_group")
CROWD = Actor(words("متظاهرون"), kind="protesters")


def a_fight(number: int, initiator: Actor | None, target: Actor | None, **told: object) -> Event:
    sides = {"initiator": (initiator,) if initiator else (), "target": (target,) if target else ()}
    fight = Event(f"e{number}", "clash", words("هجوم", 100 * number), **sides)  # type: ignore[arg-type]
    return replace(fight, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("earlier", "event", "initiator"),
    [
        (a_fight(1, GUARD, GROUP), a_fight(2, None, GUARD), (GROUP,)),
        (a_fight(1, GROUP, GUARD), a_fight(2, None, GUARD), (GROUP,)),
        (a_fight(1, GUARD, CROWD), a_fight(2, None, GUARD), ()),  # a crowd is no armed side
        (a_fight(1, GUARD, GROUP), a_fight(9, None, GUARD), ()),  # too far on in the report
        (a_fight(1, GUARD, GROUP), a_fight(2, None, GUARD, type="protest"), ()),
        (a_fight(1, GUARD, GROUP), a_fight(2, None, None), ()),
    ],
)
def test_an_initiator_left_unsaid_is_whom_the_side_fought_just_before(earlier, event, initiator):
    assert fill_opponents([earlier, event])[1].initiator == initiator


def test_nobody_stands_on_both_sides():
    for text in ("تقاتل الجيش والجيش في سرت", "هاجم الجيش سرت. وتصدى الجيش للهجوم."):
        for event, _ in propose(Document("d", text), default_coder()):
            assert not {a.words.text for a in event.initiator} & {a.words.text for a in event.target}
