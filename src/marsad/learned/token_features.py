"""Name what each token of a sentence looks like from its own place: for `chain`.

A token has its own names, those of its neighbours (marked with their distance), and where it stands: under
which preposition, how far from which trigger or word of violence, in a quote or bracket, after the first
"that".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.arabic import readings
from marsad.learned.classes import word_classes
from marsad.learned.observe import NUMBER, Observed

_PREPOSITIONS = frozenset(
    "علي في من الي عن ضد مع بين قرب باتجاه نحو لدي تجاه بحق عند امام وراء داخل خارج صوب حول وسط قبل بعد خلال "
    "اثر عقب اثناء بعيد يد ايدي ايد جراء بواسطه".split()
)
_THAT = frozenset("ان انه انها بان انهم".split())
_OPEN, _CLOSE = frozenset("«“"), frozenset("»”")
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_NEAR = 2  # a stem is told of neighbours up to this far
_STEPS = ((4, 0), (6, 5), (9, 7), (14, 10))  # (distances up to, their name); up to four each by itself
_FAR = 15
_GOVERNS = 8  # tokens after a preposition beyond which the distance is not told


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A token that others are seen from: a trigger, or a word of the act's classes.

    `begun`: actor mentions that begin at it or before.
    """

    at: int
    name: str
    begun: int


def token_features(seen: Observed, event_type: str) -> list[list[str]]:
    """The names of each token's features, in the order of the tokens."""
    own = [list(_own(seen, at)) for at in range(len(seen))]
    around = list(_surroundings(seen))
    triggers = [
        _Anchor(at, f"{trigger.entry.pattern}/{trigger.form.kind}", around[at].begun)
        for at in range(len(seen))
        if (trigger := seen.trigger_at(at)) is not None
    ]
    acts = word_classes().acts[event_type]
    violent = [
        _Anchor(at, f"{min(acts & set(names))}/{_clitics(seen.folded[at])}", around[at].begun)
        for at, names in enumerate(seen.classes)
        if not acts.isdisjoint(names)
    ]
    rows: list[list[str]] = []
    for at, place in enumerate(around):
        names = ["b", *own[at], *_letters(seen, at), *_neighbours(own, at), *_pairs(seen, at), *place.names()]
        names += _from_anchors("t", triggers, seen, place)
        names += _from_anchors("v", violent, seen, place)
        rows.append(names)
    return rows


def _own(seen: Observed, at: int) -> Iterator[str]:
    yield f"st={seen.stems[at]}"
    yield f"rt={seen.skeletons[at]}"
    yield from (f"cl={name}" for name in seen.classes[at])
    trigger, harm, actor = seen.triggers[at], seen.harms[at], seen.actors[at]
    if trigger is not None:
        yield from (f"tt={trigger.entry.type}", f"te={trigger.entry.id}")
        yield f"tf={trigger.form.kind}/{at > trigger.first}"
        yield f"tp={trigger.entry.pattern}/{trigger.form.kind}"
    if harm is not None:
        yield f"hm={harm.kind}/{harm.role}"
    if seen.persons[at]:
        yield f"per={seen.persons[at]}"
    place = "O" if actor is None else "B" if actor.first == at else "I"
    yield f"ab={place}"
    if actor is not None:
        yield f"ac={actor.kind}/{place}"
    yield from (f"q={cue.cue.does}" for cue in seen.cues[at])
    kind = seen.tokens[at].kind
    yield f"cc={_clitics(seen.folded[at]) if kind == 'word' else kind}"
    if kind == "mark":
        yield f"m={seen.folded[at]}"


def _clitics(folded: str) -> str:
    """The letters before the word, as they look: و, ال, بال and their like."""
    lead = ""
    if folded.startswith("و") and len(folded) > 3:
        lead, folded = "و", folded[1:]
    if folded[:2] in ("ال", "لل"):
        return lead + folded[:2]
    if folded[:3] in ("بال", "كال", "فال"):
        return lead + folded[:3]
    return lead + (folded[0] if folded[:1] in tuple("بلك") and len(folded) > 3 else "-")


def _letters(seen: Observed, at: int) -> Iterator[str]:
    word, kind = seen.folded[at], seen.tokens[at].kind
    yield f"w={NUMBER if kind == 'number' else word}"
    if kind == "word":
        yield from (
            f"p2={word[:2]}",
            f"p3={word[:3]}",
            f"s2={word[-2:]}",
            f"s3={word[-3:]}",
            f"s1={word[-1:]}",
        )


def _neighbours(own: list[list[str]], at: int) -> Iterator[str]:
    for step in _NEIGHBOURS:
        if not 0 <= at + step < len(own):
            yield f"{step}:^"
            continue
        near = abs(step) <= _NEAR
        yield from (f"{step}:{name}" for name in own[at + step] if near or not name.startswith("st="))


def _pairs(seen: Observed, at: int) -> Iterator[str]:
    words = seen.skeletons
    if at:
        yield f"bg={words[at - 1]}_{words[at]}"
    if at + 1 < len(words):
        yield f"bn={words[at]}_{words[at + 1]}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a token stands. `governor` is the last preposition or verb ("V"), `distance` tokens before."""

    at: int
    governor: str
    distance: int
    quoted: bool
    bracketed: bool
    told: bool  # after the first "that"
    covered: bool  # by an actor mention
    begun: int  # actor mentions that begin here or before

    def names(self) -> Iterator[str]:
        far = self.distance >= _GOVERNS
        yield f"gp={self.governor}/{_GOVERNS if far else _signed(self.distance)}"
        yield f"gp={self.governor}"
        yield f"pos={min(self.at // 5, 6)}"
        yield from (f"q={int(self.quoted)}", f"br={int(self.bracketed)}", f"an={int(self.told)}")
        if self.covered:
            yield f"an#={min(self.begun - 1, 4)}"


def _surroundings(seen: Observed) -> Iterator[_Place]:
    governor, distance, quoted, bracketed, told, begun = "^", 0, False, False, False, 0
    for at, word in enumerate(seen.folded):
        begun += seen.actor_at(at) is not None
        yield _Place(at, governor, distance, quoted, bracketed, told, seen.actors[at] is not None, begun)
        quoted = (quoted or word in _OPEN) and word not in _CLOSE
        bracketed = (bracketed or word == "(") and word != ")"
        told = told or word in _THAT
        new = _governor(seen, at)
        governor, distance = (new, 1) if new else (governor, distance + 1)


def _governor(seen: Observed, at: int) -> str:
    """The preposition or verb that token `at` is, "" if neither."""
    word = seen.folded[at]
    if word in _PREPOSITIONS or (word.startswith("و") and word[1:] in _PREPOSITIONS):
        return word.lstrip("و")
    bound = word[:1] in ("ب", "ل") and len(word) > 3 and seen.tokens[at].kind == "word"
    if bound and any(reading.preposition for reading in readings(word)):
        return word[0]
    trigger = seen.trigger_at(at)
    return "V" if trigger is not None and trigger.form.kind != "noun" else ""


def _from_anchors(mark: str, anchors: list[_Anchor], seen: Observed, place: _Place) -> Iterator[str]:
    """How a token stands to the nearest anchor before (or at) it and the nearest after it."""
    at = place.at
    passed = bisect_right(anchors, at, key=lambda anchor: anchor.at)
    after = anchors[passed] if passed < len(anchors) else None
    actor = "-" if seen.actors[at] is None else "A"
    if passed:
        near = anchors[passed - 1]
        gap = _signed(at - near.at)
        governor = place.governor if place.distance <= at - near.at else "-"
        between = place.begun - near.begun
        opened = seen.actors[near.at + 1] if near.at < at else None
        between += opened is not None and opened.first <= near.at
        yield from (f"{mark}B={gap}", f"{mark}B={near.name}/{gap}", f"{mark}Ba={near.name}/{actor}")
        yield f"{mark}Bn={min(passed, 4)}"
        yield f"{mark}Bg={near.name}/{governor}/{actor}"
        yield f"{mark}Bac={near.name}/{min(between, 3)}/{actor}"
    else:
        yield f"{mark}B=no"
    if after is None:
        yield f"{mark}A=no"
    else:
        gap = _signed(after.at - at)
        yield from (f"{mark}A={gap}", f"{mark}A={after.name}/{gap}", f"{mark}Aa={after.name}/{actor}")


def _signed(distance: int) -> str:
    """A distance by its step: one to four as they are, then coarser."""
    if distance <= _STEPS[0][0]:
        return str(distance)
    return str(next((name for limit, name in _STEPS[1:] if distance <= limit), _FAR))
