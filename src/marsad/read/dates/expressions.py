"""What date words say before anyone asks when the report was published.

Each expression is plain data; `marsad.resolve.days` turns it into days. Years, months and days
are None where the words leave them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marsad.lexicons.time import Calendar, Unit
from marsad.model import Words

Which = Literal["latest", "last", "this", "next"]
Part = Literal["start", "early", "middle", "late", "end", "half1", "half2", "q1", "q2", "q3", "q4"]
SeasonName = Literal["spring", "summer", "autumn", "winter"]


@dataclass(frozen=True, slots=True)
class DayOf:
    """One day, by all that the words say of it: "أمس الجمعة 20 مايو" has an offset, a weekday and a date.

    `offset` counts days from the report's day. `weekday` is 0 for Monday. `month_shift` and `year_shift`
    count from the report's month and year ("18 من الشهر الجاري", "من العام الماضي"). `eve` is the day before.
    """

    offset: int | None = None
    weekday: int | None = None
    which: Which = "latest"
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: Calendar = "gregorian"
    month_shift: int | None = None
    year_shift: int | None = None
    eve: bool = False


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A named month, with its year where told."""

    month: int
    calendar: Calendar = "gregorian"
    year: int | None = None
    year_shift: int | None = None
    which: Which = "latest"


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year by its number."""

    year: int
    calendar: Calendar = "gregorian"


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A whole week, month or year counted from the report's: "الشهر الماضي" is (month, -1)."""

    unit: Unit
    shift: int


@dataclass(frozen=True, slots=True)
class Ago:
    """So long before (after, where `ahead`) the report's day. `amount` None: several (قبل أيام).

    `half` adds half a unit; `about` is a hedge; `since` tells that the words open a range (منذ).
    """

    unit: Unit
    amount: int | None
    half: bool = False
    about: bool = False
    since: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The last (next, where `ahead`) so many units up to the report's day. `amount` None: several."""

    unit: Unit
    amount: int | None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class SeasonOf:
    """A season of a year; without a year the latest one, or as `which` says."""

    season: SeasonName
    year: int | None = None
    year_shift: int | None = None
    which: Which = "latest"


@dataclass(frozen=True, slots=True)
class HolidayOf:
    """The `nth` day of a holiday (None: all its days). `id` "feast" is either eid."""

    id: str
    nth: int | None = None
    year: int | None = None
    year_shift: int | None = None
    which: Which = "latest"
    eve: bool = False


@dataclass(frozen=True, slots=True)
class PartOf:
    """The beginning, middle or end of a week, month, season or year."""

    whole: Expression
    part: Part


@dataclass(frozen=True, slots=True)
class Between:
    """From one day or stretch to another, both included."""

    start: Expression
    end: Expression


@dataclass(frozen=True, slots=True)
class Since:
    """From then to the report's day (منذ)."""

    start: Expression


@dataclass(frozen=True, slots=True)
class Before:
    """From the report's day to the eve (قبل), or with `included` to the end (حتى), of a time to come."""

    limit: Expression
    included: bool = False


@dataclass(frozen=True, slots=True)
class SameAs:
    """A day, month or year named before, moved by `shift`: "في اليوم ذاته", "في اليوم التالي"."""

    unit: Unit = "day"
    shift: int = 0


Expression = (
    DayOf | MonthOf | YearOf | UnitOf | Ago | Stretch | SeasonOf | HolidayOf | PartOf
    | Between | Since | Before | SameAs
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that say when, with the token positions they cover (both included) in their sentence."""

    words: Words
    first: int
    last: int
    expression: Expression

    @property
    def anaphor(self) -> bool:
        """Whether the words point to a date told before them."""
        return isinstance(self.expression, SameAs)
