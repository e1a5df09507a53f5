"""Walk over a sentence and read every expression of time in it.

A small recursive-descent grammar over tokens, from `looking` up: calendar, days, periods, amounts and, here,
the prepositions and ranges. Each method reads one construction at a token and gives (expression, next
token), or None. Words: `lexicons/time.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.time import time_lexicon
from marsad.read.dates.amounts import AmountGrammar
from marsad.read.dates.expressions import (
    Ago,
    Before,
    Between,
    DateMention,
    Expression,
    SameAs,
    Since,
    Stretch,
)
from marsad.read.dates.looking import PREPOSITIONS, Found, bare, could_start, is_time_word, see
from marsad.read.words import words_of


class _Grammar(AmountGrammar):
    """The whole grammar."""

    def any(self, at: int) -> Found | None:
        """The first construction that fits at `at`, led by منذ, قبل … or not."""
        head = bare(self.text(at))
        if head in ("منذ", "مذ"):
            return self.since(at)
        if head in PREPOSITIONS:
            return self.first_of(at, self.range, self.led, self.day)
        return self.first_of(
            at, self.range, self.same, self.stretch, self.part, self.holiday,
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

    def since(self, at: int) -> Found | None:
        if bare(self.text(at)) not in ("منذ", "مذ"):
            return None
        ago = self.ago(at + 1, since=True)
        if ago:
            return ago
        at += 2 if self.text(at + 1) == "في" else 1
        found = self.named(at)
        return (Since(found[0]), found[1]) if found else None

    def led(self, at: int) -> Found | None:
        """قبل, بعد, حتى, بحلول, في, خلال before a time."""
        head = bare(self.text(at))
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
        head = bare(self.text(at))
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


def read_dates(sentence: Sentence) -> tuple[DateMention, ...]:
    """Every expression of time in the sentence, left to right, none inside another."""
    grammar = _Grammar(sentence, time_lexicon())
    found: list[DateMention] = []
    at = 0
    while at < len(sentence.tokens):
        reading = grammar.any(at) if _may_open(sentence.tokens, at) else None
        if reading is None:
            at += 1
            continue
        expression, after = reading
        first = _without_preposition(grammar, at, expression)
        words = words_of(sentence, first, after - 1, skip=_joined_letters(sentence.tokens[first]))
        found.append(DateMention(words, first, after - 1, expression))
        at = after
    return tuple(found)


def _may_open(tokens: Sequence[Token], at: int) -> bool:
    """A gate by single tokens: could a date begin here? A preposition needs a word of time behind it."""
    token = tokens[at]
    if token.kind != "word":
        return token.kind == "number"
    if not could_start(token.folded):
        return False
    if bare(token.folded) not in PREPOSITIONS:
        return True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and (after.kind == "number" or is_time_word(after.folded))


def _without_preposition(grammar: _Grammar, at: int, expression: Expression) -> int:
    """The words of a date begin after في, خلال and بين; منذ and قبل belong to their sense."""
    if isinstance(expression, Between | Since | Before | Ago | Stretch):
        return at
    return at + 1 if bare(grammar.text(at)) in ("في", "بتاريخ", "خلال", "طوال", "طيله") else at


def _joined_letters(token: Token) -> int:
    """Letters of a و or ف written onto the first word of a date: ومساء."""
    seen = see(token.folded)
    if seen is not None:
        return len(seen.reading.conjunction)
    return 1 if bare(token.folded) != token.folded else 0
