"""Draft events: what one sentence says of one occurrence, before places and days are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import EventType, Modality, Words
from marsad.read.dates import DateMention
from marsad.read.mentions import ActorMention, CasualtyMention, PlaceMention, SpeakerMention
from marsad.read.whose import Victims


@dataclass(frozen=True, slots=True)
class DraftCasualties:
    """A casualty mention with what is said of its victims; whose they are is asked when the sides are known."""

    mention: CasualtyMention
    victims: Victims


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """One occurrence as one sentence tells it.

    `type` is final; `generic` tells that the words alone (هجوم, a killing) would fit several types. `definite`
    marks a trigger that may point back (الهجوم). `effect` marks people killed with no act named.
    `turned` marks a sentence that turns to another matter, `another` a trigger called other or separate.
    A guessed side stands near the act or is only its victim; grammar does not name it as a side.
    `notes` say, for `--explain`, which entry or rule gave what.
    """

    type: EventType
    trigger: Words
    sentence: int
    entry_id: str
    form: str = "effect"
    definite: bool = False
    generic: bool = False
    effect: bool = False
    weak: bool = False
    turned: bool = False
    another: bool = False
    follows: bool = False
    plural: bool = False
    retaken: bool = False
    mutual: bool = False
    modality: Modality = "happened"
    aggregate: bool = False
    initiator: tuple[ActorMention, ...] = ()
    target: tuple[ActorMention, ...] = ()
    guessed_initiator: bool = False
    guessed_target: bool = False
    places: tuple[PlaceMention, ...] = ()
    date: DateMention | None = None
    casualties: tuple[DraftCasualties, ...] = ()
    speakers: tuple[SpeakerMention, ...] = ()
    notes: tuple[str, ...] = ()
