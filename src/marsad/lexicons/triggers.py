"""The trigger lexicon: which words name an event, of which type, and how their sides stand around them.

Files: `triggers/*.yaml`. An entry lists verbs (past/present) and nouns; `with` names words of which one
must stand near (within `reach` tokens after, `back` tokens before), `unless` words that refuse the entry.
Format and advice: docs/reference/lexicons.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

from marsad.arabic.fold import fold
from marsad.arabic.inflection import Form, noun_forms, verb_forms
from marsad.errors import LexiconError
from marsad.lexicons.loader import (
    check_kinds,
    load_entries,
    past_and_present,
    read_package_text,
    refuse_unknown,
    require,
    unique_ids,
)
from marsad.model import EVENT_TYPES, EventType

Pattern = Literal[
    "mutual", "strike", "harm", "seize", "expel", "repel", "leave", "give", "act", "suffer", "suffer_place",
    "blast", "close", "deal", "fall", "dispersal",
]  # fmt: skip
Need = Literal["place", "people", "actor", "forces"]

_NEEDS: dict[str, Need] = {
    "needs_place": "place",
    "needs_people": "people",
    "needs_actor": "actor",
    "needs_forces": "forces",
}
_LISTS = ("verbs", "nouns", "with", "unless", "fires", "traps")
_NUMBERS = ("reach", "back")
_FLAGS = ("generic", "weak", "retaken", "done", *_NEEDS)
_FIELDS = frozenset({"id", "type", "pattern", "sense", "source", *_LISTS, *_NUMBERS, *_FLAGS})


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """One sense of a group of words. `needed` and `refused` hold folded phrases as tuples of words.

    `generic` entries (هجوم) take their type from weapon and sides; `weak` ones (تقدم) make no event alone;
    `done` ones are refused in the present tense, which tells a state ("تسيطر القبائل على المعبر").
    """

    id: str
    type: EventType
    pattern: Pattern
    forms: tuple[Form, ...]
    needed: frozenset[tuple[str, ...]]
    refused: frozenset[tuple[str, ...]]
    reach: int
    back: int
    generic: bool
    weak: bool
    retaken: bool
    done: bool
    needs: frozenset[Need]
    fires: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriggerLexicon:
    """All entries, and the look-up from a folded form to the (entry, form) pairs it may be."""

    entries: tuple[TriggerEntry, ...]
    by_form: dict[str, tuple[tuple[TriggerEntry, Form], ...]]


def _phrases(words: list[str]) -> frozenset[tuple[str, ...]]:
    """Folded phrases; a word is meant with and without its article."""
    return frozenset(tuple(_bare(word) for word in fold(phrase).split()) for phrase in words)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _check(path: str, line: int, raw: dict[str, Any]) -> None:
    refuse_unknown(path, line, raw, _FIELDS)
    require(path, line, raw, ("id", "type", "pattern", "sense", "source", "fires"))
    check_kinds(path, line, raw, lists=_LISTS, numbers=_NUMBERS, flags=_FLAGS)
    if raw["type"] not in EVENT_TYPES:
        raise LexiconError(path, line, f"type {raw['type']!r} is not in the codebook", "See the codebook, 2.")
    if raw["pattern"] not in get_args(Pattern):
        allowed = ", ".join(get_args(Pattern))
        raise LexiconError(path, line, f"pattern {raw['pattern']!r} is unknown", f"Allowed: {allowed}.")
    if not raw.get("verbs") and not raw.get("nouns"):
        raise LexiconError(path, line, f"{raw['id']} has neither verbs nor nouns", "Add one of them.")


def parse_triggers(path: str, text: str) -> tuple[TriggerEntry, ...]:
    """The entries of one file, checked. Raises LexiconError with the line of the first fault."""
    return tuple(_entry(path, line, raw) for line, raw in unique_ids(path, load_entries(path, text)))


def _entry(path: str, line: int, raw: dict[str, Any]) -> TriggerEntry:
    _check(path, line, raw)
    verbs = tuple(f for verb in raw.get("verbs", []) for f in verb_forms(*past_and_present(path, line, verb)))
    nouns = tuple(f for noun in raw.get("nouns", []) for f in noun_forms(noun))
    return TriggerEntry(
        id=raw["id"],
        type=raw["type"],
        pattern=raw["pattern"],
        forms=verbs + nouns,
        needed=_phrases(raw.get("with", [])),
        refused=_phrases(raw.get("unless", [])),
        reach=raw.get("reach", 0 if raw.get("back") else 6),
        back=raw.get("back", 0),
        generic=bool(raw.get("generic")),
        weak=bool(raw.get("weak")),
        retaken=bool(raw.get("retaken")),
        done=bool(raw.get("done")),
        needs=frozenset(need for field, need in _NEEDS.items() if raw.get(field)),
        fires=tuple(raw["fires"]),
        traps=tuple(raw.get("traps", [])),
    )


def _index(entries: tuple[TriggerEntry, ...]) -> dict[str, tuple[tuple[TriggerEntry, Form], ...]]:
    found: dict[str, dict[tuple[str, str], tuple[TriggerEntry, Form]]] = {}
    for entry in entries:
        for form in entry.forms:
            found.setdefault(form.text, {}).setdefault((entry.id, form.kind), (entry, form))
    return {text: tuple(pairs.values()) for text, pairs in found.items()}


@lru_cache(maxsize=1)
def load_triggers() -> TriggerLexicon:
    """The lexicon shipped with the package, checked and ready. Read once a process."""
    names = sorted(p.name for p in files("marsad.lexicons").joinpath("triggers").iterdir())
    entries: tuple[TriggerEntry, ...] = ()
    for name in (n for n in names if n.endswith(".yaml")):
        entries += parse_triggers(f"triggers/{name}", read_package_text(f"triggers/{name}"))
    return TriggerLexicon(entries, _index(entries))
