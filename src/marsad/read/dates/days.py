"""Single days: "مساء أمس الجمعة", "الثالث والعشرين من يوليو", "21/5/2016", "ليل الخميس الجمعة"."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.arabic.numbers import Number, read_ordinal
from marsad.read.dates.calendar import HIJRI_YEARS, YEARS, CalendarGrammar
from marsad.read.dates.expressions import Between, DayOf, Which
from marsad.read.dates.looking import CORRESPONDS, SHIFT, Found, Seen, bare

_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})(?:\2(\d{2,4}))?")
_LATE_HOUR = frozenset(
    (hour, late)
    for hour in ("وقت", "ساعه", "ساعات")
    for late in ("متاخر", "مبكر", "متاخره", "مبكره")
)  # fmt: skip
_NIGHTS = frozenset({"ليل", "ليله"})


class DayGrammar(CalendarGrammar):
    """Reads days, with all that is said of one in apposition."""

    def day(self, at: int) -> Found | None:
        """One day: [time of day] [يوم] and everything said of it in apposition."""
        start, eve, night = self.day_parts(at)
        if start > at and self.text(start) == "من":
            start += 1
        if self.text(start) == "يوم" or (
            start == at and self.text(start) in ("ويوم", "بيوم", "ليوم", "نهار")
        ):
            start += 1
        found = self.day_atom(start, DayOf(), opened=start > at)
        if found is None:
            return self.last_night(at)
        expression, after = found
        night_pair = self.night_pair(expression, after) if night else None
        if night_pair:
            return night_pair
        expression, after = self.appositions(expression, after)
        return (replace(expression, eve=True) if eve else expression), after

    def day_parts(self, at: int) -> tuple[int, bool, bool]:
        """Skip صباح, بعد ظهر, منتصف ليل, في وقت متأخر من مساء: (next token, is it an eve, is it a night)."""
        eve = night = False
        start = at
        while True:
            seen, text = self.seen(at), self.text(at)
            if (text, self.text(at + 1)) in _LATE_HOUR:
                at += 3 if self.text(at + 2) in ("من", "في") else 2
            elif seen and seen.word.kind == "eves" and not seen.reading.article:
                eve, at = True, at + 1
            elif seen and seen.word.kind == "day_parts" and not (seen.reading.conjunction and at > start):
                if seen.reading.article and not self.is_kind(at + 1, "day_parts"):
                    return (at, eve, night)
                night, at = night or seen.reading.stem in _NIGHTS, at + 1
            elif self.opens_day_part(at):
                at += 1
            else:
                return (at, eve, night)

    def opens_day_part(self, at: int) -> bool:
        """بعد ظهر, قبل منتصف ليل, منتصف ليل."""
        text, after = self.text(at), self.text(at + 1)
        if bare(text) in ("بعد", "قبل"):
            return after in ("ظهر", "منتصف", "عصر", "مغرب")
        return text in ("منتصف", "ومنتصف", "بمنتصف") and self.is_kind(at + 1, "day_parts") is not None

    def last_night(self, at: int) -> Found | None:
        """الليلة الماضية is yesterday; هذه الليلة and هذا الصباح are today."""
        seen = self.is_kind(at, "day_parts")
        if seen and seen.reading.article:
            which = self.which(at + 1)
            if which and which[0] == "last":
                return DayOf(offset=-1), which[1]
        demonstrative = self.text(at) in ("هذه", "هذا")
        part = self.is_kind(at + 1, "day_parts") if demonstrative else None
        return (DayOf(offset=0), at + 2) if part and part.reading.article else None

    def day_atom(self, at: int, so_far: DayOf, *, opened: bool) -> tuple[DayOf, int] | None:
        """One naming of the day, added to what is known of it."""
        if so_far.offset is None and so_far.weekday is None and so_far.day is None:
            relative = self.relative_day(at, opened=opened)
            if relative:
                return replace(so_far, offset=relative[0]), relative[1]
        if so_far.weekday is None and so_far.day is None:
            weekday = self.weekday(at)
            if weekday:
                return replace(so_far, weekday=weekday[0], which=weekday[1]), weekday[2]
        if so_far.day is None:
            date = self.date(at, opened=opened or so_far != DayOf())
            if date:
                known = date[0]
                which = known.which if known.which != "latest" else so_far.which
                return replace(known, offset=so_far.offset, weekday=so_far.weekday, which=which), date[1]
        return None

    def appositions(self, expression: DayOf, at: int) -> tuple[DayOf, int]:
        """Further namings of the same day: أمس الجمعة, السبت (20 مايو), الموافق …, a weekday's own date."""
        while True:
            bracket = self.text(at) == "("
            start = at + 1 if bracket or self.text(at) in CORRESPONDS else at
            if self.text(start) == "ل" or self.text(start) == "يوم":
                start += 1
            if self.joined(start):
                return expression, at
            more = self.day_atom(start, expression, opened=True)
            if more is None or (bracket and self.text(more[1]) != ")"):
                return self.second_calendar(expression, at)
            expression, at = more[0], more[1] + bracket

    def second_calendar(self, expression: DayOf, at: int) -> tuple[DayOf, int]:
        """الموافق with the same day in the other calendar: the Gregorian one counts."""
        bracket = self.text(at) == "("
        if expression.day is None or not (bracket or self.text(at) in CORRESPONDS):
            return expression, at
        other = self.date(at + 1, opened=True)
        if other is None or (bracket and self.text(other[1]) != ")"):
            return expression, at
        if expression.calendar == "hijri" and other[0].calendar == "gregorian":
            expression = replace(other[0], weekday=expression.weekday, offset=expression.offset)
        return expression, other[1] + bracket

    def night_pair(self, first: DayOf, at: int) -> Found | None:
        """ليل الخميس الجمعة, ليل الخميس - الجمعة, ليل السبت إلى الأحد."""
        if first.weekday is None or first.day is not None:
            return None
        start = at + 1 if self.text(at) in ("-", "/", "الي", "–", "علي") else at
        second = self.weekday(start)
        if second is None or second[0] != (first.weekday + 1) % 7:
            return None
        return Between(replace(first, which=second[1]), DayOf(weekday=second[0], which=second[1])), second[2]

    def relative_day(self, at: int, *, opened: bool) -> tuple[int, int] | None:
        """أمس, أمس الأول, أول من أمس, اليوم, غدا, بعد غد as days from today."""
        text = self.text(at)
        if bare(text) == "اول":
            yesterday = at + 2 if self.text(at + 1) == "من" else at + 1
            return (-2, yesterday + 1) if self.text(yesterday) in ("امس", "البارحه", "الامس") else None
        if text in ("بعد", "وبعد") and self.text(at + 1) in ("غد", "غدا"):
            return 2, at + 2
        if text == "غد" and opened:
            return 1, at + 1
        seen = self.seen(at)
        if seen is None or (seen.word.kind != "relative_days" and seen.word.kind != "now"):
            return None
        if seen.word.kind == "now":
            return (0, at + 1)
        return self.today_or_yesterday(at, seen, opened=opened)

    def today_or_yesterday(self, at: int, seen: Seen, *, opened: bool) -> tuple[int, int] | None:
        offset, after = int(seen.word.value), self.text(at + 1)
        if seen.reading.preposition and seen.reading.stem != "الامس":
            return None
        if seen.reading.stem == "امس" and after in ("الحاجه", "حاجه"):
            return None
        if offset == -1:
            return (-2, at + 2) if after in ("الاول", "اول") else (-1, at + 1)
        if offset == 0 and not opened and not self.means_today(at):
            return None
        return offset, at + 1

    def means_today(self, at: int) -> bool:
        """Whether اليوم is today and not "the day" or part of a name."""
        before, after = self.text(at - 1), self.text(at + 1)
        if after in self.lexicon.not_today_before or before in self.lexicon.not_today_after:
            return self.is_kind(at + 1, "weekday") is not None and before != "المصري"
        ordinal = read_ordinal(self.tokens, at + 1)
        return not (ordinal and ordinal.article)

    def weekday(self, at: int) -> tuple[int, Which, int] | None:
        """A weekday with its qualifier: (0 for Monday, which, next token)."""
        seen = self.is_kind(at, "weekday")
        if seen is None:
            bare = self.lexicon.bare_weekdays.get(self.text(at))
            follows = self.number(at + 1) if bare is not None else None
            if bare is None or follows is None or not self.date(at + 1, opened=True):
                return None
            return bare, "latest", at + 1
        if self.text(at - 1) in self.lexicon.not_weekday_after:
            return None
        which = self.which(at + 1)
        return int(seen.word.value), which[0] if which else "latest", which[1] if which else at + 1

    def date(self, at: int, *, opened: bool) -> tuple[DayOf, int] | None:
        """A date by numbers: 21/5/2016, 21 مايو, الثالث من يوليو 2015, 18 من الشهر الجاري, غرة رمضان."""
        numeric = self.numeric(at, opened=opened)
        if numeric:
            return numeric
        number = self.number(at) if self.tokens[at : at + 1] else None
        if number is None or number.article:
            number = read_ordinal(self.tokens, at) or number
        if number is None:
            if bare(self.text(at)) != "غره":
                return None
            number = Number(at, at, 1)
        if not 1 <= number.value <= 31:
            return None
        month = self.month_after_day(number.last + 1)
        return (replace(month[0], day=number.value), month[1]) if month else None

    def numeric(self, at: int, *, opened: bool) -> tuple[DayOf, int] | None:
        """21/5/2016, 2016-05-21; without a year only where something says that it is a day (يوم 21/5)."""
        match = _NUMERIC.fullmatch(self.text(at))
        if match is None:
            return None
        first, second, third = int(match[1]), int(match[3]), match[4]
        if third is None:
            if not opened or len(match[1]) > 2 or not (1 <= first <= 31 and 1 <= second <= 12):
                return None
            return DayOf(day=first, month=second), at + 1
        day, month, year = (int(third), second, first) if len(match[1]) == 4 else (first, second, int(third))
        if len(match[1]) != 4 and len(third) == 2:
            year += 2000
        if month > 12 >= day:
            day, month = month, day
        after = self.after_year(at + 1)
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        if year in HIJRI_YEARS:
            return DayOf(day=day, month=month, year=year, calendar="hijri"), after
        return (DayOf(day=day, month=month, year=year), after) if year in YEARS else None

    def month_after_day(self, at: int) -> tuple[DayOf, int] | None:
        """The month of a day number: [من] [شهر] مايو [2016], or من الشهر الجاري, or الجاري alone."""
        start = at + 1 if self.text(at) == "من" else at
        word = self.is_kind(start, "units.one")
        if word and word.word.value == "month":
            meant = self.which(start + 1)
            if meant and word.reading.article:
                return DayOf(month_shift=SHIFT[meant[0]]), meant[1]
            start += 1
        if self.text(start) in ("هذا", "ذات") and self.text(start + 1) == "الشهر":
            return DayOf(month_shift=0), start + 2
        named = self.month_name(start)
        if named:
            month, after = named
            year, shift, which, after = self.year_after(after)
            known = DayOf(
                month=month.number, calendar=month.calendar, year=year, year_shift=shift, which=which
            )
            return known, after
        alone = self.which(start) if start == at else None
        return (DayOf(month_shift=SHIFT[alone[0]]), alone[1]) if alone else None
