"""The scorer: what counts as agreement, how events are matched, and the arithmetic of the figures."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import RecordError
from marsad.evaluate import (
    alike,
    load_records,
    name_tokens,
    render,
    same_casualties,
    same_control,
    same_date,
    same_place,
    score,
)
from marsad.export.jsonl import dumps
from marsad.model import (
    EVENT_TYPES,
    Actor,
    Casualties,
    Control,
    Day,
    Document,
    Event,
    Place,
    ReportRecord,
    Span,
    Words,
)

TEXT = "هاجم مسلحون حاجزا للجيش قرب البلدة فجرا. ثم قصفت المدفعية الحي الشمالي. وفر السكان نحو الساحل."


def words(text, start=0):
    return Words(text, Span(start, start + len(text)))


def said(text):
    """The words where TEXT has them."""
    return words(text, TEXT.index(text))


def an_event(kind="clash", trigger="هاجم", **slots):
    return Event(id="e1", type=kind, trigger=said(trigger), **slots)


def a_record(*events, key="r1"):
    return ReportRecord(Document(id=key, text=TEXT), events)


def scored(gold_events, coded_events):
    return score({"r1": a_record(*gold_events)}, {"r1": a_record(*coded_events)})


def counts(tally):
    return tally.hit, tally.gold, tally.got


def a_place(text="البلدة", **values):
    return Place(words(text), **values)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("قوات الحكومة", "وقوات حكومة", True),  # clitics and the article do not count
        ("كتائب مصراتة", "كتائب مِصراته", True),  # nor do marks and ة/ه
        ("كتائب مصراتة", "لواء الصمود", False),
        ("حركة الصمود", "الحركة", True),  # one of two tokens: F1 2/3
        ("قائد لواء الصمود السابق", "لواء", False),  # one of four: F1 2/5
        ("", "", False),
        (None, "لواء", False),
        ("Reuters", "reuters", True),
    ],
)
def test_names_are_alike_where_they_share_half_of_their_tokens(a, b, expected):
    assert alike(a, b) is expected


def test_clitics_are_peeled_only_while_three_letters_stay():
    assert name_tokens("وبالمدينة") == {"مدينه"}
    assert name_tokens("ولد") == {"ولد"}


@pytest.mark.parametrize(
    ("gold", "coded", "expected"),
    [
        (a_place(lat=32.0, lon=15.0), a_place(lat=32.2, lon=15.0), True),  # 22 km
        (a_place(lat=32.0, lon=15.0), a_place(lat=32.3, lon=15.0), False),  # 33 km
        (a_place(lat=32.0, lon=15.0, precision=4), a_place(lat=32.8, lon=15.0), True),  # 89 km
        (a_place(lat=32.0, lon=15.0, radius_km=80.0), a_place(lat=32.6, lon=15.0), True),
        (a_place(lat=32.0, lon=15.0), a_place(), False),  # located in the gold only
        (a_place(), a_place("والبلدة", lat=1.0, lon=1.0), True),  # the gold has words only
        (a_place(precision=6, country="LY"), a_place(country="LY"), True),
        (
            a_place(precision=6, country="LY", lat=1.0, lon=1.0),
            a_place(country="TN", lat=1.0, lon=1.0),
            False,
        ),
    ],
)
def test_places_agree_by_distance_then_words_and_countries_by_code(gold, coded, expected):
    assert same_place(gold, coded) is expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(1, 7, True), (3, 9, True), (5, 11, False), (8, 9, False), (1, 14, True), (1, 15, False)],
)
def test_dates_agree_where_they_overlap_by_half(first, last, expected):
    gold = Day(None, date(2016, 5, 1), date(2016, 5, 7))
    assert same_date(gold, Day(None, date(2016, 5, first), date(2016, 5, last))) is expected


def test_casualties_need_kind_and_figures_and_take_civilians_for_the_target():
    gold = Casualties("killed", "target", 3, 3, words("ثلاثة"))
    assert same_casualties(gold, replace(gold, whose="civilians"))
    assert not same_casualties(gold, replace(gold, whose="unknown"))
    assert not same_casualties(gold, replace(gold, high=None))
    assert not same_casualties(gold, replace(gold, kind="wounded"))


def test_control_needs_the_change_and_the_holders_that_the_gold_names():
    gold = Control("taken", holder="لواء الصمود")
    assert same_control(gold, Control("taken", "لواء الصمود", "الشرطة"))
    assert not same_control(gold, Control("taken"))
    assert not same_control(gold, Control("lost", "لواء الصمود"))


def test_a_record_scored_against_itself_is_perfect_and_every_fact_is_counted():
    event = an_event(
        initiator=(Actor(said("مسلحون")),),
        places=(a_place(lat=1.0, lon=2.0),),
        date=Day(None, date(2016, 5, 1), date(2016, 5, 1)),
        control=Control("kept"),
    )
    result = scored([event], [event])
    assert counts(result.record) == (6, 6, 6)
    assert result.record.f1 == 1.0


def test_a_missing_and_a_spurious_event_cost_their_facts():
    result = scored([an_event()], [an_event("shelling", "قصفت", sources=(said("السكان"),))])
    assert counts(result.detection) == (0, 1, 1)
    assert counts(result.record) == (0, 2, 3)
    assert [event.type for _, event in result.missed] == ["clash"]
    assert [event.type for _, event in result.spurious] == ["shelling"]


def test_another_type_of_the_same_group_matches_by_group_and_loses_its_type():
    result = scored([an_event("clash")], [an_event("attack")])
    assert counts(result.detection) == (0, 1, 1)
    assert counts(result.by_group) == (1, 1, 1)
    assert counts(result.slots["type"]) == (0, 1, 1)
    assert counts(result.slots["modality"]) == (1, 1, 1)


def test_events_of_two_sentences_do_not_match_unless_a_mention_is_shared():
    assert counts(scored([an_event()], [an_event(trigger="فر")]).by_group) == (0, 1, 1)
    told_again = an_event(trigger="فر", mentions=(said("مسلحون"),))
    assert counts(scored([an_event()], [told_again]).by_group) == (1, 1, 1)


def test_overlapping_triggers_beat_shared_facts_and_shared_facts_beat_distance():
    side = (Actor(said("حاجزا")),)
    near, same_sides = an_event(trigger="مسلحون"), an_event(trigger="فجرا", initiator=side)
    gold = an_event(initiator=side)
    assert counts(scored([gold], [near, same_sides]).slots["initiator"]) == (1, 1, 1)
    assert counts(scored([gold], [an_event(), same_sides]).slots["initiator"]) == (0, 1, 0)


def test_an_aggregate_absorbs_what_is_found_for_it_and_leaves_the_count():
    result = scored([an_event(aggregate=True)], [an_event()])
    assert counts(result.detection) == (0, 0, 0)
    assert counts(result.relevance) == (0, 0, 0)


def test_a_report_that_was_not_coded_counts_as_empty():
    result = score({"r1": a_record(an_event()), "r2": a_record(key="r2")}, {})
    assert (result.documents, result.not_coded) == (2, 2)
    assert counts(result.relevance) == (0, 1, 0)


def test_one_coded_value_answers_for_one_gold_value_only():
    sources = (said("السكان"), said("السكان"))
    result = scored([an_event(sources=sources)], [an_event(sources=sources[:1])])
    assert counts(result.slots["sources"]) == (1, 2, 1)


def test_figures_of_nothing_are_zero_not_an_error():
    assert scored([], []).to_json()["record"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0, "got": 0}


def test_a_line_that_is_no_record_is_named_with_its_file_and_line(tmp_path):
    path = tmp_path / "coded.jsonl"
    path.write_text(dumps(a_record()) + '\n{"document": {}}\n', encoding="utf-8")
    with pytest.raises(RecordError, match=r"coded\.jsonl:2: not a coded report"):
        load_records(path)
    with pytest.raises(RecordError, match="No such file"):
        load_records(tmp_path / "absent.jsonl")


def test_misses_are_listed_up_to_the_number_asked_for():
    lines = list(render(scored([an_event(), an_event(trigger="فر")], []), misses=1))
    assert lines[-1] == "missed: r1 clash «هاجم» at 0"
    assert sum(line.startswith("missed") for line in lines) == 1


@st.composite
def some_events(draw):
    events = []
    for word in draw(st.lists(st.sampled_from(TEXT.split()), max_size=5)):
        places = draw(st.lists(st.builds(a_place, st.sampled_from(["البلدة", "الساحل"])), max_size=2))
        kind = draw(st.sampled_from(EVENT_TYPES))
        events.append(an_event(kind, word, aggregate=draw(st.booleans()), places=tuple(places)))
    return events


@given(some_events(), some_events())
def test_hits_never_exceed_either_side_and_groups_never_fall_below_types(gold, coded):
    result = scored(gold, coded)
    tallies = [result.detection, result.by_group, result.record, result.relevance, *result.slots.values()]
    assert all(0 <= t.hit <= min(t.gold, t.got) for t in tallies)
    assert result.by_group.hit >= result.detection.hit
    assert sum(t.gold for t in result.by_type.values()) == result.detection.gold


@given(some_events())
def test_any_record_scored_against_itself_is_perfect(events):
    firm = [replace(event, aggregate=False) for event in events]
    result = scored(firm, firm)
    assert result.detection.hit == len(firm)
    assert result.record.f1 in (0.0 if not firm else 1.0, 1.0)
