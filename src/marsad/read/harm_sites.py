"""Find the words that tell a harm to people (مقتل، أصيب، ألقت القبض على), before anyone asks to whom.

Words and phrases: `lexicons/harms.yaml`. Which people a harm befell is for `marsad.read.casualties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic.clitics import readings
from marsad.arabic.sentences import Token
from marsad.lexicons.harms import HarmWord, Side, harm_lexicon
from marsad.model import CasualtyKind


@dataclass(frozen=True, slots=True)
class HarmSite:
    """A harm word, or a phrase (`word` None), at tokens `first` to `last`, both included.

    `side` says where the victims of a phrase stand; `other` is the second word of an "around" or "to".
    """

    first: int
    last: int
    kind: CasualtyKind
    word: HarmWord | None = None
    side: Side = "after"
    other: str = ""

    @property
    def counted(self) -> bool:
        """Whether the word is a noun for the harmed (قتيل), which takes no people of its own."""
        return self.word is not None and self.word.role == "counted"

    @property
    def verb(self) -> bool:
        return self.word is not None and self.word.role in ("verb", "suffers")

    @property
    def noun(self) -> bool:
        return self.word is not None and self.word.role == "noun"


@lru_cache(maxsize=65536)
def harm_word(folded: str) -> HarmWord | None:
    """A token as a harm word, clitics peeled; a verb has neither article nor preposition."""
    words = harm_lexicon().words
    for reading in readings(folded):
        word = words.get(reading.stem)
        is_verb = word is not None and word.role in ("verb", "suffers")
        if word and not (is_verb and (reading.article or reading.preposition)):
            return word
    return None


@lru_cache(maxsize=65536)
def joins_verb(folded: str) -> bool:
    """Whether a token is a harm verb led by و or ف: it begins a clause of its own."""
    if not folded.startswith(("و", "ف")):
        return False
    return any(r.conjunction and r.stem in harm_lexicon().words for r in readings(folded))


@lru_cache(maxsize=65536)
def _may_harm(folded: str) -> bool:
    phrases = harm_lexicon().phrases
    return harm_word(folded) is not None or any(r.stem in phrases for r in readings(folded))


def harm_sites(tokens: Sequence[Token]) -> list[HarmSite]:
    """The harms told in a sentence, left to right; a phrase hides the words inside it."""
    sites: list[HarmSite] = []
    at = 0
    while at < len(tokens):
        site = _site(tokens, at) if tokens[at].kind == "word" and _may_harm(tokens[at].folded) else None
        if site:
            sites.append(site)
        at = site.last + 1 if site else at + 1
    return sites


def _site(tokens: Sequence[Token], at: int) -> HarmSite | None:
    for reading in readings(tokens[at].folded):
        for rest, (kind, side, other) in harm_lexicon().phrases.get(reading.stem, ()):
            if reading.article and not rest:
                continue
            if all(at + 1 + i < len(tokens) and tokens[at + 1 + i].folded == w for i, w in enumerate(rest)):
                return HarmSite(at, at + len(rest), kind, side=side, other=other)
    word = harm_word(tokens[at].folded)
    return HarmSite(at, at, word.kind, word) if word else None
