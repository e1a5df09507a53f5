"""The type of an act whose words alone leave it open (the codebook, section 2).

A strike is named by its weapon; armed against armed is a clash, even an ambush; armed against people not
fighting, or unnamed victims, is an attack; fights with protesters are a riot.
"""

from __future__ import annotations

from marsad.lexicons.weapons import Weapons
from marsad.lexicons.wordsets import wordset
from marsad.model import EventType
from marsad.read.groups import Group
from marsad.read.mentions import CasualtyMention
from marsad.read.scene import Scene
from marsad.read.sides import ARMED, Sides

_NEAR_BEFORE, _NEAR_AFTER = 3, 7


def type_of(scene: Scene, group: Group, sides: Sides, weapons: Weapons) -> EventType:
    """The final type of a group."""
    head = group.head
    if head is None:
        return "clash" if _armed_harm(sides) else "attack"
    told = head.entry.type
    if told in ("attack", "shelling") and (head.entry.generic or told == "shelling"):
        weapon = _weapon(scene, group, sides, weapons)
        if weapon and not (told == "shelling" and weapon == "bombing"):
            return weapon
    if told == "attack" and head.entry.generic:
        return "clash" if _armed_target(scene, group, sides) else "attack"
    if told == "clash" and any(a.kind in ("protesters", "rioters") for a in sides.initiator + sides.target):
        return "riot"
    return told


def _armed_harm(sides: Sides) -> bool:
    """Armed victims of an armed side: "قتلت القوات 16 مسلحا"."""
    doer = any(a.kind in ARMED for a in sides.initiator)
    return doer and any(a.kind in ARMED for a in sides.target)


def _weapon(scene: Scene, group: Group, sides: Sides, weapons: Weapons) -> EventType | None:
    first, last = group.first - _NEAR_BEFORE, group.last + _NEAR_AFTER
    low, high = scene.clause_range(group.first)
    best: tuple[int, EventType] | None = None
    for kind, phrases in weapons.items():
        at = scene.words.find(phrases, max(first, low), min(last, max(high, group.last + 2)), group.first)
        if at is not None and (best is None or abs(at - group.first) < best[0]):
            best = (abs(at - group.first), kind)
    if best:
        return best[1]
    return next((kind for kind, phrases in weapons.items() if _does_with(scene, sides, phrases)), None)


def _does_with(scene: Scene, sides: Sides, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether the doer is itself the weapon: "الطيران الحربي", "مهاجم انتحاري"."""
    return any(scene.words.find(phrases, a.first, a.last, -1) is not None for a in sides.initiator)


def _armed_target(scene: Scene, group: Group, sides: Sides) -> bool:
    if sides.target:
        kinds = {a.kind for a in sides.target}
        posts = any(set(_stems(scene, a.first, a.last)) & wordset("armed_posts") for a in sides.target)
        return bool(kinds & ARMED) or posts
    if any(a.kind in ARMED - {"unidentified"} for a in sides.initiator) and _on_place(scene, group):
        return not any(c.victims and _civilian(scene, c) for c in group.casualties)
    low, high = group.last + 1, group.last + 5
    return bool(set(_stems(scene, low, min(high, len(scene.clauses) - 1))) & wordset("armed_posts"))


def _on_place(scene: Scene, group: Group) -> bool:
    """ "هاجم التنظيم الميناء": an armed side against a place that somebody holds."""
    near = [p for p in scene.places if 0 < p.first - group.last <= 6]
    return bool(near) and near[0].noun not in wordset("venues")


def _civilian(scene: Scene, casualty: CasualtyMention) -> bool:
    return any(a.kind == "civilians" and a.words.span.overlaps(casualty.words.span) for a in scene.actors)


def _stems(scene: Scene, first: int, last: int) -> list[str]:
    return [stem for i in range(first, last + 1) for stem in scene.words.stems(i)]
