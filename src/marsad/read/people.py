"""Find the phrases of a sentence that count people: "27 عنصرا من التنظيم", "جنديان", "أحد الحراس", "شرطي".

A phrase knows its bounds, whether they were told by a number, and the harm that its own noun names
(12 جريحا). Which verb or noun it hangs on is for `marsad.read.casualties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from marsad.arabic.clitics import Reading, readings
from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.harms import HarmWord, counted_people, harm_lexicon
from marsad.model import CasualtyKind
from marsad.read.quantities import Quantity, counts_people, may_open_quantity, read_quantity

_OTHERS = frozenset({"اخرين", "اخرون", "اخر", "اخري", "اخريات", "اخران", "اخريين", "ايضا"})
_PARTS = frozenset({"بينهم", "بينهن", "بينهما", "ضمنهم", "ضمنهن", "منهم", "منهن", "احدهم", "معظمهم", "فيهم", "اغلبهم", "غالبيتهم"})  # fmt: skip
_ADDING = frozenset({("اضافه", "الي"), ("بالاضافه", "الي"), ("فضلا", "عن"), ("الي", "جانب"), ("علاوه", "علي")})
_OF_THEM = frozenset({"منهم", "منهن", "منهما", "منها"})
_STOPS = frozenset({
    "في", "من", "علي", "الي", "عن", "مع", "بعد", "قبل", "خلال", "حتي", "ان", "انه", "التي", "الذي", "الذين", "اللذين", "كما", "فيما",
    "بينما", "حيث", "اثر", "جراء", "قرب", "بين", "ضد", "عند", "لدي", "امس", "اليوم", "غدا", "هذا", "هذه", "ذلك", "او", "ثم", "لا",
    "لم", "لن", "ما", "قد", "كان", "كانوا", "كانت", "تم", "لدى", "منذ", "اي", "فقط", "و", "عندما", "اذا", "اذ", "لكن", "بل", "غير", "اثناء", "داخل",
    "خارج", "شمال", "جنوب", "شرق", "غرب", "وسط", "بسبب", "نتيجه", "عقب", "بينهم", "ضمنهم", "مساء", "صباح", "فجر", "ليل", "ظهر",
    "يوم", "ليله", "حين", "برصاص", "علما", "مقابل", "فضلا", "اضافه", "عدا", "سوي", "الا", "جميعهم", "كلهم", "معظمهم",
})  # fmt: skip
_ADJECTIVE_ENDINGS = ("ين", "ون", "ان", "يا", "ي", "يه", "ات", "ا")
_LONGEST_TAIL = 3  # tokens of "من عناصر الأمن" that belong to the words of a phrase
_DUAL_OWNERS = frozenset({"شرطه", "امن", "دين", "اطفاء", "اعمال", "اسعاف"})


@dataclass(frozen=True, slots=True)
class PeoplePhrase:
    """People at tokens `first` to `last`, both included, from `noun` on named by a noun (None: a number only).

    `explicit`: a number, a dual or أحد told the bounds; a lone singular has (1, 1) without being explicit, a
    bare plural (None, None). `harms` are the kinds that its own noun names. `joined`: led by و. `part`: a share
    of the figure before it. `sure`: its noun is one for people.
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
    return None


@lru_cache(maxsize=65536)
def _may_open(folded: str) -> bool:
    """A cheap gate over words: most open no phrase for people."""
    if may_open_quantity(folded) or person_noun(folded) is not None:
        return True
    lexicon = harm_lexicon()
    stems = {r.stem for r in readings(folded)}
    return bool(stems & {"احد", "احدي"} or folded == "اخر" or folded in lexicon.titles or stems & lexicon.given_names)


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
    return found


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    """بينهم طفلان, من بينهم قائد, بين القتلى 281 مدنيا."""
    before = tokens[at - 1].folded.lstrip("و") if at else ""
    if before in _PARTS or (at > 1 and tokens[at - 2].folded in _PARTS and before in ("نحو", "ايضا")):
        return True
    noun = person_noun(tokens[at - 1].folded) if at > 1 else None
    return bool(noun and noun.harm and noun.reading.article and tokens[at - 2].folded in ("بين", "ضمن"))


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Led by و, or by words that add as it does: مقابل, إضافة إلى, فضلا عن, إلى جانب."""
    if at and tokens[at - 1].folded == "مقابل":
        return True
    if at > 1 and (tokens[at - 2].folded, tokens[at - 1].folded) in _ADDING:
        return True
    if tokens[at].folded == "و" or (at and tokens[at - 1].folded == "و"):
        return True
    return tokens[at].folded[0] == "و" and any(r.conjunction == "و" for r in readings(tokens[at].folded))


def _phrase(tokens: Sequence[Token], at: int) -> PeoplePhrase | None:
    quantity = read_quantity(tokens, at)
    if quantity:
        return _with_noun(tokens, quantity) if counts_people(tokens, quantity) else None
    return _one_of(tokens, at) or _lone(tokens, at) or _named(tokens, at)


def _with_noun(tokens: Sequence[Token], quantity: Quantity) -> PeoplePhrase:
    """A quantity with what it counts: noun, adjectives, آخرين, من …, على الأقل."""
    low, high = quantity.low, quantity.high
    if quantity.dual:
        noun_at = quantity.last if tokens[quantity.last].folded[:2] != "اث" else quantity.first
        noun = person_noun(tokens[noun_at].folded)
        harms = (noun.harm.kind,) if noun and noun.harm else ()
        end = _adjectives(tokens, quantity.last)
        return PeoplePhrase(quantity.first, _tail(tokens, end), low, high, True, noun_at, harms, sure=True)
    at = quantity.last + 1
    between = _killed_and_wounded(tokens, at)
    if between:
        exact = low is not None and low == high
        return PeoplePhrase(
            quantity.first, between[1], None if exact else low, high, True, at, between[0], sure=True
        )
    end, harms, sure = _noun(tokens, at)
    noun_at_or_none = at if end >= at else None
    return PeoplePhrase(
        quantity.first, _tail(tokens, end), low, high, True, noun_at_or_none, harms, sure=sure
    )


def _killed_and_wounded(tokens: Sequence[Token], at: int) -> tuple[tuple[CasualtyKind, ...], int] | None:
    """بين قتيل وجريح after a number (or a few words after it): both kinds and the last token."""
    for start in range(at, min(at + 4, len(tokens) - 2)):
        if tokens[start].folded not in ("بين", "ما"):
            if tokens[start].kind != "word" or tokens[start].folded in ("في", "و"):
                return None
            continue
        start += tokens[start].folded == "ما"
        first, second = (person_noun(tokens[i].folded) if i < len(tokens) else None for i in (start + 1, start + 2))
        if first and second and first.harm and second.harm and second.reading.conjunction:
            return (first.harm.kind, second.harm.kind), start + 2
        return None
    return None


def _noun(tokens: Sequence[Token], at: int) -> tuple[int, tuple[CasualtyKind, ...], bool]:
    """The noun at `at` after a number: (last token of it with adjectives, kinds of harm, is it for people)."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return at - 1, (), False
    folded = tokens[at].folded
    if folded in _OTHERS:
        return at, (), True
    noun = person_noun(folded)
    if noun and not noun.reading.conjunction and not noun.reading.preposition:
        if noun.harm:
            return _harmed(tokens, at, noun.harm)
        return _adjectives(tokens, at), (), True
    if folded in _STOPS or folded in _OF_THEM or _joined_or_led(folded) or is_harm_verb(folded):
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
    return any(r.stem in words and words[r.stem].role != "counted" and not r.article for r in readings(folded))


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
        if folded in _OTHERS:
            return at
        adjective = tokens[at].kind == "word" and folded.endswith(_ADJECTIVE_ENDINGS) and not folded.startswith("ال")
        verb_like = folded.startswith(("و", "ي", "ت")) or is_harm_verb(folded) or may_open_quantity(folded)
        if not adjective or verb_like or folded in _STOPS or _joined_or_led(folded):
            return last
        last = at
    return last


def _tail(tokens: Sequence[Token], last: int) -> int:
    """Past على الأقل, منهم and "من عناصر الأمن" to the last token of the phrase."""
    at = last + 1
    if at + 1 < len(tokens) and tokens[at].folded == "علي" and tokens[at + 1].folded in ("الاقل", "الاكثر"):
        at += 2
    if at < len(tokens) and tokens[at].folded in _OF_THEM:
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
    return folded.startswith("ال") or folded in ("قوات", "مسلحي", "مقاتلي", "عناصره", "افراده") or person_noun(folded) is not None


def _one_of(tokens: Sequence[Token], at: int) -> PeoplePhrase | None:
    """أحد عناصر الحراسة, إحدى المتظاهرات."""
    if at + 1 >= len(tokens) or not any(r.stem in ("احد", "احدي") and not r.article for r in readings(tokens[at].folded)):
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
    if accusative and after in _DUAL_OWNERS:  # رجلا شرطة: the dual before its owner
        return PeoplePhrase(at, _tail(tokens, at + 1), 2, _at_least(tokens, at + 2, 2), True, at, harms, sure=True)
    end = _tail(tokens, _adjectives(tokens, at))
    if noun.number == "many":
        return PeoplePhrase(at, end, None, None, False, at, harms, sure=True)
    if noun.reading.article:
        return _named(tokens, at)
    sole = after in ("واحد", "واحده")
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
    return token.kind == "word" and token.folded not in _STOPS and not _joined_or_led(token.folded) and (
        not may_open_quantity(token.folded) and not is_harm_verb(token.folded)
    )
