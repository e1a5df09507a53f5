"""Whose people came to harm: the initiator's, the target's, both sides', or nobody's that the report names.

Asked once the sides of an occurrence are known. In this order: the report says both sides; the victims are
called like one side; the victims are of one side's kind (soldiers, gunmen); "others" are of the side
told just before. In a clash, people of whom nothing is said belong to both or to no named side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.arabic import tokenise
from marsad.arabic.clitics import readings
from marsad.lexicons.wordsets import wordset
from marsad.model import ActorKind, EventType, Whose
from marsad.read.losers import loser_of
from marsad.read.mentions import ActorMention, CasualtyMention
from marsad.read.scene import Scene

_REGULAR = frozenset({"state_forces", "police", "foreign_forces"})
_GROUPS = frozenset({"armed_group"})
_IRREGULAR = frozenset({"armed_group", "militia", "unidentified", "tribe"})
_TAKES_PEOPLE = frozenset({"arrest", "abduction", "release", "displacement"})  # from their target alone
_BREATH = 3  # tokens from one harm to a bare number that goes on with it
_COMMON = frozenset("من في علي الي عن تنظيم قوات عناصر عنصر شخص عدد مسلح احد بين".split())


@dataclass(frozen=True, slots=True)
class Victims:
    """What is said of the people of one casualty mention. `stems` are folded.

    `bare` tells that only a number is given, told in one breath with the harm before it.
    """

    stems: frozenset[str]
    kind: ActorKind | None = None
    anybody: bool = False
    both: bool = False
    others: bool = False
    attackers: bool = False
    civilian: bool = False
    bare: bool = False


def victims_of(scene: Scene, casualty: CasualtyMention) -> Victims:
    """Read what the sentence says of the victims."""
    last = min(casualty.last + 3, len(scene.clauses) - 1)
    inside = [scene.words.stems(i) for i in range(casualty.first, casualty.last + 1)]
    around = [scene.words.stems(i) for i in range(casualty.first, last + 1)]
    loser = loser_of(scene, casualty)
    actor = loser or _actor(scene, casualty)
    if loser:
        inside = [scene.words.stems(i) for i in range(loser.first, loser.last + 1)]
    return Victims(
        stems=frozenset(s for stems in inside for s in stems if len(s) > 2),
        kind=actor.kind if actor else _kind_by_word(inside),
        anybody=_kind_by_word(inside) is None if actor is None else _unnamed_people(actor, inside),
        both=any(stems & wordset("both_sides") for stems in around),
        others=any(stems & wordset("others") for stems in inside),
        attackers=any(stems & wordset("attackers") for stems in inside),
        civilian=loser is None and any(stems & wordset("civilian_words") for stems in inside),
        bare=loser is None and _bare(scene, casualty),
    )


def _bare(scene: Scene, casualty: CasualtyMention) -> bool:
    """A mere number, or number with جريحا, told right after another harm: "قتل ثلاثة جنود وأصيب 17"."""
    before = [c for c in scene.casualties if c.last < casualty.first]
    if not before or casualty.first - before[-1].last > _BREATH:
        return False
    if any(before[-1].last < a.first <= casualty.last for a in scene.actors if not _counts(scene, a)):
        return False
    return casualty.victims is None or _only_harm(scene, casualty)


def _counts(scene: Scene, actor: ActorMention) -> bool:
    """Whether an actor is no more than a count: العشرات."""
    return bool(scene.words.stems(actor.head) & wordset("counts"))


def _only_harm(scene: Scene, casualty: CasualtyMention) -> bool:
    return bool(scene.words.stems(casualty.harm) & wordset("harm_nouns")) and casualty.harm >= casualty.first


def _actor(scene: Scene, casualty: CasualtyMention) -> ActorMention | None:
    inside = (a for a in scene.actors if a.words.span.overlaps(casualty.words.span))
    return next((a for a in inside if not _counts(scene, a)), None)


def _kind_by_word(inside: Sequence[frozenset[str]]) -> ActorKind | None:
    """The kind of victims whom one word calls fighters of a state or of none: نقيب, إرهابيان."""
    for stems in inside:
        if any(stem.startswith(tuple(wordset("ranks_of_a_state"))) for stem in stems):
            return "state_forces"
        if any(stem.startswith(tuple(wordset("fighters_of_no_state"))) for stem in stems):
            return "armed_group"
    return None


def _unnamed_people(actor: ActorMention, inside: Sequence[frozenset[str]]) -> bool:
    return actor.kind == "civilians" and _unnamed(inside)


def _unnamed(inside: Sequence[frozenset[str]]) -> bool:
    return any(stems & wordset("anybody") for stems in inside)


@dataclass(frozen=True, slots=True)
class Side:
    """One side as far as victims are compared with it."""

    stems: frozenset[str]
    kinds: frozenset[str]


def side_of(named: Sequence[tuple[str, str]]) -> Side:
    """A side from the (words, kind) of its actors."""
    stems = {stem for words, _ in named for stem in _stems(words)}
    return Side(frozenset(stems), frozenset(kind for _, kind in named))


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    return frozenset(r.stem for token in tokenise(words) for r in readings(token.folded) if len(r.stem) > 2)


def whose(
    victims: Victims,
    *,
    initiator: Side,
    target: Side,
    event_type: EventType,
    mutual: bool,
    before: Whose | None,
    aimed: bool = False,
) -> Whose:
    """The side that the victims belong to.

    `before` is that of the casualty told just before, if any; `aimed` tells that the event names the victims
    themselves as its target, which says nothing of the side they fight on where both sides fight.
    """
    if event_type in _TAKES_PEOPLE:
        return "target"
    if victims.both:
        return "both"
    if (victims.others or victims.bare) and before:
        return before
    if victims.attackers and event_type in ("clash", "bombing", "attack", "seizure"):
        return "initiator"
    if aimed and not mutual and event_type not in ("seizure", "protest", "riot"):
        return "target"
    named = _by_name(victims, initiator, target) or _by_kind(victims, initiator, target)
    if event_type in ("protest", "riot"):
        return named or ("target" if victims.kind in _REGULAR else "initiator")
    if named:
        return named
    if victims.civilian and _armed(target) and not aimed:
        return "civilians"
    if event_type == "clash":
        return _in_a_clash(victims, target, mutual=mutual, aimed=aimed)
    done = initiator.kinds or target.kinds or aimed
    return "target" if done or not victims.anybody else "civilians"


def _by_name(victims: Victims, initiator: Side, target: Side) -> Whose | None:
    ours, theirs = _likeness(victims.stems - _COMMON, initiator), _likeness(victims.stems - _COMMON, target)
    if ours == theirs:  # then "من التنظيم" may decide
        ours, theirs = _likeness(victims.stems, initiator), _likeness(victims.stems, target)
    if ours == theirs:
        return None
    return "initiator" if ours > theirs else "target"


def _likeness(victims: frozenset[str], side: Side) -> int:
    """How many stems a side shares with the victims; داعشيا shares داعش."""
    return sum(any(v == s or (len(s) > 3 and v.startswith(s)) for s in side.stems) for v in victims)


def _by_kind(victims: Victims, initiator: Side, target: Side) -> Whose | None:
    """Soldiers are of the side that is an army, gunmen of the side that is not, if only one is.

    "متشددون" are rather of a group than of a militia, "مسلحون" may be of either.
    """
    for family in (_REGULAR, _GROUPS, _IRREGULAR):
        if victims.kind in family:
            ours, theirs = bool(initiator.kinds & family), bool(target.kinds & family)
            if ours != theirs:
                return "initiator" if ours else "target"
            if not ours and not theirs and _armed(initiator) != _armed(target):
                return "target" if _armed(initiator) else "initiator"
    return None


def _armed(side: Side) -> bool:
    return bool(side.kinds & (_REGULAR | _IRREGULAR))


def _in_a_clash(victims: Victims, target: Side, *, mutual: bool, aimed: bool) -> Whose:
    if not victims.anybody:
        return "target" if target.kinds or aimed else "unknown"
    return "both" if mutual else "target"
