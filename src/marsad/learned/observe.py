"""What the scorers look at: one sentence, token by token, as folding, lexicons and readers see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic import Sentence, Token, readings, tokenise
from marsad.learned.classes import word_classes
from marsad.learned.stems import light_stem, skeleton
from marsad.lexicons.cues import load_cues
from marsad.lexicons.harms import HarmWord, counted_people, harm_lexicon
from marsad.lexicons.triggers import load_triggers
from marsad.model import Span
from marsad.read.actors import read_actors
from marsad.read.mentions import ActorMention
from marsad.read.scene import CueMention, read_cues
from marsad.read.triggers import SentenceWords, TriggerMention, read_triggers

NUMBER = "#"  # all figures count as one word


@dataclass(frozen=True, slots=True)
class _Word:
    """What a token is by itself, without its sentence."""

    stem: str
    skeleton: str
    classes: tuple[str, ...]
    harm: HarmWord | None
    person: str


@dataclass(frozen=True, slots=True)
class Observed:
    """One sentence. Every tuple but `tokens` has one place a token; None or () where there is nothing.

    `triggers[i]`, `actors[i]`: the mention that covers token i. `cues[i]`: all cues that do. `persons[i]`:
    the number of a noun for people ("one", "two", "many"), "" for other words.
    """

    tokens: tuple[Token, ...]
    folded: tuple[str, ...]
    stems: tuple[str, ...]
    skeletons: tuple[str, ...]
    classes: tuple[tuple[str, ...], ...]
    harms: tuple[HarmWord | None, ...]
    persons: tuple[str, ...]
    triggers: tuple[TriggerMention | None, ...]
    actors: tuple[ActorMention | None, ...]
    cues: tuple[tuple[CueMention, ...], ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def trigger_at(self, at: int) -> TriggerMention | None:
        """The trigger that begins at token `at`."""
        trigger = self.triggers[at]
        return trigger if trigger is not None and trigger.first == at else None

    def actor_at(self, at: int) -> ActorMention | None:
        """The actor mention that begins at token `at`."""
        actor = self.actors[at]
        return actor if actor is not None and actor.first == at else None


def sentence_of(text: str) -> Sentence:
    """`text` as one sentence, wherever its stops are."""
    return Sentence(0, text, Span(0, max(1, len(text))), tokenise(text))


def observe(sentence: Sentence) -> Observed:
    """Look at one sentence with the shipped lexicons."""
    words = SentenceWords(sentence)
    found, _ = read_triggers(sentence, load_triggers(), words)
    tokens = sentence.tokens
    size = len(tokens)
    triggers: list[TriggerMention | None] = [None] * size
    actors: list[ActorMention | None] = [None] * size
    cues: list[tuple[CueMention, ...]] = [()] * size
    for trigger in found:
        triggers[trigger.first : trigger.last + 1] = [trigger] * (trigger.last + 1 - trigger.first)
    for actor in read_actors(sentence):
        actors[actor.first : actor.last + 1] = [actor] * (actor.last + 1 - actor.first)
    for cue in read_cues(words, load_cues()):
        for at in range(cue.first, cue.last + 1):
            cues[at] += (cue,)
    seen = [_seen(token.folded, token.kind) for token in tokens]
    return Observed(
        tokens=tokens,
        folded=tuple(token.folded for token in tokens),
        stems=tuple(word.stem for word in seen),
        skeletons=tuple(word.skeleton for word in seen),
        classes=tuple(word.classes for word in seen),
        harms=tuple(word.harm for word in seen),
        persons=tuple(word.person for word in seen),
        triggers=tuple(triggers),
        actors=tuple(actors),
        cues=tuple(cues),
    )


@lru_cache(maxsize=65536)
def _seen(folded: str, kind: str) -> _Word:
    if kind == "number":
        return _Word(NUMBER, NUMBER, (), None, "")
    if kind == "mark":
        return _Word(folded, folded, (), None, "")
    return _Word(
        light_stem(folded), skeleton(folded), word_classes().of(folded), _harm(folded), _person(folded)
    )


def _harm(folded: str) -> HarmWord | None:
    words = harm_lexicon().words
    return next((words[r.stem] for r in readings(folded) if r.stem in words), None)


def _person(folded: str) -> str:
    people = counted_people()
    return next((people[r.stem] for r in readings(folded) if r.stem in people), "")
