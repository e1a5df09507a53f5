"""Which triggers of a sentence speak of one occurrence, and which harm belongs to which.

"هجوم شنه انتحاري بسيارة مفخخة" is one group of three triggers; "قتل خمسة في انفجار" gives the killing to the
explosion. People told killed or wounded beside no act make a group of their own, an effect.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.arabic import readings
from marsad.lexicons.wordsets import wordset
from marsad.model import EventType
from marsad.read.mentions import CasualtyMention
from marsad.read.scene import Scene
from marsad.read.triggers import TriggerMention

VIOLENT: frozenset[EventType] = frozenset({"clash", "seizure", "air_strike", "shelling", "bombing", "attack"})
_BEARS_HARM: frozenset[EventType] = VIOLENT | frozenset({"riot", "protest", "destruction"})
_LETS_GO: frozenset[EventType] = frozenset({"release"})
_HOME: dict[str, frozenset[EventType]] = {
    "arrested": frozenset({"arrest", "abduction"}),
    "abducted": frozenset({"abduction", "arrest"}),
    "displaced": frozenset({"displacement"}),
    "freed": frozenset({"release"}),
    "captured": frozenset({"clash", "seizure", "attack"}),
}
_JOIN_GAP, _REACH_GAP, _REPELLED_GAP, _MEANS_GAP = 3, 6, 12, 10
_BREATH = 10  # tokens between two harms told in one breath


@dataclass(frozen=True, slots=True)
class Group:
    """Triggers of one occurrence in one sentence, or an effect (no trigger), with the harm told of it."""

    triggers: tuple[TriggerMention, ...]
    casualties: tuple[CasualtyMention, ...] = ()

    @property
    def first(self) -> int:
        return self.triggers[0].first if self.triggers else min(c.harm for c in self.casualties)

    @property
    def last(self) -> int:
        return self.triggers[-1].last if self.triggers else max(c.last for c in self.casualties)

    @property
    def head(self) -> TriggerMention | None:
        """The trigger that says most: specific before generic, the first of equals."""
        if not self.triggers:
            return None
        return min(self.triggers, key=lambda t: (t.entry.weak, t.entry.generic, t.first))


def group_triggers(scene: Scene, triggers: tuple[TriggerMention, ...]) -> list[Group]:
    """Groups in order of position, without casualties."""
    groups: list[Group] = []
    for trigger in triggers:
        if groups and _one_act(scene, groups[-1], trigger):
            groups[-1] = replace(groups[-1], triggers=(*groups[-1].triggers, trigger))
        else:
            groups.append(Group((trigger,)))
    return groups


def _one_act(scene: Scene, group: Group, trigger: TriggerMention) -> bool:
    last = group.triggers[-1]
    gap = trigger.first - last.last
    if _conjoined(scene, trigger.first) or not _kin(group, trigger):
        return False
    if trigger.preposition == "ب" and any(t.entry.generic for t in group.triggers):
        return gap <= _MEANS_GAP and scene.clauses[last.first] == scene.clauses[trigger.first]
    if last.entry.pattern == "repel" and trigger.form.kind == "noun" and trigger.entry.generic:
        return gap <= _REPELLED_GAP
    if last.form.kind == "noun" and trigger.form.kind != "noun":
        return gap <= _REACH_GAP and scene.clauses[last.first] == scene.clauses[trigger.first]
    if last.form.kind != "noun" and trigger.form.kind == "noun" and trigger.preposition == "":
        return gap <= _JOIN_GAP
    return gap <= _JOIN_GAP and scene.clauses[last.first] == scene.clauses[trigger.first]


def _kin(group: Group, trigger: TriggerMention) -> bool:
    """Whether two triggers can name one act: equal types, or one generic or weak among acts of violence."""
    types = {t.entry.type for t in group.triggers}
    if trigger.entry.type in types:
        return True
    loose = trigger.entry.generic or trigger.entry.weak or any(t.entry.generic for t in group.triggers)
    return loose and types <= VIOLENT and trigger.entry.type in VIOLENT


def _conjoined(scene: Scene, at: int) -> bool:
    token = scene.folded(at)
    if scene.folded(at - 1) in ("و", "ثم", "او"):
        return True
    return token[:1] == "و" and any(r.conjunction == "و" for r in readings(token)[1:]) and len(token) > 3


def share_harm(scene: Scene, groups: list[Group]) -> list[Group]:
    """The groups with their casualties; harm that belongs to none becomes effect groups at its place."""
    shares: dict[int, list[CasualtyMention]] = {}
    loose: list[CasualtyMention] = []
    for run in _runs(scene, groups):
        common = _home(scene, groups, run)
        for casualty in run:
            home = _own(groups, casualty)
            home = common if home is None else home
            (shares.setdefault(home, []) if home is not None else loose).append(casualty)
    told = [replace(g, casualties=tuple(shares.get(i, ()))) for i, g in enumerate(groups)]
    return sorted([*told, *_effects(scene, loose)], key=lambda g: g.first)


def _runs(scene: Scene, groups: list[Group]) -> list[list[CasualtyMention]]:
    """Casualties told in one breath: of kinds that share a home, near to each other, no act between."""
    runs: list[list[CasualtyMention]] = []
    for casualty in scene.casualties:
        if runs and _one_breath(scene, groups, runs[-1][-1], casualty):
            runs[-1].append(casualty)
        else:
            runs.append([casualty])
    return runs


def _one_breath(scene: Scene, groups: list[Group], earlier: CasualtyMention, later: CasualtyMention) -> bool:
    if later.part:
        return True
    if later.first - earlier.last > _BREATH or _HOME.get(earlier.kind) != _HOME.get(later.kind):
        return False
    if any(scene.folded(i) == "كما" for i in range(earlier.last + 1, later.first)):
        return False  # "as also": another matter of the same speaker
    between = any(earlier.last < g.first < later.harm for g in groups)
    return not between and not _turns(scene, earlier.last, later.first)


def _own(groups: list[Group], casualty: CasualtyMention) -> int | None:
    """The group whose trigger is itself the harm word: "اعتقلت الشرطة أربعين"."""
    return next(
        (i for i, g in enumerate(groups) if any(t.first <= casualty.harm <= t.last for t in g.triggers)), None
    )


def _home(scene: Scene, groups: list[Group], run: list[CasualtyMention]) -> int | None:
    """The index of the group that a run of casualties belongs to."""
    first, last = run[0], run[-1]
    wanted = _wanted(scene, first)
    fit = [i for i, g in enumerate(groups) if {t.entry.type for t in g.triggers} & wanted]
    before = [i for i in fit if groups[i].last < first.first]
    after = [i for i in fit if groups[i].first > max(first.harm, last.last) - 1]
    if before and _results(scene, groups[before[-1]].last, first.first):
        return before[-1]
    if after and _leads_into(scene, last, groups[after[0]]):
        return after[0]
    if before and not _turns(scene, groups[before[-1]].last, first.first):
        return before[-1]
    return after[0] if after and not before and groups[after[0]].first - last.last <= 12 else None


def _wanted(scene: Scene, casualty: CasualtyMention) -> frozenset[EventType]:
    """The types of event that such harm is part of: prisoners named by a noun ("318 أسيرا") may be let go."""
    kinds = _HOME.get(casualty.kind, _BEARS_HARM)
    held = casualty.kind in ("captured", "arrested", "abducted") and casualty.harm >= casualty.first
    return kinds | _LETS_GO if held else kinds


def _results(scene: Scene, first: int, last: int) -> bool:
    """Whether a verb such as أسفر leads from token `first` to token `last`."""
    return any(scene.words.stems(i) & wordset("result_verbs") for i in range(first, last + 1))


def _leads_into(scene: Scene, casualty: CasualtyMention, group: Group) -> bool:
    """ "قتل خمسة … في انفجار": a preposition of place, time or cause opens the act after the harm."""
    if group.first - casualty.last > 16:
        return False
    start = group.first
    around = {scene.folded(start - 1), scene.folded(start - 2), scene.folded(start - 3)}
    bound = any(r.preposition in ("ب",) for r in readings(scene.folded(start)))
    return bool(around & wordset("into_act")) or bound


def _turns(scene: Scene, first: int, last: int) -> bool:
    return any(c.cue.does == "turn" and first < c.first <= last for c in scene.cues)


def _effects(scene: Scene, loose: list[CasualtyMention]) -> list[Group]:
    """Loose harm of one clause run is one effect: "قتل اثنان وأصيب ثلاثة"."""
    groups: list[Group] = []
    for casualty in (c for c in loose if c.kind in ("killed", "wounded", "missing", "captured")):
        if (
            groups
            and casualty.first - groups[-1].last <= 8
            and not _turns(scene, groups[-1].last, casualty.first)
        ):
            groups[-1] = Group((), (*groups[-1].casualties, casualty))
        elif not casualty.part:
            groups.append(Group((), (casualty,)))
    return groups
