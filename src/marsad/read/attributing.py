"""By whose word an act is told: the speakers whose scope covers it."""

from __future__ import annotations

from marsad.read.groups import Group
from marsad.read.mentions import SpeakerMention
from marsad.read.scene import Scene


def speakers_of(scene: Scene, group: Group) -> tuple[SpeakerMention, ...]:
    return tuple(s for s in scene.speakers if s.scope_first <= group.first <= s.scope_last)
