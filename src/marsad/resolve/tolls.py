"""The harm of one occurrence: each figure once, with the side whose people it counts."""

from __future__ import annotations

from marsad.model import Actor, Casualties, CasualtyKind, EventType, Whose
from marsad.read.drafts import DraftCasualties, DraftEvent
from marsad.read.whose import side_of, whose

_TAKEN = frozenset({"captured", "arrested", "abducted"})
_HELD: dict[EventType, CasualtyKind] = {
    "clash": "captured",
    "seizure": "captured",
    "arrest": "arrested",
    "abduction": "abducted",
    "release": "freed",
}


def casualties_of(
    drafts: list[DraftEvent], lead: DraftEvent, initiator: tuple[Actor, ...], target: tuple[Actor, ...]
) -> tuple[Casualties, ...]:
    """Every figure once: by kind and bounds. Words without a figure, and shares of a toll, carry none.

    One sentence that tells equal figures of two sides ("جنديان ومدنيان") tells two.
    """
    found: list[Casualties] = []
    before: Whose | None = None
    for draft in drafts:
        mutual = lead.mutual if draft.effect else draft.mutual
        known = {_figure(c) for c in found}
        for entry in draft.casualties:
            mention = entry.mention
            kind = _kind_in(lead.type, mention.kind)
            if mention.low is None and mention.high is None:
                continue
            if mention.part and any(c.kind == kind for c in found):
                continue
            before = _side(entry, initiator, target, event_type=lead.type, mutual=mutual, before=before)
            made = Casualties(kind, before, mention.low, mention.high, mention.words)
            here = {(_figure(c), c.whose) for c in found}
            if _figure(made) not in known and (_figure(made), made.whose) not in here:
                found.append(made)
    return tuple(found)


def _figure(casualties: Casualties) -> tuple[CasualtyKind, int | None, int | None]:
    return casualties.kind, casualties.low, casualties.high


def _kind_in(event_type: EventType, kind: CasualtyKind) -> CasualtyKind:
    """What being held is called by the event: «احتجز» is said of an arrest and of an abduction alike."""
    return _HELD.get(event_type, kind) if kind in _TAKEN else kind


def _side(
    entry: DraftCasualties,
    initiator: tuple[Actor, ...],
    target: tuple[Actor, ...],
    *,
    event_type: EventType,
    mutual: bool,
    before: Whose | None,
) -> Whose:
    """Whose people one figure counts. A target that is only these victims tells nothing of the sides."""
    others = tuple(a for a in target if not a.words.span.overlaps(entry.mention.words.span))
    return whose(
        entry.victims,
        initiator=side_of([(a.words.text, a.kind) for a in initiator]),
        target=side_of([(a.words.text, a.kind) for a in others]),
        event_type=event_type,
        mutual=mutual,
        before=before,
        aimed=len(others) < len(target),
    )
