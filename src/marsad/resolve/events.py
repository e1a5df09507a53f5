"""Drafts of a report become events: places with coordinates, days with precision, actors with names.

Places are resolved together, since each narrows the others; a day told nowhere in an occurrence stays absent.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.arabic import readings, tokenise
from marsad.lexicons.wordsets import wordset
from marsad.model import Actor, Control, Document, Event, Place, Words
from marsad.read.control import control_of
from marsad.read.drafts import DraftEvent
from marsad.read.mentions import ActorMention
from marsad.read.scene import Scene
from marsad.resolve.actors import antecedent
from marsad.resolve.confidence import confidence_of, least_confidence
from marsad.resolve.gazetteer import Gazetteer
from marsad.resolve.holders import Holders
from marsad.resolve.occurrences import Occurrence, join_drafts
from marsad.resolve.opponents import fill_opponents
from marsad.resolve.pointers import places_of_report
from marsad.resolve.setting import day_told, places_told
from marsad.resolve.timeline import Timeline
from marsad.resolve.tolls import casualties_of


class Resolver:
    """The resolved mentions of one report, and the events made of them."""

    def __init__(self, document: Document, gazetteer: Gazetteer, scenes: tuple[Scene, ...]) -> None:
        self._actors = tuple(a for s in scenes for a in s.actors)
        self._holders = Holders(self._actors)
        self._places = places_of_report(scenes, gazetteer)
        self._timeline = Timeline((d for s in scenes for d in s.dates), document.published)

    def propose(self, drafts: tuple[DraftEvent, ...]) -> list[tuple[Event, Occurrence]]:
        """Every event that the drafts could make, each with its occurrence; none refused yet."""
        occurrences = join_drafts(drafts, self._places_of, self._timeline.of)
        return [(self._event(o, occurrences[:i]), o) for i, o in enumerate(occurrences)]

    def events(self, drafts: tuple[DraftEvent, ...]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
        """The events that are sure enough, in order of their triggers, with ids e1, e2, …; and the others."""
        proposed = [e for e, _ in self.propose(drafts)]
        made = [e for e in proposed if (e.confidence or 0.0) >= least_confidence()]
        doubtful = tuple(e for e in proposed if (e.confidence or 0.0) < least_confidence())
        made.sort(key=lambda e: e.trigger.span)
        numbered = (replace(e, id=f"e{i}") for i, e in enumerate(fill_opponents(made), 1))
        return tuple(numbered), doubtful

    def _places_of(self, draft: DraftEvent) -> tuple[Place, ...]:
        return tuple(self._places[p.words.span] for p in draft.places if p.words.span in self._places)

    def _event(self, occurrence: Occurrence, earlier: list[Occurrence]) -> Event:
        drafts, lead = occurrence.drafts, occurrence.lead
        initiator, target = self._sides(drafts)
        event = Event(
            id="e0",
            type=lead.type,
            trigger=drafts[0].trigger if not drafts[0].effect else lead.trigger,
            mentions=tuple(d.trigger for d in drafts if d.trigger != _first_trigger(drafts, lead)),
            modality=lead.modality,
            aggregate=lead.aggregate,
            initiator=initiator,
            target=target,
            places=places_told(occurrence, earlier),
            date=day_told(occurrence, earlier),
            casualties=casualties_of(drafts, lead, initiator, target),
            sources=_sources(drafts),
            control=self._control(drafts, initiator, target),
        )
        return replace(event, confidence=confidence_of(event, occurrence))

    def _sides(self, drafts: list[DraftEvent]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Both sides, each from the draft that names it best; nobody stands on both."""
        both = [
            d for d in drafts if d.initiator and d.target and not d.guessed_initiator and not d.guessed_target
        ]
        both.sort(key=lambda d: d.mutual)  # who attacked whom says more than who fought
        rows = both[:1] if both and drafts[0].type == "clash" else drafts
        initiator, target = self._best(rows, "initiator"), self._best(rows, "target")
        names = {a.words.text for a in initiator}
        return initiator, tuple(a for a in target if a.words.text not in names)

    def _best(self, drafts: list[DraftEvent], side: str) -> tuple[Actor, ...]:
        """The row of the first draft that names the side by grammar, by name and by itself, as far as any does."""
        rows = [(d, getattr(d, side)) for d in drafts if getattr(d, side)]
        if not rows:
            return ()
        _, row = min(rows, key=lambda r: (getattr(r[0], f"guessed_{side}"), _vague(r[1])))
        return tuple(self._actor(a) for a in row)

    def _control(
        self, drafts: list[DraftEvent], initiator: tuple[Actor, ...], target: tuple[Actor, ...]
    ) -> Control | None:
        """The first control statement of the drafts, its holders called by their groups' names."""
        control = next((c for c in map(control_of, drafts) if c), None)
        if control is None:
            return None
        doer = self._holders.name(initiator[0]) if initiator else None
        other = self._holders.name(target[0]) if target else None
        if control.change in ("taken", "retaken"):
            return Control(control.change, doer, other)
        if control.change == "ceded":
            return Control("ceded", other if control.holder else None, doer)
        return Control(control.change, other if control.holder else None, None)

    def _actor(self, mention: ActorMention) -> Actor:
        """The actor in the report's own words; one that points back takes name and kind of its antecedent."""
        told = mention
        if mention.anaphor:
            before = tuple(a for a in self._actors if a.words.span.start < mention.words.span.start)
            told = antecedent(mention, before) or mention
        return Actor(mention.words, told.name, told.id, told.kind)


def _vague(row: tuple[ActorMention, ...]) -> int:
    """0 where a row names somebody, 1 for unnamed gunmen, 2 where it only points back."""
    if all(a.anaphor for a in row):
        return 2
    attackers = any(a.id is None and set(a.words.text.split()) & wordset("attackers") for a in row)
    return int(attackers or all(a.kind == "unidentified" for a in row))


def _first_trigger(drafts: list[DraftEvent], lead: DraftEvent) -> Words:
    return drafts[0].trigger if not drafts[0].effect else lead.trigger


def _sources(drafts: list[DraftEvent]) -> tuple[Words, ...]:
    """Every speaker once; a shorter naming of one already named in full (الخيالي) is he again."""
    found: list[tuple[set[str], Words]] = []
    for speaker in (s for d in drafts for s in d.speakers):
        stems = {readings(token.folded)[-1].stem for token in tokenise(speaker.words.text)}
        if not any(stems <= known for known, _ in found):
            found.append((stems, speaker.words))
    return tuple(words for _, words in found)
