"""When an act took place: which of a sentence's dates belongs to it.

The nearest in its clause, else the nearest of the sentence with no other act between; never the day on which
somebody said it.
"""

from __future__ import annotations

from marsad.lexicons.wordsets import wordset
from marsad.read.attributing import inside_the_saying, speakers_of
from marsad.read.dates import Ago, DateMention, MonthOf, YearOf
from marsad.read.groups import Group
from marsad.read.scene import Scene

_SINCE_REACH = 8  # tokens from "since" to the date of what it names
_ISSUE_REACH = 4  # tokens from "published" to its day
_BESIDE = 2  # tokens from a speaker to the day on which he speaks
_THAT = ("نقلا", "ان", "انه", "انها", "انهم", "بان", ":", "«")


def date_of(scene: Scene, group: Group) -> DateMention | None:
    """The date nearest to the act in its clause, else the nearest of the sentence within reach."""
    clause = scene.clauses[group.last]
    told = [d for d in scene.dates if not _counts_from_another(scene, group, d)]
    told = [d for d in told if not _dates_the_saying(scene, group, d)]
    rows = sorted(told, key=lambda d: (_beside_speaker(scene, group, d), _distance(group, d.first, d.last)))
    inside = [d for d in rows if scene.clauses[d.first] in (clause, scene.clauses[group.first])]
    inside = [d for d in inside if d.first < group.first or not _act_between(scene, group, d)]
    if inside:
        return inside[0]
    free = [d for d in rows if not _act_between(scene, group, d)]
    return next((d for d in free if _distance(group, d.first, d.last) <= 18), None)


def _act_between(scene: Scene, group: Group, date: DateMention) -> bool:
    """Whether another act stands between, to which the date belongs."""
    low, high = sorted((date.first, group.first))
    return any(low < t.first < high and t not in group.triggers for t in scene.triggers)


def _dates_the_saying(scene: Scene, group: Group, date: DateMention) -> bool:
    """ "قال المتحدث أمس إن …": the day on which it was said, not on which it happened."""
    said = speakers_of(scene, group)
    if inside_the_saying(scene, group, date.first):
        return True
    if any(0 < date.first - s.last <= 2 and scene.folded(date.last + 1) in _THAT for s in said):
        return True
    return bool(said) and not all(s.scope_first <= date.first <= s.scope_last for s in said)


def _counts_from_another(scene: Scene, group: Group, date: DateMention) -> bool:
    """ "قبل يوم واحد من الهجوم", "بعد أيام على مقتله": not counted from the report's day."""
    if isinstance(date.expression, Ago) and scene.folded(date.last + 1) in ("من", "علي"):
        return True
    return _ends_since(scene, group, date) or _of_a_statement(scene, date)


def _ends_since(scene: Scene, group: Group, date: DateMention) -> bool:
    """ "أكبر هجوم منذ الإطاحة بالنظام عام 2001": the year of the fall, not of the attack."""
    if not isinstance(date.expression, MonthOf | YearOf):
        return False
    told = {i for d in scene.dates for i in range(d.first, d.last + 1)}
    before = range(max(0, date.first - _SINCE_REACH), date.first)
    since = [i for i in before if scene.folded(i) == "منذ" and i not in told]
    return any(not i < group.first < date.first for i in since)


def _of_a_statement(scene: Scene, date: DateMention) -> bool:
    """ "… في بيان نشر على الإنترنت أمس": the day on which it was published."""
    near = range(max(0, date.first - _ISSUE_REACH), date.first)
    issued = next((i for i in near if scene.words.stems(i) & wordset("issued")), None)
    if issued is None:
        return False
    return any(scene.words.stems(i) & wordset("statements") for i in range(max(0, issued - 3), issued))


def _beside_speaker(scene: Scene, group: Group, date: DateMention) -> bool:
    """ "أعلن التنظيم، الاثنين، مسؤوليته عن …": more likely the day of the saying, if another is told."""
    return any(0 < date.first - s.last <= _BESIDE for s in speakers_of(scene, group))


def _distance(group: Group, first: int, last: int) -> int:
    """Tokens from the act, its harm included, to the date."""
    end = max([group.last, *(c.last for c in group.casualties if c.last < first)])
    if first > end:
        return first - end
    return max(0, group.first - last)
