"""Look at single tokens as words of time. What they mean together is for the modules beside this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic.clitics import Reading, readings
from marsad.arabic.numbers import Number, may_begin_number, may_begin_ordinal, read_number
from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.time import TimeLexicon, TimeWord, time_lexicon
from marsad.read.dates.expressions import Expression, Which

Found = tuple[Expression, int]

WHICH: dict[str, Which] = {"last": "last", "recent": "last", "next": "next", "this": "this"}
SHIFT: dict[Which, int] = {"last": -1, "this": 0, "next": 1, "latest": 0}
CORRESPONDS = frozenset({"الموافق", "المصادف", "الموافقه", "الموافقين"})
PREPOSITIONS = frozenset({
    "منذ", "مذ", "قبل", "قبيل", "بعد", "حتي", "خلال", "في", "من", "بين", "طوال", "طيله", "بحلول",
    "بتاريخ", "ما",
})  # fmt: skip
# no words of time, but a date can go on with them after a preposition
_OPENERS = frozenset({
    "اكثر", "ازيد", "اقل", "اول", "غد", "غره", "الربع", "النصف", "وقت", "ساعه", "ساعات", "يومي", "عامي",
    "شهري", "ليلتي", "هذا", "هذه", "منتصف", "نفس", "ذات", "ال", "بين", "يوم", "شهر", "في", "عشيه",
})  # fmt: skip
_STARTERS = frozenset({
    "منذ", "مذ", "قبل", "قبيل", "بعد", "حتي", "خلال", "في", "من", "بين", "اول", "غره", "طوال", "طيله",
    "بحلول", "عشيه", "الربع", "النصف", "غد", "وقت", "ساعه", "ساعات", "يومي", "عامي", "شهري", "ليلتي",
    "بتاريخ", "هذا", "هذه", "ليله", "اليوم", "ما", "منتصف", "نفس", "ذات",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A token known to the time lexicon, with the clitics before it."""

    word: TimeWord
    reading: Reading


@lru_cache(maxsize=65536)
def see(folded: str) -> Seen | None:
    """The token as a time word, weekday or month opener; the whole word first."""
    lexicon = time_lexicon()
    for reading in readings(folded):
        stem = reading.stem
        if not reading.article and stem in lexicon.weekdays:
            return Seen(TimeWord("weekday", str(lexicon.weekdays[stem])), reading)
        if reading.article and reading.preposition == "ل" and "ال" + stem in lexicon.weekdays:
            return Seen(TimeWord("weekday", str(lexicon.weekdays["ال" + stem])), reading)
        word = lexicon.words.get(stem)
        if word:
            return Seen(word, reading)
        if stem in lexicon.months:
            return Seen(TimeWord("month"), reading)
        if stem in lexicon.holidays or stem in lexicon.feasts:
            return Seen(TimeWord("holiday"), reading)
    return None


@lru_cache(maxsize=65536)
def is_time_word(folded: str) -> bool:
    """Whether a word token may carry the sense of a time: a time word, a number, an ordinal, a hedge."""
    if see(folded) is not None or may_begin_number(folded) or may_begin_ordinal(folded):
        return True
    return folded in _OPENERS or any(reading.stem in _OPENERS for reading in readings(folded))


@lru_cache(maxsize=65536)
def could_start(folded: str) -> bool:
    """A cheap gate: most tokens of a report begin no date."""
    return is_time_word(folded) or any(reading.stem in _STARTERS for reading in readings(folded))


@lru_cache(maxsize=65536)
def bare(folded: str) -> str:
    """The token without a leading و or ف, where that leaves a word that can open a date."""
    for reading in readings(folded):
        if not reading.preposition and not reading.article and reading.stem in _STARTERS:
            return reading.stem
    return folded


class Looking:
    """The tokens of one sentence and what single ones of them mean."""

    def __init__(self, sentence: Sentence, lexicon: TimeLexicon) -> None:
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.lexicon = lexicon

    def text(self, at: int) -> str:
        """The folded token at `at`, "" outside the sentence."""
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def seen(self, at: int) -> Seen | None:
        return see(self.tokens[at].folded) if 0 <= at < len(self.tokens) else None

    def is_kind(self, at: int, kind: str) -> Seen | None:
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
            return WHICH[seen.word.value], at + 1
        return None

    def joined(self, at: int) -> bool:
        seen = self.seen(at)
        return bool(seen and seen.reading.conjunction == "و")
