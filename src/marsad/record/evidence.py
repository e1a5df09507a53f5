"""How much speaks for two events being one occurrence: a sum of named points.

Every rule is symmetric, looks at the two events only, and gives points that a reader can add up. What must
agree at all (type, days, place, no second holder) is a gate: without it there is no score. The figures were
set on the sample reports; docs/explanation/incidents.md tells what each is for.
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.model import Join, Reason
from marsad.record.nodes import Node, Spot
from marsad.record.sides import share
from marsad.resolve.geometry import kilometres

SLACK = 2  # days by which two precise dates of one occurrence may differ
NEEDED = 7.0  # points at which two precise events are joined
NEEDED_VAGUE = 7.55  # the same for an event that others must date: a little beyond type, fresh day and place
NEEDED_WIDE = 8.5  # the same where one only names the region, or dates loosely what goes on for weeks
NEEDED_APART = 8.5  # the same where the two name different days

Gate = Reason | None
_STRIKES = frozenset(("air_strike", "shelling", "bombing", "attack"))
_AGAIN = _STRIKES | {"clash", "protest", "arrest"}  # the same again the next day is no surprise
_LASTING = frozenset(("mobilisation", "blockade", "displacement"))
_PASSES = frozenset(("seizure", "handover"))  # a place changes hands: near it is another place


def weigh(one: Node, other: Node) -> float | None:
    """The score of two events, None where a gate is shut or the points do not suffice."""
    found = _weigh(one, other)
    return found[0] if found else None


def explain(one: Node, other: Node) -> Join | None:
    """The same with its reasons."""
    found = _weigh(one, other)
    return Join(one.key, other.key, round(found[0], 2), found[1]) if found else None


def _weigh(one: Node, other: Node) -> tuple[float, tuple[Reason, ...]] | None:
    if one.report == other.report or not _one_stance(one, other):
        return None
    reasons = []
    for gate in (_type, _days, _place):
        reason = gate(one, other)
        if reason is None:
            return None
        reasons.append(reason)
    if _other_holder(one, other):
        return None
    reasons += [*_sides(one, other), *_figures(one, other), *_words(one, other)]
    score = sum(reason.points for reason in reasons)
    return (score, tuple(reasons)) if score >= _needed(one, other, reasons) else None


def _one_stance(one: Node, other: Node) -> bool:
    """Whether both tell what was done, or what one side would do; a denial must name the same doer."""
    if one.stance != other.stance:
        return False
    alike = one.event.modality == other.event.modality and one.stance != "ahead"
    return alike or one.initiator.meets(other.initiator)


def _needed(one: Node, other: Node, reasons: list[Reason]) -> float:
    if reasons[1].kind == "days apart":
        return NEEDED_APART
    if reasons[2].kind == "region" or ((one.vague or other.vague) and one.event.type in _LASTING):
        return NEEDED_WIDE
    return NEEDED_VAGUE if one.vague or other.vague else NEEDED


# --- gates ----------------------------------------------------------------------------------------------


def _type(one: Node, other: Node) -> Gate:
    a, b = one.event.type, other.event.type
    if a == b:
        return Reason("type", 3.0, a)
    if {a, b} == {"seizure", "handover"} and one.holder.meets(other.holder):
        return Reason("type", 2.5, "a place passes to one holder, with or without a fight")
    if {a, b} == {"clash", "seizure"} and (one.initiator.meets(other.initiator)):
        return Reason("type", 1.0, "the fight for a place, and its fall")
    if {a, b} <= _STRIKES and "attack" in (a, b) and one.figures & other.figures:
        return Reason("type", 1.5, f"{a} and {b} with one toll")
    if {a, b} == {"protest", "riot"}:
        return Reason("type", 1.5, "one crowd, told as peaceful and as violent")
    return None


def _days(one: Node, other: Node) -> Gate:
    if one.dateless or other.dateless:
        return _without_day(one, other)
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 0:
        if gap > SLACK or one.vague or other.vague:
            return None
        once = one.event.type not in _AGAIN
        return Reason("days apart", (1.0 if once else 0.0) - 0.5 * gap, f"{gap} days apart")
    spread = max(one.last - one.first, other.last - other.first)
    if spread <= 3:
        points = (3.0, 2.5, 2.25, 2.0)[spread]
        return Reason("days", points, "days overlap" if spread else "one day")
    return Reason(
        "days", 2.0 if spread <= 10 else 1.5 if spread <= 45 else 1.0, f"lies within {spread + 1} days"
    )


def _without_day(one: Node, other: Node) -> Gate:
    if one.dateless and other.dateless:
        gap = abs(one.told - other.told)
        if gap > 10 or not one.told or not other.told:
            return None
        return Reason("days", 1.0 if gap <= 3 else 0.0, f"no day named, reports {gap} days apart")
    loose, dated = (one, other) if one.dateless else (other, one)
    if not loose.first - 1 <= dated.first <= loose.last:
        return None
    gap = loose.told - dated.last
    points = 1.5 if gap <= 3 else 1.25 if gap <= 10 else 0.75
    return Reason("days", points, "one names no day; it fits the other's")


def _place(one: Node, other: Node) -> Gate:
    """The best of the pairs of places; a place that both name first counts most."""
    exact = one.event.type in _PASSES and other.event.type in _PASSES
    if exact and one.stretch != other.stretch:
        return None
    best: Gate = None
    for i, a in enumerate(one.spots):
        for j, b in enumerate(other.spots):
            found = _spots(a, b)
            if found is None or (exact and found.points < 1.5) or (exact and found.kind == "spot"):
                continue
            if found.kind == "near" and (one.vague or other.vague):
                continue
            if i or j:
                found = Reason(found.kind, found.points - 0.5, found.told)
            if best is None or found.points > best.points:
                best = found
    return best


def _spots(a: Spot, b: Spot) -> Gate:
    same = (a.id is not None and a.id == b.id) or bool(a.names & b.names)
    km = kilometres(a, b)
    if a.wide or b.wide:
        return _region(a, b, km, same)
    if (same and km < 40) or km < 0.5:
        turned = a.relation != b.relation and a.relation.endswith("_of") and b.relation.endswith("_of")
        told = "different sides of one place" if turned else "one place"
        return Reason("place", 1.5 if turned else 3.0, told)
    if km <= 12 and (a.precision == 2) != (b.precision == 2):
        return Reason("spot", 2.0, f"a spot within the town, {km:.0f} km")
    return Reason("near", 0.75, f"near, {km:.0f} km") if km <= 30 else None


def _region(a: Spot, b: Spot, km: float, same: bool) -> Gate:
    if a.wide and b.wide:
        alike = (same or km < 15) and a.precision < 6
        return Reason("region", 2.0, "one region") if alike else None
    wide = a if a.wide else b
    if km > wide.km or wide.precision >= 6:
        return None
    stretch = wide.relation in ("extent_from", "extent_to")
    told = "on the stretch of road" if stretch else "within the region"
    return Reason("region", 0.75 if stretch else 1.5, told)


def _other_holder(one: Node, other: Node) -> bool:
    """Whether each says that another side got, or gave up, the place."""
    lost = one.former.meets(other.former) or one.target.meets(other.target)
    if one.holder.parts(other.holder):
        return not (lost and one.first == other.first)
    return one.former.parts(other.former) and not one.holder.meets(other.holder)


# --- evidence -------------------------------------------------------------------------------------------


def _sides(one: Node, other: Node) -> Iterator[Reason]:
    a, b, c, d = one.initiator, other.initiator, one.target, other.target
    swapped = one.event.type == "clash" and (a.meets(d) or c.meets(b)) and not a.meets(b)
    if swapped:
        yield Reason("sides", 1.5, "the same two sides, named the other way round")
    elif a.meets(b):
        yield Reason("sides", 1.5, "one side acts")
    elif a.parts(b):
        yield Reason("sides", -1.5, "different sides act")
    if not swapped and c.meets(d):
        yield Reason("sides", 1.0, "one side suffers")
    elif not swapped and c.parts(d):
        yield Reason("sides", -1.5, "different sides suffer")
    if one.holder.meets(other.holder):
        yield Reason("holder", 1.5, "one side holds the place afterwards")
    if one.former.meets(other.former):
        yield Reason("holder", 1.0, "one side held it before")


def _figures(one: Node, other: Node) -> Iterator[Reason]:
    shared = one.figures & other.figures
    if shared:
        points = sum(1.5 if n >= 10 else 1.0 if n >= 3 else 0.5 for _, n in shared)
        told = ", ".join(f"{n} {kind}" for kind, n in sorted(shared))
        yield Reason("figures", min(points, 2.5), f"both tell {told}")
    elif _far_tolls(one, other):
        yield Reason("figures", -1.0, "tolls far apart")


def _far_tolls(one: Node, other: Node) -> bool:
    mine = [n for kind, n in one.figures if kind == "killed"]
    theirs = [n for kind, n in other.figures if kind == "killed"]
    return bool(mine and theirs) and (max(mine) > 4 * max(theirs) or max(theirs) > 4 * max(mine))


def _words(one: Node, other: Node) -> Iterator[Reason]:
    shared = one.words & other.words
    if shared:
        points = min(1.5, 0.5 * len(shared) + share(one.words, other.words) * 0.5)
        yield Reason("words", points, "both say " + "، ".join(sorted(shared)[:4]))
    phrases = len(one.phrases & other.phrases)
    if phrases:
        yield Reason("phrases", 0.5 if phrases < 3 else 1.0, f"{phrases} phrases shared")
