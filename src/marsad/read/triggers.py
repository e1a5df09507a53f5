"""Find the words that name events.

A token fires an entry of the trigger lexicon when one of its readings is a form of the entry, a word that
the entry needs stands near, and none that it refuses does. Where several entries fire on one token the
most specific wins: one that needed a word, then the one whose needed word stands nearest. Needs that speak of
places, people and forces are checked by `frames`, which knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic import Sentence, Token, readings, without_pronoun
from marsad.arabic.inflection import Form
from marsad.lexicons.triggers import TriggerEntry, TriggerLexicon
from marsad.lexicons.wordsets import wordset
from marsad.model import Span, Words

_REFUSE_BEFORE, _REFUSE_AFTER = 3, 4  # tokens in which an `unless` word refuses an entry


@dataclass(frozen=True, slots=True)
class TriggerMention:
    """One firing of an entry. `first`..`last` cover the trigger and a needed word just after it.

    `definite` tells that the noun has its article or an owner (الهجوم): it may point back.
    """

    words: Words
    first: int
    last: int
    entry: TriggerEntry
    form: Form
    definite: bool
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class RefusedTrigger:
    """A form of an entry that did not fire, and why: for `--explain`."""

    words: Words
    entry_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Firing:
    entry: TriggerEntry
    form: Form
    definite: bool
    preposition: str
    needed_at: int | None  # token of the needed word

    def rank(self, at: int) -> tuple[int, int, int]:
        distance = abs(self.needed_at - at) if self.needed_at is not None else 99
        return (self.needed_at is not None, -distance, bool(self.entry.needs) and not self.entry.generic)


class SentenceWords:
    """The stems that each token of a sentence may be read as: built once, asked by every entry."""

    def __init__(self, sentence: Sentence) -> None:
        self.tokens = sentence.tokens
        self._stems: list[frozenset[str]] = [_stems(token) for token in sentence.tokens]
        self._all: frozenset[str] = frozenset().union(*self._stems)

    def stems(self, at: int) -> frozenset[str]:
        """All folded stems that token `at` may be read as."""
        return self._stems[at]

    def holds(self, phrase: tuple[str, ...]) -> bool:
        """Whether `phrase` (folded words) stands anywhere in the sentence."""
        if phrase[0] not in self._all:
            return False
        return len(phrase) == 1 or any(self.phrase_at(phrase, at) for at in range(len(self._stems)))

    def phrase_at(self, phrase: tuple[str, ...], at: int) -> bool:
        """Whether `phrase` (folded words) begins at token `at`."""
        if at + len(phrase) > len(self._stems):
            return False
        return all(word in self._stems[at + i] for i, word in enumerate(phrase))

    def find(self, phrases: frozenset[tuple[str, ...]], first: int, last: int, near: int) -> int | None:
        """The token nearest to `near`, but not it, in first..last at which one of `phrases` begins."""
        hits = [
            i
            for i in range(max(0, first), min(last + 1, len(self._stems)))
            if i != near
            and any(phrase[0] in self._stems[i] and self.phrase_at(phrase, i) for phrase in phrases)
        ]
        return min(hits, key=lambda i: abs(i - near)) if hits else None


def _stems(token: Token) -> frozenset[str]:
    # ة is folded to ه, which would pass for a pronoun
    return _stems_of(token.folded, token.text.endswith("ة"))


@lru_cache(maxsize=32768)
def _stems_of(folded: str, feminine: bool) -> frozenset[str]:
    """Every stem that a folded token may be read as: clitics, article, pronoun and accusative peeled."""
    stems, bound = {folded}, set()
    for reading in readings(folded):
        stems.add(reading.stem)
        if reading.article:
            stems.add("ال" + reading.stem)
        if reading.preposition or reading.article:
            bound.add(reading.stem)
    for stem in tuple(stems):
        if not feminine:
            stems.update(bare for bare, _ in without_pronoun(stem))
        if stem.endswith("ا") and len(stem) > 3 and stem not in bound:
            stems.add(stem[:-1])  # the accusative of an indefinite noun, which follows no preposition
    return frozenset(stems)


def read_triggers(
    sentence: Sentence, lexicon: TriggerLexicon, words: SentenceWords | None = None
) -> tuple[tuple[TriggerMention, ...], tuple[RefusedTrigger, ...]]:
    """The triggers of a sentence in order, at most one a token, and the forms that were refused."""
    words = words or SentenceWords(sentence)
    mentions: list[TriggerMention] = []
    refused: list[RefusedTrigger] = []
    for at, token in enumerate(sentence.tokens):
        if token.kind != "word":
            continue
        firings = []
        for entry, form, definite, preposition in _forms(sentence, at, lexicon):
            reason, needed_at = _verdict(words, entry, at)
            if reason:
                refused.append(RefusedTrigger(_words(sentence, at, at), entry.id, reason))
            else:
                firings.append(_Firing(entry, form, definite, preposition, needed_at))
        if firings:
            best = max(firings, key=lambda f: f.rank(at))
            mentions.append(_mention(sentence, at, best))
    return tuple(mentions), tuple(refused)


def _forms(
    sentence: Sentence, at: int, lexicon: TriggerLexicon
) -> Iterator[tuple[TriggerEntry, Form, bool, str]]:
    """The lexicon's readings of a token: (entry, form, definite, preposition)."""
    seen: set[str] = set()
    for reading in readings(sentence.tokens[at].folded):
        for entry, form in lexicon.by_form.get(reading.stem, ()):
            if entry.id in seen or (form.pronoun == "ه" and sentence.tokens[at].text.endswith("ة")):
                continue
            bound = reading.article or bool(reading.preposition)
            if form.kind != "noun" and (bound or _stands_as_noun(sentence, at, entry)):
                purpose = reading.preposition == "ل" and form.kind == "present"
                if not purpose:
                    continue
            seen.add(entry.id)
            yield entry, form, reading.article or bool(form.pronoun), reading.preposition


def _stands_as_noun(sentence: Sentence, at: int, entry: TriggerEntry) -> bool:
    """Whether a form that may be verb or noun follows a word that takes a noun."""
    if at == 0:
        return False
    return sentence.tokens[at - 1].folded in wordset("before_nouns")


def _verdict(words: SentenceWords, entry: TriggerEntry, at: int) -> tuple[str, int | None]:
    """("" and the needed word's token) where the entry fires, (the reason, None) where it does not."""
    if (words.tokens[at].folded,) in entry.refused:
        return f"«{words.tokens[at].text}» itself is refused", None
    stop = words.find(entry.refused, at - _REFUSE_BEFORE, at + _REFUSE_AFTER, at)
    if stop is not None:
        return f"«{words.tokens[stop].text}» stands near", None
    if not entry.needed:
        return "", None
    needed = words.find(entry.needed, at - entry.back, at + entry.reach, at)
    return ("none of the words it needs stands near", None) if needed is None else ("", needed)


def _mention(sentence: Sentence, at: int, firing: _Firing) -> TriggerMention:
    last = at
    if firing.needed_at is not None and at < firing.needed_at <= at + 2:
        last = firing.needed_at
    return TriggerMention(
        _words(sentence, at, last), at, last, firing.entry, firing.form, firing.definite, firing.preposition
    )


def _words(sentence: Sentence, first: int, last: int) -> Words:
    span = Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end)
    return Words(sentence.words_of(first, last), span)
