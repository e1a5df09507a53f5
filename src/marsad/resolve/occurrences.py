"""Join the drafts of one report that speak of one occurrence.

A report names an occurrence several times: in its headline sentence, with its toll, in each speaker's words.
A draft is joined to the latest earlier occurrence it can mean: types that fit, no clash of places, days or
modality, and a reason to think it is the same (it points back, it only tells harm, or it repeats figures,
sides or place). A sentence that turns to another matter, and a trigger called other, open a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from marsad.model import Day, Place
from marsad.read.drafts import DraftCasualties, DraftEvent
from marsad.read.groups import VIOLENT
from marsad.read.mentions import ActorMention
from marsad.resolve.geometry import kilometres

_APART_KM = 40.0  # two places farther apart than this are two occurrences, unless one contains the other
_TOWNS_APART_KM = 3.0  # a report that names two towns this far apart tells of two occurrences
_PROVINCE_KM = 200.0  # a province without a known size
_LOOSE_DAYS = 7  # "المعارك التي اندلعت قبل أسبوع": a mention that points back may be dated loosely
_BACK = 6  # sentences back that a mention pointing nowhere else may reach


@dataclass(slots=True)
class Occurrence:
    """The drafts of one occurrence with their resolved places and days (same index)."""

    drafts: list[DraftEvent] = field(default_factory=list)
    places: list[tuple[Place, ...]] = field(default_factory=list)
    days: list[Day | None] = field(default_factory=list)

    def add(self, draft: DraftEvent, places: tuple[Place, ...], day: Day | None) -> None:
        self.drafts.append(draft)
        self.places.append(places)
        self.days.append(day)

    @property
    def lead(self) -> DraftEvent:
        """The draft that names the type: specific before generic before effect, the first of equals."""
        return min(self.drafts, key=lambda d: (d.effect, d.weak, d.generic))

    @property
    def last_sentence(self) -> int:
        return self.drafts[-1].sentence


def join_drafts(
    drafts: tuple[DraftEvent, ...],
    places_of: Callable[[DraftEvent], tuple[Place, ...]],
    day_of: Callable[[DraftEvent], Day | None],
) -> list[Occurrence]:
    """Occurrences in order of their first mention. Weak drafts that join none are dropped."""
    occurrences: list[Occurrence] = []
    for draft in drafts:
        places, day = places_of(draft), day_of(draft)
        home = _home(occurrences, draft, places, day)
        if home is not None:
            home.add(draft, places, day)
        elif not draft.weak:
            occurrences.append(Occurrence([draft], [places], [day]))
    return occurrences


def _home(
    occurrences: list[Occurrence], draft: DraftEvent, places: tuple[Place, ...], day: Day | None
) -> Occurrence | None:
    if draft.another:
        return None
    fit = [o for o in occurrences if _fits(o, draft) and not _conflicts(o, draft, places, day)]
    if not fit:
        return None
    best = max(fit, key=lambda o: (_evidence(o, draft, places), o.last_sentence, o.drafts[0].sentence))
    return best if _same(best, draft, places) else None


def _fits(occurrence: Occurrence, draft: DraftEvent) -> bool:
    lead = occurrence.lead
    if draft.definite and draft.modality in ("denied", "hypothetical") and lead.type == draft.type:
        return True  # doubt about something already told is no second event
    if occurrence.drafts[-1].modality != draft.modality and lead.modality != draft.modality:
        return False
    if lead.aggregate != draft.aggregate and not (draft.definite and not draft.plural):
        return False
    if lead.type == draft.type:
        return True
    loose = draft.generic or draft.weak or lead.generic
    return loose and {lead.type, draft.type} <= VIOLENT | {"riot"}


def _conflicts(occurrence: Occurrence, draft: DraftEvent, places: tuple[Place, ...], day: Day | None) -> bool:
    told = next((p for p in occurrence.places if p), ())
    if told and places and _elsewhere(occurrence.lead, told, places, loose=draft.definite):
        return True
    if _others_act(occurrence, draft) or _listed_apart(occurrence, draft):
        return True
    known = next((d for d in occurrence.days if d), None)
    return bool(known and day and _days_between(known, day) > (_LOOSE_DAYS if draft.definite else 0))


def _days_between(a: Day, b: Day) -> int:
    """Days from the end of the earlier to the start of the later, 0 where they touch or overlap."""
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def _elsewhere(lead: DraftEvent, told: tuple[Place, ...], places: tuple[Place, ...], *, loose: bool) -> bool:
    """Whether the places speak of two occurrences; what is taken or left is taken place by place."""
    if lead.type in ("seizure", "handover") and _settled(told) and _settled(places):
        ours, theirs = {_place_key(p) for p in told}, {_place_key(p) for p in places}
        stretch = any(p.relation.startswith("extent") for p in (*told, *places))
        return ours != theirs if stretch else not ours & theirs
    return _apart(told, places, loose=loose)


def _settled(places: tuple[Place, ...]) -> bool:
    return all(p.precision <= 3 or p.relation.startswith("extent") for p in places)


def _place_key(place: Place) -> str:
    return place.id or place.words.text


def _listed_apart(occurrence: Occurrence, draft: DraftEvent) -> bool:
    """Whether one sentence names a place of its own for each: "غارة على البلدة وقصفت القرية"."""
    if draft.definite or not draft.places:
        return False
    mine = {p.words.span for p in draft.places}
    rows = [d for d in occurrence.drafts if d.sentence == draft.sentence and d.places]
    return any(_own_places(d, draft) and not mine & {p.words.span for p in d.places} for d in rows)


def _own_places(earlier: DraftEvent, later: DraftEvent) -> bool:
    """Whether each act stands nearer to its own place: the earlier's lies before the later act."""
    return all(p.words.span.start < later.trigger.span.start for p in earlier.places) and any(
        p.words.span.start > later.trigger.span.start for p in later.places
    )


def _others_act(occurrence: Occurrence, draft: DraftEvent) -> bool:
    """Whether two named sides do one thing each: "انتشر الجيش … وانتشرت الشرطة". In a clash both may act."""
    if draft.type in ("clash", "attack") or draft.guessed_initiator:
        return False
    mine = {a.id for a in draft.initiator if a.id}
    told = {a.id for d in occurrence.drafts if not d.guessed_initiator for a in d.initiator if a.id}
    return bool(mine and told) and not mine & told


def _apart(told: tuple[Place, ...], places: tuple[Place, ...], *, loose: bool) -> bool:
    """Whether no place of one can be a place of the other."""
    return all(_distinct(a, b, loose=loose) for a in told for b in places)


def _distinct(a: Place, b: Place, *, loose: bool) -> bool:
    """Whether two places cannot be one; a mention that points back (`loose`) may name one nearby."""
    if a.words.text == b.words.text or (a.id and a.id == b.id):
        return False
    if a.precision >= 4 or b.precision >= 4:
        if a.country and b.country and a.country != b.country:
            return True
        if max(a.precision, b.precision) >= 6 or a.lat is None or b.lat is None:
            return False  # a country may hold the other
        wide = a if a.precision >= b.precision else b
        reach = wide.radius_km + _APART_KM if wide.radius_km else _PROVINCE_KM
        return kilometres(a, b) > reach
    if a.lat is None or b.lat is None:
        return not loose  # a place that could not be found is told from others by its words
    return kilometres(a, b) > (_APART_KM if loose else _TOWNS_APART_KM)


def _evidence(occurrence: Occurrence, draft: DraftEvent, places: tuple[Place, ...]) -> int:
    """How much speaks for one occurrence: shared figures, places, sides; one type."""
    score = 2 * _shared_figures(occurrence, draft)
    score += int(_one_type(occurrence.lead, draft))
    told = {p.words.text for row in occurrence.places for p in row} | {
        p.id for row in occurrence.places for p in row
    }
    score += any(p.words.text in told or (p.id and p.id in told) for p in places)
    return score + _shared_sides(occurrence, draft)


def _one_type(lead: DraftEvent, draft: DraftEvent) -> bool:
    """Equal types, or an attack told generically that may be the other's clash."""
    if lead.type == draft.type:
        return True
    return {lead.type, draft.type} == {"attack", "clash"} and lead.generic and draft.generic


def _shared_figures(occurrence: Occurrence, draft: DraftEvent) -> int:
    told = {_figure(c) for d in occurrence.drafts for c in d.casualties}
    return len({f for f in told & {_figure(c) for c in draft.casualties} if f[1] is not None})


def _figure(casualties: DraftCasualties) -> tuple[str, int | None]:
    """Kind and number, "at least 50" and "50" alike: one report words one toll in several ways."""
    mention = casualties.mention
    return mention.kind, mention.low if mention.low is not None else mention.high


def _shared_sides(occurrence: Occurrence, draft: DraftEvent) -> int:
    told = {_actor_key(a) for d in occurrence.drafts for a in (*d.initiator, *d.target)}
    return len(told & {_actor_key(a) for a in (*draft.initiator, *draft.target)})


def _actor_key(actor: ActorMention) -> str:
    return actor.id or actor.words.text


def _same(occurrence: Occurrence, draft: DraftEvent, places: tuple[Place, ...]) -> bool:
    evidence = _evidence(occurrence, draft, places)
    near = draft.sentence - occurrence.last_sentence
    in_sentence = any(d.sentence == draft.sentence for d in occurrence.drafts)
    if draft.turned:
        return evidence >= (1 if draft.definite else 3)
    if in_sentence:
        return _told_again(occurrence, draft) or evidence >= 2 or draft.weak
    if draft.effect:
        return near <= 3 or evidence >= 2
    if draft.definite or draft.weak:
        return near <= _BACK or evidence >= 2
    return evidence >= (2 if places else 1)  # a place of its own asks for more than an equal type


def _told_again(occurrence: Occurrence, draft: DraftEvent) -> bool:
    """A second mention in one sentence: it points back, or tells how the act went ("بعد أن هاجم …")."""
    points_back = draft.definite and (draft.generic or draft.type == occurrence.lead.type)
    return points_back or (draft.follows and _one_type(occurrence.lead, draft))
