"""Walk over a sentence and read every expression of time in it.

A small recursive-descent grammar over tokens: days (with times of day, weekdays and dates in apposition),
months, years, seasons, holidays, parts of them, "so long ago", ranges. Each method reads one construction
at a token and gives (expression, next token), or None. Words: `lexicons/time.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from marsad.arabic.clitics import Reading, readings
from marsad.arabic.numbers import Number, read_number, read_ordinal
from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.time import Month, TimeLexicon, TimeWord, Unit, time_lexicon
from marsad.read.dates.expressions import (
    Ago,
    Before,
    Between,
    DateMention,
    DayOf,
    Expression,
    HolidayOf,
    MonthOf,
    Part,
    PartOf,
    SameAs,
    SeasonName,
    SeasonOf,
    Since,
    Stretch,
    UnitOf,
    Which,
    YearOf,
)
from marsad.read.words import words_of

Found = tuple[Expression, int]

_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})(?:\2(\d{2,4}))?")
_YEARS = range(1800, 2100)
_HIJRI_YEARS = range(1300, 1500)
_WHICH: dict[str, Which] = {"last": "last", "recent": "last", "next": "next", "this": "this"}
_SHIFT: dict[Which, int] = {"last": -1, "this": 0, "next": 1, "latest": 0}
_LATE_HOUR = frozenset(
    (hour, late)
    for hour in ("وقت", "ساعه", "ساعات")
    for late in ("متاخر", "مبكر", "متاخره", "مبكره")
)  # fmt: skip
_NIGHTS = frozenset({"ليل", "ليله"})
_CORRESPONDS = frozenset({"الموافق", "المصادف", "الموافقه", "الموافقين"})
_EARLY_MONTHS = frozenset({"غره", "مستهل"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """A token known to the time lexicon, with the clitics before it."""

    word: TimeWord
    reading: Reading


@lru_cache(maxsize=65536)
def _see(folded: str) -> _Seen | None:
    """The token as a time word, weekday or month opener; the whole word first."""
    lexicon = time_lexicon()
    for reading in readings(folded):
        stem = reading.stem
        if not reading.article and stem in lexicon.weekdays:
            return _Seen(TimeWord("weekday", str(lexicon.weekdays[stem])), reading)
        if reading.article and reading.preposition == "ل" and "ال" + stem in lexicon.weekdays:
            return _Seen(TimeWord("weekday", str(lexicon.weekdays["ال" + stem])), reading)
        word = lexicon.words.get(stem)
        if word:
            return _Seen(word, reading)
        if stem in lexicon.months:
            return _Seen(TimeWord("month"), reading)
        if stem in lexicon.holidays or stem in lexicon.feasts:
            return _Seen(TimeWord("holiday"), reading)
    return None


_STARTERS = frozenset({
    "منذ", "مذ", "قبل", "قبيل", "بعد", "حتي", "خلال", "في", "من", "بين", "اول", "غره", "طوال", "طيله",
    "بحلول", "عشيه", "الربع", "النصف", "غد", "وقت", "ساعه", "ساعات", "يومي", "عامي", "شهري", "ليلتي",
    "بتاريخ", "هذا", "هذه", "ليله", "اليوم", "ما", "منتصف", "نفس", "ذات",
})  # fmt: skip


@lru_cache(maxsize=65536)
def _could_start(folded: str) -> bool:
    """A cheap gate: most tokens of a report begin no date."""
    if _see(folded) is not None:
        return True
    return any(reading.stem in _STARTERS for reading in readings(folded))


@lru_cache(maxsize=65536)
def _bare(folded: str) -> str:
    """The token without a leading و or ف, where that leaves a word that can open a date."""
    for reading in readings(folded):
        if not reading.preposition and not reading.article and reading.stem in _STARTERS:
            return reading.stem
    return folded


class _Grammar:
    """Reads the constructions of one sentence. Every method takes a token position."""

    def __init__(self, sentence: Sentence, lexicon: TimeLexicon) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.lexicon = lexicon

    # -- looking

    def text(self, at: int) -> str:
        """The folded token at `at`, "" outside the sentence."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def seen(self, at: int) -> _Seen | None:
        return _see(self.tokens[at].folded) if 0 <= at < len(self.tokens) else None

    def is_kind(self, at: int, kind: str) -> _Seen | None:
        """The time word at `at` if it is of this kind and has no preposition of its own."""
        seen = self.seen(at)
        return seen if seen and seen.word.kind == kind else None

    def number(self, at: int) -> Number | None:
        return read_number(self.tokens, at) if at < len(self.tokens) else None

    def first_of(self, at: int, *readers: Callable[[int], Found | None]) -> Found | None:
        for reader in readers:
            found = reader(at)
            if found:
                return found
        return None

    def which(self, at: int) -> tuple[Which, int] | None:
        """الماضي, المقبل, الجاري: the qualifier and the next token."""
        seen = self.is_kind(at, "which")
        if seen and seen.reading.article and not seen.reading.conjunction:
            return _WHICH[seen.word.value], at + 1
        return None

    # -- the whole

    def any(self, at: int) -> Found | None:
        """The longest construction that begins at `at`, led by منذ, قبل … or not."""
        return self.first_of(
            at, self.since, self.range, self.led, self.same, self.stretch, self.part, self.holiday,
            self.day, self.month, self.season, self.unit, self.year,
        )  # fmt: skip

    def plain(self, at: int) -> Found | None:
        """A construction without a leading preposition; a قبل or خلال does not open it."""
        return self.first_of(
            at, self.same, self.part, self.holiday, self.day, self.month, self.season, self.unit, self.year
        )

    def named(self, at: int) -> Found | None:
        """`plain`, with words allowed between the preposition and it: في، شهر، a bare year."""
        return self.first_of(at, self.plain, self.bare_year, self.bare_month)

    # -- prepositions

    def since(self, at: int) -> Found | None:
        if _bare(self.text(at)) not in ("منذ", "مذ"):
            return None
        ago = self.ago(at + 1, since=True)
        if ago:
            return ago
        at += 2 if self.text(at + 1) == "في" else 1
        found = self.named(at)
        return (Since(found[0]), found[1]) if found else None

    def led(self, at: int) -> Found | None:
        """قبل, بعد, حتى, بحلول, في, خلال before a time."""
        head = _bare(self.text(at))
        if head in ("قبل", "قبيل"):
            return self.before(at)
        if head == "بعد":
            return self.after(at)
        if head in ("حتي", "بحلول"):
            return self.until(at)
        if head in ("خلال", "طوال", "طيله"):
            return self.during(at)
        if head in ("في", "بتاريخ"):
            return self.inside(at)
        return None

    def before(self, at: int) -> Found | None:
        ago = self.ago(at + 1)
        if ago:
            return ago
        found = self.named(at + 1)
        if found is None or isinstance(found[0], SameAs):
            return None
        return Before(found[0]), found[1]

    def until(self, at: int) -> Found | None:
        found = self.named(at + 1)
        return (Before(found[0], included=True), found[1]) if found else None

    def after(self, at: int) -> Found | None:
        """بعد غد, بعد ظهر …; بعد يومين looks ahead unless it goes on with من or على."""
        day = self.day(at)
        if day:
            return day
        ago = self.ago(at + 1)
        if ago is None or self.text(ago[1]) in ("من", "علي", "عن"):
            return None
        expression = cast(Ago, ago[0])
        return replace(expression, ahead=True), ago[1]

    def during(self, at: int) -> Found | None:
        found = self.stretch(at + 1)
        if found:
            return found
        amount = self.amount(at + 1)
        if amount and amount[1] is not None:
            return Stretch(amount[0], amount[1]), amount[2]
        return self.named(at + 1)

    def inside(self, at: int) -> Found | None:
        """في before a year or a month that would be no date without it."""
        return self.first_of(at + 1, self.bare_year, self.bare_month)

    def range(self, at: int) -> Found | None:
        """من … إلى …, بين … و …, يومي السبت والأحد."""
        head = _bare(self.text(at))
        if head == "ما" and self.text(at + 1) == "بين":
            at, head = at + 1, "بين"
        if head == "من":
            return self.pair(at + 1, ("الي", "حتي"))
        if head == "بين":
            return self.pair(at + 1, ("و",))
        if head in ("يومي", "عامي", "شهري", "ليلتي"):
            return self.pair(at + 1, ("و",))
        return self.days_of_month(at)

    def pair(self, at: int, joints: tuple[str, ...]) -> Found | None:
        """Two times joined by إلى or و. Two bare years or days of one month count."""
        if self.text(at) in ("عامي", "يومي", "شهري", "عام", "سنه") and self.bare_year(at + 1):
            at += 1
        days = self.days_of_month(at)
        if days:
            return days
        start = self.named(at)
        if start is None:
            return None
        middle = start[1]
        if self.text(middle) in joints:
            end = self.named(middle + 1)
        elif "و" in joints and self.joined(middle):
            end = self.named(middle)
        else:
            return None
        return (Between(start[0], end[0]), end[1]) if end else None

    def joined(self, at: int) -> bool:
        seen = self.seen(at)
        return bool(seen and seen.reading.conjunction == "و")

    def days_of_month(self, at: int) -> Found | None:
        """5 و6 مايو, 5 إلى 10 مايو, 5-10 مايو: days that share the month after them."""
        span = re.fullmatch(r"(\d{1,2})-(\d{1,2})", self.text(at))
        if span:
            first, last, after = int(span[1]), int(span[2]), at + 1
        else:
            start = self.number(at)
            if start is None or start.preposition:
                return None
            joint = start.last + 1
            end_at = joint + 1 if self.text(joint) in ("و", "الي", "-", "حتي") else joint
            end = self.number(end_at)
            if end is None or not (end_at > joint or end.conjunction):
                return None
            first, last, after = start.value, end.value, end.last + 1
        month = self.month_after_day(after) if 1 <= first < last <= 31 else None
        if month is None:
            return None
        return Between(replace(month[0], day=first), replace(month[0], day=last)), month[1]

    # -- days

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
        if _bare(text) in ("بعد", "قبل"):
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
            start = at + 1 if bracket or self.text(at) in _CORRESPONDS else at
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
        if expression.day is None or not (bracket or self.text(at) in _CORRESPONDS):
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
        if _bare(text) == "اول":
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

    def today_or_yesterday(self, at: int, seen: _Seen, *, opened: bool) -> tuple[int, int] | None:
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
            if _bare(self.text(at)) not in _EARLY_MONTHS or self.text(at) == "مستهل":
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
        if year in _HIJRI_YEARS:
            return DayOf(day=day, month=month, year=year, calendar="hijri"), after
        return (DayOf(day=day, month=month, year=year), after) if year in _YEARS else None

    def month_after_day(self, at: int) -> tuple[DayOf, int] | None:
        """The month of a day number: [من] [شهر] مايو [2016], or من الشهر الجاري, or الجاري alone."""
        start = at + 1 if self.text(at) == "من" else at
        word = self.is_kind(start, "units.one")
        if word and word.word.value == "month":
            meant = self.which(start + 1)
            if meant and word.reading.article:
                return DayOf(month_shift=_SHIFT[meant[0]]), meant[1]
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
        return (DayOf(month_shift=_SHIFT[alone[0]]), alone[1]) if alone else None

    # -- months, years, seasons

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
        if self.text(at) in _CORRESPONDS:
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
        year = self.year(start) or self.bare_year(start)
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
        if number.value in _HIJRI_YEARS and number.digits:
            return YearOf(number.value, "hijri"), after
        counted = self.seen(after)
        if counted and counted.word.kind.startswith("units") and not counted.reading.article:
            return None
        return (YearOf(number.value), after) if number.value in _YEARS else None

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
        shift = _SHIFT[which[0]]
        if self.text(which[1]) == "ما" and self.text(which[1] + 1) == "قبل":
            shift, which = -2, (which[0], which[1] + 2)
        return UnitOf(cast(Unit, seen.word.value), shift), which[1]

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
        text = _bare(self.text(at))
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

    # -- amounts of time

    def amount(self, at: int) -> tuple[Unit, int | None, int] | None:
        """يومين, ثلاثة أيام, عدة أشهر, أسابيع, سنة: (unit, how many or None for several, next token)."""
        seen = self.seen(at)
        if seen and seen.word.kind.startswith("units") and not seen.reading.article:
            return self.unit_amount(seen, at)
        several = seen is not None and seen.word.kind == "several"
        number = None if several else self.number(at)
        if not several and (number is None or number.article):
            return None
        counted_at = number.last + 1 if number else at + 1
        counted = self.seen(counted_at)
        if counted is None or not counted.word.kind.startswith("units.") or counted.reading.conjunction:
            return None
        return cast(Unit, counted.word.value), number.value if number else None, counted_at + 1

    def unit_amount(self, seen: _Seen, at: int) -> tuple[Unit, int | None, int] | None:
        unit = cast(Unit, seen.word.value)
        if seen.word.kind == "units.one":
            if self.bare_year(at + 1) or self.single_month(at + 1) or self.is_kind(at + 1, "weekday"):
                return None
            return unit, 1, at + 2 if self.text(at + 1) in ("واحد", "واحده") else at + 1
        if seen.word.kind == "units.two":
            return unit, 2, at + 2 if self.text(at + 1) in ("اثنين", "اثنتين") else at + 1
        return unit, None, at + 2 if self.text(at + 1) in ("قليله", "عده", "معدوده") else at + 1

    def ago(self, at: int, *, since: bool = False) -> Found | None:
        """What follows قبل or منذ: [نحو | أكثر من] amount [ونصف]."""
        about, opened, start = False, False, at
        seen = self.seen(at)
        if seen and seen.word.kind == "about" and not seen.reading.conjunction:
            about, start = True, at + 1
        elif self.text(at) in ("اكثر", "ازيد", "اقل") and self.text(at + 1) == "من":
            about, opened, start = True, True, at + 2
        amount = self.amount(start)
        if amount is None:
            return None
        unit, count, after = amount
        half = self.text(after) == "ونصف"
        if half:
            after += 2 if self.is_kind(after + 1, "units.one") else 1
        if self.text(after) == "تقريبا":
            about, after = True, after + 1
        ranging = since and (opened or _is_duration(unit, count))
        return Ago(unit, count, half, about and not opened, ranging), after

    def stretch(self, at: int) -> Found | None:
        """الأسبوعين الماضيين, الأيام الثلاثة الماضية, الـ24 ساعة الماضية, الأشهر الأخيرة."""
        start = at + 1 if self.text(at) in ("ال",) else at
        number = self.number(start)
        if number and (number.article or start > at):
            unit_at = number.last + 1
        elif number is None:
            unit_at = at
        else:
            return None
        seen = self.seen(unit_at)
        if seen is None or not seen.word.kind.startswith("units."):
            return None
        if unit_at == at and not seen.reading.article:
            return None
        amount = number.value if number else {"units.two": 2}.get(seen.word.kind)
        after = unit_at + 1
        if amount is None and seen.word.kind == "units.many":
            amount, after = self.inner_amount(after)
        which = self.which(after)
        if which is None or (seen.word.kind == "units.one" and amount is None):
            return None
        return Stretch(cast(Unit, seen.word.value), amount, ahead=which[0] == "next"), which[1]

    def inner_amount(self, at: int) -> tuple[int | None, int]:
        """The number after its plural: الأيام الثلاثة, الساعات الـ24; None where there is none."""
        start = at + 1 if self.text(at) == "ال" else at
        number = self.number(start)
        if number and (number.article or start > at):
            return number.value, number.last + 1
        return None, at + 1 if self.text(at) in ("القليله",) else at

    # -- pointing back

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


def _is_duration(unit: Unit, count: int | None) -> bool:
    """Whether منذ tells how long it has gone on: a long exact count (منذ 54 يوما), years, or no count."""
    return count is None or unit == "year" or count > 10


def read_dates(sentence: Sentence) -> tuple[DateMention, ...]:
    """Every expression of time in the sentence, left to right, none inside another."""
    grammar = _Grammar(sentence, time_lexicon())
    found: list[DateMention] = []
    at = 0
    while at < len(sentence.tokens):
        token = sentence.tokens[at]
        reading = grammar.any(at) if token.kind == "number" or _may_open(grammar, at, token) else None
        if reading is None:
            at += 1
            continue
        expression, after = reading
        first = _without_preposition(grammar, at, expression)
        words = words_of(sentence, first, after - 1, skip=_joined_letters(sentence.tokens[first]))
        found.append(DateMention(words, first, after - 1, expression))
        at = after
    return tuple(found)


def _may_open(grammar: _Grammar, at: int, token: Token) -> bool:
    if token.kind != "word":
        return False
    return (
        _could_start(token.folded)
        or read_ordinal(grammar.tokens, at) is not None
        or (grammar.number(at) is not None)
    )


def _without_preposition(grammar: _Grammar, at: int, expression: Expression) -> int:
    """The words of a date begin after في, خلال and بين; منذ and قبل belong to their sense."""
    if isinstance(expression, Between | Since | Before | Ago | Stretch):
        return at
    return at + 1 if _bare(grammar.text(at)) in ("في", "بتاريخ", "خلال", "طوال", "طيله") else at


def _joined_letters(token: Token) -> int:
    """Letters of a و or ف written onto the first word of a date: ومساء."""
    seen = _see(token.folded)
    if seen is not None:
        return len(seen.reading.conjunction)
    return 1 if _bare(token.folded) != token.folded else 0
