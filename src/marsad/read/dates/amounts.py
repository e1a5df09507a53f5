"""Amounts of time: "قبل نحو أسبوعين", "منذ أكثر من عام ونصف", "خلال الأسبوعين الماضيين"."""

from __future__ import annotations

from typing import cast

from marsad.lexicons.time import Unit
from marsad.read.dates.expressions import Ago, Stretch
from marsad.read.dates.looking import Found, Seen
from marsad.read.dates.periods import PeriodGrammar


class AmountGrammar(PeriodGrammar):
    """Reads how long ago, and over how long."""

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

    def unit_amount(self, seen: Seen, at: int) -> tuple[Unit, int | None, int] | None:
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


def _is_duration(unit: Unit, count: int | None) -> bool:
    """Whether منذ tells how long it has gone on: a long exact count (منذ 54 يوما), years, or no count."""
    return count is None or unit == "year" or count > 10
