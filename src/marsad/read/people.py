"""Find the phrases of a sentence that count people: "27 عنصرا من التنظيم", "جنديان", "أحد الحراس", "شرطي".

A phrase knows its bounds, whether they were told by a number, and the harm that its own noun names
(12 جريحا). Which verb or noun it hangs on is for `marsad.read.casualties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.arabic.clitics import Reading, readings, without_pronoun
from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.harms import HarmWord, counted_people, harm_lexicon
from marsad.lexicons.people_words import people_set
from marsad.model import CasualtyKind
from marsad.read.quantities import Quantity, counts_people, may_open_quantity, read_quantity

_ADDING = frozenset(
    {("اضافه", "الي"), ("بالاضافه", "الي"), ("فضلا", "عن"), ("الي", "جانب"), ("علاوه", "علي")}
)
_ADJECTIVE_ENDINGS = ("ين", "ون", "ان", "يا", "ي", "يه", "ات", "ا")
_LONGEST_TAIL = 3  # tokens of "من عناصر الأمن" that belong to the words of a phrase


@dataclass(frozen=True, slots=True)
class PeoplePhrase:
    """People at tokens `first` to `last`, both included; `noun` is where their noun begins, None if none.

    `explicit`: a number, a dual or أحد told the bounds; a lone singular has (1, 1) without being explicit, a
    bare plural (None, None). `harms`: kinds that its own noun names. `joined`: led by و. `part`: a share of
    the figure before it. `sure`: its noun is one for people. `named`: a person by name.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    explicit: bool
    noun: int | None = None
    harms: tuple[CasualtyKind, ...] = ()
    joined: bool = False
    part: bool = False
    sure: bool = False
    accusative: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun for people as a token shows it."""

    number: str
    reading: Reading
    harm: HarmWord | None


@lru_cache(maxsize=65536)
def person_noun(folded: str) -> _Noun | None:
    """The token as a noun for people, clitics peeled, the whole word first."""
    people, harms = counted_people(), harm_lexicon().words
    for reading in readings(folded):
        number = people.get(reading.stem)
        if number:
            harm = harms.get(reading.stem)
            return _Noun(number, reading, harm if harm and harm.role == "counted" else None)
    for reading in readings(folded):
        for stem, _ in () if reading.article else without_pronoun(reading.stem):
            number = people.get(stem)
            if number and len(stem) > 3:  # جنوده; أمه is left to أمة
                return _Noun(number, reading, None)
    return None


@lru_cache(maxsize=65536)
def _may_open(folded: str) -> bool:
    """A cheap gate over words: most open no phrase for people."""
    if may_open_quantity(folded) or person_noun(folded) is not None:
        return True
    lexicon = harm_lexicon()
    stems = {r.stem for r in readings(folded)}
    return bool(
        stems & {"احد", "احدي"} or folded == "اخر" or folded in lexicon.titles or stems & lexicon.given_names
    )


def people_phrases(sentence: Sentence) -> list[PeoplePhrase]:
    """The phrases of one sentence, left to right, none inside another."""
    tokens, found, at = sentence.tokens, [], 0
    while at < len(tokens):
        token = tokens[at]
        phrase = None
        if token.kind == "number" or (token.kind == "word" and _may_open(token.folded)):
            phrase = _phrase(tokens, at)
        if phrase:
            found.append(replace(phrase, part=_is_part(tokens, at), joined=_is_joined(tokens, at)))
        at = phrase.last + 1 if phrase else at + 1
    return _summed(tokens, found)


def _summed(tokens: Sequence[Token], phrases: list[PeoplePhrase]) -> list[PeoplePhrase]:
    """ضابط وثلاثة جنود is four of one side: a lone person and those counted with him are one figure."""
    summed: list[PeoplePhrase] = []
    for phrase in phrases:
        before = summed[-1] if summed else None
        if before and _goes_with(tokens, before, phrase):
            more = phrase.low or 0
            summed[-1] = replace(before, last=phrase.last, low=1 + more, high=1 + more, explicit=True)
        else:
            summed.append(phrase)
    return summed


def _goes_with(tokens: Sequence[Token], lone: PeoplePhrase, phrase: PeoplePhrase) -> bool:
    """Whether a figure continues a lone person: exact, joined right behind, and not of another sort."""
    if lone.explicit or lone.low != 1 or lone.named or lone.harms or lone.part or lone.noun is None:
        return False
    if not phrase.joined or phrase.harms or phrase.part or phrase.low is None or phrase.low != phrase.high:
        return False
    if phrase.first - lone.last > 3 or any(tokens[i].kind == "mark" for i in range(lone.last, phrase.first)):
        return False
    if not phrase.explicit:
        return tokens[phrase.last].folded == "اخر"
    noun = tokens[phrase.noun].folded if phrase.noun is not None else ""
    return phrase.sure and noun not in people_set("civil_nouns")


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """بينهم طفلان, من بينهم قائد, بين القتلى 281 مدنيا."""
    before = tokens[at - 1].folded.lstrip("و") if at else ""
    if before == "منهم" and at > 1 and is_harm_verb(tokens[at - 2].folded):
        return False  # وقتلت منهم ستة
    if before in people_set("part_openers") or (
        at > 1 and tokens[at - 2].folded in people_set("part_openers") and before in ("نحو", "ايضا")
    ):
        return True
    noun = person_noun(tokens[at - 1].folded) if at > 1 else None
    return bool(noun and noun.harm and noun.reading.article and tokens[at - 2].folded in ("بين", "ضمن"))


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Led by و, or by words that add as it does: مقابل, إضافة إلى, فضلا عن, إلى جانب."""
    if at > 1 and (tokens[at - 2].folded, tokens[at - 1].folded) in _ADDING:
        return True
    if at and tokens[at - 1].folded.removeprefix("و") in people_set("with_him"):
        return True
    if tokens[at].folded == "و" or (at and tokens[at - 1].folded == "و"):
        return True
    return _starts_with_and(tokens[at].folded)


@lru_cache(maxsize=65536)
def _starts_with_and(folded: str) -> bool:
    """Whether the و of a word is the conjunction: of وثلاثة, not of واحد."""
    if not folded.startswith("و"):
        return False
    noun = person_noun(folded)
    if noun:
        return noun.reading.conjunction == "و"
    return not folded.startswith("واحد")


def _phrase(tokens: Sequence[Token], at: int) -> PeoplePhrase | None:
    quantity = read_quantity(tokens, at)
    if quantity:
        return _with_noun(tokens, quantity) if counts_people(tokens, quantity) else None
    return _one_of(tokens, at) or _lone(tokens, at) or _named(tokens, at)


def _with_noun(tokens: Sequence[Token], quantity: Quantity) -> PeoplePhrase | None:
    """A quantity with what it counts: noun, adjectives, آخرين, من …, على الأقل."""
    low, high = quantity.low, quantity.high
    if quantity.dual:
        return _dual(tokens, quantity)
    at = quantity.last + 1
    if low == 1 and tokens[quantity.last].kind == "word" and not _stands_alone(tokens, quantity):
        return None
    between = _killed_and_wounded(tokens, at)
    if between:
        kinds, last = between
        exact = low is not None and low == high
        return PeoplePhrase(
            quantity.first, last, None if exact else low, high, True, last - 1, kinds, sure=True
        )
    end, harms, sure = _noun(tokens, at)
    last = _tail(tokens, end)
    whose = last > end and (
        tokens[last].folded in people_set("of_them") or person_noun(tokens[end + 2].folded) is not None
    )
    noun_at = at if end >= at else None
    return PeoplePhrase(quantity.first, last, low, high, True, noun_at, harms, sure=sure or whose)


def _dual(tokens: Sequence[Token], quantity: Quantity) -> PeoplePhrase:
    """جنديان ماليان, شرطيين اثنين: the noun and the number are one word."""
    noun = person_noun(tokens[quantity.first].folded)
    harms: tuple[CasualtyKind, ...] = (noun.harm.kind,) if noun and noun.harm else ()
    last = _tail(tokens, _adjectives(tokens, quantity.last))
    first = quantity.first
    return PeoplePhrase(first, last, quantity.low, quantity.high, True, first, harms, sure=True)


def _stands_alone(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether واحد is a person: "إصابة واحد", "واحد منهم", not "عائلة واحدة"."""
    after = tokens[quantity.last + 1].folded if quantity.last + 1 < len(tokens) else ""
    before = tokens[quantity.first - 1].folded if quantity.first else ""
    return after in people_set("of_them") or after == "من" or is_harm_noun(before) or is_harm_verb(before)


def _killed_and_wounded(tokens: Sequence[Token], at: int) -> tuple[tuple[CasualtyKind, ...], int] | None:
    """بين قتيل وجريح after a number (or a few words after it): both kinds and the last token."""
    for start in range(at, min(at + 4, len(tokens) - 2)):
        if tokens[start].folded not in ("بين", "ما"):
            if tokens[start].kind != "word" or tokens[start].folded in ("في", "و"):
                return None
            continue
        start += tokens[start].folded == "ما"
        first, second = (
            person_noun(tokens[i].folded) if i < len(tokens) else None for i in (start + 1, start + 2)
        )
        if first and second and first.harm and second.harm and second.reading.conjunction:
            return (first.harm.kind, second.harm.kind), start + 2
        return None
    return None


def _noun(tokens: Sequence[Token], at: int) -> tuple[int, tuple[CasualtyKind, ...], bool]:
    """The noun at `at` after a number: (last token with adjectives, kinds of harm, is it for people)."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return at - 1, (), False
    folded = tokens[at].folded
    if folded in people_set("others"):
        return at, (), True
    noun = person_noun(folded)
    if noun and not noun.reading.conjunction and not noun.reading.preposition:
        if noun.harm:
            return _harmed(tokens, at, noun.harm)
        return _adjectives(tokens, at), (), True
    if (
        folded in people_set("not_nouns")
        or folded in people_set("of_them")
        or _joined_or_led(folded)
        or is_harm_verb(folded)
    ):
        return at - 1, (), False
    return _adjectives(tokens, at), (), False


def _harmed(tokens: Sequence[Token], at: int, harm: HarmWord) -> tuple[int, tuple[CasualtyKind, ...], bool]:
    """قتيلا, or القتلى والجرحى, which share the number before them."""
    after = person_noun(tokens[at + 1].folded) if at + 1 < len(tokens) else None
    both = after is not None and after.harm is not None and after.reading.conjunction == "و"
    if both and after and after.harm and after.number == "many" and after.harm.kind != harm.kind:
        return at + 1, (harm.kind, after.harm.kind), True
    return _adjectives(tokens, at), (harm.kind,), True


@lru_cache(maxsize=65536)
def is_harm_verb(folded: str) -> bool:
    """Whether a token is a harm word that cannot be the counted noun."""
    words = harm_lexicon().words
    return any(
        r.stem in words and words[r.stem].role != "counted" and not r.article for r in readings(folded)
    )


@lru_cache(maxsize=65536)
def is_harm_noun(folded: str) -> bool:
    """Whether a token is a verbal noun of harm: إصابة آخر is one more wounded."""
    words = harm_lexicon().words
    return any(r.stem in words and words[r.stem].role == "noun" for r in readings(folded))


@lru_cache(maxsize=65536)
def _joined_or_led(folded: str) -> bool:
    """Whether the word after a number begins something new: و, ف, or ب, ل, ك before an article or بجروح."""
    return folded.startswith(("و", "بال", "لل", "بجروح", "باصاب", "ب")) and person_noun(folded) is None


def _adjectives(tokens: Sequence[Token], last: int) -> int:
    """Past the adjectives of a noun, and آخرين, to the last token of them."""
    for at in range(last + 1, min(last + 3, len(tokens))):
        folded = tokens[at].folded
        if folded in people_set("others"):
            return at
        adjective = (
            tokens[at].kind == "word"
            and folded.endswith(_ADJECTIVE_ENDINGS)
            and not folded.startswith("ال")
            and not folded.endswith("وا")
        )
        verb_like = folded.startswith(("و", "ي", "ت")) or is_harm_verb(folded) or may_open_quantity(folded)
        if not adjective or verb_like or folded in people_set("not_nouns") or _joined_or_led(folded):
            return last
        last = at
    return last


def _tail(tokens: Sequence[Token], last: int) -> int:
    """Past على الأقل, منهم and "من عناصر الأمن" to the last token of the phrase."""
    at = last + 1
    if at + 1 < len(tokens) and tokens[at].folded == "علي" and tokens[at + 1].folded in ("الاقل", "الاكثر"):
        at += 2
    if at < len(tokens) and tokens[at].folded in people_set("of_them"):
        return at
    if at + 1 < len(tokens) and tokens[at].folded == "من" and _is_whose(tokens[at + 1].folded):
        end = at + 1
        while end + 1 < len(tokens) and end - at < _LONGEST_TAIL and tokens[end + 1].folded.startswith("ال"):
            end += 1
        return end
    return at - 1


@lru_cache(maxsize=65536)
def _is_whose(folded: str) -> bool:
    """Whether the word after من says whose people they are: التنظيم, عناصر, قوات."""
    return folded.startswith("ال") or folded in people_set("whose") or person_noun(folded) is not None


def _one_of(tokens: Sequence[Token], at: int) -> PeoplePhrase | None:
    """أحد عناصر الحراسة, إحدى المتظاهرات."""
    if at + 1 >= len(tokens) or not any(
        r.stem in ("احد", "احدي") and not r.article for r in readings(tokens[at].folded)
    ):
        return None
    noun = person_noun(tokens[at + 1].folded)
    if noun is None or noun.number != "many" or noun.reading.conjunction or noun.reading.preposition:
        return None
    end = at + 1
    if end + 1 < len(tokens) and not noun.reading.article and tokens[end + 1].folded.startswith("ال"):
        end += 1
    harms = (noun.harm.kind,) if noun.harm else ()
    return PeoplePhrase(at, end, 1, 1, True, at + 1, harms, sure=True)


def _lone(tokens: Sequence[Token], at: int) -> PeoplePhrase | None:
    """A noun for people without a number: one person, or people nobody counted."""
    noun = person_noun(tokens[at].folded)
    if noun is None and tokens[at].folded == "اخر" and at and is_harm_noun(tokens[at - 1].folded):
        return PeoplePhrase(at, _tail(tokens, at), 1, 1, False, at, sure=True)
    if noun is None or noun.reading.preposition == "ك":
        return None
    harms = (noun.harm.kind,) if noun.harm else ()
    accusative = tokens[at].folded.endswith("ا")
    after = tokens[at + 1].folded if at + 1 < len(tokens) else ""
    if accusative and after in people_set("dual_owners"):  # رجلا شرطة: the dual before its owner
        return PeoplePhrase(
            at, _tail(tokens, at + 1), 2, _at_least(tokens, at + 2, 2), True, at, harms, sure=True
        )
    end = _tail(tokens, _adjectives(tokens, at))
    if noun.number == "many":
        return PeoplePhrase(at, end, None, None, False, at, harms, sure=True)
    if noun.reading.article:
        return _named(tokens, at)
    sole = after in ("واحد", "واحدا", "واحده")
    return PeoplePhrase(at, end + sole, 1, 1, sole, at, harms, sure=True, accusative=accusative)


def _at_least(tokens: Sequence[Token], at: int, count: int) -> int | None:
    hedged = at + 1 < len(tokens) and tokens[at].folded == "علي" and tokens[at + 1].folded == "الاقل"
    return None if hedged else count


def _named(tokens: Sequence[Token], at: int) -> PeoplePhrase | None:
    """One person by name: a title with ال or a given name, and the names after it."""
    lexicon, folded = harm_lexicon(), tokens[at].folded
    bare = folded[1:] if folded.startswith("و") and folded not in lexicon.given_names else folded
    if bare not in lexicon.titles and bare not in lexicon.given_names:
        return None
    end = at
    while end + 1 < len(tokens) and end - at < 3 and _continues_name(tokens[end + 1]):
        end += 1
    if end == at and bare not in lexicon.titles:
        return None
    return PeoplePhrase(at, end, 1, 1, False, at, sure=True, named=True)


def _continues_name(token: Token) -> bool:
    return (
        token.kind == "word"
        and token.folded not in people_set("not_nouns")
        and not _joined_or_led(token.folded)
        and (not may_open_quantity(token.folded) and not is_harm_verb(token.folded))
    )
