"""Which drafts of one report speak of one occurrence."""

from __future__ import annotations

from datetime import date

import pytest

from builders import MISRATA, SIRTE, a_day, a_draft, a_place, a_toll, an_actor, events_in
from marsad.model import Day, Place
from marsad.read.drafts import DraftEvent
from marsad.resolve.occurrences import join_drafts

MONDAY, TUESDAY = date(2016, 5, 9), date(2016, 5, 10)
ARMY, GROUP = an_actor("الجيش", "state_forces", id="ly_army"), an_actor("تنظيم الدولة", id="is")


def joined(
    *drafts: DraftEvent,
    places: tuple[tuple[Place, ...], ...] = ((), (), ()),
    days: tuple[Day | None, ...] = (None, None, None),
) -> list[list[int]]:
    """Occurrences as lists of the positions of their drafts."""
    found = join_drafts(
        drafts, lambda draft: places[drafts.index(draft)], lambda draft: days[drafts.index(draft)]
    )
    return [[drafts.index(draft) for draft in occurrence.drafts] for occurrence in found]


@pytest.mark.parametrize(
    ("second", "one"),
    [
        ({"definite": True}, True),  # "الهجوم": it points back
        ({"definite": True, "type": "air_strike"}, True),  # "the strike": what the attack was
        ({"definite": True, "type": "arrest"}, False),
        ({"definite": True, "sentence": 9}, True),  # far, but all else speaks for it: one type, one side
        ({"type": "attack", "effect": True, "generic": True}, True),  # only tells harm
        ({"type": "attack", "effect": True, "generic": True, "sentence": 5}, False),
        ({"type": "protest"}, False),
        ({"type": "arrest"}, False),
        ({"another": True, "definite": True}, False),
        ({"turned": True}, False),
        ({"turned": True, "definite": True}, True),
        ({"modality": "planned"}, False),
        ({"modality": "denied", "definite": True}, True),  # doubt about what is told is no second event
    ],
)
def test_a_later_draft_is_the_same_occurrence_when_it_points_back(second, one):
    first = a_draft("هجوم", initiator=(GROUP,), generic=True)
    told = {"sentence": 1, "initiator": (GROUP,) if "effect" not in second else ()} | second
    assert joined(first, a_draft("الهجوم", **told)) == ([[0, 1]] if one else [[0], [1]])


@pytest.mark.parametrize(
    ("here", "there", "one"),
    [
        (a_place("سرت", SIRTE), a_place("مصراتة", MISRATA), False),
        (a_place("سرت", SIRTE), a_place("سرت", SIRTE), True),
        (a_place("سرت", SIRTE), a_place("حي الدولار", (31.21, 16.60)), True),
        (a_place("سرت", SIRTE), a_place("قرية بعيدة", None), True),  # a place not found tells nothing
        (a_place("سرت", SIRTE, country="LY"), a_place("ليبيا", (27, 17), precision=6, country="LY"), True),
        (a_place("سرت", SIRTE, country="LY"), a_place("تونس", (34, 9), precision=6, country="TN"), False),
        (a_place("سرت", SIRTE), a_place("محافظة سرت", (31, 16.5), precision=4, radius_km=120.0), True),
        (a_place("سرت", SIRTE), a_place("محافظة درنة", (32.7, 22.6), precision=4, radius_km=120.0), False),
    ],
)
def test_places_that_lie_apart_keep_occurrences_apart(here, there, one):
    drafts = a_draft("هجوم"), a_draft("الهجوم", sentence=1, definite=True)
    assert joined(*drafts, places=((here,), (there,))) == ([[0, 1]] if one else [[0], [1]])


@pytest.mark.parametrize(
    ("first", "second", "definite", "one"),
    [
        (a_day(MONDAY), a_day(TUESDAY), False, False),
        (a_day(MONDAY), a_day(MONDAY), False, True),
        (a_day(MONDAY, date(2016, 5, 15)), a_day(TUESDAY), False, True),  # within the week told first
        (a_day(MONDAY), None, False, True),
        (a_day(MONDAY), a_day(TUESDAY), True, True),  # who points back may date loosely …
        (a_day(MONDAY), a_day(date(2016, 6, 9)), True, False),  # … by days, not by a month
    ],
)
def test_days_that_exclude_each_other_keep_occurrences_apart(first, second, definite, one):
    drafts = (
        a_draft("هجوم", initiator=(GROUP,)),
        a_draft("الهجوم", sentence=1, definite=definite, initiator=(GROUP,)),
    )
    assert joined(*drafts, days=(first, second)) == ([[0, 1]] if one else [[0], [1]])


def test_of_two_earlier_occurrences_the_one_that_shares_figures_is_meant():
    first = a_draft("هجوم", casualties=(a_toll("killed", 5),))
    second = a_draft("اشتباك", sentence=1, another=True, casualties=(a_toll("killed", 9),))
    third = a_draft("الهجوم", sentence=2, definite=True, casualties=(a_toll("killed", 5),))
    assert joined(first, second, third) == [[0, 2], [1]]


@pytest.mark.parametrize(
    ("toll", "again"),
    [(a_toll("killed", 50), a_toll("killed", 50)), (a_toll("killed", 50), a_toll("killed", None, 50))],
)
def test_one_figure_worded_twice_is_one_toll(toll, again):
    drafts = (a_draft("هجوم", casualties=(toll,)), a_draft("هجوم آخر", sentence=8, casualties=(again,)))
    assert joined(*drafts) == [[0, 1]]


def test_a_weak_draft_that_joins_nothing_is_dropped():
    assert joined(a_draft("تقدم", weak=True)) == []
    assert joined(a_draft("هجوم"), a_draft("تقدم", sentence=1, weak=True)) == [[0, 1]]


def test_the_lead_is_the_draft_that_names_the_type_best():
    drafts = (
        a_draft("قتل خمسة", type="attack", effect=True, generic=True),
        a_draft("الهجوم", type="attack", sentence=1, generic=True, definite=True),
        a_draft("التفجير", type="bombing", sentence=2, definite=True),
    )
    (occurrence,) = join_drafts(drafts, lambda _: (), lambda _: None)
    assert occurrence.lead is drafts[2]
    assert occurrence.last_sentence == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("هاجم تنظيم الدولة قوات مصراتة في أبو قرين أمس.\nوأسفر الهجوم عن مقتل خمسة جنود.", 1),
        ("هاجم تنظيم الدولة قوات مصراتة في أبو قرين أمس.\nوفي بنغازي هاجم مسلحون دورية للجيش.", 2),
    ],
)
def test_a_report_tells_one_occurrence_in_several_sentences(text, count):
    assert len(events_in(text)) == count
