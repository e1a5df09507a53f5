"""Open the word classes of the learned scorers: which folded words mean much the same.

Table: `data/word_classes.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.arabic import fold, readings
from marsad.errors import LexiconError
from marsad.lexicons.tables import forms_of, parse_table

_NAME = "learned/data/word_classes.yaml"


@dataclass(frozen=True, slots=True)
class WordClasses:
    """`by_form`: folded form to its classes; `acts`: event type to the classes that name its act."""

    by_form: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, frozenset[str]]

    def of(self, folded: str) -> tuple[str, ...]:
        """The classes of a token in any reading of its clitics, sorted."""
        found: set[str] = set()
        for reading in readings(folded):
            found.update(self.by_form.get(reading.stem, ()))
            if reading.stem.endswith("ا"):
                found.update(self.by_form.get(reading.stem[:-1], ()))
        return tuple(sorted(found))


def parse_classes(text: str, name: str = _NAME) -> WordClasses:
    """Raises LexiconError where `acts` names a class that `classes` does not have."""
    table = parse_table(text, name)
    by_form: dict[str, tuple[str, ...]] = {}
    for title, words in table["classes"].items():
        for word in forms_of(words, name):
            known = by_form.get(fold(word), ())
            if title not in known:
                by_form[fold(word)] = (*known, title)
    for event_type, titles in table["acts"].items():
        for title in titles:
            if title not in table["classes"]:
                raise LexiconError(
                    name, 0, f"acts of {event_type} name no class {title!r}", "Add it to `classes`."
                )
    return WordClasses(by_form, {kind: frozenset(titles) for kind, titles in table["acts"].items()})


@cache
def word_classes() -> WordClasses:
    """The shipped classes, read once a process."""
    return parse_classes(
        files("marsad.learned").joinpath("data", "word_classes.yaml").read_text(encoding="utf-8")
    )
