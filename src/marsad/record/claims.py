"""Every figure of an incident with its speaker, and what the figures come to by a stated rule.

A claim keeps who said it, by which chain, in which sentence of which report. Claims with one voice repeat one
another: the same agency, the same named speaker, or near-copies of one text. An estimate is reckoned from the
latest statement of each voice and names its rule; it is always a figure that somebody claims. Nothing is
averaged, and a harm of which nobody speaks has no estimate: unknown is not zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from marsad.arabic import Sentence, split_sentences
from marsad.model import Casualties, Claim, Document, Estimate, Rule, Whose
from marsad.record.nodes import Node
from marsad.record.sides import NOBODY, Side, side_of, telling, words_of
from marsad.record.words import word_set

_TURNED: dict[Whose, Whose] = {"initiator": "target", "target": "initiator"}


def frame_of(nodes: Sequence[Node]) -> Node:
    """The event whose naming of the sides the incident takes: the first that names both, else one."""
    return min(nodes, key=lambda n: (-(n.initiator.known + n.target.known), n.key))


def turned(node: Node, frame: Node) -> bool:
    """Whether an event names the sides of the frame the other way round."""
    if node.initiator.meets(frame.initiator) or node.target.meets(frame.target):
        return False
    if not node.initiator.known and len(node.target.ids) > 1:
        return False  # both sides stand as targets: nothing tells which is which
    return node.initiator.meets(frame.target) or node.target.meets(frame.initiator)


def claims_of(
    nodes: Sequence[Node], documents: Mapping[str, Document], voice_of: Mapping[str, str]
) -> tuple[Claim, ...]:
    """All figures of an incident's events, in the order of their reports.

    `documents` holds the events' reports by id; `voice_of` maps a near-copy to the report that it repeats.
    """
    if not any(node.event.casualties for node in nodes):
        return ()
    frame = frame_of(nodes)
    found = [
        claim
        for node in sorted(nodes, key=lambda n: n.key)
        for claim in _claims(node, frame, documents[node.report], voice_of.get(node.report, ""))
    ]
    return tuple(sorted(found, key=lambda c: (c.report_day or date.max, c.event, c.words.span)))


def _claims(node: Node, frame: Node, document: Document, copy_of: str) -> Iterator[Claim]:
    turn = turned(node, frame)
    for figure in node.event.casualties:
        whose = _TURNED.get(figure.whose, figure.whose) if turn else figure.whose
        sentence = _sentence(document, figure)
        speaker = _speaker(node, figure, sentence)
        own, enemy = _stake(speaker, whose, frame)
        yield Claim(
            event=node.key,
            kind=figure.kind,
            whose=whose,
            low=figure.low,
            high=figure.high,
            words=figure.words,
            sentence=document.text[sentence[0] : sentence[1]].strip(),
            speaker=speaker,
            outlet=document.outlet,
            report_day=document.published,
            voice=_voice(speaker, copy_of or document.outlet or document.id),
            own=own,
            enemy=enemy,
        )


@lru_cache(maxsize=256)
def _sentences(document: Document) -> tuple[Sentence, ...]:
    return split_sentences(document)


def _sentence(document: Document, figure: Casualties) -> tuple[int, int]:
    span = figure.words.span
    for sentence in _sentences(document):
        if sentence.span.covers(span):
            return sentence.span.start, sentence.span.end
    return span.start, span.end


def _speaker(node: Node, figure: Casualties, sentence: tuple[int, int]) -> tuple[str, ...]:
    """Who says the figure: the event's speakers named in its sentence, else the last one named before it."""
    sources = sorted(node.event.sources, key=lambda words: words.span)
    inside = [s.text for s in sources if sentence[0] <= s.span.start < sentence[1]]
    if inside:
        return tuple(inside)
    before = [s.text for s in sources if s.span.start < figure.words.span.start]
    return tuple(before[-1:] or [s.text for s in sources[:1]])


def side_of_speaker(speaker: str) -> Side:
    """The side that a speaker belongs to; nobody's for hospitals, residents, missions and agencies."""
    words = frozenset(words_of(speaker))
    return NOBODY if words & (word_set("neutral") | word_set("agency")) else side_of((speaker,))


def _stake(speaker: tuple[str, ...], whose: Whose, frame: Node) -> tuple[bool, bool]:
    """Whether the first speaker belongs to the side that suffered, and whether to its enemy."""
    if not speaker or whose not in _TURNED:
        return False, False
    hurt, enemy = frame.initiator, frame.target
    if whose == "target":
        hurt, enemy = enemy, hurt
    side = side_of_speaker(speaker[-1])
    own = side.meets(hurt)
    return own, side.meets(enemy) and not own


def _voice(speaker: tuple[str, ...], report: str) -> str:
    """The key under which statements that repeat one another meet."""
    for name in speaker:
        if frozenset(words_of(name)) & word_set("agency"):
            return "agency " + " ".join(sorted(telling(name)))
    if not speaker:
        return report
    named = telling(speaker[-1]) - word_set("unnamed")
    return "speaker " + " ".join(sorted(named)) if named else f"{report}, {speaker[-1]}"


# --- what they come to ----------------------------------------------------------------------------------


def estimates_of(claims: Iterable[Claim]) -> tuple[Estimate, ...]:
    """One estimate for each kind of harm and side of which somebody speaks."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.kind, claim.whose].append(claim)
    return tuple(_estimate(group) for _, group in sorted(groups.items()))


def _estimate(claims: list[Claim]) -> Estimate:
    latest = _latest(claims)
    best, rule = _best(latest)
    low, high = _range(claims)
    return Estimate(
        kind=claims[0].kind,
        whose=claims[0].whose,
        low=low,
        high=high,
        best=best,
        rule=rule,
        voices=len(latest),
        disputed=any(_exclude(a, b) for a in latest for b in latest),
    )


def _latest(claims: list[Claim]) -> list[Claim]:
    """The latest statement of each voice; of several in one report the largest, which holds the parts."""
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.report_day or date.min, _number(c) or 0, c.event)):
        found[claim.voice] = claim
    return list(found.values())


def _number(claim: Claim) -> int | None:
    return claim.low if claim.low is not None else claim.high


def _range(claims: list[Claim]) -> tuple[int | None, int | None]:
    lows = [c.low for c in claims if c.low is not None]
    highs = [c.high for c in claims if c.high is not None]
    high = max(highs, default=None)
    open_above = high is not None and lows and max(lows) > high
    return min(lows, default=None), None if open_above else high


def _best(latest: list[Claim]) -> tuple[int | None, Rule]:
    """The figure to use, and the rule that gave it."""
    stated = [c for c in latest if c.low is not None]
    own = [c for c in stated if c.own]
    if own:
        return max(own, key=lambda c: (c.report_day or date.min, c.low or 0)).low, "own_word"
    neutral = sorted(c.low for c in stated if not c.enemy and c.low is not None)
    if len(neutral) > 1:
        return neutral[(len(neutral) - 1) // 2], "median_of_voices"
    if neutral:
        return neutral[0], "single_voice"
    return None, "only_the_enemy_s_word" if stated else "no_lower_bound"


def _exclude(one: Claim, other: Claim) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
