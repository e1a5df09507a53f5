"""Everything the readers found in one sentence, and how the sentence falls into clauses.

A scene is what `frames` looks at. It answers small questions: which cue stands before this token, which preposition
governs that actor, where does the clause of a trigger end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.arabic import Sentence
from marsad.lexicons.cues import Cue, CueLexicon, Does
from marsad.read.dates import DateMention
from marsad.read.mentions import ActorMention, CasualtyMention, PlaceMention, SpeakerMention
from marsad.read.triggers import SentenceWords, TriggerMention

_STOPS = frozenset("؛;:.!؟?")


@dataclass(frozen=True, slots=True)
class CueMention:
    """A cue phrase at tokens `first`..`last`."""

    first: int
    last: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all mentions in it, each tuple in order of position.

    `clauses[i]` numbers the clause of token i; numbers rise from 0 within the sentence.
    """

    sentence: Sentence
    words: SentenceWords
    triggers: tuple[TriggerMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    casualties: tuple[CasualtyMention, ...] = ()
    speakers: tuple[SpeakerMention, ...] = ()
    cues: tuple[CueMention, ...] = ()
    clauses: tuple[int, ...] = field(default=())

    def cues_of(self, does: Does) -> tuple[CueMention, ...]:
        return tuple(c for c in self.cues if c.cue.does == does)

    def folded(self, at: int) -> str:
        """The folded token at `at`, "" outside the sentence."""
        return self.sentence.tokens[at].folded if 0 <= at < len(self.sentence.tokens) else ""

    def clause_range(self, at: int) -> tuple[int, int]:
        """First and last token of the clause that holds token `at`."""
        number, first, last = self.clauses[at], at, at
        while first > 0 and self.clauses[first - 1] == number:
            first -= 1
        while last + 1 < len(self.clauses) and self.clauses[last + 1] == number:
            last += 1
        return first, last


def read_cues(words: SentenceWords, lexicon: CueLexicon) -> tuple[CueMention, ...]:
    """All cue phrases of a sentence; of phrases with one meaning at one token, the longest."""
    found: list[CueMention] = []
    for at in range(len(words.tokens)):
        taken: set[str] = set()
        for stem in sorted(words.stems(at)):
            for phrase, cue in lexicon.by_word.get(stem, ()):
                if cue.id not in taken and words.phrase_at(phrase, at):
                    taken.add(cue.id)
                    found.append(CueMention(at, at + len(phrase) - 1, cue))
    return tuple(found)


def _yet(words: SentenceWords, at: int) -> bool:
    """Whether بعد is "yet" («لم تطلق القوات بعد الهجوم») and opens nothing."""
    before = (words.tokens[i].folded for i in range(max(0, at - 6), at))
    return words.tokens[at].folded == "بعد" and any(word in ("لم", "ولم") for word in before)


def split_clauses(words: SentenceWords, cues: tuple[CueMention, ...]) -> tuple[int, ...]:
    """The clause number of each token: a new one at a stop and at a word that opens a clause."""
    openers = {c.first for c in cues if c.cue.does == "clause"}
    numbers, current = [], 0
    for at, token in enumerate(words.tokens):
        if at and (token.folded in _STOPS or (at in openers and not _yet(words, at))):
            current += 1
        numbers.append(current)
    return tuple(numbers)
