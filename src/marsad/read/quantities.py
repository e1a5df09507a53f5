"""Read counts with their hedges: "ما لا يقل عن 12", "بين 10 و15", عشرات, and duals of nouns for people.

The bounds follow CODEBOOK, section 4: "at least" and "more than" keep only `low`, "up to" and "fewer than"
only `high`, "about" both; dozens are at least 20. What was done to the people is for
`marsad.read.casualties`. Words: `lexicons/numbers.yaml`, `lexicons/persons.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from marsad.arabic.clitics import readings
from marsad.arabic.fold import fold
from marsad.arabic.numbers import Number, may_begin_number, read_number
from marsad.arabic.sentences import Sentence, Token, tokenise
from marsad.lexicons.harms import counted_people
from marsad.lexicons.tables import forms_of, open_table
from marsad.lexicons.time import by_first_word, time_lexicon
from marsad.read.mentions import QuantityMention
from marsad.read.words import words_of

Bound = Literal["low", "high", "about"]
Phrases = dict[str, tuple[tuple[tuple[str, ...], Bound], ...]]

_DASHED = re.compile(r"(\d{1,5})[-–](\d{1,5})")
_SENSES: tuple[Bound, ...] = ("low", "high", "about")
_HEDGE_REACH = 4  # tokens between a number and the على الأقل after its noun
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds told at tokens `first` to `last`, both included. `article`: العشرات, الخمسة."""

    first: int
    last: int
    low: int | None
    high: int | None
    dual: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of quantities, compiled."""

    before: Phrases
    after: Phrases
    vague: dict[str, tuple[int, int | None]]
    percent: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    not_people: frozenset[str]
    name_before: frozenset[str]


def _phrases(section: dict[str, list[str]]) -> Phrases:
    return by_first_word([(form, sense) for sense in _SENSES for form in section[sense]])


@cache
def _words() -> _Words:
    name = "numbers.yaml"
    table = open_table(name)
    return _Words(
        before=_phrases(table["hedges_before"]),
        after=_phrases(table["hedges_after"]),
        vague={
            fold(form): (int(entry["low"]), int(entry["high"]) if "high" in entry else None)
            for entry in table["vague"]
            for form in forms_of(entry, name)
        },
        percent=by_first_word([(form, "percent") for form in forms_of(table["percent"], name)]),
        not_people=frozenset(map(fold, forms_of(table["not_people"], name))),
        name_before=frozenset(map(fold, forms_of(table["name_before"], name))),
    )


@lru_cache(maxsize=65536)
def may_open_quantity(folded: str) -> bool:
    """Whether a word can begin a quantity: a hedge, a number word, a vague word, a dual, a range."""
    words = _words()
    if may_begin_number(folded) or folded in ("بين", "من", "و"):
        return True
    stems = [reading.stem for reading in readings(folded)]
    return any(s in words.before or s in words.vague or s == "بين" for s in stems) or is_dual(folded)


@lru_cache(maxsize=65536)
def is_dual(folded: str) -> bool:
    """Whether a word is a noun for people in the dual, clitics allowed."""
    return people_number(folded) == "two"


@lru_cache(maxsize=65536)
def people_number(folded: str) -> str | None:
    """one, two or many for a noun for people (clitics allowed), None for any other word."""
    known = counted_people()
    for reading in readings(folded):
        number = known.get(reading.stem)
        if number:
            return number
    return None


def _phrase_at(tokens: Sequence[Token], at: int, phrases: Phrases) -> tuple[Bound, int] | None:
    """The hedge that begins at `at`, and the token after it."""
    if at >= len(tokens):
        return None
    for reading in readings(tokens[at].folded):
        for rest, sense in phrases.get(reading.stem, ()):
            if all(at + 1 + i < len(tokens) and tokens[at + 1 + i].folded == w for i, w in enumerate(rest)):
                return sense, at + 1 + len(rest)
    return None


def read_quantity(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The quantity that begins at token `at`, hedges included, whatever it counts."""
    if tokens[at].kind == "mark":
        return None
    hedge = _phrase_at(tokens, at, _words().before)
    start = hedge[1] if hedge else at
    if start >= len(tokens):
        return None
    if start > at and tokens[start].kind == "word" and not may_open_quantity(tokens[start].folded):
        return None
    core = _core(tokens, start)
    if core is None:
        return None
    sense, last = _hedged_after(tokens, core.last)
    bound = hedge[0] if hedge else sense
    low, high = _bounded(core.low, core.high, bound)
    return Quantity(at, last, low, high, core.dual)


def _bounded(low: int | None, high: int | None, bound: Bound | None) -> tuple[int | None, int | None]:
    if bound == "low":
        return low, None
    return (None, high if high is not None else low) if bound == "high" else (low, high)


def _hedged_after(tokens: Sequence[Token], last: int) -> tuple[Bound | None, int]:
    """A hedge behind the number or its noun ("50 شخصا على الأقل"): its sense, the number's last token."""
    after = _words().after
    for at in range(last + 1, min(last + 1 + _HEDGE_REACH, len(tokens))):
        token = tokens[at]
        found = _phrase_at(tokens, at, after) if token.kind == "word" else None
        if found:
            return found[0], found[1] - 1 if at == last + 1 else last
        joined = token.folded.startswith("و") and people_number(token.folded) is None
        if token.kind != "word" or token.folded in ("من", "في", "و", "بين") or (joined and at > last + 1):
            break
    return None, last


def _core(tokens: Sequence[Token], at: int) -> Quantity | None:
    """A range, a vague word, a number or a dual without hedges."""
    return _range(tokens, at) or _vague(tokens, at) or _counted(tokens, at) or _dual(tokens, at)


def _range(tokens: Sequence[Token], at: int) -> Quantity | None:
    """بين 10 و15, من 10 إلى 15, 10-15."""
    text = tokens[at].folded
    dashed = _DASHED.fullmatch(text)
    if dashed and int(dashed[1]) < int(dashed[2]):
        return Quantity(at, at, int(dashed[1]), int(dashed[2]))
    if text == "ما" and at + 1 < len(tokens) and tokens[at + 1].folded == "بين":
        at, text = at + 1, "بين"
    if text.endswith("بين") and len(text) <= 4:
        return _pair(tokens, at, at + 1, ("و", "الي"))
    return _pair(tokens, at, at + 1, ("الي", "حتي")) if text == "من" else None


def _pair(tokens: Sequence[Token], first: int, at: int, joints: tuple[str, ...]) -> Quantity | None:
    low = _number_without_join(tokens, at)
    if low is None:
        return None
    joint = low.last + 1
    if joint >= len(tokens):
        return None
    start = joint + 1 if tokens[joint].folded in joints else joint
    high = read_number(tokens, start) if start < len(tokens) else None
    if high is None or not (start > joint or ("و" in joints and high.conjunction)) or high.value <= low.value:
        return None
    return Quantity(first, high.last, low.value, high.value)


def _number_without_join(tokens: Sequence[Token], at: int) -> Number | None:
    """A number whose و, if any, is left for the range: in "بين خمسة وعشرين" both ends are wanted."""
    number = read_number(tokens, at) if at < len(tokens) else None
    if number is None or number.last == at:
        return number
    after = number.last + 1
    if after < len(tokens) and (tokens[after].folded in ("و", "الي") or tokens[after].folded.startswith("و")):
        return number
    single = read_number(tokens[: at + 1], at)
    return single or number


def _vague(tokens: Sequence[Token], at: int) -> Quantity | None:
    """عشرات, مئات الآلاف, بضعة آلاف."""
    words = _words()
    found = next((words.vague[r.stem] for r in readings(tokens[at].folded) if r.stem in words.vague), None)
    if found is None:
        return None
    low, high = found
    scale = read_number(tokens, at + 1) if at + 1 < len(tokens) else None
    scaled = scale is not None and scale.value in (1000, 1_000_000) and scale.last == at + 1
    following = _scale_word(tokens, at + 1) or (scale.value if scale and scaled else None)
    if following:
        return Quantity(at, at + 1, low * following, high * following if high else None)
    return Quantity(at, at, low, high)


def _scale_word(tokens: Sequence[Token], at: int) -> int | None:
    """What multiplies a vague word before it: 1000 for (ال)آلاف, 10 for the عشرات of بضع عشرات."""
    if at >= len(tokens):
        return None
    stems = {reading.stem for reading in readings(tokens[at].folded) if not reading.conjunction}
    return next((_SCALES[stem] for stem in stems if stem in _SCALES), None)


def _counted(tokens: Sequence[Token], at: int) -> Quantity | None:
    """A number, or two of them as a choice: ثلاثة أو أربعة, 10 إلى 15."""
    number = read_number(tokens, at)
    if number is None:
        return None
    joint = number.last + 1
    if joint + 1 < len(tokens) and tokens[joint].folded in ("او", "الي", "-", "–"):
        other = read_number(tokens, joint + 1)
        if other and other.value > number.value:
            return Quantity(at, other.last, number.value, other.value)
    return Quantity(at, number.last, number.value, number.value)


def _dual(tokens: Sequence[Token], at: int) -> Quantity | None:
    """قتيلان, شخصين, جنديان اثنان."""
    if not is_dual(tokens[at].folded):
        return None
    last = at + 1 if at + 1 < len(tokens) and tokens[at + 1].folded in _TWOS else at
    return Quantity(at, last, 2, 2, dual=True)


_SCALES = {"عشرات": 10, "مءات": 100, "ماءات": 100, "الاف": 1000, "الوف": 1000, "ملايين": 1_000_000}
_HUNDRED = frozenset({"المءه", "الماءه", "بالمءه", "بالماءه"})
_TWOS = frozenset({"اثنان", "اثنين", "اثنتان", "اثنتين"})


def counts_people(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether nothing around it makes a quantity a date, a distance, money, a share, an age or a name."""
    if quantity.dual:
        return True
    if tokens[quantity.last].folded in _HUNDRED:
        return False  # the hundred of 40 في المئة
    words, after = _words(), quantity.last + 1
    if after < len(tokens):
        if _is_percent(tokens, after) or (
            _is_other_unit(tokens[after].folded) and not _is_dated(tokens, after)
        ):
            return False
        if tokens[after].folded in ("/", "-") or _is_month(tokens, after):
            return False
        if (
            tokens[after].folded == "من"
            and after + 1 < len(tokens)
            and _is_other_unit(tokens[after + 1].folded)
        ):
            return False
    before = tokens[quantity.first - 1].folded if quantity.first else ""
    digits = tokens[quantity.last].kind == "number"
    if digits and any(reading.stem in words.name_before for reading in readings(before)):
        return False
    return not _is_year(tokens, quantity, before)


def _is_percent(tokens: Sequence[Token], at: int) -> bool:
    folded = tuple(token.folded for token in tokens[at + 1 : at + 3])
    return any(folded[: len(rest)] == rest for rest, _ in _words().percent.get(tokens[at].folded, ()))


@lru_cache(maxsize=65536)
def _is_other_unit(folded: str) -> bool:
    """Whether a noun after a number says that it counts no people."""
    others = _words().not_people
    return any(r.stem in others for r in readings(folded) if not r.preposition and not r.conjunction)


def _is_dated(tokens: Sequence[Token], at: int) -> bool:
    """Whether يوم after a number opens a date: "وجرح 17 يوم الاثنين"."""
    after = tokens[at + 1].folded if at + 1 < len(tokens) else ""
    return tokens[at].folded == "يوم" and (after in time_lexicon().weekdays or after == "امس")


def _is_month(tokens: Sequence[Token], at: int) -> bool:
    """Whether a month follows, straight or after من."""
    start = at + 1 if tokens[at].folded == "من" else at
    return start < len(tokens) and any(
        reading.stem in time_lexicon().months
        for reading in readings(tokens[start].folded)
        if not reading.preposition
    )


def _is_year(tokens: Sequence[Token], quantity: Quantity, before: str) -> bool:
    """Four digits after في and the like with no noun for people behind them."""
    if quantity.low not in _YEARS or quantity.low != quantity.high:
        return False
    after = tokens[quantity.last + 1].folded if quantity.last + 1 < len(tokens) else ""
    return before in ("في", "منذ", "حتي", "و", "خلال", "لعام", "مطلع", "نهايه") and not people_number(after)


def _scan(tokens: Sequence[Token]) -> Iterator[Quantity]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found = None
        if token.kind == "number" or (token.kind == "word" and may_open_quantity(token.folded)):
            found = read_quantity(tokens, at)
        if found:
            yield found
        at = found.last + 1 if found else at + 1


def read_quantities(sentence: Sentence) -> tuple[QuantityMention, ...]:
    """The quantities of a sentence that can count people, left to right, none inside another."""
    return tuple(
        QuantityMention(words_of(sentence, q.first, q.last), q.first, q.last, q.low, q.high)
        for q in _scan(sentence.tokens)
        if counts_people(sentence.tokens, q)
    )


def quantity_of(text: str) -> tuple[int | None, int | None] | None:
    """The bounds of the first quantity in `text`, whatever it counts; a lone noun for a person is 1.

    >>> quantity_of("بين 10 و15 مسلحا"), quantity_of("12 على الأقل"), quantity_of("مقتل جندي")
    ((10, 15), (12, None), (1, 1))
    """
    tokens = tokenise(text)
    for quantity in _scan(tokens):
        return quantity.low, quantity.high
    one_of = any(reading.stem in ("احد", "احدي") for token in tokens for reading in readings(token.folded))
    single = any(people_number(token.folded) == ("many" if one_of else "one") for token in tokens)
    return (1, 1) if single else None
