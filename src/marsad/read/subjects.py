"""What a report is about, where that is not force: sport, markets, the arts, medicine, weather, accidents.

Such reports use the words of war as figures of speech ("قصفوا مرماه بأربع عشرة تسديدة"). Their triggers stand
only in sentences that name a known armed side or, where the subject itself harms nobody, tell a figure of harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from marsad.lexicons.subjects import Subject, load_subjects
from marsad.read.scene import Scene
from marsad.read.sides import ARMED
from marsad.read.triggers import RefusedTrigger

_LEAST_WORDS = 5  # different words of a subject in one report; fewer occur in reports of fighting too
_OUTWEIGHS = 2  # words of the subject for each mention of an armed side


def subject_of(scenes: Sequence[Scene]) -> Subject | None:
    """The subject of a report, None for one about force or about nothing listed."""
    told = [(len(_told(subject.words, scenes)), subject) for subject in load_subjects()]
    most, subject = max(told, key=lambda row: row[0])
    armed = sum(_armed(scene) for scene in scenes)
    if most < max(_LEAST_WORDS, _OUTWEIGHS * armed) or _told(subject.unless, scenes):
        return None
    return subject


def _told(phrases: Iterable[tuple[str, ...]], scenes: Iterable[Scene]) -> set[tuple[str, ...]]:
    """Those of the phrases that a report uses."""
    wanted = tuple(phrases)
    return {phrase for scene in scenes for phrase in wanted if scene.words.holds(phrase)}


def _armed(scene: Scene) -> int:
    """How many armed sides a sentence names; mere fighters may be a figure of speech as well."""
    return sum(a.kind in ARMED and a.kind != "unidentified" for a in scene.actors)


def without_figures_of_speech(
    scene: Scene, subject: Subject | None
) -> tuple[Scene, tuple[RefusedTrigger, ...]]:
    """The scene as a report on `subject` means it, and the triggers that are figures of speech in it."""
    if subject is None or _known_side(scene) or (subject.figures and _people(scene)):
        return scene, ()
    reason = f"a figure of speech in a report on {subject.id}"
    refused = tuple(RefusedTrigger(t.words, t.entry.id, reason) for t in scene.triggers)
    return replace(scene, triggers=(), casualties=()), refused


def _known_side(scene: Scene) -> bool:
    """Whether a side is named that exists; an army of cats and a cell of the body have no entry."""
    return any(a.kind in ARMED and a.id is not None for a in scene.actors)


def _people(scene: Scene) -> bool:
    """Whether people are told killed, taken or driven out; a player may be hurt without violence."""
    counted = (c for c in scene.casualties if c.low is not None or c.high is not None)
    return any(c.kind not in ("wounded", "missing") for c in counted)
