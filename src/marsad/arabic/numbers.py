"""Read numbers in Arabic tokens: digits of both sets, number words in all genders and cases, ordinals.

A number is what the words add up to (ثلاثة آلاف ومئتان وخمسون is 3250); hedges, ranges and what is counted
are for `marsad.read.quantities`, and calendar words for `marsad.read.dates`. The words are in
`lexicons/numbers.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from marsad.arabic.clitics import Reading, readings
from marsad.arabic.fold import fold
from marsad.arabic.sentences import Token
from marsad.lexicons.tables import forms_of, open_table

NumberKind = Literal[
    "unit", "ten", "hundred", "one_of", "scale", "two_scales", "scales", "fraction", "ordinal"
]  # fmt: skip

_SCALE_KINDS: tuple[tuple[str, NumberKind], ...] = (
    ("one", "scale"), ("two", "two_scales"), ("many", "scales"),
)  # fmt: skip
_AND_ELEVEN = frozenset({"واحد", "واحدي"})
_NOT_NOUNS = frozenset({"من", "في", "علي", "الي", "عن", "او", "مع", "قتلوا", "منهم", "اخرين"})
_PLAIN = re.compile(r"\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One word of a number: `value` is its worth; a fraction's value is what it divides by."""

    kind: NumberKind
    value: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens `first` to `last`, both included. `digits`: it begins with a figure, not a word.

    `article` tells whether ال stood before it (العشرين), `conjunction` whether و did (وعشرين).
    """

    first: int
    last: int
    value: int
    digits: bool = False
    article: bool = False
    conjunction: bool = False
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A token seen as part of a number: the word and the clitics before it."""

    word: NumberWord
    reading: Reading


@cache
def _words() -> tuple[dict[str, NumberWord], dict[str, NumberWord]]:
    """The cardinal and the ordinal words by their folded forms."""
    table = open_table("numbers.yaml")
    cardinals: dict[str, NumberWord] = {}
    kinds: tuple[tuple[str, NumberKind], ...] = (
        ("units", "unit"), ("tens", "ten"), ("hundreds", "hundred"), ("fractions", "fraction"),
    )  # fmt: skip
    for section, kind in kinds:
        for value, forms in table[section].items():
            for form in forms_of(forms, "numbers.yaml"):
                cardinals.setdefault(fold(form), NumberWord(kind, int(value)))
    for form in forms_of(table["ones_of"], "numbers.yaml"):
        cardinals[fold(form)] = NumberWord("one_of", 1)
    for value, numbers in table["scales"].items():
        for number, kind in _SCALE_KINDS:
            for form in forms_of(numbers[number], "numbers.yaml"):
                cardinals.setdefault(fold(form), NumberWord(kind, int(value)))
    ordinals = {
        fold(form): NumberWord("ordinal", int(value))
        for value, forms in table["ordinals"].items()
        for form in forms_of(forms, "numbers.yaml")
    }
    return cardinals, ordinals


@lru_cache(maxsize=65536)
def _read(folded: str) -> _Read | None:
    """The token as a cardinal number word, the longest word first."""
    cardinals, _ = _words()
    for reading in readings(folded):
        word = cardinals.get(reading.stem)
        if word:
            return _Read(word, reading)
    return None


@lru_cache(maxsize=65536)
def _read_ordinal(folded: str) -> _Read | None:
    _, ordinals = _words()
    for reading in readings(folded):
        word = ordinals.get(reading.stem)
        if word:
            return _Read(word, reading)
    return None


def figure(folded: str) -> Fraction | None:
    """The value of a token of digits: 1,200 and 1.200 are thousands, 1.5 is a decimal; None for 21/5.

    >>> figure("1.200"), figure("1.5")
    (Fraction(1200, 1), Fraction(3, 2))
    """
    if _PLAIN.fullmatch(folded):
        return Fraction(folded)
    if _THOUSANDS.fullmatch(folded):
        return Fraction(re.sub("[.,]", "", folded))
    return Fraction(folded.replace(",", ".")) if _DECIMAL.fullmatch(folded) else None


class _Reader:
    """Walks over the tokens of one number. `at` is the next token to read."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self.tokens, self.at, self.first = tokens, at, at

    def see(self, *, joined: bool) -> tuple[_Read, int] | None:
        """The number word at `at` and its width in tokens, if it is (or is not) joined by و."""
        if self.at >= len(self.tokens):
            return None
        token, width = self.tokens[self.at], 1
        if joined and token.folded == "و" and self.at + 1 < len(self.tokens):
            token, width = self.tokens[self.at + 1], 2
        if token.kind != "word":
            return None
        seen = _read(token.folded)
        if seen is None or ((seen.reading.conjunction == "و" or width == 2) is not joined):
            return None
        led = seen.reading.preposition and self.at > self.first  # a preposition begins something new
        return None if joined and led else (seen, width)

    def take(self, *kinds: NumberKind, joined: bool = False, below: int = 10**12) -> int | None:
        """The value of the next word if it is of one of the kinds and worth less than `below`."""
        seen = self.see(joined=joined)
        if seen is None or seen[0].word.kind not in kinds or seen[0].word.value >= below:
            return None
        self.at += seen[1]
        return seen[0].word.value

    def group(self, *, joined: bool) -> int | None:
        """A number below a thousand: hundreds, tens and units."""
        hundreds = self.hundreds(joined=joined)
        rest = self.below_hundred(joined=joined if hundreds is None else True)
        return None if hundreds is None and rest is None else (hundreds or 0) + (rest or 0)

    def hundreds(self, *, joined: bool) -> int | None:
        value = self.take("hundred", joined=joined)
        if value is not None:
            return value
        start = self.at
        unit = self.take("unit", joined=joined, below=10)
        if unit and unit > 2 and self.take("hundred", below=101):
            return unit * 100
        self.at = start
        return None

    def below_hundred(self, *, joined: bool) -> int | None:
        unit = self.take("unit", joined=joined) or self.eleven(joined=joined)
        if unit is None:
            return self.take("ten", joined=joined)
        if unit < 10:
            if self.take("unit", below=11) == 10:
                return unit + 10
            ten = self.take("ten", joined=True)
            if ten:
                return unit + ten
        return unit

    def eleven(self, *, joined: bool) -> int | None:
        """أحد or إحدى, which is a number only before عشر or و + tens."""
        start = self.at
        if (
            joined
            and start < len(self.tokens)
            and self.tokens[start].folded in _AND_ELEVEN
            and self.is_ten(start + 1)
        ):
            self.at = start + 1  # وأحد عشر is written as واحد is
            return 1
        if self.take("one_of", joined=joined) is None:
            return None
        follows = self.see(joined=False) or self.see(joined=True)
        if follows and (follows[0].word.kind, follows[0].word.value) == ("unit", 10):
            return 1
        if follows and follows[0].word.kind == "ten" and follows[0].reading.conjunction:
            return 1
        self.at = start
        return None

    def is_ten(self, at: int) -> bool:
        """Whether عشر or عشرة stands at `at`."""
        return at < len(self.tokens) and self.tokens[at].folded in ("عشر", "عشره")

    def scale(self, *, below: int) -> int | None:
        return self.take("scale", "scales", below=below)

    def two_scales(self, *, joined: bool, below: int) -> int | None:
        """ألفان, مليوني; ألفا is two thousand only in front of its noun (ألفا جندي), else a thousand."""
        value = self.take("two_scales", joined=joined, below=below)
        if value:
            return value
        start = self.at
        value = self.take("scale", joined=joined, below=below)
        if value and self.tokens[start].folded.endswith("ا") and self.noun_follows(start):
            return value
        self.at = start
        return None

    def noun_follows(self, at: int) -> bool:
        """Whether a bare noun stands right after a word without nunation: ألفا جندي, not ألفا و or ألفاً."""
        if at + 1 >= len(self.tokens) or "\N{ARABIC FATHATAN}" in self.tokens[at].text:
            return False
        after = self.tokens[at + 1]
        return after.kind == "word" and after.folded[0] not in "وفبلك" and after.folded not in _NOT_NOUNS

    def digits(self, *, joined: bool) -> Fraction | None:
        """A figure; `joined` asks for a و of its own before it."""
        at = self.at
        if joined:
            if at >= len(self.tokens) or self.tokens[at].folded != "و":
                return None
            at += 1
        if at >= len(self.tokens) or self.tokens[at].kind != "number":
            return None
        value = figure(self.tokens[at].folded)
        if value is not None:
            self.at = at + 1
        return value

    def and_a_fraction(self, scale: int) -> Fraction:
        """What مليون ونصف (المليون) adds to the million; 0 where no such words follow."""
        part = self.take("fraction", joined=True)
        if part is None:
            return Fraction(0)
        self.scale(below=scale + 1)
        return Fraction(scale, part)

    def segment(self, *, joined: bool, below: int) -> tuple[Fraction, int] | None:
        """One summand and its scale: خمسة آلاف is (5000, 1000), a plain number has scale 1."""
        start = self.at
        fraction = self.take("fraction", joined=joined)
        if fraction:
            scale = self.scale(below=below if below > 1 else 10**12)
            if scale:
                return Fraction(scale, fraction), scale
            self.at = start
        two = self.two_scales(joined=joined, below=below)
        if two:
            return Fraction(2 * two), two
        one = self.take("scale", joined=joined, below=below)
        if one:
            return Fraction(one), one
        amount = self.digits(joined=joined)
        if amount is None:
            words = self.group(joined=joined)
            amount = None if words is None else Fraction(words)
        if amount is None:
            return None
        scale = self.scale(below=below)
        return (amount, 1) if scale is None else (amount * scale, scale)


@lru_cache(maxsize=65536)
def may_begin_number(folded: str) -> bool:
    """Whether a word token can begin a number: a cheap gate before `read_number`."""
    return _read(folded) is not None


def read_number(tokens: Sequence[Token], at: int) -> Number | None:
    """The longest cardinal number that begins at token `at`, or None.

    Vague words (عشرات) and أحد ("one of") are no numbers. A decimal counts only before a scale
    (1.5 مليون); a lone one is not an amount of people or days.
    """
    head = tokens[at]
    reading = Reading(head.folded)
    if head.kind == "word":
        seen = _read(head.folded)
        if seen is None:
            return None
        reading = seen.reading
    elif head.kind != "number":
        return None
    walk = _Reader(tokens, at)
    joined = reading.conjunction == "و"
    total, below = Fraction(0), 10**12
    while segment := walk.segment(joined=joined, below=below):
        value, scale = segment
        total += value
        joined, below = True, scale
        if scale == 1:
            break
        total += walk.and_a_fraction(scale)
    if walk.at == at or total.denominator != 1 or _looks_like_ordinal_use(walk, at):
        return None
    return Number(
        at, walk.at - 1, int(total), head.kind == "number", reading.article, bool(reading.conjunction),
        reading.preposition,
    )  # fmt: skip


def _looks_like_ordinal_use(walk: _Reader, at: int) -> bool:
    """الاثنين by itself is Monday."""
    return walk.at == at + 1 and walk.tokens[at].folded.endswith(("الاثنين", "لاثنين"))


@lru_cache(maxsize=65536)
def may_begin_ordinal(folded: str) -> bool:
    """Whether a word token can begin an ordinal: a cheap gate before `read_ordinal`."""
    tens = _read(folded)
    return _read_ordinal(folded) is not None or (tens is not None and tens.reading.article)


def read_ordinal(tokens: Sequence[Token], at: int) -> Number | None:
    """The ordinal that begins at token `at`: الثالث والعشرين is 23, الحادي عشر 11, العشرين 20."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    seen = _read_ordinal(tokens[at].folded)
    if seen is None:
        tens = _read(tokens[at].folded)
        if tens is None or tens.word.kind != "ten" or not tens.reading.article:
            return None
        return Number(at, at, tens.word.value, article=True, preposition=tens.reading.preposition)
    value, last = seen.word.value, at
    walk = _Reader(tokens, at + 1)
    if value < 10 and walk.take("unit", below=11) == 10:
        value, last = value + 10, at + 1
    elif value < 10 and (ten := walk.take("ten", joined=True)):
        value, last = value + ten, walk.at - 1
    elif tokens[at].folded.endswith(("حادي", "حاديه")):
        return None
    reading = seen.reading
    return Number(at, last, value, False, reading.article, bool(reading.conjunction), reading.preposition)
