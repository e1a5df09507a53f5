"""One report and what it says: the vocabulary of the codebook, sections 1 to 5.

Plain frozen values: they compare, print, hash and pickle. Offsets are Python string indices
into `Document.text`, end exclusive. The JSON form is `marsad.export.jsonl`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

EventType = Literal[
    "clash", "seizure", "handover", "air_strike", "shelling", "bombing", "attack", "abduction", "arrest",
    "protest", "riot", "threat", "mobilisation", "blockade", "agreement", "release", "weapon_seizure",
    "destruction", "displacement",
]  # fmt: skip
Modality = Literal["happened", "failed", "threatened", "planned", "denied", "negated", "hypothetical"]
ActorKind = Literal[
    "state_forces", "armed_group", "militia", "foreign_forces", "police", "political", "protesters",
    "rioters", "tribe", "civilians", "unidentified", "other",
]  # fmt: skip
CasualtyKind = Literal[
    "killed", "wounded", "captured", "arrested", "abducted", "missing", "displaced", "freed"
]  # fmt: skip
Whose = Literal["initiator", "target", "civilians", "both", "unknown"]
Change = Literal["taken", "retaken", "ceded", "kept", "lost", "contested"]
DayPrecision = Literal["day", "week", "month", "season", "year"]
NoticeKind = Literal[
    "archived", "subscription", "login", "read_also", "share", "photo_credit", "advert", "other"
]  # fmt: skip

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
CASUALTY_KINDS: tuple[CasualtyKind, ...] = get_args(CasualtyKind)
CHANGES: tuple[Change, ...] = get_args(Change)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open slice of `Document.text`, counted in code points: text[start:end]."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Notice:
    """A part of the text that is not the report: a subscription line, "read also", a photo credit."""

    kind: NoticeKind
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A report as published.

    `published` is the outlet's day, None where nothing says it: relative days then stay unread.
    `notices` lie inside `text`; nothing is coded from them.
    """

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report, exactly as published: `document.text[span.start:span.end] == text`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or suffers, as the report names them. `id` and `name` only where the lexicon knows them."""

    words: Words
    name: str | None = None
    id: str | None = None
    kind: ActorKind = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where. `lat` and `lon` are WGS 84 degrees, both None where the name could not be resolved.

    `precision` is 1 the exact spot, 2 the town, 3 a district or an area near, 4 the province,
    5 a region or an axis, 6 the country. `relation` is at, near, north_of …, between, extent_from or
    extent_to. `country` is ISO 3166 alpha-2. `radius_km` is set where the place is an area.
    """

    words: Words
    name: str | None = None
    id: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int = 2
    relation: str = "at"
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """When: `first` to `last`, both inclusive, as precise as the report's words allow.

    `words` is None only in records made by others: marsad gives no day without its words.
    """

    words: Words | None
    first: date
    last: date
    precision: DayPrecision = "day"

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a day range runs forward, got {self.first} to {self.last}")


@dataclass(frozen=True, slots=True)
class Casualties:
    """People of one side who came to one harm. A bound is None where the report sets none."""

    kind: CasualtyKind
    whose: Whose
    low: int | None
    high: int | None
    words: Words


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds the event's place afterwards (`holder`) and who held it before (`former`), where told."""

    change: Change
    holder: str | None = None
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One report's account of one occurrence. `id` is unique in its report ("e1", "e2", …).

    `trigger` is the first full mention; `mentions` are the later ones. `confidence` is 0 to 1.
    """

    id: str
    type: EventType
    trigger: Words
    mentions: tuple[Words, ...] = ()
    modality: Modality = "happened"
    aggregate: bool = False
    initiator: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    date: Day | None = None
    casualties: tuple[Casualties, ...] = ()
    sources: tuple[Words, ...] = ()
    control: Control | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """What one report was coded into: the unit that is stored, exchanged and scored."""

    document: Document
    events: tuple[Event, ...] = ()
