"""Events told by their harm alone: who did it, to whom, in which words, and whether at all."""

from __future__ import annotations

from marsad.lexicons.wordsets import wordset
from marsad.model import Modality, Span, Words
from marsad.read.groups import Group
from marsad.read.mentions import ActorMention
from marsad.read.scene import Scene
from marsad.read.sides import ARMED, Governed


def killers_of(scene: Scene, group: Group, governed: tuple[Governed, ...]) -> tuple[ActorMention, ...]:
    """Who killed, where an effect says it: "قتلت القوات 16 مسلحا", "قتل … على يد مسلحين"."""
    harms = [c.harm for c in group.casualties]
    victims = [c.words.span for c in group.casualties]
    free = [g for g in governed if not any(g.actor.words.span.overlaps(v) for v in victims)]
    by = [g for g in free if g.case == "by" and g.actor.first > min(harms)]
    if by:
        return (by[0].actor,)
    between = [] if _noun_harm(scene, min(harms)) else [
        g for g in free for c in group.casualties
        if g.case == "" and c.harm < g.actor.first and g.actor.last < c.first and g.actor.first - c.harm <= 3
    ]  # fmt: skip
    if between:
        return (between[0].actor,)
    ahead = [g for g in free if g.case == "" and 0 < min(harms) - g.actor.last <= 2 and g.actor.kind in ARMED]
    return (ahead[-1].actor,) if ahead and not _noun_harm(scene, min(harms)) else ()


def _noun_harm(scene: Scene, at: int) -> bool:
    return any(stem in wordset("harm_nouns") for stem in scene.words.stems(at))


def named_victims(
    scene: Scene, group: Group, *, exclude: tuple[ActorMention, ...]
) -> tuple[ActorMention, ...]:
    """Victims that a report names as more than people: soldiers, guards, a teacher."""
    found: list[ActorMention] = []
    for casualty in group.casualties:
        if casualty.part:
            continue
        inside = [a for a in scene.actors if a.words.span.overlaps(casualty.words.span)]
        named = [a for a in inside if a.id is not None or (len(inside) > 1 and a.kind != "unidentified")]
        for actor in named[:1] or inside[:1]:
            if actor not in found and actor not in exclude and not _anybody(scene, actor):
                found.append(actor)
    return tuple(found[:2])


def _anybody(scene: Scene, actor: ActorMention) -> bool:
    return bool(scene.words.stems(actor.head) & (wordset("anybody") | wordset("attackers")))


def harm_modality(scene: Scene, group: Group) -> tuple[Modality, None]:
    harm = min(c.harm for c in group.casualties)
    negated = any(scene.folded(harm - i) in ("لم", "لا", "دون", "عدم", "ولم", "بدون") for i in (1, 2))
    return ("negated" if negated else "happened"), None


def effect_words(scene: Scene, group: Group) -> Words:
    first = min(min(c.harm, c.first) for c in group.casualties)
    last = max(group.casualties[0].harm, group.casualties[0].last)
    span = Span(scene.sentence.tokens[first].span.start, scene.sentence.tokens[last].span.end)
    return Words(scene.sentence.words_of(first, last), span)


def without_figure(group: Group) -> bool:
    """People told harmed without any figure, or only captured: no event by themselves."""
    return all(c.kind == "captured" or (c.low is None and c.high is None) for c in group.casualties)


def is_accident(scene: Scene, group: Group) -> bool:
    """Harm with no act named, in a sentence that tells of an accident, weather or illness."""
    return not group.triggers and bool(scene.cues_of("accident"))
