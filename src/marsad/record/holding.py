"""What the events of an incident say of who holds a place: one `Word` for each place and kind of statement.

A gain, a loss, a hold (kept, or an attack that failed), a part taken, a siege. Whose word it is decides later
whether a gain counts as held or as claimed. Rules: docs/explanation/control.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from marsad.arabic.numbers import may_begin_number
from marsad.lexicons.actors import load_actors
from marsad.model import Control
from marsad.record.assemble import days_of
from marsad.record.claims import side_of_speaker
from marsad.record.nodes import Node
from marsad.record.places import PlaceBook
from marsad.record.sides import NOBODY, Side, known_ids, side_of_actors, telling, words_of
from marsad.record.words import word_set

Kind = Literal["loss", "gain", "part", "siege", "hold"]
Whose = Literal["holder", "loser", "neutral", "outlet"]

PRECISE = 3  # days: a statement with a wider range is vague
_SINCE_DAYS = 31
_STRETCH = ("extent_from", "extent_to", "between")


@dataclass(frozen=True, slots=True)
class Word:
    """What one incident says of one place. Days are ordinals; `first` is 0 where nothing bounds it.

    `side` is who gains, loses, holds or besieges; `former` who held it before. `whose` are the kinds of
    speakers; `told` is the day of the latest report; `part` the district meant where a town is spoken of.
    """

    place: str
    kind: Kind
    side: Side
    names: tuple[str, ...]
    former: Side
    former_names: tuple[str, ...]
    first: int
    last: int
    told: int
    events: tuple[str, ...]
    reports: frozenset[str]
    whose: frozenset[Whose]
    again: bool = False  # "retaken": the later of two changes on one day
    inferred: bool = False
    part: str = ""

    @property
    def effective(self) -> int:
        """The day from which the word surely holds: a siege from its first, all else from its last."""
        return self.first if self.kind == "siege" and self.first else self.last

    @property
    def vague(self) -> bool:
        return self.last - self.first >= PRECISE


def words_about(nodes: Sequence[Node], book: PlaceBook, voice_of: Mapping[str, str]) -> Iterator[Word]:
    """What the events of one incident say of who holds which place."""
    groups: dict[tuple[str, Kind, bool], list[Node]] = defaultdict(list)
    for node in nodes:
        kind = _kind(node)
        if kind is None:
            continue
        for key, inferred in _where(node, book):
            groups[key, kind, inferred].append(node)
    for (key, kind, inferred), members in sorted(groups.items()):
        word = _word(key, kind, inferred, members, nodes, voice_of)
        if word.side.known:  # "the forces took it" says of nobody that he holds it
            yield word


def _kind(node: Node) -> Kind | None:
    event, control = node.event, node.event.control
    if event.type == "blockade" and event.modality == "happened" and _says(node, "siege"):
        return "siege"
    if control is None or event.aggregate:
        return None
    if control.change == "kept":
        return "hold" if control.holder else None
    if event.modality != "happened":
        return None
    if control.change in ("taken", "retaken"):
        return "part" if _says_target(node, "parts") else "gain"
    if control.change == "contested":
        return "part"
    return "gain" if control.holder else "loss"


def _says(node: Node, words: str) -> bool:
    return any(w in word_set(words) for w in words_of(node.event.trigger.text))


def _says_target(node: Node, words: str) -> bool:
    return any(w in word_set(words) for a in node.event.target for w in words_of(a.words.text))


def _where(node: Node, book: PlaceBook) -> Iterator[tuple[str, bool]]:
    """The places an event speaks of, and whether they are only inferred from the ends of a stretch."""
    stretch = [p for p in node.event.places if p.relation in _STRETCH]
    for place in node.event.places:
        if place.relation == "at" and place.lat is not None:
            yield book.key_of(place), False
    for place in stretch:
        yield book.key_of(place), True
    if len(stretch) == 2:
        yield from ((key, True) for key in book.between(*stretch))


def _word(
    key: str,
    kind: Kind,
    inferred: bool,
    members: list[Node],
    nodes: Sequence[Node],
    voice_of: Mapping[str, str],
) -> Word:
    side, names = _united(row for node in members if _able(row := _holder(node, kind)))
    former, former_names = _united(row for node in members if _able(row := _former(node, kind)))
    first, last = _when(members, nodes)
    if kind == "gain" and first and last - first > _SINCE_DAYS and last >= min(n.told for n in members):
        last = first + _SINCE_DAYS  # "controls it since June": the gain lies at the beginning
    return Word(
        place=key,
        kind=kind,
        side=side,
        names=names,
        former=former,
        former_names=former_names,
        first=first,
        last=last,
        told=max(node.told for node in members),
        events=tuple(sorted(node.key for node in members)),
        reports=frozenset(voice_of.get(node.report, node.report) for node in members),
        whose=frozenset(w for node in members for w in _whose(node, side, former)),
        again=any(
            node.event.control is not None and node.event.control.change == "retaken" for node in members
        ),
        inferred=inferred,
    )


_Named = tuple[Side, tuple[str, ...]]


def _able(named: _Named) -> bool:
    return all(_may_hold(name) for name in named[1])


def _may_hold(name: str) -> bool:
    """Whether a name may be a holder of places: a force, no count of people, person or aircraft."""
    words = words_of(name)
    return bool(words) and not may_begin_number(words[0]) and words[0] not in word_set("no_holder")


def _united(named: Iterator[_Named]) -> _Named:
    side, names = NOBODY, dict[str, None]()
    for more, texts in named:
        side = side.plus(more)
        names |= dict.fromkeys(text for text in texts if telling(text) or known_ids(text)[0])
    entries = load_actors().entries
    listed = (entries[id_].name_ar for id_ in sorted(side.ids) if id_ in entries)
    return side, tuple(names or dict.fromkeys(listed))


def _holder(node: Node, kind: Kind) -> _Named:
    control = node.event.control or Control("contested")
    if kind == "siege":
        return node.initiator, tuple(a.words.text for a in node.event.initiator)
    if kind == "loss":
        return _loser(node, control)
    if control.holder:
        return node.holder, (control.holder,)
    return node.initiator, tuple(a.words.text for a in node.event.initiator)


def _loser(node: Node, control: Control) -> _Named:
    if control.former:
        return node.former, (control.former,)
    return node.initiator, tuple(a.words.text for a in node.event.initiator)


def _former(node: Node, kind: Kind) -> _Named:
    control = node.event.control
    if kind not in ("gain", "part") or control is None or not control.former:
        return NOBODY, ()
    return node.former, (control.former,)


def _when(members: list[Node], nodes: Sequence[Node]) -> tuple[int, int]:
    """The narrowest days of the incident; where no event names any, up to the first report."""
    first, last = days_of(members)
    if last is None:
        first, last = days_of(nodes)
    if first is None or last is None:
        return 0, min(node.told for node in members)
    return first.toordinal(), last.toordinal()


def _whose(node: Node, side: Side, former: Side) -> Iterator[Whose]:
    if not node.event.sources:
        yield "outlet"
    loser = former.plus(side_of_actors(node.event.target))
    for source in node.event.sources:
        speaker = side_of_speaker(source.text)
        if speaker.meets(side):
            yield "holder"
        else:
            yield "loser" if speaker.meets(loser) else "neutral"
