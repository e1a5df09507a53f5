"""What was done to people: harm words with all their forms, by kind of casualty.

Table: `harms.yaml`. A word may be a verb whose object is harmed, a verb whose subject is, a verbal noun
before its victims, or a noun for the harmed that is counted itself (قتيل). `counted_people` joins those
nouns with `persons.yaml`, for duals and lone singulars.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
Side = Literal["after", "before", "around", "to"]
_OWNERS: dict[str, int | None] = {"ه": 1, "ها": 1, "هما": 2, "هم": None}


@dataclass(frozen=True, slots=True)
class HarmWord:
    """One form of a harm word.

    `plural`: a verb form that stands after its subject (قتلوا); for `counted`, `number` says how many the
    form means. `pronoun`: victims written onto the word (قتله: 1, قتلهم: None) where `has_pronoun`.
    `people_only`: the verb has other uses (خسر), so its object must be a noun for people.
    """

    kind: CasualtyKind
    role: Role
    plural: bool = False
    number: GrammaticalNumber = "one"
    has_pronoun: bool = False
    pronoun: int | None = None
    people_only: bool = False


# the kind of a phrase, where its victims stand, and the other word it needs (folded, "" for none)
HarmPhrase = tuple[CasualtyKind, Side, str]


@dataclass(frozen=True, slots=True)
class HarmEntry:
    """An entry's example sentences, for the tests of the lexicon."""

    kind: CasualtyKind
    fires: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HarmLexicon:
    """Harm words by folded form; phrases from their first word to (the rest, what they mean)."""

    words: Mapping[str, HarmWord]
    phrases: Mapping[str, tuple[tuple[Phrase, HarmPhrase], ...]]
    entries: tuple[HarmEntry, ...]
    titles: frozenset[str]
    given_names: frozenset[str]


def _kind(entry: Mapping[str, Any]) -> CasualtyKind:
    found: list[CasualtyKind] = [kind for kind in CASUALTY_KINDS if kind == entry.get("kind")]
    if not found:
        problem = f"kind {entry.get('kind')!r} is not a casualty kind"
        raise LexiconError(_NAME, 0, problem, f"Use one of {CASUALTY_KINDS}.")
    return found[0]


def _counted_forms(entry: Mapping[str, Any]) -> list[tuple[str, GrammaticalNumber]]:
    found: list[tuple[str, GrammaticalNumber]] = []
    for singular, plurals in (entry.get("counted") or {}).items():
        found += noun_forms(singular, tuple(plurals))
    return found


def _verbs(entry: Mapping[str, Any]) -> Iterator[tuple[str, HarmWord]]:
    kind, cautious = _kind(entry), set(entry.get("people_only") or ())
    roles: tuple[tuple[str, Role], ...] = (("verbs", "verb"), ("suffers", "suffers"))
    for section, role in roles:
        for verb in entry.get(section) or ():
            past, _, present = verb.partition("/")
            for form in verb_forms(past, present):
                owner = "" if form.pronoun == "نا" and form.kind == "past" else form.pronoun  # اعتقلنا: we
                if owner in _OWNERS or not owner:
                    yield form.text, HarmWord(
                        kind, role, form.plural, has_pronoun=bool(owner),
                        pronoun=_OWNERS.get(owner), people_only=past in cautious,
                    )  # fmt: skip


def _nouns(entry: Mapping[str, Any]) -> Iterator[tuple[str, HarmWord]]:
    kind, cautious = _kind(entry), set(entry.get("people_only") or ())
    for noun in entry.get("nouns") or ():
        bare = fold(noun)
        yield bare, HarmWord(kind, "noun", people_only=noun in cautious)
        stem = bare[:-1] + "ت" if bare.endswith("ه") else bare
        for owner, count in _OWNERS.items():
            yield stem + owner, HarmWord(kind, "noun", has_pronoun=True, pronoun=count)


def _add_words(words: dict[str, HarmWord], entry: Mapping[str, Any]) -> None:
    """All forms of one entry. A form of two senses keeps the first: counted noun, verb, verbal noun, and
    those with a pronoun last (إصابة is the noun, not "he hit him")."""
    found = [(form, HarmWord(_kind(entry), "counted", number=n)) for form, n in _counted_forms(entry)]
    found += [*_verbs(entry), *_nouns(entry)]
    for form, word in sorted(
        found, key=lambda pair: (pair[1].has_pronoun, pair[1].has_pronoun and pair[1].role != "noun")
    ):
        words.setdefault(form, word)
    for form in entry.get("other_words") or ():
        words.pop(fold(form), None)


def _head(form: str, side: Side) -> str:
    """The part of a phrase that is looked for: the closing word of an `around`, the verb of a `to`."""
    if side == "around":
        return form.split()[1]
    return form.split()[0] if side == "to" else form


def _other(form: str, side: Side) -> str:
    if side == "around":
        return fold(form.split()[0])
    return fold(form.split()[1]) if side == "to" else ""


@cache
def harm_lexicon() -> HarmLexicon:
    """The compiled lexicon, read once a process. Raises LexiconError on a broken table."""
    words: dict[str, HarmWord] = {}
    phrases: list[tuple[str, HarmPhrase]] = []
    entries = []
    for entry in open_list(_NAME):
        _add_words(words, entry)
        kind = _kind(entry)
        for side in get_args(Side):
            phrases += [
                (_head(form, side), (kind, side, _other(form, side)))
                for form in entry["phrases"].get(side, ())
            ]
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
