"""Class nouns with the article that point to a place named before: المدينة, البلدة, القاعدة.

They name nothing by themselves; `marsad.resolve.pointers` tells which place of the report they mean. One that
its next word makes a place of its own (المدينة القديمة) points nowhere, nor one of an actor (مجلس المدينة).
"""

from __future__ import annotations

from marsad.arabic import Reading, Sentence, readings
from marsad.lexicons.place_words import load_place_words
from marsad.lexicons.wordsets import wordset
from marsad.read.mentions import PlaceMention
from marsad.read.words import words_of


def with_pointers(sentence: Sentence, places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """The places of a sentence and, in their order, the class nouns that point back (role "pointer")."""
    covered = {i for p in places for i in range(p.first - 1, p.last + 1)}
    rows = (_pointer(sentence, at) for at in range(len(sentence.tokens)) if at not in covered)
    return tuple(sorted([*places, *filter(None, rows)], key=lambda p: p.first))


def _pointer(sentence: Sentence, at: int) -> PlaceMention | None:
    reading = next(filter(_points, readings(sentence.tokens[at].folded)), None)
    if reading is None or _owned(sentence, at) or _names_itself(sentence, at):
        return None
    noun = load_place_words().nouns[reading.stem].noun
    words = words_of(sentence, at, at, skip=reading.lead)
    return PlaceMention(words, at, at, noun, noun, _relation(sentence, at), role="pointer")


def _points(reading: Reading) -> bool:
    noun = load_place_words().nouns.get(reading.stem)
    return bool(noun and reading.article and not noun.plural and noun.noun not in wordset("vague_places"))


def _owned(sentence: Sentence, at: int) -> bool:
    """Whether an owner stands before: مجلس المدينة is a body, قوات المنطقة a force."""
    return any(not r.article and r.stem in load_place_words().owners for r in _readings_at(sentence, at - 1))


def _names_itself(sentence: Sentence, at: int) -> bool:
    """Whether the word after makes another place of it: المدينة القديمة, الحي رقم واحد."""
    after = sentence.tokens[at + 1].folded if at + 1 < len(sentence.tokens) else ""
    return after in wordset("place_makers")


def _relation(sentence: Sentence, at: int) -> str:
    """شرق المدينة is in its east, قرب المدينة near to it."""
    words = load_place_words()
    for reading in _readings_at(sentence, at - 1):
        if reading.stem in words.directions:
            return f"{words.directions[reading.stem]}_of"
        if reading.stem in words.near:
            return "near"
    return "at"


def _readings_at(sentence: Sentence, at: int) -> tuple[Reading, ...]:
    return tuple(readings(sentence.tokens[at].folded)) if at >= 0 else ()
