"""What many reports say together: the vocabulary of the codebook, section 6.

Plain frozen values. An event is named across reports by its key, "REPORT:EVENT" ("2016-05-12-barq:e1").
Days are `datetime.date`, ranges include both ends. What made each of them is told in
`docs/explanation/incidents.md` and `docs/explanation/control.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from marsad.model.report import CasualtyKind, EventType, Modality, Place, Whose, Words

Rule = Literal[
    "own_word", "median_of_voices", "single_voice", "only_the_enemy_s_word", "no_lower_bound", "not_stated"
]
ControlState = Literal["held", "claimed", "contested", "besieged", "unknown"]
PledgeStatus = Literal["open", "kept", "broken", "overtaken"]
RULES: tuple[Rule, ...] = get_args(Rule)
CONTROL_STATES: tuple[ControlState, ...] = get_args(ControlState)
PLEDGE_STATUSES: tuple[PledgeStatus, ...] = get_args(PledgeStatus)


def event_key(report: str, event: str) -> str:
    """The name of an event across reports.

    >>> event_key("2016-05-12-barq-sadada", "e1")
    '2016-05-12-barq-sadada:e1'
    """
    return f"{report}:{event}"


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence on a join. `points` add up to the score; below zero they speak against it."""

    kind: str
    points: float
    told: str


@dataclass(frozen=True, slots=True)
class Join:
    """Why two events are one occurrence. `person` is set where somebody said so: that wins over the score."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...] = ()
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word that two events are one occurrence ("join") or are not ("split"). It wins always."""

    kind: Literal["join", "split"]
    one: str
    other: str
    by: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure by one source in one report, with its sentence.

    `whose` is told in the incident's frame: where a report names the sides the other way round, it is turned.
    `speaker` is the chain from the outlet's source to the first speaker, empty where the outlet speaks
    itself. `voice` is the same for claims that repeat one another. `own` and `enemy`: the speaker belongs
    to the side that suffered, or to the side against it.
    """

    event: str
    kind: CasualtyKind
    whose: Whose
    low: int | None
    high: int | None
    words: Words
    sentence: str
    speaker: tuple[str, ...]
    outlet: str | None
    report_day: date | None
    voice: str
    own: bool = False
    enemy: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the claims on one harm to one side come to. A bound is None where nobody sets one: unknown is
    not zero.

    `low` and `high` are the least and the most that any claim allows. `best` follows `rule`, and is always a
    figure that somebody claims. `disputed`: two independent voices give figures that exclude each other.
    """

    kind: CasualtyKind
    whose: Whose
    low: int | None
    high: int | None
    best: int | None
    rule: Rule
    voices: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Incident:
    """One occurrence as several reports tell it. `first` to `last` is the narrowest range its events agree
    on.

    `id` is permanent: a record that grows keeps it, and ids given up stay known as tombstones. `voices`
    counts independent reports: near-copies are one. `problems` name what kept an event from being compared.
    """

    id: str
    type: EventType
    modality: Modality
    events: tuple[str, ...]
    first: date | None
    last: date | None
    places: tuple[Place, ...]
    joins: tuple[Join, ...] = ()
    voices: int = 1
    claims: tuple[Claim, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Something given that could not be used, or not in full: where it stood, and what is wrong with it."""

    where: str
    problem: str


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a spell: the days it may lie on, and the events that say so. Both days None: not told."""

    first: date | None
    last: date | None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spell:
    """Who held a place from when to when, and by whose word.

    `holder` is None where it is unknown; `holders` are the names that reports use for the holder (both sides'
    where the state is contested). `word` tells whose word it rests on. `inferred` marks places that no report
    names: they lie on a road between two named ends. `confirmed` is the last day on which somebody says so.
    """

    place: str
    name: str
    state: ControlState
    holder: str | None
    holders: tuple[str, ...]
    start: Bound
    end: Bound
    word: str
    voices: int = 1
    inferred: bool = False
    confirmed: date | None = None
    confirmations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """The answer to "who holds this place on this day?". `age_days` counts from the last word on it before
    that day.

    The state is unknown where no spell covers the day, or where the last word is older than the limit asked
    for; `spell` then still tells who held it last.
    """

    place: str
    day: date
    state: ControlState
    holder: str | None
    holders: tuple[str, ...]
    spell: Spell | None
    age_days: int | None


@dataclass(frozen=True, slots=True)
class Pledge:
    """A threat, an ultimatum or an announced operation, as of a day.

    `deadline` is the last day that its words allow, None where they set none. `settled` are the events that
    kept, broke or overtook it; a deadline that passed without any breaks it too, and `settled` is then empty.
    """

    event: str
    incident: str
    type: EventType
    modality: Modality
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    made: date | None
    deadline: date | None
    status: PledgeStatus
    settled: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Who supports, commands, belongs to, allies with or splits from whom, by whose word, on which days."""

    actor: str
    relation: Literal["part_of", "loyal_to", "backed_by", "led_by", "allied_with", "split_from"]
    other: str
    first: date | None
    last: date | None
    events: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteSpell:
    """A road between two places (their keys) that is cut, open or under fire, from when, by whose act."""

    one: str
    other: str
    state: Literal["cut", "open", "under_fire"]
    by: tuple[str, ...]
    start: Bound
    end: Bound
