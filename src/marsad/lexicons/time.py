"""The words of dates, compiled once: months of five sets, weekdays, holidays, units, qualifiers.

Tables: `months.yaml`, `weekdays.yaml`, `holidays.yaml`, `time_words.yaml`. All keys are folded; multiword
names are found by their first word. What the words mean together is for `marsad.read.dates`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from marsad.arabic.fold import fold
from marsad.errors import LexiconError
from marsad.lexicons.tables import forms_of, open_table

Unit = Literal["hour", "day", "week", "month", "year"]
Calendar = Literal["gregorian", "hijri"]
Phrase = tuple[str, ...]
CALENDARS: tuple[Calendar, ...] = ("gregorian", "hijri")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Month:
    """A month name. `common`: also an everyday word, not a date by itself."""

    calendar: Calendar
    number: int
    common: bool = False


@dataclass(frozen=True, slots=True)
class Holiday:
    """A dated day of the year in its calendar; `days` is how many days it lasts."""

    id: str
    calendar: Calendar
    month: int
    day: int
    days: int


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A single word of the table: `kind` is the section, `value` its sense there."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """All words of dates by folded form. Phrase maps: first word to (the rest, sense), longest first."""

    months: Mapping[str, tuple[tuple[Phrase, Month], ...]]
    weekdays: Mapping[str, int]
    bare_weekdays: Mapping[str, int]
    not_weekday_after: frozenset[str]
    holidays: Mapping[str, tuple[tuple[Phrase, Holiday], ...]]
    feasts: frozenset[str]
    words: Mapping[str, TimeWord]
    not_today_before: frozenset[str]
    not_today_after: frozenset[str]


def by_first_word(pairs: list[tuple[str, T]]) -> dict[str, tuple[tuple[Phrase, T], ...]]:
    """Phrases by their folded first word: (the other words, sense), the longest first."""
    found: dict[str, list[tuple[Phrase, T]]] = {}
    for form, sense in pairs:
        head, *rest = fold(form).split()
        found.setdefault(head, []).append((tuple(rest), sense))
    return {head: tuple(sorted(tails, key=lambda tail: -len(tail[0]))) for head, tails in found.items()}


def _numbered(section: Mapping[str, Any], name: str) -> list[tuple[str, int]]:
    """(form, number) of a section whose keys are numbers."""
    pairs = []
    for key, forms in section.items():
        if not key.lstrip("-").isdigit():
            raise LexiconError(name, 0, f"{key!r} is not a number", "Key this section by numbers in quotes.")
        pairs += [(form, int(key)) for form in forms_of(forms, name)]
    return pairs


def _months() -> dict[str, tuple[tuple[Phrase, Month], ...]]:
    table = open_table("months.yaml")
    common = {fold(form) for form in forms_of(table["common"], "months.yaml")}
    pairs = [
        (form, Month(calendar, number, fold(form) in common))
        for calendar in CALENDARS
        for form, number in _numbered(table[calendar], "months.yaml")
    ]
    return by_first_word(pairs)


def _holidays(table: Mapping[str, Any]) -> dict[str, tuple[tuple[Phrase, Holiday], ...]]:
    pairs = []
    for entry in table["holidays"]:
        holiday = Holiday(
            entry["id"], entry["calendar"], int(entry["month"]), int(entry["day"]), int(entry["days"])
        )
        pairs += [(form, holiday) for form in forms_of(entry, "holidays.yaml")]
    return by_first_word(pairs)


def _words(table: Mapping[str, Any]) -> dict[str, TimeWord]:
    """Single words: a list gives its section as kind, a mapping its keys as values besides."""
    words: dict[str, TimeWord] = {}
    for kind, section in table.items():
        if kind.startswith("not_"):
            continue
        rows = section.items() if isinstance(section, dict) else [("", section)]
        for value, forms in rows:
            numbers = forms.items() if isinstance(forms, dict) else [("", forms)]
            for number, listed in numbers:
                for form in forms_of(listed, "time_words.yaml"):
                    words.setdefault(fold(form), TimeWord(f"{kind}.{number}" if number else kind, value))
    return words


@cache
def time_lexicon() -> TimeLexicon:
    """The compiled lexicon, read from the package once a process. Raises LexiconError on a broken table."""
    weekdays, holidays, words = map(open_table, ("weekdays.yaml", "holidays.yaml", "time_words.yaml"))
    return TimeLexicon(
        months=_months(),
        weekdays={fold(f): n for f, n in _numbered(weekdays["weekdays"], "weekdays.yaml")},
        bare_weekdays={fold(f): n for f, n in _numbered(weekdays["bare"], "weekdays.yaml")},
        not_weekday_after=frozenset(map(fold, forms_of(weekdays["not_after"], "weekdays.yaml"))),
        holidays=_holidays(holidays),
        feasts=frozenset(map(fold, forms_of(holidays["any_feast"], "holidays.yaml"))),
        words=_words(words),
        not_today_before=frozenset(map(fold, forms_of(words["not_today_before"], "time_words.yaml"))),
        not_today_after=frozenset(map(fold, forms_of(words["not_today_after"], "time_words.yaml"))),
    )
