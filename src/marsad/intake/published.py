"""Read the day a report was published from the words of its page: absolute dates only.

General date finders do not know أيار or جوان and answer with 1 January, so no date of theirs is taken
for Arabic text. Month names are those of `lexicons/months.yaml`. Relative days ("yesterday") belong to the
report, not to its page: `marsad.read.dates`. Numbers stand day first (12/05/2016) unless that is no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from functools import cache

from marsad.arabic import fold
from marsad.lexicons.tables import forms_of, open_table

_YEARS = range(1900, 2101)
_HIJRI_YEARS = range(1300, 1501)
_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,4})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?")

Found = tuple[int, date]


def stated_day(value: str) -> date | None:
    """The day of a field that holds a date and little else: ISO, mail style or words; None if it is none.

    The day is the one written, whatever its time zone: it is the outlet's own.

    >>> stated_day("2016-05-12T23:30:00Z"), stated_day("الخميس 12 أيار 2016")
    (datetime.date(2016, 5, 12), datetime.date(2016, 5, 12))
    """
    value = value.strip()
    compact = _COMPACT.fullmatch(value)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    return day_in(value) or _mail_day(value)


def day_in(text: str) -> date | None:
    """The first absolute day named in a line of a page; a Gregorian one goes before a Hijri one."""
    folded = fold(text)
    for readers in ((_gregorian_words, _english_words, _gregorian_numbers), (_hijri_words, _hijri_numbers)):
        found = [pair for reader in readers for pair in reader(folded)]
        if found:
            return min(found)[1]
    return None


def _mail_day(value: str) -> date | None:
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _hijri_day(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri

    try:
        return Hijri(year, month, day).to_gregorian() if year in _HIJRI_YEARS else None
    except (ValueError, OverflowError):
        return None


# --- numbers --------------------------------------------------------------------------------------------


def _numbered(folded: str, to_day: Callable[[int, int, int], date | None]) -> Iterator[Found]:
    for match in _NUMBERS.finditer(folded):
        a, b, c = int(match[1]), int(match[3]), int(match[4])
        day = to_day(a, b, c) if len(match[1]) == 4 else to_day(c, b, a) or to_day(c, a, b)
        if day:
            yield match.start(), day


def _gregorian_numbers(folded: str) -> Iterator[Found]:
    yield from _numbered(folded, _day)


def _hijri_numbers(folded: str) -> Iterator[Found]:
    yield from _numbered(folded, _hijri_day)


# --- words ----------------------------------------------------------------------------------------------


@cache
def _months(calendar: str) -> dict[str, int]:
    """Folded month names of a calendar, each with its number."""
    table = open_table("months.yaml")[calendar]
    return {
        fold(form): int(number) for number, entry in table.items() for form in forms_of(entry, "months.yaml")
    }


@cache
def _patterns(calendar: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(day month year), (month day, year); of a double name (مايو/أيار) the first counts."""
    names = sorted(_months(calendar), key=len, reverse=True)
    month = "(" + "|".join(name.replace(" ", r"\s+") for name in names) + ")"
    other = rf"(?:\s*[/(-]\s*{month.replace('(', '(?:', 1)}\s*\)?)?"
    year = r"(?:عام|سنه)?\s*(\d{4})(?!\d)"
    day = r"(?<!\d)(\d{1,2})"
    forward = rf"{day}\s*(?:[-/،,]\s*)?(?:من\s+)?(?:شهر\s+)?{month}{other}\s*[-/،,]?\s*{year}"
    return re.compile(forward), re.compile(rf"(?<!\w){month}{other}\s+(\d{{1,2}})\s*[،,]\s*{year}")


def _worded(folded: str, calendar: str, to_day: Callable[[int, int, int], date | None]) -> Iterator[Found]:
    months = _months(calendar)
    forward, american = _patterns(calendar)
    rows = [(m.start(), m[3], m[2], m[1]) for m in forward.finditer(folded)]
    rows += [(m.start(), m[3], m[1], m[2]) for m in american.finditer(folded)]
    for start, year, name, number in rows:
        day = to_day(int(year), months[" ".join(name.split())], int(number))
        if day:
            yield start, day


def _gregorian_words(folded: str) -> Iterator[Found]:
    yield from _worded(folded, "gregorian", _day)


def _hijri_words(folded: str) -> Iterator[Found]:
    yield from _worded(folded, "hijri", _hijri_day)


_ENGLISH_MONTH = (
    r"(?<![a-z])(?P<month>" + "|".join(f"{name}|{name[:3]}" for name in _ENGLISH) + r"|sept)(?![a-z])\.?"
)
_ENGLISH_DATES = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-]+{_ENGLISH_MONTH},?[\s\-]+(?P<year>\d{{4}})"
    ),
    re.compile(rf"{_ENGLISH_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"),
)


def _english_words(folded: str) -> Iterator[Found]:
    for pattern in _ENGLISH_DATES:
        for match in pattern.finditer(folded):
            month = match["month"][:3]
            number = next(n for n, name in enumerate(_ENGLISH, 1) if name.startswith(month))
            day = _day(int(match["year"]), number, int(match["day"]))
            if day:
                yield match.start(), day
