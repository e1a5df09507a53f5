"""Verbs and phrases of saying, ready for look-up.

File: `speech.yaml`. Verbs are written out in all their persons; phrases are tuples of folded words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from marsad.arabic.fold import fold
from marsad.arabic.inflection import Form, verb_forms
from marsad.errors import LexiconError
from marsad.lexicons.loader import load_entries, read_package_text, refuse_unknown, require, unique_ids

Manner = Literal[
    "say", "add", "tell", "cite", "claim", "after", "relay", "account", "skip", "alone", "never", "outlet"
]  # fmt: skip

_FIELDS = frozenset("id manner verbs phrases sense source fires traps".split())


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A form of a verb of saying. `feminine` for قالت; `plural` for قالوا; `pronoun` for أعلنته."""

    manner: Manner
    lemma: str
    feminine: bool
    plural: bool
    pronoun: str


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """What is known of saying.

    `verbs` are by folded form; `phrases` by manner, as tuples of folded words; `firsts` are the words that
    begin a phrase, for a quick no; `examples` are (id, fires, traps).
    """

    verbs: dict[str, SpeechVerb]
    phrases: dict[Manner, frozenset[tuple[str, ...]]]
    firsts: dict[Manner, frozenset[str]]
    examples: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def parse_speech(path: str, text: str) -> SpeechLexicon:
    """The lexicon of one file, checked. Raises LexiconError with the line of the first fault."""
    verbs: dict[str, SpeechVerb] = {}
    phrases: dict[Manner, set[tuple[str, ...]]] = {manner: set() for manner in get_args(Manner)}
    examples = []
    for line, raw in unique_ids(path, load_entries(path, text)):
        refuse_unknown(path, line, raw, _FIELDS)
        require(path, line, raw, ("id", "manner", "sense", "source"))
        manner = raw["manner"]
        if manner not in phrases:
            allowed = ", ".join(get_args(Manner))
            raise LexiconError(path, line, f"manner {manner!r} is unknown", f"Allowed: {allowed}.")
        for verb in raw.get("verbs", ()):
            verbs.update(_written(path, line, verb, manner))
        phrases[manner].update(tuple(fold(phrase).split()) for phrase in raw.get("phrases", ()))
        examples.append((raw["id"], tuple(raw.get("fires", ())), tuple(raw.get("traps", ()))))
    found = {manner: frozenset(listed) for manner, listed in phrases.items()}
    firsts = {manner: _first_words(listed) for manner, listed in found.items()}
    return SpeechLexicon(verbs, found, firsts, tuple(examples))


def _first_words(phrases: frozenset[tuple[str, ...]]) -> frozenset[str]:
    """The words that phrases begin with, also with و or ف written onto them."""
    return frozenset(lead + phrase[0] for phrase in phrases for lead in ("", "و", "ف"))


def _written(path: str, line: int, verb: str, manner: Manner) -> dict[str, SpeechVerb]:
    past, slash, present = verb.partition("/")
    if not slash:
        raise LexiconError(path, line, f"verb {verb!r} has no present", "Write past/present, e.g. قال/يقول.")
    lemma = fold(past)
    return {
        form.text: SpeechVerb(
            manner, lemma, _feminine(form.text, form.kind, form.pronoun), form.plural, form.pronoun
        )
        for form in verb_forms(past, present)
        if not _never_told(form)
    }


def _never_told(form: Form) -> bool:
    """Forms that tell nothing in a report: "we say" stands inside a quote, a dual looks like نقلا."""
    if form.kind == "past":
        return form.plural and form.text.endswith("ا") and not form.text.endswith("وا")
    return form.text.removeprefix("س").startswith("ن")


def _feminine(form: str, kind: str, pronoun: str) -> bool:
    stem = form.removesuffix(pronoun)
    return stem.endswith("ت") if kind == "past" else stem.removeprefix("س").startswith("ت")


@lru_cache(maxsize=1)
def load_speech() -> SpeechLexicon:
    """The shipped lexicon, checked. Raises LexiconError on the first fault."""
    return parse_speech("speech.yaml", read_package_text("speech.yaml"))
