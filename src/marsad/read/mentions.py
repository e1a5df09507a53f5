"""What the readers find in a sentence: words with a first sense, not yet tied to the world.

Every mention carries the document span of its words and the token positions it covers
(`first` to `last`, both included, in its sentence). `resolve` turns date mentions into days
and place mentions into places; `frames` joins all of them into events.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import ActorKind, CasualtyKind, Words


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A count in words or digits. `low` or `high` is None where the words set no such bound.

    `first`..`last` cover the number and its hedge; a counted noun is not included, save a dual.
    """

    words: Words
    first: int
    last: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """People of whom a harm is told: "مقتل 27 عنصرا من التنظيم".

    `words` is the counted phrase ("27 عنصرا من التنظيم"); `harm` is the token that names the harm (مقتل);
    `victims` are the words that say who they are, None where only a number is told; `low` and `high` are both
    None where people are told without any figure. `part` marks a share of the figure before it (بينهم طفلان).
    """

    kind: CasualtyKind
    words: Words
    first: int
    last: int
    harm: int
    low: int | None
    high: int | None
    victims: Words | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A person, group or force that can act or suffer: "قوات مصراتة الموالية للمجلس".

    `head` is the token that carries the sense (قوات). `id` and `name` come from the actor lexicon.
    `anaphor` marks a mention that names nobody by itself (التنظيم, القوات, عناصره) and takes its
    sense from an earlier one.
    """

    words: Words
    first: int
    last: int
    head: int
    kind: ActorKind
    id: str | None = None
    name: str | None = None
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym as the sentence uses it.

    `words` is the name as published without preposition; `key` its folded form without clitics;
    `noun` the folded class word before it (مدينه, محافظه), "" if none. `relation` is as in `Place`;
    `distance_km` as told. `role` is "locative" where a preposition or construction says that
    something is there, "part" inside a longer name (قوات مصراتة), "other" else.
    """

    words: Words
    first: int
    last: int
    key: str
    noun: str = ""
    relation: str = "at"
    distance_km: float | None = None
    role: str = "other"


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """Who is said to have said it, and of which token span of the sentence.

    `words` is the speaker as worded (بعض وسائل الإعلام الليبية). `scope_first`..`scope_last` are the
    tokens whose content is by their word. `carries` tells that the following sentences may still be
    theirs (quote left open, وأضاف).
    """

    words: Words
    first: int
    last: int
    scope_first: int
    scope_last: int
    carries: bool = False
