"""Where an act took place: which of a sentence's toponyms belong to it.

After the act in its clause, else before it, else elsewhere in the sentence; the narrowest of a nested naming
(the quarter, not also its city); both ends of a stretch. What another sentence named is for `resolve.events`.
"""

from __future__ import annotations

from marsad.lexicons.wordsets import wordset
from marsad.read.attributing import inside_the_saying
from marsad.read.groups import Group
from marsad.read.mentions import PlaceMention
from marsad.read.scene import Scene
from marsad.read.sides import ARMED, Window

_FLIGHT = 7  # tokens from a leaving to where it leads


def places_of(scene: Scene, group: Group, window: Window) -> tuple[PlaceMention, ...]:
    """The narrowest places told for the act: after it in its clause, else before it, else in the sentence."""
    told = [p for p in scene.places if p.role != "part" and not _aside(scene, p)]
    told = [p for p in told if not (inside_the_saying(scene, group, p.first) or _led_away(scene, p))]
    if group.head is None:
        told = [p for p in told if scene.folded(p.first - 1) != "الي"]  # where the wounded were taken
    extents = [
        p
        for p in told
        if p.relation in ("extent_from", "extent_to") and window.first <= p.first <= window.last
    ]
    near = [p for p in extents if 0 <= p.first - group.last <= 14]
    if len(near) >= 2:
        return tuple(near[:2])
    low, high = scene.clause_range(group.last)
    after = [p for p in told if group.first < p.first <= min(high, window.last)]
    wide_after = [p for p in told if group.first < p.first <= window.last]
    before = [p for p in told if low <= p.first < group.first]
    anywhere = [p for p in told if p.first < group.first][-1:]
    for row in (after, before, wide_after, anywhere):
        run = _first_run(scene, row)
        if run:
            return run
    return ()


def _aside(scene: Scene, place: PlaceMention) -> bool:
    """Inside an actor's name, or in brackets after another place: "مصراتة (200 كلم شرقي طرابلس)"."""
    opened = [i for i in range(max(0, place.first - 8), place.first) if scene.folded(i) == "("]
    bracketed = bool(opened) and not any(scene.folded(i) == ")" for i in range(opened[-1], place.first))
    if bracketed and any(p.last < opened[-1] <= p.last + 2 for p in scene.places):
        return True
    if _refers(scene, place) or any(scene.words.stems(i) & wordset("comers") for i in _just_before(place)):
        return True
    return any(a.first < place.first and place.last <= a.last and a.kind in ARMED for a in scene.actors)


def _refers(scene: Scene, place: PlaceMention) -> bool:
    """Whether it only tells where the place before it lies: "سبها جنوب طرابلس"."""
    if place.relation == "at" or place.relation.startswith(("extent", "between")):
        return False
    return any(0 < place.first - p.last <= 3 and not _joined(scene, p, place) for p in scene.places)


def _led_away(scene: Scene, place: PlaceMention) -> bool:
    """Whether those who leave or flee go there: "انسحبوا نحو الجفرة", "فرت عائلات إلى سرت"."""
    if not any(scene.folded(i) in wordset("whither") for i in _just_before(place)):
        return False
    leaving = (t for t in scene.triggers if t.entry.type in ("handover", "displacement"))
    return any(0 < place.first - t.last <= _FLIGHT for t in leaving)


def _just_before(place: PlaceMention) -> range:
    return range(max(0, place.first - 2), place.first)


def _first_run(scene: Scene, places: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The first place with those joined to it by و; a wider place that follows it is dropped."""
    run: list[PlaceMention] = []
    for place in places:
        stretch = bool(run) and run[-1].relation == "extent_from" and place.relation == "extent_to"
        if run and not stretch and not _joined(scene, run[-1], place):
            break
        run.append(place)
    return tuple(run)


def _joined(scene: Scene, earlier: PlaceMention, later: PlaceMention) -> bool:
    row = [scene.folded(i) for i in range(earlier.last + 1, later.first)]
    if "(" in row and ")" in row:
        row = row[: row.index("(")] + row[row.index(")") + 1 :]
    if len(row) > 3:
        return False
    between = set(row)
    lead = later.words.span.start - scene.sentence.tokens[later.first].span.start
    conjoined = scene.folded(later.first)[: max(lead, 0)].startswith("و")
    return (
        conjoined or bool(between & {"و", "،", ","}) or any(w.startswith("و") for w in between if len(w) > 3)
    )
