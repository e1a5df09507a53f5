"""Find who can act or suffer in one sentence: forces, groups, people, officials, posts and convoys.

Gives every noun phrase that can be an initiator or a target by the codebook, section 4, longest first and
without overlap. Which of them acts on whom is for `frames`; who `anaphor` mentions stand for is for
`marsad.resolve.actors`. Those who only speak (a source, a newspaper) are read but not given.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.arabic.fold import fold_with_map
from marsad.arabic.sentences import Sentence, Token
from marsad.lexicons.actors import load_actors
from marsad.lexicons.roles import load_roles
from marsad.lexicons.speech import load_speech
from marsad.lexicons.triggers import load_triggers
from marsad.model import Span, Words
from marsad.read.actors.phrases import Phrase, PhraseReader
from marsad.read.actors.words import Vocabulary
from marsad.read.mentions import ActorMention

__all__ = ["default_vocabulary", "phrase_words", "read_actors"]

_CLOSERS = {"»": "«", "”": "“", ")": "(", '"': '"'}


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """The shipped lexicons, opened once per process."""
    return Vocabulary(load_roles(), load_actors(), load_triggers(), load_speech())


def read_actors(sentence: Sentence, vocabulary: Vocabulary | None = None) -> tuple[ActorMention, ...]:
    """The actor mentions of a sentence in their order, without overlap."""
    reader = PhraseReader(sentence.tokens, vocabulary or default_vocabulary())
    found: list[ActorMention] = []
    at, floor = 0, 0
    while at < len(sentence.tokens):
        phrase = reader.read(at) if reader.words[at].starts else None
        if phrase is None:
            at += 1
            continue
        if _is_actor(phrase, reader):
            _count_in(phrase, reader, floor)
            found.append(_mention(_group_counted(phrase, reader), sentence))
        at = floor = phrase.last + 1
    return tuple(found)


def _group_counted(phrase: Phrase, reader: PhraseReader) -> Phrase:
    """Of counted members (16 عنصرا من التنظيم) the group is who was hit; the count is for `casualties`."""
    if not phrase.counted or phrase.group_at is None:
        return phrase
    group = reader.read(phrase.group_at, 1, beside=phrase)
    return group if group and group.sort in ("org", "force", "name") and not group.anaphor else phrase


def _is_actor(phrase: Phrase, reader: PhraseReader) -> bool:
    """Whether the phrase names somebody who can act or suffer."""
    if phrase.sort == "voice" or (phrase.wants_article and not (phrase.named or phrase.definite)):
        return False
    before = reader.words[phrase.first - 1] if phrase.first else None
    struck = phrase.role == "building" and before is not None and (before.verb or before.folded == "علي")
    return struck or not (phrase.plain and phrase.needs)


def _count_in(phrase: Phrase, reader: PhraseReader, floor: int) -> None:
    """Take the number or word of quantity before the noun into the phrase: ثلاثة حراس, عدد من المحتجين."""
    first = phrase.first
    if reader.words[first].lead:
        return
    while first > floor:
        word, token = reader.words[first - 1], reader.tokens[first - 1]
        if token.kind == "number" or {"number", "quantity"} & word.classes:
            first -= 1
            phrase.counted = True
        elif word.folded == "من" and first - 2 >= floor and "quantity" in reader.words[first - 2].classes:
            first -= 2
        else:
            break
        if reader.words[first].lead:
            break
    if first != phrase.first:
        phrase.first, phrase.lead = first, reader.words[first].lead


def phrase_words(sentence: Sentence, first: int, last: int, lead: int) -> Words:
    """The published words from token `first` without its `lead` proclitic letters to token `last`.

    Quotation marks that open or close outside are left out.
    """
    tokens = sentence.tokens
    while last > first and tokens[last].kind == "mark" and not _closes(tokens, first, last):
        last -= 1
    start, end = tokens[first].span.start + _letters(tokens[first], lead), tokens[last].span.end
    text = sentence.text[start - sentence.span.start : end - sentence.span.start]
    return Words(text, Span(start, end))


def _closes(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    opener = _CLOSERS.get(tokens[last].text)
    return opener is not None and any(tokens[i].text == opener for i in range(first, last))


def _letters(token: Token, lead: int) -> int:
    """How many published characters hold the first `lead` folded letters."""
    if not lead or len(token.text) == len(token.folded):
        return lead
    return fold_with_map(token.text).source[lead]


def _mention(phrase: Phrase, sentence: Sentence) -> ActorMention:
    owner = phrase.owners[0] if len(phrase.owners) == 1 else None
    return ActorMention(
        words=phrase_words(sentence, phrase.first, phrase.last, phrase.lead),
        first=phrase.first,
        last=phrase.last,
        head=phrase.head,
        kind=phrase.kind,
        id=owner.id if owner else None,
        name=owner.name if owner else None,
        anaphor=phrase.anaphor and (phrase.plain or phrase.first == phrase.last),
    )
