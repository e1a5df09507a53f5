"""Who holds the place after the event, and who held it before, in the report's own words.

The codebook, section 4: taken, retaken, ceded, kept, lost or contested. Only events that change or defend a
hold carry it: seizures, handovers, and a clash in which an attack was repelled.
"""

from __future__ import annotations

from marsad.arabic import fold
from marsad.lexicons.wordsets import wordset
from marsad.model import Change, Control
from marsad.read.drafts import DraftEvent
from marsad.read.mentions import ActorMention


def control_of(draft: DraftEvent) -> Control | None:
    """The control statement of a draft, None where it makes none."""
    doer, other = _name(draft.initiator), _name(draft.target)
    if draft.type == "seizure":
        return _seized(draft, doer, other)
    if draft.type == "handover" and (doer or other):
        given = other if draft.entry_id.endswith("sallama") else None
        return Control("ceded", given, doer)
    if draft.entry_id == "clash.sadda" and other:
        return Control("kept", other, None)
    return None


def _seized(draft: DraftEvent, doer: str | None, other: str | None) -> Control:
    if draft.modality in ("failed", "negated", "denied"):
        return Control("kept", other, None)
    change: Change = "retaken" if draft.retaken else "taken"
    return Control(change, doer, other)


def _name(actors: tuple[ActorMention, ...]) -> str | None:
    return short_name(actors[0].words.text) if actors else None


def short_name(text: str) -> str:
    """The name without what qualifies it: "قوات مصراتة الداعمة للمجلس" is "قوات مصراتة".

    >>> short_name("كتائب مصراتة الموالية للمجلس الرئاسي")
    'كتائب مصراتة'
    """
    words = text.split()
    for at, word in enumerate(words[1:], 1):
        if fold(word) in wordset("qualifiers"):
            return " ".join(words[:at])
    return text
