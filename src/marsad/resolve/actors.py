"""Tie mentions of actors together: who "the organisation", "its fighters", "the attackers" are.

Plain co-reference within one report: an anaphor takes its sense from the latest earlier mention that
it can stand for, by noun, number and kind. Names known to the lexicon are resolved by the reader; here
an ambiguous one is settled by the country of the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from marsad.arabic.fold import fold
from marsad.lexicons.actors import ActorEntry, ActorLexicon, alias_words, load_actors
from marsad.lexicons.roles import load_roles
from marsad.model import ActorKind
from marsad.read.mentions import ActorMention

_ARMED: frozenset[ActorKind] = frozenset(("armed_group", "militia", "unidentified"))
_STATE: frozenset[ActorKind] = frozenset(("state_forces", "police", "foreign_forces", "militia"))
_CROWD: frozenset[ActorKind] = frozenset(("protesters", "rioters"))

# What a bare noun may stand for, by the role entry of its head (roles.yaml).
_STANDS_FOR: dict[str, frozenset[ActorKind]] = {
    "organisation": _ARMED | {"political"},
    "faction": _ARMED,
    "militia": _ARMED,
    "brigade": _ARMED | _STATE,
    "forces": _STATE,
    "units": _STATE,
    "army": _STATE,
    "police": frozenset(("police",)),
    "tribe": frozenset(("tribe",)),
    "fighters": _ARMED,
    "gunmen": _ARMED,
    "rebels": _ARMED,
    "members": _ARMED | _STATE,
    "crowd": _CROWD | {"civilians"},
    "opposition": _ARMED,
    "coalition": frozenset(("foreign_forces",)),
}
_ONE_BODY = frozenset(("organisation", "faction", "militia", "brigade", "opposition", "coalition"))


@lru_cache(maxsize=4096)
def _role_of(head: str) -> str:
    """The role entry of a published noun, its clitics aside; "" where none lists it."""
    folded, roles = fold(head), load_roles().roles
    bare = folded.removeprefix("ال")
    for stem in (folded, bare, bare.removesuffix("هم"), bare.removesuffix("ها"), bare.removesuffix("ه")):
        if stem in roles:
            return roles[stem].role.id
    return ""


def _head_word(mention: ActorMention) -> str:
    words = mention.words.text.split()
    return words[min(mention.head - mention.first, len(words) - 1)]


def antecedent(mention: ActorMention, earlier: Sequence[ActorMention]) -> ActorMention | None:
    """The earlier mention that an anaphor stands for, None where no one fits or it is no anaphor.

    `earlier` are the mentions of the report before it, in their order. A mention of a known actor is
    preferred to an unknown one; between equals the latest wins.
    """
    if not mention.anaphor:
        return None
    role = _role_of(_head_word(mention))
    fitting = [other for other in earlier if not other.anaphor and _fits(role, mention, other)]
    known = [other for other in fitting if other.id]
    called = [other for other in known if _called(mention, other)]
    if role in _ONE_BODY and called:
        return called[-1]
    if (role in _ONE_BODY or role == "members") and known:
        return known[-1]
    return fitting[-1] if fitting else None


def _called(mention: ActorMention, other: ActorMention) -> bool:
    """Whether an actor is called by the anaphor's noun: التنظيم is تنظيم داعش, not قوات مصراتة."""
    noun = fold(_head_word(mention)).removeprefix("ال")
    entry = load_actors().entries.get(other.id or "")
    names = (other.words.text, *(entry.aliases if entry else ()), *((entry.name_ar,) if entry else ()))
    return any(noun in (word.removeprefix("ال") for word in fold(name).split()) for name in names)


def _fits(role: str, mention: ActorMention, other: ActorMention) -> bool:
    other_role = _role_of(_head_word(other))
    if role and role == other_role:
        return role not in _ONE_BODY or other.words.text != mention.words.text
    return other.kind in _STANDS_FOR.get(role, frozenset((mention.kind,)))


def fullest(mention: ActorMention, chain: Sequence[ActorMention]) -> ActorMention:
    """Of the mentions of one actor in a report, the one that names it best: known first, then the longest."""
    same = [other for other in chain if other.id and other.id == mention.id] or [mention]
    return max([mention, *same], key=lambda other: (not other.anaphor, len(other.words.text.split())))


def identify(name: str, country: str | None = None, lexicon: ActorLexicon | None = None) -> ActorEntry | None:
    """The actor that a bare name means; `country` (ISO 3166 alpha-2) settles an ambiguous one.

    >>> identify("الجيش الوطني", "LY").id
    'lna'
    """
    actors = lexicon or load_actors()
    words = alias_words(name)
    owners = [
        owner for alias in actors.names.get(words[0], ()) if alias.rest == words[1:] for owner in alias.owners
    ]
    here = [owner for owner in owners if country in owner.countries]
    choice = here or owners
    return choice[0] if len({owner.id for owner in choice}) == 1 else None


def kind_at(mention: ActorMention, country: str | None, lexicon: ActorLexicon | None = None) -> ActorKind:
    """The kind of an actor in a country: an army is `foreign_forces` where it is not at home."""
    entry = (lexicon or load_actors()).entries.get(mention.id or "")
    if entry is None or country is None or mention.kind not in ("state_forces", "foreign_forces"):
        return mention.kind
    if entry.kind == "state_forces" and entry.countries[0] != country:
        return "foreign_forces"
    return entry.kind
