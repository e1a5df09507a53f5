"""The day a page says it was published: four sets of month names, numbers, Hijri, and what is no date."""

from datetime import date

import pytest

from marsad.intake.published import day_in, stated_day

MAY_12 = date(2016, 5, 12)


@pytest.mark.parametrize(
    "line",
    [
        "الخميس 12 أيار 2016",
        "الخميس، 12 ماي 2016 - 14:30",
        "نشر في: ١٢ مايو ٢٠١٦",
        "12 مايس 2016",
        "آخر تحديث 12 مايو/أيار 2016 الساعة 20:11",
        "12 أيار (مايو) 2016",
        "مايو 12, 2016",
        "12 من شهر أيار عام 2016",
        "الخميس 5 شعبان 1437 هـ - 12 مايو 2016م",
        "الخميس 5 شعبان 1437 هـ",
        "1437/8/5",
        "12/05/2016",
        "2016/5/12 10:15",
        "٢٠١٦-٠٥-١٢",
        "12.5.2016",
        "May 12, 2016",
        "12 May 2016",
        "Thu, 12 May 2016 23:50:00 +0300",
    ],
)
def test_a_dateline_is_read(line):
    assert day_in(line) == MAY_12


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("8 كانون الثاني 2015", date(2015, 1, 8)),
        ("8 كانون الأول 2015", date(2015, 12, 8)),
        ("3 تشرين الثاني 2014", date(2014, 11, 3)),
        ("21 جويلية 2015", date(2015, 7, 21)),
        ("1 أوت 2016", date(2016, 8, 1)),
        ("30 غشت 2014", date(2014, 8, 30)),
        ("05/13/2016", date(2016, 5, 13)),  # no month 13: the month stands first
    ],
)
def test_months_of_every_region_and_numbers_in_either_order(line, day):
    assert day_in(line) == day


@pytest.mark.parametrize(
    "line",
    [
        "",
        "أيار",
        "أمس الأربعاء",
        "12 أيار",
        "2016",
        "31/02/2016",
        "الساعة 12:30",
        "10.20.30.40",
        "32 مايو 2016",
    ],
)
def test_what_is_no_absolute_day_stays_unread(line):
    assert day_in(line) is None


@pytest.mark.parametrize(
    "value",
    [
        "2016-05-12",
        "2016-05-12T23:30:00Z",
        "2016-05-12T23:30:00+03:00",
        "20160512",
        "20160512T101500Z",
        " 2016-05-12 ",
    ],
)
def test_a_field_is_read_as_the_day_it_writes(value):
    assert stated_day(value) == MAY_12


def test_a_gregorian_day_goes_before_a_hijri_one_wherever_it_stands():
    assert day_in("5 رجب 1437 الموافق 12 ابريل 2016") == date(2016, 4, 12)
