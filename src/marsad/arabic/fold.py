"""Fold Arabic spelling so that variants of one word compare equal, and keep the way back.

Folding never changes the order of letters and maps each kept character to exactly one, so
the offset map is a list of indices. What is folded, and why:

- vowel marks, tatweel and invisible direction marks go: newspapers set them at will;
- أ إ آ ٱ become ا, ة becomes ه, ى becomes ي (Egyptian papers write فى for في);
- ؤ and ئ become ء, so that مسؤول and مسئول meet;
- Persian ک ی گ and Arabic-Indic digits take their Arabic and ASCII twins.

The price of ى → ي is that على and علي become one word; readers treat it as the preposition.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from marsad.model import Span

TATWEEL = "\N{ARABIC TATWEEL}"
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "ء", "ئ": "ء",
    "ک": "ك", "ی": "ي", "ې": "ي", "گ": "ك", "ھ": "ه", "ہ": "ه", "ۀ": "ه",
}  # fmt: skip
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
_PUNCTUATION = {"٫": ".", "٬": ",", "٪": "%"}


def _dropped(char: str) -> bool:
    return char == TATWEEL or unicodedata.category(char) in ("Mn", "Cf")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """The folded character, or "" for one that is dropped."""
    if _dropped(char):
        return ""
    known = _LETTERS.get(char) or _DIGITS.get(char) or _PUNCTUATION.get(char)
    if known:
        return known
    shape = _shape(char) if "\ufb50" <= char <= "\ufefc" else char
    if not shape:
        return ""
    lower = _LETTERS.get(shape, shape).lower()
    return lower if len(lower) == 1 else shape


def _shape(char: str) -> str:
    """The letter of a presentation form: of a ligature (ﻻ) the first, which keeps the map one to one; "" of a
    lone mark, which Unicode writes over a space or tatweel."""
    letters = (c for c in unicodedata.normalize("NFKC", char) if not (c.isspace() or _dropped(c)))
    return next(letters, "")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text with the way back: `source[i]` is the index in the original of `text[i]`."""

    text: str
    source: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The original span of folded[start:end]; dropped marks after the last letter stay outside."""
        return Span(self.source[start], self.source[end - 1] + 1)


def fold(text: str) -> str:
    """The folded form alone, for keys and look-ups.

    >>> fold("مُصرَاتَة") == fold("مصراته")
    True
    """
    return "".join(map(_fold_char, text))


def fold_with_map(text: str) -> Folded:
    """Fold `text` and keep, for each kept character, where it stood."""
    pairs = [(folded, i) for i, char in enumerate(text) if (folded := _fold_char(char))]
    return Folded("".join(p[0] for p in pairs), tuple(p[1] for p in pairs))
