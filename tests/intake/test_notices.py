"""Notices: every entry on its own examples and traps, joining, spans, and the lexicon's faults."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import LexiconError
from marsad.intake.notices import find_notices, notice_lexicon, parse_lexicon
from marsad.lexicons.loader import read_package_text

from .pages import REPORT, SECOND, TEXT

ENTRIES = notice_lexicon().entries


def found(text):
    return [(notice.kind, text[notice.span.start : notice.span.end]) for notice in find_notices(text)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_fires_on_its_own_lines_and_not_on_its_traps(entry):
    for line in entry.fires:
        assert found(f"{TEXT}\n{line}") == [(entry.kind, line)]
    for line in entry.traps:
        assert found(f"{line}\n{TEXT}") == []


def test_the_lines_of_a_gate_are_one_notice_named_by_its_strongest():
    gate = "مقال مؤرشف\nهذا المقال مؤرشف, يتوجب عليك الاشتراك لقراءته.\nتسجيل الدخول   باقة الاشتراكات"
    assert found(f"{TEXT}\n{gate}") == [("archived", gate)]


def test_notices_of_different_kinds_stay_apart():
    text = f"{TEXT}\nتصوير: سالم الورفلي\nشارك على فيسبوك\nاقرأ أيضا: انقطاع الكهرباء"
    assert [kind for kind, _ in found(text)] == ["photo_credit", "share", "read_also"]


def test_a_notice_between_paragraphs_leaves_both_to_the_report():
    assert found(f"{REPORT}\nاقرأ أيضا: انقطاع الكهرباء عن المدينة\n{SECOND}") == [
        ("read_also", "اقرأ أيضا: انقطاع الكهرباء عن المدينة")
    ]


def test_headlines_under_a_bare_heading_belong_to_it_and_sentences_do_not():
    headlines = "اقرأ أيضا:\nانقطاع الكهرباء عن المدينة\nأسعار الذهب اليوم"
    assert found(f"{REPORT}\n{headlines}\n{SECOND}") == [("read_also", headlines)]


def test_a_sentence_in_the_line_of_the_report_is_found_alone():
    text = f"{TEXT} لمتابعة القراءة يرجى الاشتراك في الصحيفة. تسجيل الدخول"
    assert found(text) == [("subscription", "لمتابعة القراءة يرجى الاشتراك في الصحيفة. تسجيل الدخول")]


@pytest.mark.parametrize(
    "sentence",
    [
        "وأحرق المهاجمون أرشيف البلدية المؤرشف منذ عقود.",
        "وطلبت الحكومة من التجار الاشتراك في تمويل الحملة.",
        "وشارك في العملية سلاح الجو.",
        "ونقلت رويترز عن طبيب قوله إن الجرحى عشرة.",
        "قالت الإدارة إن تسجيل الدخول إلى المخيم توقف بعد القصف.",
    ],
)
def test_a_report_that_speaks_of_such_things_holds_no_notice(sentence):
    assert found(f"{REPORT} {sentence}\n{sentence}") == []


@given(
    st.lists(
        st.sampled_from([REPORT, SECOND, *(line for e in ENTRIES for line in e.fires), "", "  "]), max_size=9
    )
)
def test_spans_are_in_order_apart_and_trimmed(lines):
    text = "\n".join(lines)
    spans = [notice.span for notice in find_notices(text)]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert all(text[span.start : span.end] == text[span.start : span.end].strip() for span in spans)
    assert not any(REPORT in text[span.start : span.end] for span in spans)


GOOD = "- id: a\n  kind: share\n  whole: [شارك]\n  source: {kind: x, ref: y}\n  fires: [شارك]\n  traps: [شارك الجيش]\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("share", "sharing"), "notices.yaml:1: unknown kind 'sharing'"),
        (GOOD.replace("  whole: [شارك]\n", ""), "notices.yaml:1: a has no phrase"),
        (GOOD.replace("whole: [شارك]", "whole: شارك"), "notices.yaml:1: «whole» is not a list of phrases"),
        (GOOD + '  most: "few"\n', "notices.yaml:1: «most: few» is no number of words"),
        (GOOD + "  hodls: [شارك]\n", "notices.yaml:1: unknown field «hodls»"),
        (GOOD + GOOD, "notices.yaml:7: id 'a' is used in line 1"),
    ],
)
def test_a_broken_lexicon_is_told_by_file_and_line(text, told):
    with pytest.raises(LexiconError, match=r"notices\.yaml:\d") as error:
        parse_lexicon(text)
    assert told in str(error.value)


def test_the_shipped_lexicon_is_whole():
    assert len(parse_lexicon(read_package_text("notices.yaml")).entries) == len(ENTRIES) > 10
