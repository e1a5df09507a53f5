"""Find the words that say when, as structured expressions. The days themselves: `marsad.resolve.days`."""

from marsad.read.dates.expressions import (
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
)
from marsad.read.dates.reader import read_dates

__all__ = [
    "Ago",
    "Before",
    "Between",
    "DateMention",
    "DayOf",
    "Expression",
    "HolidayOf",
    "MonthOf",
    "PartOf",
    "SameAs",
    "SeasonOf",
    "Since",
    "Stretch",
    "UnitOf",
    "YearOf",
    "read_dates",
]
