"""Which place of a report a bare class noun means: المدينة is the town that it speaks of most just now.

A town, village or province is meant by kind; a facility only by its own noun (القاعدة after قاعدة القرضابية).
A name counts each time it stands before the pointer, less the farther back, an actor's (قوات مصراتة) never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from marsad.lexicons.place_words import load_place_words
from marsad.model import Place, Span
from marsad.read.mentions import PlaceMention
from marsad.read.places import read_country_hints
from marsad.read.scene import Scene
from marsad.resolve.gazetteer import Gazetteer
from marsad.resolve.places import Unresolved, resolve_places

_TOWNS = frozenset({"مدينه", "بلده", "قريه"})
_HALF = 400.0  # characters back over which a naming loses half of its weight


def places_of_report(scenes: Sequence[Scene], gazetteer: Gazetteer) -> dict[Span, Place]:
    """The place of every mention of a report, by the span of its words; pointers that mean none are left out.

    A name that could not be tied to a point keeps its words and nothing else.
    """
    mentions = [p for s in scenes for p in s.places]
    named = [p for p in mentions if p.role != "pointer"]
    hints = [country for s in scenes for country in read_country_hints(s.sentence)]
    resolved = resolve_places(named, gazetteer, hints)
    found = {m.words.span: _as_place(m, r) for m, r in zip(named, resolved, strict=True)}
    pointers = [p for p in mentions if p.role == "pointer"]
    if pointers:
        at_them = [replace(m, relation="at", distance_km=None) for m in named]
        themselves = resolve_places(at_them, gazetteer, hints)
        meant = ((p, resolve_pointer(p, named, themselves)) for p in pointers)
        found |= {p.words.span: place for p, place in meant if place}
    return found


def _as_place(mention: PlaceMention, resolved: Place | Unresolved) -> Place:
    return resolved if isinstance(resolved, Place) else Place(mention.words, relation=mention.relation)


def resolve_pointer(
    pointer: PlaceMention, named: Sequence[PlaceMention], places: Sequence[Place | Unresolved]
) -> Place | None:
    """The place meant, in the pointer's words; None where no earlier naming fits.

    `places` are those of `named` (same index), each resolved as if the event were at it.
    """
    weights: dict[str, float] = defaultdict(float)
    best: dict[str, Place] = {}
    for mention, place in zip(named, places, strict=True):
        away = pointer.words.span.start - mention.words.span.end
        if away >= 0 and isinstance(place, Place) and _can_mean(pointer.noun, mention, place):
            key = place.id or place.words.text
            weights[key] += 0.5 ** (away / _HALF) * (2.0 if mention.noun == pointer.noun else 1.0)
            best[key] = place
    if not weights:
        return None
    place = best[max(weights, key=weights.__getitem__)]
    return replace(place, words=pointer.words, relation=pointer.relation)


def _can_mean(noun: str, mention: PlaceMention, place: Place) -> bool:
    if mention.role == "part" and not mention.noun:
        return False
    if noun in _TOWNS:
        return place.precision <= 3 and (not mention.noun or mention.noun in (*_TOWNS, "عاصمه"))
    kind = load_place_words().nouns[noun].kind
    if kind == "settled":
        return mention.noun == noun or (place.precision == 4 and not mention.noun)
    return mention.noun == noun
