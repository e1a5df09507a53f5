"""Write out the forms in which a verb or noun of the lexicons meets the reader.

A lexicon names a verb by its past and present (هاجم/يهاجم) and a noun by its bare form; newspapers write
persons, numbers, cases and attached pronouns. The forms are folded and written out once when a
lexicon is loaded, so that reading is one dictionary look-up. Over-generation is harmless: a form
that nobody writes is never met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from marsad.arabic.fold import fold

FormKind = Literal["past", "present", "future", "noun"]

_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "نا")
_WEAK_ENDINGS = "اي"  # دعا، رمى: the last letter goes before ت and وا


@dataclass(frozen=True, slots=True)
class Form:
    """One written form: `text` is folded; `pronoun` is the attached object or owner, "" if none.

    `plural` marks the masculine plural and dual of verbs, which stand after their subject.
    """

    text: str
    kind: FormKind
    pronoun: str = ""
    plural: bool = False


def verb_forms(past: str, present: str) -> Iterator[Form]:
    """All forms of a verb in the third person, with and without object pronouns.

    >>> {"نصبوه", "نصبته", "ينصبون"} <= {form.text for form in verb_forms("نصب", "ينصب")}
    True
    """
    for stem, plural, bare in _past_stems(fold(past)):
        yield Form(bare, "past", plural=plural)
        yield from (Form(stem + o, "past", o, plural) for o in _OBJECTS)
    for stem, plural, bare in _present_stems(fold(present)):
        for lead, kind in (("", "present"), ("س", "future")):
            yield Form(lead + bare, kind, plural=plural)  # type: ignore[arg-type]
            yield from (Form(lead + stem + o, kind, o, plural) for o in _OBJECTS)  # type: ignore[arg-type]


def _past_stems(past: str) -> Iterator[tuple[str, bool, str]]:
    """(stem before a pronoun, plural, written form alone)."""
    short = past[:-1] if past[-1] in _WEAK_ENDINGS else past
    yield (short + "ا" if past[-1] in _WEAK_ENDINGS else past), False, past
    yield short + "ت", False, short + "ت"
    yield short + "و", True, short + "وا"
    yield past + "ا" if short == past else past, True, short + "ا" if short == past else past + "ا"
    yield short + "تا", True, short + "تا"
    yield short + "ن", True, short + "ن"


def _present_stems(present: str) -> Iterator[tuple[str, bool, str]]:
    body = present[1:]
    short = body[:-1] if body[-1] in "وي" else body
    for person in "يتن":
        yield person + body, False, person + body
    for person in "يت":
        yield person + short + "ون", True, person + short + "ون"
        yield person + short + "و", True, person + short + "وا"
        yield person + body + "ان", True, person + body + "ان"
        yield person + body + "ا", True, person + body + "ا"
    yield "ي" + short + "ن", True, "ي" + short + "ن"


def noun_forms(noun: str) -> Iterator[Form]:
    """A noun as given (singular or plural) with case endings, duals and owners; the article is peeled elsewhere.

    >>> {"هجوما", "هجومين", "هجومهم"} <= {form.text for form in noun_forms("هجوم")}
    True
    """
    bare = fold(noun)
    stem = bare[:-1] + "ت" if bare.endswith("ه") else bare
    yield Form(bare, "noun")
    if not bare.endswith(("ه", "ا", "ات")):
        yield Form(bare + "ا", "noun")
    yield from (Form(stem + ending, "noun") for ending in ("ان", "ين", "ي"))
    yield from (Form(stem + owner, "noun", owner) for owner in _OBJECTS)
