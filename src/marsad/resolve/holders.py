"""By what name a report's control statements call a holder: the group's own, not its members' or a pronoun's.

"سيطر مقاتلوه على البلدة" is held by the group of which they are, under the name that the report gives it first.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.arabic import readings, tokenise
from marsad.lexicons.wordsets import wordset
from marsad.model import Actor
from marsad.read.control import short_name
from marsad.read.mentions import ActorMention
from marsad.resolve.actors import antecedent


class Holders:
    """The actor mentions of one report, asked for names."""

    def __init__(self, mentions: tuple[ActorMention, ...]) -> None:
        self._mentions = mentions

    def name(self, actor: Actor) -> str:
        """The name of the group that `actor` is or belongs to, in the report's words."""
        mention = next((m for m in self._mentions if m.words.span == actor.words.span), None)
        if mention is not None and mention.anaphor:
            before = tuple(m for m in self._mentions if m.words.span.start < mention.words.span.start)
            mention = antecedent(mention, before) or mention
        identity = actor.id or (mention.id if mention else None)
        named = [m for m in self._mentions if m.id == identity and not m.anaphor] if identity else []
        plain = [m for m in named if not _of_members(m.words.text)]
        chosen = next(iter(plain or named), mention)
        return short_name(group_name(chosen.words.text if chosen else actor.words.text))


def _of_members(text: str) -> bool:
    return group_name(text) != text


@lru_cache(maxsize=4096)
def group_name(text: str) -> str:
    """The words after the members: "مسلحو تنظيم الدولة" is "تنظيم الدولة", "مسلحون من قبيلة" is "قبيلة".

    >>> group_name("عناصر تنظيم داعش")
    'تنظيم داعش'
    """
    tokens = tokenise(text)
    at = 0
    while at + 1 < len(tokens) and _is_member(tokens[at].folded):
        at += 1
        if tokens[at].folded == "من" and at + 1 < len(tokens):
            at += 1
    return text[tokens[at].span.start :] if tokens else text


def _is_member(folded: str) -> bool:
    return any(r.stem in wordset("members") for r in readings(folded))
