"""What was done to people: harm words with all their forms, by kind of casualty.

Table: `harms.yaml`. A word may be a verb whose object is harmed, a verb whose subject is, a verbal noun
before its victims, or a noun for the harmed that is counted itself (قتيل). `counted_people` joins those
nouns with `persons.yaml`, for duals and lone singulars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from marsad.arabic.fold import fold
from marsad.arabic.inflection import verb_forms
from marsad.errors import LexiconError
from marsad.lexicons.persons import GrammaticalNumber, noun_forms, person_words
from marsad.lexicons.tables import forms_of, open_list, open_table
from marsad.lexicons.time import Phrase, by_first_word
from marsad.model import CASUALTY_KINDS, CasualtyKind

_NAME = "harms.yaml"
Role = Literal["verb", "suffers", "noun", "counted"]
Side = Literal["after", "before"]
_OWNERS: dict[str, int | None] = {"ه": 1, "ها": 1, "هما": 2, "هم": None}


@dataclass(frozen=True, slots=True)
class HarmWord:
    """One form of a harm word.

    `plural`: a verb form that stands after its subject (قتلوا); for `counted`, `number` says how many the
    form means. `pronoun`: victims written onto the word (قتله: 1, قتلهم: None) where `has_pronoun`.
    """

    kind: CasualtyKind
    role: Role
    plural: bool = False
    number: GrammaticalNumber = "one"
    has_pronoun: bool = False
    pronoun: int | None = None


@dataclass(frozen=True, slots=True)
class HarmEntry:
    """An entry's example sentences, for the tests of the lexicon."""

    kind: CasualtyKind
    fires: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HarmLexicon:
    """Harm words by folded form; phrases from their first word to (the rest, (kind, side of the victims))."""

    words: Mapping[str, HarmWord]
    phrases: Mapping[str, tuple[tuple[Phrase, tuple[CasualtyKind, Side]], ...]]
    entries: tuple[HarmEntry, ...]
    titles: frozenset[str]
    given_names: frozenset[str]


def _kind(entry: Mapping[str, Any]) -> CasualtyKind:
    kind = entry.get("kind")
    if kind not in get_args(CasualtyKind):
        raise LexiconError(_NAME, 0, f"kind {kind!r} is not a casualty kind", f"Use one of {CASUALTY_KINDS}.")
    return kind  # type: ignore[no-any-return]


def _counted_forms(entry: Mapping[str, Any]) -> list[tuple[str, GrammaticalNumber]]:
    found: list[tuple[str, GrammaticalNumber]] = []
    for singular, plurals in (entry.get("counted") or {}).items():
        found += noun_forms(singular, tuple(plurals))
    return found


def _add_words(words: dict[str, HarmWord], entry: Mapping[str, Any]) -> None:
    """All forms of one entry; a form that two entries share stays with the first, verbs before nouns."""
    kind = _kind(entry)
    for form, number in _counted_forms(entry):
        words.setdefault(form, HarmWord(kind, "counted", number=number))
    roles: tuple[Role, ...] = ("verb", "suffers")
    for role, section in zip(roles, ("verbs", "suffers"), strict=True):
        for verb in entry.get(section) or ():
            past, _, present = verb.partition("/")
            for form in verb_forms(past, present):
                if form.pronoun in _OWNERS or not form.pronoun:
                    word = HarmWord(
                        kind, role, form.plural, has_pronoun=bool(form.pronoun), pronoun=_OWNERS.get(form.pronoun)
                    )  # fmt: skip
                    words.setdefault(form.text, word)
    for noun in entry.get("nouns") or ():
        bare = fold(noun)
        words.setdefault(bare, HarmWord(kind, "noun"))
        stem = bare[:-1] + "ت" if bare.endswith("ه") else bare
        for owner, count in _OWNERS.items():
            words.setdefault(stem + owner, HarmWord(kind, "noun", has_pronoun=True, pronoun=count))


@cache
def harm_lexicon() -> HarmLexicon:
    """The compiled lexicon, read once a process. Raises LexiconError on a broken table."""
    words: dict[str, HarmWord] = {}
    phrases: list[tuple[str, tuple[CasualtyKind, Side]]] = []
    entries = []
    for entry in open_list(_NAME):
        _add_words(words, entry)
        kind = _kind(entry)
        for side in get_args(Side):
            phrases += [(form, (kind, side)) for form in entry["phrases"][side]]
        entries.append(HarmEntry(kind, tuple(forms_of(entry["fires"], _NAME)), tuple(entry["traps"])))
    persons = open_table("persons.yaml")
    return HarmLexicon(
        words,
        by_first_word(phrases),
        tuple(entries),
        frozenset(map(fold, forms_of(persons["titles"], "persons.yaml"))),
        frozenset(map(fold, forms_of(persons["given_names"], "persons.yaml"))),
    )


@cache
def counted_people() -> dict[str, GrammaticalNumber]:
    """Folded form to number of every noun that counts people, the harmed included."""
    words = dict(person_words())
    for entry in open_list(_NAME):
        for form, number in _counted_forms(entry):
            words.setdefault(form, number)
    return words
