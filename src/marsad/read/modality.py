"""Whether an event happened, or was tried, threatened, planned, denied, negated or only feared.

A cue counts for a trigger when it stands within its reach in the same clause (or opens the verb phrase
that governs the trigger), and no other trigger stands between that takes it first. Where
several cues count, the one nearest to the trigger decides; a future verb is planned by itself.
"""

from __future__ import annotations

from marsad.lexicons.wordsets import wordset
from marsad.model import Modality
from marsad.read.scene import CueMention, Scene
from marsad.read.triggers import TriggerMention

MODAL = ("negated", "failed", "denied", "planned", "threatened", "hypothetical")


def modality_of(scene: Scene, trigger: TriggerMention) -> tuple[Modality, CueMention | None]:
    """The modality of a trigger and the cue that decided it (None for `happened` and the future tense)."""
    cues = [c for c in scene.cues if c.cue.does in MODAL and _governs(scene, c, trigger)]
    cues = [c for c in cues if not _noun_before_past(scene, c, trigger)]
    if cues:
        nearest = min(cues, key=lambda c: _gap(c, trigger))
        if not _succeeded(scene, nearest, trigger):
            return nearest.cue.does, nearest  # type: ignore[return-value]
    if trigger.form.kind == "future":
        return "planned", None
    return _coordinated(scene, trigger)


def _noun_before_past(scene: Scene, cue: CueMention, trigger: TriggerMention) -> bool:
    """ "بعد فشل المفاوضات سيطر …": a noun of failing or planning does not govern a finite past verb."""
    nominal = scene.folded(cue.first - 1) in ("بعد", "اثر", "عقب", "منذ", "رغم", "وبعد", "خلال")
    return nominal and trigger.form.kind == "past" and cue.cue.does in ("failed", "planned")


def _coordinated(scene: Scene, trigger: TriggerMention) -> tuple[Modality, CueMention | None]:
    """A noun joined by و shares the modality of the noun before it: "لم يقم بهجوم … والزحف"."""
    earlier = [t for t in scene.triggers if t.last < trigger.first and t.form.kind == "noun"]
    joined = scene.folded(trigger.first).startswith("و") and trigger.form.kind == "noun"
    if joined:
        for noun in (t for t in reversed(earlier) if _same_clause(scene, t, trigger)):
            modality, cue = modality_of(scene, noun)
            if modality != "happened":
                return modality, cue
    return "happened", None


def _same_clause(scene: Scene, a: TriggerMention, b: TriggerMention) -> bool:
    return scene.clauses[a.first] == scene.clauses[b.first]


def demanded(scene: Scene, trigger: TriggerMention) -> CueMention | None:
    """The cue that makes a trigger a mere demand, purpose or charge: "للمطالبة بإطلاق سراح"."""
    if trigger.form.kind == "past":
        return None
    return next((c for c in scene.cues_of("demanded") if _governs(scene, c, trigger)), None)


def _gap(cue: CueMention, trigger: TriggerMention) -> int:
    return trigger.first - cue.last if cue.last < trigger.first else cue.first - trigger.last


def _governs(scene: Scene, cue: CueMention, trigger: TriggerMention) -> bool:
    gap = _gap(cue, trigger)
    if not 0 < gap <= cue.cue.reach:
        return False
    standing = "before" if cue.last < trigger.first else "after"
    if cue.cue.place not in (standing, "near", "any"):
        return False
    return _one_clause(scene, cue, trigger) and not _taken(scene, cue, trigger)


def _one_clause(scene: Scene, cue: CueMention, trigger: TriggerMention) -> bool:
    return scene.clauses[cue.first] == scene.clauses[trigger.first] or cue.cue.does in (
        "denied",
        "hypothetical",
    )


def _taken(scene: Scene, cue: CueMention, trigger: TriggerMention) -> bool:
    """Whether a trigger between cue and trigger takes the cue: "بعد فشل الهجوم سيطرت …"."""
    low, high = sorted((cue.first, trigger.first))
    between = [t for t in scene.triggers if low < t.first < high and t is not trigger]
    return any(t.form.kind == trigger.form.kind or trigger.form.kind != "noun" for t in between)


def _succeeded(scene: Scene, cue: CueMention, trigger: TriggerMention) -> bool:
    """ "بعد محاولات عدة تمكن من السيطرة": an attempt told of one that succeeded."""
    between = range(max(0, cue.first - 6), trigger.first)
    return cue.cue.does == "failed" and any(scene.words.stems(i) & wordset("success_verbs") for i in between)
