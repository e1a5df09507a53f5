"""Cut a folded word down to what its kin share: a light stem, and a skeleton of its firm letters.

Both are guesses made the same way every time, good enough to count by; they are no lemmas. Affix lists after
the light stemmers of Larkey, Ballesteros and Connell (2002); the skeleton also drops the weak letters, so
that قتيل, قتلى and مقتل meet.
"""

from __future__ import annotations

from functools import lru_cache

_PREFIXES = ("وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_SUFFIXES = (
    "هما", "كما", "هم", "هن", "ها", "نا", "كم", "ات", "ان", "ون", "ين", "وا", "تم", "يه", "ه", "ي", "ا", "ت",
)  # fmt: skip
_LEADS = "يتنم"  # letters of the present tense and of participles
_WEAK = "اوي"
_SHORTEST = 3  # letters that must be left


@lru_cache(maxsize=65536)
def light_stem(folded: str) -> str:
    """The word without one prefix and at most two suffixes.

    >>> light_stem("والمتظاهرين"), light_stem("قتلت")
    ('متظاهر', 'قتل')
    """
    stem = _without_prefix(folded)
    for _ in range(2):
        suffix = next((s for s in _SUFFIXES if stem.endswith(s) and len(stem) - len(s) >= _SHORTEST), "")
        if not suffix:
            break
        stem = stem[: -len(suffix)]
    return stem


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        left = len(word) - len(prefix)
        if word.startswith(prefix) and left >= (_SHORTEST if len(prefix) > 1 or prefix == "و" else 4):
            return word[len(prefix) :]
    return word


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The stem without the letters of person and pattern.

    >>> {skeleton(word) for word in ("قتيل", "مقتل", "قتلوا", "يقتلون")}
    {'قتل'}
    """
    stem = light_stem(folded)
    if len(stem) >= 4 and stem[0] in _LEADS:
        stem = stem[1:]
    if len(stem) >= 5 and stem[:2] in ("ست", "نف"):
        stem = stem[2:]
    firm = stem[:1] + "".join(letter for letter in stem[1:] if letter not in _WEAK)
    return firm if len(firm) >= 2 else stem
