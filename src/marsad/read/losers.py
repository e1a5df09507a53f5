"""The side that a sentence says lost people: "فقد المهاجمون 27 قتيلا", "قتيلان في صفوف القوات".

Such words outweigh how the victims themselves are called. A side named only by a pronoun ("خمسة من رجاله")
is the nearest earlier actor that could carry it: ها stands for قوات, جماعة, ه for جيش, تنظيم.
"""

from __future__ import annotations

from marsad.arabic.clitics import readings, without_pronoun
from marsad.lexicons.wordsets import wordset
from marsad.read.mentions import ActorMention, CasualtyMention
from marsad.read.scene import Scene
from marsad.read.sides import ARMED

_VERB_REACH = 4  # tokens from the verb of losing to the figure
_RANKS_REACH = 7  # "قتيلين وتسعة جرحى في صفوف القوات": one phrase after two figures
_NAME_REACH = 3


def loser_of(scene: Scene, casualty: CasualtyMention) -> ActorMention | None:
    """Who is said to have lost these people, None where the sentence does not say it."""
    return _by_verb(scene, casualty) or _by_ranks(scene, casualty) or _by_member(scene, casualty)


def _by_verb(scene: Scene, casualty: CasualtyMention) -> ActorMention | None:
    """ "فقد المهاجمون 27 قتيلا", "المهاجمون خسروا 27": the loser stands at the verb."""
    start = max(0, min(casualty.harm, casualty.first) - _VERB_REACH)
    verbs = [i for i in range(start, casualty.first) if scene.words.stems(i) & wordset("losing_verbs")]
    if not verbs:
        return None
    between = [a for a in scene.actors if verbs[-1] < a.first < casualty.first]
    before = [a for a in scene.actors if 0 < verbs[-1] - a.last <= 2]
    if between:
        return _antecedent(scene, between[-1])
    return _antecedent(scene, before[-1]) if before else None


def _by_ranks(scene: Scene, casualty: CasualtyMention) -> ActorMention | None:
    """ "في صفوف القوات", "بين صفوفها"."""
    end = min(casualty.last + _RANKS_REACH, len(scene.clauses) - 1)
    for at in range(casualty.last + 1, end + 1):
        if scene.clauses[at] != scene.clauses[casualty.last]:
            return None
        if scene.words.stems(at) & wordset("ranks"):
            return next((a for a in scene.actors if 0 < a.first - at <= _NAME_REACH), None)
        pronoun = _pronoun(scene, at, "ranks")
        if pronoun:
            return _carrier(scene, pronoun, casualty.first)
    return None


def _by_member(scene: Scene, casualty: CasualtyMention) -> ActorMention | None:
    """ "خمسة من رجاله", "11 من عناصرها"."""
    for at in range(casualty.first, min(casualty.last + 2, len(scene.clauses) - 1) + 1):
        pronoun = _pronoun(scene, at, "members")
        if pronoun:
            return _carrier(scene, pronoun, min(casualty.first, casualty.harm))
    return None


def _pronoun(scene: Scene, at: int, words: str) -> str:
    """The pronoun on a word of a set ("ها" in عناصرها), "" if the token is none such."""
    split = (pair for reading in readings(scene.folded(at)) for pair in without_pronoun(reading.stem))
    return next((pronoun for bare, pronoun in split if bare in wordset(words)), "")


def _antecedent(scene: Scene, actor: ActorMention) -> ActorMention:
    """The actor itself, or, for "قواته", whose they are if the sentence tells it."""
    pronoun = _pronoun(scene, actor.head, "members")
    return (_carrier(scene, pronoun, actor.first) if pronoun else None) or actor


def _carrier(scene: Scene, pronoun: str, before: int) -> ActorMention | None:
    """The nearest earlier armed actor that a pronoun can stand for."""
    fit = [
        a for a in scene.actors
        if a.last < before and a.kind in ARMED and not _pronoun(scene, a.head, "members")
        and _agrees(scene.folded(a.first), pronoun)
    ]  # fmt: skip
    return fit[-1] if fit else None


def _agrees(head: str, pronoun: str) -> bool:
    feminine = head.endswith(("ه", "ات", "يا")) or head in wordset("feminine_heads")
    if pronoun == "ها":
        return feminine
    return pronoun != "ه" or not feminine
