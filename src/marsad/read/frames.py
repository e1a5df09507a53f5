"""Join the mentions of one sentence into draft events.

The order: refuse triggers whose needs are not met, group the rest into acts, give each act its harm, its
sides, type, modality, places, day and speakers. What another sentence adds is for `resolve.occurrences`.
"""

from __future__ import annotations

from dataclasses import replace

from marsad.lexicons.weapons import Weapons
from marsad.lexicons.wordsets import wordset
from marsad.model import Span
from marsad.read.attributing import speakers_of
from marsad.read.dating import date_of
from marsad.read.drafts import DraftCasualties, DraftEvent
from marsad.read.effects import (
    effect_words,
    harm_modality,
    is_accident,
    killers_of,
    named_victims,
    without_figure,
)
from marsad.read.event_types import type_of
from marsad.read.groups import Group, group_triggers, share_harm
from marsad.read.locating import places_of
from marsad.read.mentions import ActorMention, PlaceMention, SpeakerMention
from marsad.read.modality import demanded, modality_of
from marsad.read.scene import Scene
from marsad.read.sides import ARMED, Governed, Sides, Window, govern, sides_of
from marsad.read.struck import struck_thing
from marsad.read.triggers import RefusedTrigger, TriggerMention
from marsad.read.whose import victims_of

_WITH_SUBJECT = frozenset({"strike", "seize", "close", "expel", "act", "give", "leave", "harm"})


def draft_events(scene: Scene, weapons: Weapons) -> tuple[tuple[DraftEvent, ...], tuple[RefusedTrigger, ...]]:
    """The draft events of a sentence in order of position, and the triggers that were refused."""
    kept, refused = _meet_needs(scene)
    groups = [g for g in share_harm(scene, group_triggers(scene, kept)) if not is_accident(scene, g)]
    governed = govern(scene)
    drafts: list[DraftEvent] = []
    for i in range(len(groups)):
        draft = _draft(scene, groups, i, governed=governed, weapons=weapons)
        drafts.append(_with_unsaid_subject(groups[i], draft, drafts[-1:]))
    return tuple(_threats_with_places(drafts)), refused


def _threats_with_places(drafts: list[DraftEvent]) -> list[DraftEvent]:
    """A threat is against the places of what is threatened, whose deadline it is; who threatens is to do it."""
    threat = next((d for d in drafts if d.type == "threat" and d.initiator), None)
    threatened = next((d for d in drafts if d.modality == "threatened" and d.type != "threat"), None)
    if threatened is None:
        return drafts
    return [_threat(d, threatened) if d.type == "threat" else _threatened(d, threat) for d in drafts]


def _threat(draft: DraftEvent, threatened: DraftEvent) -> DraftEvent:
    date = None if draft.date == threatened.date else draft.date
    return replace(draft, places=draft.places or threatened.places, date=date)


def _threatened(draft: DraftEvent, threat: DraftEvent | None) -> DraftEvent:
    if draft.modality != "threatened" or threat is None:
        return draft
    others = tuple(a for a in (*draft.target, *draft.initiator) if a not in threat.initiator)
    return replace(
        draft, initiator=threat.initiator, target=draft.target or others[:1], guessed_initiator=False
    )


def _with_unsaid_subject(group: Group, draft: DraftEvent, before: list[DraftEvent]) -> DraftEvent:
    """A verb without a subject takes that of the act told before it: "انتزعت البلدة … وقطعت الطريق"."""
    head = group.head
    if head is None or head.form.kind == "noun" or head.entry.pattern not in _WITH_SUBJECT:
        return draft
    if (draft.initiator and not draft.guessed_initiator) or not before or not before[0].initiator:
        return draft
    return replace(draft, initiator=before[0].initiator, guessed_initiator=True)


def _meet_needs(scene: Scene) -> tuple[tuple[TriggerMention, ...], tuple[RefusedTrigger, ...]]:
    kept: list[TriggerMention] = []
    refused: list[RefusedTrigger] = []
    for trigger in scene.triggers:
        reason = _unmet(scene, trigger)
        if reason:
            refused.append(RefusedTrigger(trigger.words, trigger.entry.id, reason))
        else:
            kept.append(trigger)
    return tuple(kept), tuple(refused)


def _unmet(scene: Scene, trigger: TriggerMention) -> str:
    """The first need of a trigger that the sentence does not meet, "" if it meets all."""
    needs = trigger.entry.needs
    if trigger.entry.pattern == "repel" and modality_of(scene, trigger)[0] != "happened":
        return "an attack to be repelled is no event yet"
    if any(d.first <= trigger.first <= d.last for d in scene.dates):
        return "it is part of a date"
    if trigger.form.kind == "noun" and any(_names(a, trigger) for a in scene.actors):
        return "it is part of an actor's name"
    if (
        trigger.entry.done
        and trigger.form.kind == "present"
        and not (_since(scene, trigger) or scene.folded(trigger.first - 1).lstrip("وف") in ("لم", "لن"))
    ):
        return "the present tense tells a state"
    if _purpose(scene, trigger):
        return "it tells a purpose"
    if (cue := demanded(scene, trigger)) is not None:
        return f"a demand or purpose ({cue.cue.id})"
    if "place" in needs and not _near_place(scene, trigger):
        return "no place stands near"
    if "people" in needs and not _near_people(scene, trigger):
        return "no people stand near"
    if "actor" in needs and not _near_actor(scene, trigger):
        return "nobody who could act stands near"
    if "forces" in needs and not _near_forces(scene, trigger):
        return "no armed force stands near"
    return ""


def _since(scene: Scene, trigger: TriggerMention) -> bool:
    """ "يسيطر عليها منذ آذار": a state with its beginning tells the seizure that began it."""
    return any(scene.folded(d.first) == "منذ" and 0 < d.first - trigger.last <= 8 for d in scene.dates)


def _purpose(scene: Scene, trigger: TriggerMention) -> bool:
    """ "تتقاتلان للسيطرة على": what a side fights for has not come about, unless it is announced."""
    aimed = trigger.preposition == "ل" and trigger.form.kind == "noun"
    if not aimed or trigger.entry.type not in ("seizure", "release", "arrest"):
        return False
    return modality_of(scene, trigger)[0] == "happened"


def _names(actor: ActorMention, trigger: TriggerMention) -> bool:
    """Whether a trigger is only a word of a name: "هيئة تحرير الشام", "قوة مكافحة الشغب"."""
    if actor.id is not None:
        return actor.first <= trigger.first <= actor.last
    return actor.first < trigger.first <= actor.last and actor.kind != "other"


def _near(
    trigger: TriggerMention, mention: ActorMention | PlaceMention | SpeakerMention, *, before: int, after: int
) -> bool:
    return -before <= mention.first - trigger.last <= after


def _stem_near(
    scene: Scene, trigger: TriggerMention, stems: frozenset[str], *, before: int, after: int
) -> bool:
    low, high = max(0, trigger.first - before), min(len(scene.clauses), trigger.last + after + 1)
    return any(scene.words.stems(i) & stems for i in range(low, high) if i != trigger.first)


def _near_place(scene: Scene, trigger: TriggerMention) -> bool:
    before = 6 if trigger.form.kind != "noun" or trigger.form.pronoun else 2
    if any(_near(trigger, p, before=before, after=9) for p in scene.places):
        return True
    return _stem_near(scene, trigger, wordset("place_nouns"), before=before, after=5)


def _near_actor(scene: Scene, trigger: TriggerMention) -> bool:
    return any(_near(trigger, a, before=12, after=6) for a in scene.actors) or any(
        _near(trigger, s, before=12, after=6) for s in scene.speakers
    )


def _near_people(scene: Scene, trigger: TriggerMention) -> bool:
    if any(-4 <= c.first - trigger.last <= 8 or c.harm == trigger.first for c in scene.casualties):
        return True
    return any(_near(trigger, a, before=2, after=6) for a in scene.actors)


def _near_forces(scene: Scene, trigger: TriggerMention) -> bool:
    if any(a.kind in ARMED and _near(trigger, a, before=8, after=5) for a in scene.actors):
        return True
    return _stem_near(scene, trigger, wordset("force_words"), before=2, after=4)


def _draft(
    scene: Scene, groups: list[Group], index: int, *, governed: tuple[Governed, ...], weapons: Weapons
) -> DraftEvent:
    group = groups[index]
    window = _window(scene, groups, index)
    victims = tuple(c.words.span for c in group.casualties)
    head = group.head
    sides = _sides(scene, group, window, governed, victims)
    kind = type_of(scene, group, sides, weapons)
    modality, because = modality_of(scene, head) if head else harm_modality(scene, group)
    trigger = head or None
    return DraftEvent(
        type=kind,
        trigger=trigger.words if trigger else effect_words(scene, group),
        sentence=scene.sentence.index,
        entry_id=head.entry.id if head else "effect",
        form=head.form.kind if head else "effect",
        definite=bool(head and head.definite),
        generic=head is None or head.entry.generic,
        effect=head is None,
        weak=head.entry.weak if head else without_figure(group),
        turned=index == 0 and _turned(scene, group),
        another=head is not None and _another(scene, group),
        follows=_follows(scene, group),
        plural=_plural(head),
        retaken=bool(head and head.entry.retaken),
        mutual=bool(head and head.entry.pattern == "mutual"),
        modality=modality,
        aggregate=_aggregate(scene, group),
        initiator=sides.initiator,
        target=sides.target,
        guessed_initiator=sides.guessed,
        guessed_target=bool(sides.target) and all(_is_victim(group, a) for a in sides.target),
        places=places_of(scene, group, window),
        date=date_of(scene, group),
        casualties=tuple(DraftCasualties(c, victims_of(scene, c)) for c in group.casualties),
        speakers=speakers_of(scene, group),
        notes=_notes(group, because.cue.id if because else ""),
    )


def _turned(scene: Scene, group: Group) -> bool:
    """Whether the sentence opens by turning to another matter; with "في المقابل" harm alone is the other side's."""
    turns = [c for c in scene.cues if c.cue.does == "turn" and c.first <= 2]
    if not group.triggers:
        turns = [c for c in turns if not scene.words.stems(c.last) & wordset("other_hand")]
    return bool(turns)


def _window(scene: Scene, groups: list[Group], index: int) -> Window:
    """Arguments may stand anywhere before, back to the sentence's start, and after up to the next act."""
    following = [g.first for g in groups[index + 1 :] if g.first > groups[index].last]
    last = following[0] - 1 if following else len(scene.clauses) - 1
    casualties = [c.last for c in groups[index].casualties]
    return Window(0, max([last, *casualties]))


def _sides(
    scene: Scene, group: Group, window: Window, governed: tuple[Governed, ...], victims: tuple[Span, ...]
) -> Sides:
    initiator: tuple[ActorMention, ...] = ()
    target: tuple[ActorMention, ...] = ()
    guessed = False
    for trigger in sorted(group.triggers, key=lambda t: (t.entry.weak, t.entry.generic, t.first)):
        sides = sides_of(scene, trigger, window, governed=governed, victims=victims)
        if sides.initiator and any(a in target for a in sides.initiator):
            sides = replace(sides, initiator=())  # who repels is attacked; he does not attack as well
        if sides.initiator and (not initiator or (guessed and not sides.guessed)):
            initiator, guessed = sides.initiator, sides.guessed
        target = target or sides.target
    if not group.triggers:
        initiator = killers_of(scene, group, governed)
    if not initiator and group.head and group.head.entry.type == "threat":
        initiator = _threatener(scene, group)
    if not target:
        target = named_victims(scene, group, exclude=initiator)
    if not target:
        target = struck_thing(scene, group)
    return Sides(initiator, tuple(a for a in target if a not in initiator), guessed)


def _threatener(scene: Scene, group: Group) -> tuple[ActorMention, ...]:
    """Who is said to threaten is who threatens: "هدد متحدث باسم الجماعة"."""
    near = [s for s in scene.speakers if 0 < s.first - group.last <= 3 or 0 < group.first - s.last <= 2]
    return tuple(ActorMention(s.words, s.first, s.last, s.first, "other") for s in near[:1])


def _is_victim(group: Group, actor: ActorMention) -> bool:
    return any(actor.words.span.overlaps(c.words.span) for c in group.casualties)


def _another(scene: Scene, group: Group) -> bool:
    return any(
        c.cue.does == "another" and -1 <= c.first - group.last <= c.cue.reach for c in scene.cues
    )  # fmt: skip


def _follows(scene: Scene, group: Group) -> bool:
    """Whether the clause opens with a word of sequence: بعد أن, عندما, إثر."""
    first, _ = scene.clause_range(group.first)
    return first > 0 and bool(scene.words.stems(first) & wordset("sequence_openers"))


def _plural(head: TriggerMention | None) -> bool:
    return bool(head and head.form.kind == "noun" and head.form.text.endswith(("ات", "ارك", "مائن")))


def _aggregate(scene: Scene, group: Group) -> bool:
    if group.head is not None and not _plural(group.head):
        return False
    for cue in scene.cues_of("aggregate"):
        if group.head is None and cue.cue.place != "near":
            continue  # harm alone is a total only over a long time
        before, after = group.first - cue.last, cue.first - group.last
        gap = {"before": before, "after": after}.get(cue.cue.place, max(before, after))
        if 0 < gap <= cue.cue.reach:
            return True
    return False


def _notes(group: Group, cue: str) -> tuple[str, ...]:
    notes = [f"trigger «{t.words.text}»: {t.entry.id}" for t in group.triggers]
    notes += [f"{c.kind} «{c.words.text}»" for c in group.casualties]
    return tuple(notes + ([f"modality: {cue}"] if cue else []))
