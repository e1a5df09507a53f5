"""Months, years, seasons and whole units: "يوليو (تموز) الماضي", "عام 2014", "صيف 2014"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from marsad.arabic.clitics import readings
from marsad.lexicons.time import Month, Unit
from marsad.read.dates.expressions import MonthOf, SeasonName, SeasonOf, UnitOf, Which, YearOf
from marsad.read.dates.looking import CORRESPONDS, SHIFT, Found, Looking

YEARS, HIJRI_YEARS = range(1800, 2100), range(1300, 1500)


class CalendarGrammar(Looking):
    """Reads what the calendar names. Every method takes a token position."""

    def month_name(self, at: int) -> tuple[Month, int] | None:
        """A month name with its double in another set: يوليو/تموز, أكتوبر (تشرين الأول)."""
        single = self.single_month(at)
        if single is None:
            return None
        month, after = single
        for opening, closing in (("/", ""), ("(", ")"), ("-", ""), ("[", "]"), ("او", "")):
            if self.text(after) == opening:
                double = self.single_month(after + 1)
                closed = double is not None and (not closing or self.text(double[1]) == closing)
                if double and closed and double[0].number == month.number:
                    return Month(month.calendar, month.number), double[1] + bool(closing)
        return month, after

    def single_month(self, at: int) -> tuple[Month, int] | None:
        if at >= len(self.tokens):
            return None
        for reading in readings(self.tokens[at].folded):
            if reading.article:
                continue
            for rest, month in self.lexicon.months.get(reading.stem, ()):
                if all(self.text(at + 1 + i) == word for i, word in enumerate(rest)):
                    return month, at + 1 + len(rest)
        return None

    def month(self, at: int) -> Found | None:
        """A month that is a date by itself: named by شهر, a year, الماضي, or a name of no other use."""
        start, opened = at, False
        word = self.is_kind(at, "units.one")
        if word and word.word.value == "month" and not word.reading.article:
            start, opened = at + 1, True
        return self.month_from(start, opened=opened)

    def bare_month(self, at: int) -> Found | None:
        return self.month_from(at, opened=True)

    def month_from(self, start: int, *, opened: bool) -> Found | None:
        named = self.month_name(start)
        if named is None:
            return None
        month, after = named
        year, shift, which, end = self.year_after(after)
        if month.common and not opened and end == after and after == start + 1:
            return None
        if not opened and end == after and self.tokens[start].folded[:1] in "بكل" and month.common:
            return None
        expression = MonthOf(month.number, month.calendar, year, shift, which)
        return self.same_month(expression, end)

    def same_month(self, expression: MonthOf, at: int) -> Found:
        """رمضان الموافق لشهر جوان: the second name is the same month in the other calendar."""
        if self.text(at) in CORRESPONDS:
            start = at + 1
            if self.text(start) in ("لشهر", "شهر", "ل"):
                start += 1
            other = self.month_from(start, opened=True)
            if other:
                other_month = cast(MonthOf, other[0])
                which = expression.which if expression.which != "latest" else other_month.which
                return replace(expression, which=which), other[1]
        return expression, at

    def year_after(self, at: int) -> tuple[int | None, int | None, Which, int]:
        """The year of a day or month just read: (year, shift from the report's year, which, next token)."""
        which = self.which(at)
        if which:
            told, counted, _, after = self.year_after(which[1])
            return told, counted, which[0], after
        start = at + 1 if self.text(at) in ("من", "/") else at
        if self.text(start) in ("،", ","):
            start += 1
        year = self.year(start) or self.bare_year(start) or self.hijri_year(start)
        if year and isinstance(year[0], YearOf):
            return year[0].year, None, "latest", year[1]
        unit = self.unit(start)
        if unit and isinstance(unit[0], UnitOf) and unit[0].unit == "year":
            return None, unit[0].shift, "latest", unit[1]
        return None, None, "latest", at

    def year(self, at: int) -> Found | None:
        """عام 2014, سنة 2011, العام 2015."""
        seen = self.is_kind(at, "units.one")
        if seen is None or seen.word.value != "year":
            return None
        return self.bare_year(at + 1)

    def bare_year(self, at: int) -> Found | None:
        """A number that can be a year: four digits, or words (ألفين وستة عشر)."""
        number = self.number(at)
        if number is None or number.article or self.text(at).find(",") >= 0 or self.text(at).find(".") >= 0:
            return None
        if number.digits and (number.last > at or len(self.text(at)) != 4):
            return None
        after = self.after_year(number.last + 1)
        if number.value in HIJRI_YEARS and after > number.last + 1:
            return YearOf(number.value, "hijri"), after
        counted = self.seen(after)
        if counted and counted.word.kind.startswith("units") and not counted.reading.article:
            return None
        return (YearOf(number.value), after) if number.value in YEARS else None

    def hijri_year(self, at: int) -> Found | None:
        """1437 behind a month; by itself it needs its هـ (`bare_year`)."""
        number = self.number(at) if self.text(at).isdigit() else None
        if number is None or number.value not in HIJRI_YEARS:
            return None
        return YearOf(number.value, "hijri"), self.after_year(number.last + 1)

    def after_year(self, at: int) -> int:
        """Past هـ or م after a year."""
        return at + 1 if self.text(at) in ("ه", "م", "هجري", "هجريه", "ميلادي", "ميلاديه", "للهجره") else at

    def season(self, at: int) -> Found | None:
        """صيف 2014, الصيف الماضي, شتاء العام الماضي; a season's name alone is too loose."""
        seen = self.is_kind(at, "seasons")
        demonstrative = self.text(at) in ("هذا", "هذه")
        if seen is None and demonstrative:
            seen = self.is_kind(at + 1, "seasons")
            return (SeasonOf(cast(SeasonName, seen.word.value), which="this"), at + 2) if seen else None
        if seen is None:
            return None
        year, shift, which, after = self.year_after(at + 1)
        if after == at + 1:
            return None
        return SeasonOf(cast(SeasonName, seen.word.value), year, shift, which), after

    def unit(self, at: int) -> Found | None:
        """الأسبوع الماضي, هذا الشهر, العام المقبل: a whole unit counted from the report's."""
        if self.text(at) in ("هذا", "هذه"):
            seen = self.is_kind(at + 1, "units.one")
            if seen and seen.reading.article and seen.word.value in ("week", "month", "year"):
                return UnitOf(cast(Unit, seen.word.value), 0), at + 2
            return None
        seen = self.is_kind(at, "units.one")
        if seen is None or not seen.reading.article or seen.word.value in ("hour", "day"):
            return None
        which = self.which(at + 1)
        if which is None:
            return None
        shift = SHIFT[which[0]]
        if self.text(which[1]) == "ما" and self.text(which[1] + 1) == "قبل":
            shift, which = -2, (which[0], which[1] + 2)
        return UnitOf(cast(Unit, seen.word.value), shift), which[1]
