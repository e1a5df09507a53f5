"""What was struck where it is neither a person nor a force: a checkpoint, a market, a lorry, a meeting.

Read from the grammar alone: the noun phrase after على that an attack is governed by, or the object of a verb of
striking. Towns and districts are places, not targets, and are left to the place reader.
"""

from __future__ import annotations

from marsad.arabic import readings
from marsad.lexicons.wordsets import wordset
from marsad.model import Span, Words
from marsad.read.groups import Group
from marsad.read.mentions import ActorMention
from marsad.read.scene import Scene

_TYPES = frozenset({"attack", "clash", "bombing", "shelling", "air_strike", "destruction"})
_LONGEST = 4  # words of a thing's name
_NEAR = 5  # tokens between the act and the word that governs the thing


def struck_thing(scene: Scene, group: Group) -> tuple[ActorMention, ...]:
    """The thing struck by a group, as an actor mention of kind "other"; () where none is named."""
    if group.head is None or group.head.entry.type not in _TYPES:
        return ()
    start = _object(scene, group)
    if start is None or _settlement(scene, start):
        return ()
    last = _end(scene, start)
    lead = _proclitic(scene, start)
    span = Span(scene.sentence.tokens[start].span.start + lead, scene.sentence.tokens[last].span.end)
    text = scene.sentence.text[span.start - scene.sentence.span.start : span.end - scene.sentence.span.start]
    return (ActorMention(Words(text, span), start, last, start, "other"),)


def _object(scene: Scene, group: Group) -> int | None:
    """The token at which the thing begins: after على, or just after a verb that strikes its object."""
    high = min(group.last + _NEAR, len(scene.clauses) - 1)
    for at in range(group.last + 1, high + 1):
        if scene.folded(at) == "علي" and at + 1 < len(scene.clauses):
            return at + 1 if _is_noun(scene, at + 1) else None
    for cue in scene.cues_of("reaches"):
        if 0 <= cue.first - group.first <= _NEAR and cue.last + 1 < len(scene.clauses):
            return cue.last + 1 if _is_noun(scene, cue.last + 1) else None
    return None


def _is_noun(scene: Scene, at: int) -> bool:
    token = scene.sentence.tokens[at]
    known = any(d.first <= at <= d.last for d in scene.dates)
    particle = token.folded in wordset("prepositions") or token.folded in wordset("before_nouns")
    return (
        token.kind == "word" and not known and not particle and token.folded not in ("ما", "من", "ان", "يد")
    )


def _settlement(scene: Scene, at: int) -> bool:
    """Whether a place begins there, save a venue (a market is struck, a town is where)."""
    place = next((p for p in scene.places if p.first - 1 <= at <= p.last), None)
    stems = scene.words.stems(at)
    if stems & wordset("venues"):
        return False
    return place is not None or bool(stems & wordset("settlements"))


def _end(scene: Scene, start: int) -> int:
    """The last token of the noun phrase: up to a stop, a preposition, a conjunction, a verb cue or a place."""
    last = start
    while last + 1 < len(scene.clauses) and last + 1 - start < _LONGEST and _goes_on(scene, last + 1):
        last += 1
    return last


def _goes_on(scene: Scene, at: int) -> bool:
    token = scene.sentence.tokens[at]
    if (
        token.kind != "word"
        or token.folded in wordset("prepositions")
        or scene.clauses[at] != scene.clauses[at - 1]
    ):
        return False
    if any(d.first <= at <= d.last for d in scene.dates) or any(p.first == at for p in scene.places):
        return False
    if any(t.first == at for t in scene.triggers) or token.folded in wordset("phrase_stops"):
        return False
    joined = token.folded.startswith("و") and any(r.conjunction and r.article for r in readings(token.folded))
    return not joined and not any(c.first == at for c in scene.cues)


def _proclitic(scene: Scene, at: int) -> int:
    """Letters of conjunction and preposition written onto the first word."""
    token = scene.sentence.tokens[at]
    best = next((r for r in readings(token.folded) if r.lead and r.article), None)
    return best.lead if best and best.preposition in ("ب", "ك") else 0
