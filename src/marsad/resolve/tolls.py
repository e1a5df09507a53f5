"""The harm of one occurrence: each figure once, with the side whose people it counts."""

from __future__ import annotations

from marsad.model import Actor, Casualties, Whose
from marsad.read.drafts import DraftEvent
from marsad.read.whose import side_of, whose


def casualties_of(
    drafts: list[DraftEvent], lead: DraftEvent, initiator: tuple[Actor, ...], target: tuple[Actor, ...]
) -> tuple[Casualties, ...]:
    """Every figure once: by kind and bounds. Words without a figure, and shares of a toll, carry none."""
    ours = side_of([(a.words.text, a.kind) for a in initiator])
    theirs = side_of([(a.words.text, a.kind) for a in target])
    mutual = any(d.mutual for d in drafts)
    found: dict[tuple[str, int | None, int | None], Casualties] = {}
    before: Whose | None = None
    for entry in (c for d in drafts for c in d.casualties):
        mention = entry.mention
        if mention.low is None and mention.high is None:
            continue
        if mention.part and any(kind == mention.kind for kind, _, _ in found):
            continue
        before = whose(
            entry.victims, initiator=ours, target=theirs, event_type=lead.type, mutual=mutual, before=before
        )
        made = Casualties(mention.kind, before, mention.low, mention.high, mention.words)
        found.setdefault((mention.kind, mention.low, mention.high), made)
    return tuple(found.values())
