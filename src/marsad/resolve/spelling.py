"""Keys under which the spellings of one place name meet.

`plain` forgets what Arabic writers treat freely: the article, spaces, the final ه/ا/ي/ء, ابو and بو, hamzas.
The skeletons keep consonant classes only, so that an Arabic transcription meets the Latin name it was made
from (مايدوغوري, Maiduguri). Both are for look-up; neither is shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^ال(?=..)")
_FINAL = re.compile(r"(?<=..)[هايء]+$")
_SHORT_FORMS = {"ابو": "بو", "ابي": "بو", "ابن": "بن", "ذي": "ذو"}


def _classes(groups: str) -> dict[str, str]:
    """{"ت": "t", "ط": "t", …} from "t:تطث d:دضذظ"."""
    return {letter: group[0] for group in groups.split() for letter in group[2:]}


_ARABIC_CLASSES = _classes("b:ب t:تطث d:دضذظ r:ر z:ز s:سص x:ش k:جغقك h:خحه f:ف l:ل m:م n:ن")
_LATIN_CLASSES = _classes("b:bp t:t d:d r:r z:z s:s k:ckqgj x:x h:h f:fv l:l m:m n:n")
_SOUNDS = {**_ARABIC_CLASSES, **_classes("a:اع u:و i:ي")}
_LATIN_PAIRS = (("sh", "x"), ("ch", "x"), ("kh", "h"), ("gh", "k"), ("th", "t"), ("dh", "d"), ("ph", "f"))
_LATIN_ARTICLES = re.compile(r"^(?:al|el|il|ad|as|ash|at|az|an|ar|ed|es|esh|et|ez|en|er)[ \-']+")


@lru_cache(maxsize=65536)
def plain(folded: str) -> str:
    """The folded name without its free parts, written together.

    >>> plain("ابو قرين") == plain("بوقرين")
    True
    """
    words = [_SHORT_FORMS.get(word, word) for word in folded.split()]
    bare = [_FINAL.sub("", _ARTICLE.sub("", word)).replace("ء", "") for word in words]
    joined = "".join(bare)
    return joined[1:] if joined.startswith("ابو") and len(joined) > 4 else joined


@lru_cache(maxsize=65536)
def written_alike(folded: str) -> str:
    """The folded name with only the freest letters settled: final ا is ه, no hamzas or spaces, بو for ابو.

    >>> written_alike("درنا") == written_alike("درنه"), written_alike("حماه") == written_alike("حمايه")
    (True, False)
    """
    words = [_SHORT_FORMS.get(word, word).replace("ء", "") for word in folded.split()]
    joined = "".join(words)
    if joined.startswith("ابو") and len(joined) > 5:
        joined = joined[1:]
    return joined[:-1] + "ه" if joined.endswith("ا") else joined


def _without_repeats(classes: str) -> str:
    return re.sub(r"(.)\1+", r"\1", classes)


@lru_cache(maxsize=16384)
def arabic_skeleton(folded: str) -> str:
    """Consonant classes of a folded Arabic name; vowels, و, ي, ع and a final ه are not kept."""
    words = [re.sub(r"ه$", "", _ARTICLE.sub("", word)) for word in folded.split()]
    return _without_repeats("".join(_ARABIC_CLASSES.get(letter, "") for letter in "".join(words)))


def latin_skeleton(name: str) -> str:
    """Consonant classes of a name in Latin letters, comparable with `arabic_skeleton`.

    >>> latin_skeleton("Maiduguri") == arabic_skeleton("مايدوغوري")
    True
    """
    bare = unicodedata.normalize("NFKD", name.lower())
    text = "".join(c for c in bare if c.isascii() and (c.isalpha() or c in " -'"))
    words = [re.sub(r"h$", "", word) for word in _LATIN_ARTICLES.sub("", text).replace("-", " ").split()]
    joined = "".join(words)
    for pair, one in _LATIN_PAIRS:
        joined = joined.replace(pair, one)
    return _without_repeats("".join(_LATIN_CLASSES.get(letter, "") for letter in joined))


_VOWELS = str.maketrans({"e": "i", "o": "u", "y": "i", "w": "u"})


def arabic_latin(folded: str) -> str:
    """An Arabic name in the letters of `simple_latin`, without its article: a rough measure of sound."""
    words = [re.sub(r"ه$", "a", _ARTICLE.sub("", word)) for word in folded.split()]
    return "".join(_SOUNDS.get(letter, "") for letter in "".join(words))


def simple_latin(name: str) -> str:
    """A Latin name in consonant classes and the three Arabic vowels, to compare with `arabic_latin`."""
    bare = unicodedata.normalize("NFKD", name.lower())
    text = "".join(c for c in bare if c.isascii() and (c.isalpha() or c in " -'"))
    joined = re.sub(r"[ \-']", "", _LATIN_ARTICLES.sub("", text))
    for pair, one in (*_LATIN_PAIRS, ("ou", "u"), ("ee", "i"), ("oo", "u")):
        joined = joined.replace(pair, one)
    return re.sub(r"(.)\1+", r"\1", "".join(_LATIN_CLASSES.get(c, c) for c in joined.translate(_VOWELS)))
