"""Records go into the store whole, once, and never replace what was there before."""

from __future__ import annotations

import copy

import pytest
from site_records import BATTLE, a_place, a_record, an_event, the_battle

from marsad.errors import RecordError
from marsad.export.jsonl import from_json, to_json
from marsad.web.store.actions import Coder, add_report
from marsad.web.store.models import AppendOnlyError, Event, EventPlace, Report, ReportVersion

pytestmark = pytest.mark.django_db


def test_a_record_is_kept_whole_and_spread_out_for_questions():
    record = the_battle()
    done = add_report(record, by="ingest", coder=Coder("0.1.0", "abc"))
    version = ReportVersion.objects.get()
    assert done.outcome == "added"
    assert version.record == to_json(from_json(record))
    assert (version.number, version.coder, version.lexicons, version.by) == (1, "0.1.0", "abc", "ingest")
    battle, threat = Event.objects.order_by("position")
    assert [(c.kind, c.whose, c.low, c.high) for c in battle.casualties.all()] == [
        ("killed", "initiator", 27, 27),
        ("captured", "initiator", 15, None),
    ]
    assert [(a.role, a.text) for a in battle.actors.all()] == [
        ("initiator", "تنظيم الراية"),
        ("target", "قوات البنيان"),
    ]
    assert str(battle.day_from) == str(battle.day_to) == "2016-05-11"
    assert (threat.modality, threat.control_change, threat.control_to) == ("threatened", "taken", "التنظيم")


def test_the_same_record_again_changes_nothing():
    add_report(the_battle(), by="test")
    before = list(Event.objects.values_list("pk", flat=True))
    again = add_report(the_battle(), by="test", coder=Coder("9.9"))
    assert again.outcome == "unchanged"
    assert ReportVersion.objects.count() == 1
    assert list(Event.objects.values_list("pk", flat=True)) == before


def test_other_content_under_the_same_id_is_a_new_version_and_the_old_one_stays():
    first = add_report(the_battle(), by="test")
    changed = the_battle(title="عنوان مصحح")
    changed["events"].pop()
    second = add_report(changed, by="editor")
    assert (second.outcome, second.version, second.key) == ("changed", 2, first.key)
    assert Report.objects.get().title == "عنوان مصحح"
    assert [event.local_id for event in Event.objects.all()] == ["e1"]
    titles = [v.record["document"]["title"] for v in ReportVersion.objects.order_by("number")]
    assert titles == ["معركة السدادة", "عنوان مصحح"]


def test_a_record_that_goes_back_to_an_earlier_content_is_a_third_version():
    for title in ("أ", "ب", "أ"):
        add_report(the_battle(title=title), by="test")
    assert list(ReportVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_versions_can_not_be_changed_or_removed():
    add_report(the_battle(), by="test")
    version = ReportVersion.objects.get()
    for attempt in (
        version.save,
        version.delete,
        lambda: ReportVersion.objects.update(by="someone else"),
        lambda: ReportVersion.objects.filter(number=1).delete(),
        Report.objects.get().versions.all().delete,
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert ReportVersion.objects.get().by == "test"


def _broken(change):
    record = copy.deepcopy(the_battle())
    change(record)
    return record


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: r.pop("document"), "not a coded report"),
        (lambda r: r["document"].update(text="  "), "the text must have"),
        (lambda r: r["document"].update(id=""), "the document's id"),
        (lambda r: r["document"].update(published="13 مايو"), "not a coded report"),
        (lambda r: r["document"].update(title="a\0b"), "no text"),
        (lambda r: r["document"].update(url=7), "must be strings"),
        (lambda r: r["events"][0]["trigger"].update(start=1, end=6), "do not stand at [1, 6)"),
        (lambda r: r["events"][0].update(type="battle"), "the type 'battle' is none of clash"),
        (lambda r: r["events"][0].update(modality="maybe"), "the modality 'maybe'"),
        (lambda r: r["events"][0].update(id="e1/../x"), "an event's id"),
        (lambda r: r["events"][1].update(id="e1"), "two events called 'e1'"),
        (lambda r: r["events"][0]["places"][0].update(lat=0, lon=0), "lies at 0, 0"),
        (lambda r: r["events"][0]["places"][0].update(lat=91), "nowhere on earth"),
        (lambda r: r["events"][0]["places"][0].update(lat=None), "half a position"),
        (lambda r: r["events"][0]["places"][0].update(precision=9), "the precision 9"),
        (lambda r: r["events"][0]["casualties"][0].update(low=-1), "a whole number"),
        (lambda r: r["events"][0]["casualties"][0].update(low=30), "casualties from 30 down to 27"),
        (lambda r: r["events"][0]["date"].update({"from": "2016-05-12", "to": "2016-05-11"}), "forward"),
        (lambda r: r["events"][0].update(confidence=1.5), "confidence 1.5"),
        (lambda r: r["document"]["notices"][0].update(end=10_000), "after the text's end"),
    ],
)
def test_a_record_that_breaks_the_format_is_refused_by_name_and_nothing_is_kept(change, told):
    with pytest.raises(RecordError) as refusal:
        add_report(_broken(change), by="test", where="records.jsonl:3")
    assert "records.jsonl:3" in str(refusal.value)
    assert told in str(refusal.value)
    assert not Report.objects.exists()


def test_an_unresolved_place_is_kept_without_a_position():
    place = a_place(BATTLE, "السدادة", None, None)
    add_report(a_record(BATTLE, [an_event(BATTLE, "هجوما", places=[place])]), by="test")
    assert EventPlace.objects.get().lat is None


def test_a_report_without_a_title_is_headed_by_its_first_words():
    add_report(a_record(BATTLE, title=""), by="test")
    assert Report.objects.get().heading.startswith("صدّت قوات البنيان هجوما")


def test_what_fails_in_the_middle_leaves_nothing(monkeypatch):
    def fail(*_args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("marsad.web.store.actions.join_copies", fail)
    with pytest.raises(RuntimeError):
        add_report(the_battle(), by="test")
    assert not Report.objects.exists()
    assert not ReportVersion.objects.exists()


@pytest.mark.parametrize("order", [1, -1], ids=["as published", "backwards"])
def test_reprints_are_one_voice_in_whatever_order_they_arrive(order):
    shortened = BATTLE.split("\n", maxsplit=1)[0]
    other = "تفقد وزير الزراعة مزارع القمح في الجنوب وتحدث عن موسم جيد للفلاحين هذا العام."
    records = [
        the_battle(id="first", outlet="وكالة السارية", published="2016-05-12"),
        the_battle(id="reprint", outlet="صحيفة المرسى"),
        a_record(shortened, id="shortened", outlet="إذاعة الساحل"),
        a_record(other, id="other"),
    ]
    for record in records[::order]:
        add_report(record, by="test")
    group = Report.objects.get(document_id="first").near_copies
    assert group.lead.document_id == "first"
    assert {r.document_id for r in group.reports.all()} == {"first", "reprint", "shortened"}
    assert Report.objects.get(document_id="other").near_copies is None


def test_a_report_whose_text_changes_leaves_its_group():
    add_report(the_battle(id="first"), by="test")
    add_report(the_battle(id="reprint"), by="test")
    rewritten = "أعلنت البلدية افتتاح مدرسة جديدة في الحي الشرقي بعد شهور من أعمال البناء والتجهيز الطويلة."
    add_report(a_record(rewritten, id="reprint"), by="test")
    assert set(Report.objects.values_list("near_copies", flat=True)) == {None}
