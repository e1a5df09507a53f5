"""Date words as structured expressions, before any day of publication."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest

from marsad.arabic import split_sentences
from marsad.errors import LexiconError
from marsad.lexicons.tables import parse_table
from marsad.lexicons.time import time_lexicon
from marsad.model import Document
from marsad.read.dates import (
    Ago,
    Before,
    Between,
    DayOf,
    HolidayOf,
    MonthOf,
    PartOf,
    SameAs,
    SeasonOf,
    Since,
    Stretch,
    UnitOf,
    YearOf,
    read_dates,
)


def mentions(text: str):
    return [m for s in split_sentences(Document("d", text)) for m in read_dates(s)]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("مساء أمس الجمعة", DayOf(offset=-1, weekday=4)),
        ("الأربعاء الماضي", DayOf(weekday=2, which="last")),
        ("عشية الاثنين", DayOf(weekday=0, eve=True)),
        ("21 مايو", DayOf(day=21, month=5)),
        ("الثالث والعشرين من تموز 2015", DayOf(day=23, month=7, year=2015)),
        ("18 من الشهر الجاري", DayOf(day=18, month_shift=0)),
        ("3 مارس من العام الماضي", DayOf(day=3, month=3, year_shift=-1)),
        ("15 رمضان 1437", DayOf(day=15, month=9, year=1437, calendar="hijri")),
        ("أكتوبر (تشرين الأول) الماضي", MonthOf(10, which="last")),
        ("عام 2014", YearOf(2014)),
        ("الشهر الماضي", UnitOf("month", -1)),
        ("قبل نحو أسبوعين", Ago("week", 2, about=True)),
        ("قبل عدة أشهر", Ago("month", None)),
        ("منذ أكثر من عام ونصف العام", Ago("year", 1, half=True, since=True)),
        ("خلال الأسبوعين الماضيين", Stretch("week", 2)),
        ("الأيام المقبلة", Stretch("day", None, ahead=True)),
        ("صيف 2014", SeasonOf("summer", 2014)),
        ("ثاني أيام عيد الفطر", HolidayOf("fitr", 2)),
        ("يوم العيد", HolidayOf("feast", 1)),
        ("أواخر العام الماضي", PartOf(UnitOf("year", -1), "late")),
        ("الربع الأول من 2015", PartOf(YearOf(2015), "q1")),
        ("ليل الخميس الجمعة", Between(DayOf(weekday=3), DayOf(weekday=4))),
        ("بين 5 و10 مايو", Between(DayOf(day=5, month=5), DayOf(day=10, month=5))),
        ("منذ السبت", Since(DayOf(weekday=5))),
        ("حتى نهاية الشهر", Before(PartOf(UnitOf("month", 0), "end"), included=True)),
        ("في اليوم ذاته", SameAs("day", 0)),
        ("في اليوم التالي", SameAs("day", 1)),
        ("العام نفسه", SameAs("year", 0)),
    ],
)
def test_what_the_words_say(text, expression):
    (mention,) = mentions(text)
    assert mention.expression == expression


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("هاجموا البلدة مساء أمس الجمعة بالصواريخ", "مساء أمس الجمعة"),
        ("وقال أمس إن القوات تقدمت", "أمس"),
        ("ومساء السبت انسحبوا", "مساء السبت"),
        ("تنتشر هناك منذ أواخر العام الماضي وحدات خاصة", "منذ أواخر العام الماضي"),
        ("دخلت القوات البلاد في 2011 لمحاربة الحركة", "2011"),
        ("بعد ظهر اليوم الأحد، في عملية", "بعد ظهر اليوم الأحد"),
        ("تعهد بالسيطرة عليها قبل شهر رمضان المقبل، بحسب البيان", "قبل شهر رمضان المقبل"),
    ],
)
def test_the_words_of_a_date_are_those_a_reader_would_mark(text, words):
    (mention,) = mentions(text)
    assert mention.words.text == words
    assert text[mention.words.span.start : mention.words.span.end] == words


def test_dates_of_one_sentence_stay_apart_and_in_order():
    found = mentions("قتل ثلاثة أمس وأصيب خمسة الخميس الماضي، بعد هجوم في 12 يناير")
    assert [m.words.text for m in found] == ["أمس", "الخميس الماضي", "12 يناير"]
    assert all(earlier.last < later.first for earlier, later in pairwise(found))


@pytest.mark.parametrize(
    "text", ["الرأي العام", "الخميس" * 2, "منذ البداية", "روسيا اليوم", "من هنا إلى هناك"]
)
def test_no_date(text):
    assert mentions(text) == []


def test_only_words_that_point_back_are_anaphors():
    assert [m.anaphor for m in mentions("في اليوم نفسه وفي اليوم السابق وأمس")] == [True, True, False]


def test_mentions_pickle():
    (mention,) = mentions("بين 5 و10 مايو 2016")
    assert pickle.loads(pickle.dumps(mention)) == mention


def test_each_month_has_its_names_in_both_calendars():
    named = {(m.calendar, m.number) for tails in time_lexicon().months.values() for _, m in tails}
    assert named == {(calendar, n) for calendar in ("gregorian", "hijri") for n in range(1, 13)}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: [x\n", 2, "Repair the YAML"),
        ("- a\n", 0, "not a mapping"),
        ("a: [\u200fب]\n", 1, "invisible direction mark"),
        ("a:\n  - ا\u0653\n", 2, "NFC"),
    ],
)
def test_a_broken_table_names_its_line_and_the_repair(text, line, says):
    with pytest.raises(LexiconError, match=says) as caught:
        parse_table(text, "months.yaml")
    assert caught.value.line == line
