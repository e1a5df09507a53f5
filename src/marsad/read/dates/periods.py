"""Parts of periods, holidays, and words that point back: "أواخر العام الماضي", "ثاني أيام عيد الفطر"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from marsad.arabic.clitics import readings
from marsad.arabic.numbers import read_ordinal
from marsad.lexicons.time import Unit
from marsad.read.dates.days import DayGrammar
from marsad.read.dates.expressions import HolidayOf, Part, PartOf, SameAs, UnitOf
from marsad.read.dates.looking import Found, bare


class PeriodGrammar(DayGrammar):
    """Reads what is told by a part or a feast of a period."""

    def part(self, at: int) -> Found | None:
        """مطلع العام, أواخر إبريل الماضي, نهاية الأسبوع, الربع الأول من 2015, النصف الثاني من العام."""
        fraction = self.fraction(at)
        if fraction:
            return fraction
        seen = self.is_kind(at, "parts")
        if seen is None or seen.reading.article:
            return None
        whole = self.whole(at + 1)
        return (PartOf(whole[0], cast(Part, seen.word.value)), whole[1]) if whole else None

    def whole(self, at: int) -> Found | None:
        """What has parts: a unit (also العام alone, the report's own), month, year or season."""
        start = at + 1 if self.text(at) == "من" else at
        found = self.first_of(
            start, self.unit, self.year, self.bare_month, self.month, self.season, self.bare_year
        )
        if found:
            return found
        seen = self.is_kind(start, "units.one")
        if seen and seen.reading.article and seen.word.value in ("week", "month", "year"):
            same = self.same(start)
            return same or (UnitOf(cast(Unit, seen.word.value), 0), start + 1)
        return None

    def fraction(self, at: int) -> Found | None:
        """A quarter or half of a year or month."""
        text = bare(self.text(at))
        if text not in ("الربع", "النصف"):
            return None
        nth = read_ordinal(self.tokens, at + 1)
        last = self.text(at + 1) == "الاخير"
        if nth is None and not last:
            return None
        after = nth.last + 1 if nth else at + 2
        whole = self.whole(after) or ((UnitOf("year", 0), after) if text == "الربع" else None)
        count = 4 if text == "الربع" else 2
        value = nth.value if nth else count
        if whole is None or not 1 <= value <= count:
            return None
        return PartOf(whole[0], cast(Part, f"q{value}" if count == 4 else f"half{value}")), whole[1]

    def holiday(self, at: int) -> Found | None:
        """ثاني أيام عيد الفطر, ليلة رأس السنة, عشية عيد الأضحى, يوم العيد."""
        start, eve, night = self.day_parts(at)
        nth: int | None = None
        ordinal = read_ordinal(self.tokens, start)
        counted = self.seen(ordinal.last + 1) if ordinal else None
        in_days = counted and counted.word.value == "day" and counted.word.kind in ("units.many", "units.one")
        if ordinal and in_days:
            nth, start = ordinal.value, ordinal.last + 2
        elif ordinal and self.text(start - 1) == "اليوم":
            return None
        named = self.holiday_name(start, opened=nth is not None)
        if named is None and self.text(start) in ("يوم", "ايام", "اول", "اليوم"):
            nth = 1 if self.text(start) in ("يوم", "اول") else None
            named = self.holiday_name(start + 1, opened=True)
        if named is None:
            return self.ramadan_day(nth, start) if nth else None
        year, shift, which, after = self.year_after(named[1])
        return HolidayOf(named[0], nth, year, shift, which, eve or (night and named[0] == "new_year")), after

    def ramadan_day(self, nth: int, at: int) -> Found | None:
        """ثالث أيام رمضان."""
        start = at + 1 if self.text(at) in ("شهر", "ايام") else at
        month = self.month_after_day(start)
        return (replace(month[0], day=nth), month[1]) if month and month[0].calendar == "hijri" else None

    def holiday_name(self, at: int, *, opened: bool) -> tuple[str, int] | None:
        """A holiday by name; العيد alone only where يوم or a day's number opens it."""
        if at >= len(self.tokens):
            return None
        for reading in readings(self.tokens[at].folded):
            if reading.article:
                continue
            for rest, holiday in self.lexicon.holidays.get(reading.stem, ()):
                if all(self.text(at + 1 + i) == word for i, word in enumerate(rest)):
                    return holiday.id, at + 1 + len(rest)
        return ("feast", at + 1) if opened and self.text(at) in self.lexicon.feasts else None

    def same(self, at: int) -> Found | None:
        """اليوم ذاته, اليوم التالي, نفس اليوم, الشهر نفسه."""
        start = at
        leading = self.text(at) in ("نفس", "ذات")
        if leading:
            start = at + 1
        if self.text(start) == "اليوم":
            unit: Unit = "day"
        else:
            seen = self.is_kind(start, "units.one")
            if seen is None or not seen.reading.article or seen.word.value == "hour":
                return None
            unit = cast(Unit, seen.word.value)
        if leading:
            return SameAs(unit), start + 1
        after = self.seen(start + 1)
        shift = {"same": 0, "following": 1, "preceding": -1}.get(after.word.kind) if after else None
        return (SameAs(unit, shift), start + 2) if shift is not None else None
