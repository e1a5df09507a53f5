"""Turn date words into days, against the report's day of publication.

Rules (CODEBOOK, section 4): a bare weekday is the latest one up to and including the report's day, "last
Wednesday" the latest before it, "last week" the Monday to Sunday before it. Hijri days follow the Umm al-Qura
calendar. What cannot be told stays `Unresolved` with its reason; the publication day is never a default.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, singledispatch
from typing import Literal

from hijridate import Gregorian, Hijri

from marsad.arabic.sentences import split_sentences
from marsad.lexicons.time import Calendar, time_lexicon
from marsad.model import Day, DayPrecision, Document
from marsad.read.dates import (
    Ago,
    Before,
    Between,
    DateMention,
    DayOf,
    Expression,
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

Reason = Literal["no_publication_day", "no_earlier_date", "no_such_day", "open_range", "out_of_calendar"]

_AHEAD_DAYS = 45  # a day and month without a year may lie so far ahead (الجمعة 29 نوفمبر), else it is past
# days in "some days", "some weeks" …
_SEVERAL = {"hour": 1, "day": 7, "week": 28, "month": 90, "year": 5 * 365}
_PRECISION: dict[str, DayPrecision] = {
    "hour": "day", "day": "day", "week": "week", "month": "month", "year": "year",
}  # fmt: skip
_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A date mention that gives no day, and why."""

    mention: DateMention
    reason: Reason


@dataclass(frozen=True, slots=True)
class Stretched:
    """Days without words: first and last, both included."""

    first: date
    last: date
    precision: DayPrecision = "day"


class _Unknown(Exception):  # noqa: N818 - not an error: the answer that a rule does not reach a day
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an expression is resolved against."""

    published: date | None
    previous: Day | None
    ahead: bool = False  # the time is still to come (قبل رمضان)

    @property
    def today(self) -> date:
        if self.published is None:
            raise _Unknown("no_publication_day")
        return self.published


def resolve_day(
    mention: DateMention, published: date | None, previous: Day | None = None
) -> Day | Unresolved:
    """The days that a mention means; `previous` is the last day told before it, for "في اليوم ذاته"."""
    try:
        days = _resolve(mention.expression, _Frame(published, previous))
    except _Unknown as unknown:
        return Unresolved(mention, unknown.reason)
    return Day(mention.words, days.first, days.last, days.precision)


def day_of(text: str, published: date | None) -> Day | None:
    """The day that the first date in `text` means, None where there is none. For `marsad probe date`."""
    for sentence in split_sentences(Document("probe", text)):
        for mention in read_dates(sentence):
            day = resolve_day(mention, published)
            if isinstance(day, Day):
                return day
    return None


@singledispatch
def _resolve(expression: Expression, frame: _Frame) -> Stretched:
    raise TypeError(f"no rule for {type(expression).__name__}")


def _one(day: date) -> Stretched:
    return Stretched(day, day)


def _make(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Unknown("no_such_day") from None


def _month_days(year: int, month: int) -> Stretched:
    return Stretched(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _shift_month(year: int, month: int, shift: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + shift
    return index // 12, index % 12 + 1


def _months_before(day: date, months: int) -> date:
    """The same day of the month so many months before, or the month's last."""
    year, month = _shift_month(day.year, day.month, -months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# -- Hijri


@lru_cache(maxsize=1024)
def _hijri(year: int, month: int, day: int) -> date:
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        raise _Unknown("out_of_calendar") from None
    return date(found.year, found.month, found.day)


def _hijri_month(year: int, month: int) -> Stretched:
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return Stretched(_hijri(year, month, 1), _hijri(*following, 1) - timedelta(1), "month")


def _hijri_year_of(day: date) -> int:
    try:
        year: int = Gregorian(day.year, day.month, day.day).to_hijri().year
    except (ValueError, OverflowError):
        raise _Unknown("out_of_calendar") from None
    return year


# -- a year for what was told without one


def _choose(make: Callable[[int], Stretched], this_year: int, which: str, frame: _Frame) -> Stretched:
    """The occurrence that `which` asks for among the years around the report's."""
    today = frame.today
    options = []
    for year in (this_year - 2, this_year - 1, this_year, this_year + 1, this_year + 2):
        try:
            options.append(make(year))
        except _Unknown:  # 29 February, or outside of the calendar's tables
            continue
    if which == "next" or frame.ahead:
        later = [o for o in options if o.last > today]
        if later:
            return later[0]
    earlier = [o for o in options if (o.last < today if which == "last" else o.first <= today)]
    if not earlier:
        raise _Unknown("no_such_day")
    return earlier[-1]


@_resolve.register
def _(e: DayOf, frame: _Frame) -> Stretched:
    if e.day is not None:
        day = _dated(e, e.day, frame)
    elif e.weekday is not None:
        day = _weekday(e, e.weekday, frame)
    elif e.offset is not None:
        day = frame.today + timedelta(e.offset)
    else:
        raise _Unknown("no_such_day")
    return _one(day - timedelta(1) if e.eve else day)


def _weekday(e: DayOf, weekday: int, frame: _Frame) -> date:
    """A weekday by the report's day. Beside an offset (أمس الجمعة) the weekday is believed: outlets
    date their pages a day late more often than they mistake the day of the week."""
    today = frame.today
    if e.offset is not None:
        near = today + timedelta(e.offset)
        return near + timedelta((weekday - near.weekday() + 3) % 7 - 3)
    if e.which == "next" or frame.ahead:
        return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - weekday) % 7
    if e.which == "last" and back == 0:
        back = 7
    return today - timedelta(back)


def _dated(e: DayOf, day: int, frame: _Frame) -> date:
    """A day of a month: the year told, the year meant, or the month counted from the report's."""
    month = e.month
    if month is None:
        year, month = _shift_month(frame.today.year, frame.today.month, e.month_shift or 0)
        return _make(year, month, day)
    return _with_year(e, frame, lambda year: _make_in(e.calendar, year, month, day))


def _make_in(calendar_name: Calendar, year: int, month: int, day: int) -> date:
    return _hijri(year, month, day) if calendar_name == "hijri" else _make(year, month, day)


def _with_year(e: DayOf, frame: _Frame, make: Callable[[int], date]) -> date:
    if e.year is not None:
        return make(e.year)
    today = frame.today
    this_year = _hijri_year_of(today) if e.calendar == "hijri" else today.year
    if e.year_shift is not None:
        return make(this_year + e.year_shift)
    if e.which == "latest" and not frame.ahead:
        soon = today + timedelta(_AHEAD_DAYS)
        return _choose_day(make, this_year, soon, e.weekday)
    return _choose(lambda year: _one(make(year)), this_year, e.which, frame).first


def _choose_day(make: Callable[[int], date], this_year: int, soon: date, weekday: int | None) -> date:
    """The latest such day that is not further ahead than `soon`; one that fits its weekday goes first."""
    options = []
    for year in range(this_year - 4, this_year + 2):
        try:
            options.append(make(year))
        except _Unknown:
            continue
    near = [day for day in options if day <= soon]
    if not near:
        raise _Unknown("no_such_day")
    fitting = [day for day in near[-2:] if day.weekday() == weekday]
    return fitting[-1] if fitting else near[-1]


@_resolve.register
def _(e: MonthOf, frame: _Frame) -> Stretched:
    make = _hijri_month if e.calendar == "hijri" else _month_days
    if e.year is not None:
        return make(e.year, e.month)
    today = frame.today
    this_year = _hijri_year_of(today) if e.calendar == "hijri" else today.year
    if e.year_shift is not None:
        return make(this_year + e.year_shift, e.month)
    if e.which == "this":
        return make(this_year, e.month)
    return _choose(lambda year: make(year, e.month), this_year, e.which, frame)


@_resolve.register
def _(e: YearOf, frame: _Frame) -> Stretched:
    if e.calendar == "hijri":
        return Stretched(_hijri(e.year, 1, 1), _hijri(e.year + 1, 1, 1) - timedelta(1), "year")
    return Stretched(date(e.year, 1, 1), date(e.year, 12, 31), "year")


@_resolve.register
def _(e: UnitOf, frame: _Frame) -> Stretched:
    today = frame.today
    if e.unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * e.shift)
        return Stretched(monday, monday + timedelta(6), "week")
    if e.unit == "month":
        return _month_days(*_shift_month(today.year, today.month, e.shift))
    return Stretched(date(today.year + e.shift, 1, 1), date(today.year + e.shift, 12, 31), "year")


@_resolve.register
def _(e: Ago, frame: _Frame) -> Stretched:
    if e.ahead:
        return _hence(e, frame.today)
    if e.amount is None:
        return _several_ago(e, frame.today)
    if e.since:
        return Stretched(_start_ago(e, frame.today), frame.today, _PRECISION[e.unit])
    return _exactly_ago(e, e.amount, frame.today)


def _days_in(e: Ago) -> int:
    """An amount in hours, days or weeks as whole days."""
    halves = 2 * (e.amount or 0) + e.half
    return {"hour": halves // 48, "day": halves // 2, "week": halves * 7 // 2}[e.unit]


def _exactly_ago(e: Ago, amount: int, today: date) -> Stretched:
    """قبل يومين is a day, قبل أسبوع the week before, قبل عام the calendar year; نحو widens a day."""
    if e.unit == "year":
        if e.half:
            middle = _months_before(today, 12 * amount + 6)
            return Stretched(middle - timedelta(91), middle + timedelta(91), "year")
        return Stretched(date(today.year - amount, 1, 1), date(today.year - amount, 12, 31), "year")
    if e.unit == "month":
        day = _months_before(today, amount) - timedelta(15 if e.half else 0)
        return Stretched(day - timedelta(15), day + timedelta(15), "month") if e.about else _one(day)
    day = today - timedelta(_days_in(e))
    if e.unit == "week" and e.about:
        return Stretched(day - timedelta(3), day + timedelta(3), "week")
    if e.unit == "week" and amount == 1 and not e.half:
        return Stretched(day, today - timedelta(1), "week")
    return _one(day)


def _several_ago(e: Ago, today: date) -> Stretched:
    """قبل ساعات is today; قبل أيام the seven days before it, and so on."""
    if e.unit == "hour":
        return _one(today)
    if e.unit == "year":
        return Stretched(date(today.year - 5, 1, 1), today - timedelta(1), "year")
    precision: DayPrecision = {"day": "week", "week": "month"}.get(e.unit, "season")  # type: ignore[assignment]
    return Stretched(today - timedelta(_SEVERAL[e.unit]), today - timedelta(1), precision)


def _start_ago(e: Ago, today: date) -> date:
    """Where a range of so long begins: years from 1 January, the rest from the day."""
    amount = e.amount or 0
    if e.unit == "year":
        return date(today.year - amount, 1, 1)
    if e.unit == "month":
        return _months_before(today, amount)
    return today - timedelta(_days_in(e))


def _hence(e: Ago, today: date) -> Stretched:
    if e.amount is None:
        return Stretched(today, today + timedelta(_SEVERAL[e.unit]), _PRECISION[e.unit])
    if e.unit == "year":
        return Stretched(date(today.year + e.amount, 1, 1), date(today.year + e.amount, 12, 31), "year")
    if e.unit == "month":
        return _one(_months_before(today, -e.amount))
    return _one(today + timedelta(_days_in(e)))


@_resolve.register
def _(e: Stretch, frame: _Frame) -> Stretched:
    today = frame.today
    if e.amount is None:
        length = _SEVERAL[e.unit]
        edge = today + timedelta(length if e.ahead else -length)
    elif e.unit in ("month", "year"):
        months = e.amount * (12 if e.unit == "year" else 1)
        edge = _months_before(today, -months if e.ahead else months)
    else:
        days = {"hour": -(-e.amount // 24), "day": e.amount, "week": 7 * e.amount}[e.unit]
        edge = today + timedelta(days if e.ahead else -days)
    return Stretched(min(edge, today), max(edge, today), _PRECISION[e.unit])


@_resolve.register
def _(e: SeasonOf, frame: _Frame) -> Stretched:
    if e.year is not None:
        return _season(e.season, e.year)
    today = frame.today
    if e.year_shift is not None:
        return _season(e.season, today.year + e.year_shift)
    return _choose(lambda year: _season(e.season, year), today.year, e.which, frame)


def _season(name: str, year: int) -> Stretched:
    """Three whole months; the winter of a year begins with its December."""
    month = _SEASON_MONTHS[name]
    return Stretched(date(year, month, 1), _month_days(*_shift_month(year, month, 2)).last, "season")


@_resolve.register
def _(e: HolidayOf, frame: _Frame) -> Stretched:
    days = _feast(e, frame) if e.id == "feast" else _holiday(e.id, e, frame)
    if e.eve and e.id == "new_year":
        return Stretched(days.first - timedelta(1), days.first)
    if e.eve:
        return _one(days.first - timedelta(1))
    return _one(days.first + timedelta(e.nth - 1)) if e.nth else days


def _feast(e: HolidayOf, frame: _Frame) -> Stretched:
    """العيد alone: of the two eids the later one that fits."""
    both = [_holiday(name, e, frame) for name in ("fitr", "adha")]
    return (min if e.which == "next" or frame.ahead else max)(both, key=lambda days: days.first)


def _holiday(name: str, e: HolidayOf, frame: _Frame) -> Stretched:
    holiday = next(h for tails in time_lexicon().holidays.values() for _, h in tails if h.id == name)

    def make(year: int) -> Stretched:
        first = _make_in(holiday.calendar, year, holiday.month, holiday.day)
        return Stretched(first, first + timedelta(holiday.days - 1))

    hijri = holiday.calendar == "hijri"
    if e.year is not None:
        year = e.year if not hijri or e.year < 1700 else _hijri_year_of(date(e.year, 7, 1))
        return make(year)
    today = frame.today
    this_year = _hijri_year_of(today) if hijri else today.year
    if e.year_shift is not None:
        return make(this_year + e.year_shift)
    if e.which == "latest" and e.eve:
        return _choose(make, this_year, "latest", _Frame(today + timedelta(1), None, frame.ahead))
    return _choose(make, this_year, e.which, frame)


@_resolve.register
def _(e: PartOf, frame: _Frame) -> Stretched:
    whole = _resolve(e.whole, frame)
    if whole.precision == "week":
        return _part_of_week(e.part, whole, frame)
    if whole.precision == "year":
        return _part_of_year(e.part, whole)
    if whole.precision == "month":
        return _part_of_month(e.part, whole)
    return whole


def _part_of_week(part: str, week: Stretched, frame: _Frame) -> Stretched:
    """The week's end is Friday to Sunday; that of this week, if it has not begun, is the one before."""
    if part in ("end", "late"):
        friday = week.first + timedelta(4)
        return Stretched(friday, friday + timedelta(2), "week")
    if part in ("start", "early"):
        return Stretched(week.first, week.first + timedelta(1), "week")
    return Stretched(week.first + timedelta(2), week.first + timedelta(3), "week")


def _part_of_month(part: str, month: Stretched) -> Stretched:
    """Thirds of about ten days, or halves."""
    bounds = {"start": (1, 10), "early": (1, 10), "middle": (11, 20), "late": (20, 31), "end": (20, 31),
              "half1": (1, 15), "half2": (16, 31)}  # fmt: skip
    low, high = bounds.get(part, (1, 31))
    last = min(month.first + timedelta(high - 1), month.last)
    return Stretched(month.first + timedelta(low - 1), last, "month")


def _part_of_year(part: str, year: Stretched) -> Stretched:
    """Quarters and halves; early and late are the outer quarters, start and end the outer months."""
    bounds = {
        "start": (0, 1), "early": (0, 3), "middle": (5, 7), "late": (9, 12), "end": (11, 12), "half1": (0, 6),
        "half2": (6, 12), "q1": (0, 3), "q2": (3, 6), "q3": (6, 9), "q4": (9, 12),
    }  # fmt: skip
    low, high = bounds[part]
    first, after = (_months_before(year.first, -count) for count in (low, high))
    last = year.last if high == 12 else after - timedelta(1)
    return Stretched(first, last, "month" if high - low == 1 else "season")


@_resolve.register
def _(e: Between, frame: _Frame) -> Stretched:
    start, end = _resolve(e.start, frame), _resolve(e.end, frame)
    first = start.first
    if first > end.last and isinstance(e.start, DayOf) and e.start.day is None:
        first -= timedelta(7)
    elif first > end.last and isinstance(e.start, MonthOf | DayOf) and e.start.year is None:
        first = _months_before(first, 12)
    if first > end.last:
        raise _Unknown("no_such_day")
    return Stretched(first, end.last, end.precision)


@_resolve.register
def _(e: Since, frame: _Frame) -> Stretched:
    start = _resolve(e.start, frame)
    if start.first > frame.today:
        raise _Unknown("no_such_day")
    return Stretched(start.first, frame.today, start.precision)


@_resolve.register
def _(e: Before, frame: _Frame) -> Stretched:
    """What ends with a day to come; before a day of the past the beginning is open."""
    today = frame.today
    limit = _resolve(e.limit, _Frame(frame.published, frame.previous, ahead=True))
    last = limit.last if e.included else limit.first - timedelta(1)
    if isinstance(e.limit, PartOf):
        last = limit.last
    if last < today:
        raise _Unknown("open_range")
    return Stretched(today, last, limit.precision if limit.precision != "day" else "day")


@_resolve.register
def _(e: SameAs, frame: _Frame) -> Stretched:
    if frame.previous is None:
        raise _Unknown("no_earlier_date")
    before = frame.previous
    if e.unit == "day":
        move = timedelta(e.shift)
        return Stretched(before.first + move, before.last + move, before.precision)
    if e.unit == "week":
        monday = before.first - timedelta(before.first.weekday()) + timedelta(7 * e.shift)
        return Stretched(monday, monday + timedelta(6), "week")
    if e.unit == "month":
        return _month_days(*_shift_month(before.first.year, before.first.month, e.shift))
    year = before.first.year + e.shift
    return Stretched(date(year, 1, 1), date(year, 12, 31), "year")
