"""By whose word an act is told: the speakers whose scope covers it."""

from __future__ import annotations

from marsad.read.groups import Group
from marsad.read.mentions import SpeakerMention
from marsad.read.scene import Scene


def speakers_of(scene: Scene, group: Group) -> tuple[SpeakerMention, ...]:
    return tuple(s for s in scene.speakers if s.scope_first <= group.first <= s.scope_last)


_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "وان"})
_REACH = 12  # tokens after a speaker in which "that" opens what he said


def inside_the_saying(scene: Scene, group: Group, at: int) -> bool:
    """Whether token `at` tells of the speaker, not of the act: "قال عامل وصل إلى بني وليد أمس إن …"."""
    for speaker in speakers_of(scene, group):
        opening = range(speaker.last + 1, min(speaker.last + _REACH, group.first))
        that = next((i for i in opening if scene.folded(i) in _THAT), -1)
        if speaker.first < at < that or (speaker.first < at and not _within(speaker, at)):
            return True
    return False


def _within(speaker: SpeakerMention, at: int) -> bool:
    return speaker.scope_first <= at <= speaker.scope_last
