"""Nouns for people and the number that their form tells: جندي one, جنديان two, جنود many.

Table: `persons.yaml`; `lexicons.harms` adds the counted nouns of harm (قتيل، جريح). Duals, feminines and
regular plurals are derived here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from marsad.arabic.fold import fold
from marsad.lexicons.tables import forms_of, open_table

GrammaticalNumber = Literal["one", "two", "many"]


def noun_forms(singular: str, plurals: tuple[str, ...] = ()) -> Iterator[tuple[str, GrammaticalNumber]]:
    """The folded forms of a noun for people. Without `plurals` its plural is regular: ون, ين, feminine ات.

    >>> dict(noun_forms("جندي", ("جنود",)))["جنديين"], dict(noun_forms("مسلح"))["مسلحين"]
    ('two', 'many')
    """
    stem = fold(singular)
    yield stem, "one"
    if not stem.endswith(("ه", "اء", "ا")):
        yield stem + "ا", "one"
    for plural in plurals:
        yield fold(plural), "many"
    dual = stem[:-1] + "ت" if stem.endswith("ه") else stem
    yield dual + "ان", "two"
    yield dual + "ين", "two" if plurals else "many"
    if not stem.endswith("ه"):
        yield stem + "ه", "one"
        yield from ((stem + end, "two") for end in ("تان", "تين"))
    if not plurals:
        yield from ((stem + end, "many") for end in ("ون", "و", "ي", "ات"))


@cache
def person_words() -> dict[str, GrammaticalNumber]:
    """Folded form to its number, for nouns that count people as such; read once a process."""
    table = open_table("persons.yaml")
    words: dict[str, GrammaticalNumber] = {}
    for singular, plurals in table["broken"].items():
        for form, number in noun_forms(singular, tuple(forms_of(plurals, "persons.yaml"))):
            words.setdefault(form, number)
    for singular in forms_of(table["sound"], "persons.yaml"):
        for form, number in noun_forms(singular):
            words.setdefault(form, number)
    for form in forms_of(table["not_people"], "persons.yaml"):
        words.pop(fold(form), None)
    return words
