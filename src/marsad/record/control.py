"""Who held which place from when to when, as spells that each rest on events.

For each place, what the incidents say is laid in order of days and read once, from the first to the last:
a gain opens a spell and closes the one before it, a loss without a successor leaves the place unknown, a
part taken makes it contested. A side's word on its own gain opens a *claimed* spell; any other voice makes it
*held*. Vague statements ("since March") never cut a spell that others date. What no report says is never
filled in, but for places between the named ends of a stretch of road, which are marked as inferred and give
way to any word on the place itself. The day is always given: there is no clock here. Rules and limits:
docs/explanation/control.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from marsad.model import Bound, ControlState, Holding, Spell
from marsad.record.holding import PRECISE, Word, words_about
from marsad.record.nodes import Node
from marsad.record.places import PlaceBook
from marsad.record.sides import Side, SideNames

AGED_DAYS = 730  # after so many days without a word, who holds a place counts as unknown
_ORDER = {"siege": 0, "loss": 1, "part": 2, "gain": 3, "hold": 4}
_TELLS = {
    "outlet": "an outlet's own",
    "neutral": "a neutral speaker's",
    "loser": "the loser's",
    "holder": "the holder's own",
}


@dataclass(slots=True)
class _Open:
    """A spell that is being read."""

    state: ControlState
    side: Side
    names: dict[str, None]  # of the side; where the place is contested, `rivals` hold the others'
    start: Bound
    words: list[Word] = field(default_factory=list)
    confirmed: int = 0
    confirmations: list[str] = field(default_factory=list)
    rivals: dict[str, None] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)  # parts that another side took

    def confirm(self, word: Word, day: int) -> None:
        self.confirmed = max(self.confirmed, day)
        self.confirmations += [e for e in word.events if e not in self.confirmations]
        self.words.append(word)


@dataclass(slots=True, eq=False)
class ControlRecord:
    """All spells of a record. Ask `control_at(place, day)` or `holders(day)`: answers name their spell."""

    book: PlaceBook
    spells: dict[str, tuple[Spell, ...]]

    def control_at(self, place: str, day: date, *, aged_days: int = AGED_DAYS) -> Holding:
        """Who holds a place on a day. `place` is its key or any name that reports give it.

        The answer is unknown before the first word on the place, between the days on which it may have
        changed hands, and `aged_days` after the last word on it.
        """
        key = self.book.find(place) or place
        spell = next((s for s in self.spells.get(key, ()) if _covers(s, day)), None)
        if spell is None:
            return Holding(key, day, "unknown", None, (), self._passing(key, day), None)
        age = _age(spell, day)
        if spell.state == "unknown" or (age is not None and age > aged_days):
            return Holding(key, day, "unknown", None, spell.holders, spell, age)
        return Holding(key, day, spell.state, spell.holder, spell.holders, spell, age)

    def holders(self, day: date, *, aged_days: int = AGED_DAYS) -> tuple[Holding, ...]:
        """Who holds each place of the record on a day, in the order of their keys; unknown ones left out."""
        answers = (self.control_at(key, day, aged_days=aged_days) for key in sorted(self.spells))
        return tuple(answer for answer in answers if answer.state != "unknown")

    def _passing(self, key: str, day: date) -> Spell | None:
        """The spell that opens within a range of days that holds this one."""
        return next(
            (
                s
                for s in self.spells.get(key, ())
                if s.start.first and s.start.last and s.start.first <= day < s.start.last
            ),
            None,
        )


def control_of(
    incidents: Iterable[Sequence[Node]],
    book: PlaceBook,
    *,
    voice_of: Mapping[str, str] | None = None,
    same_side: SideNames | None = None,
) -> ControlRecord:
    """The spells of all places that incidents speak of. An incident is given as its events.

    `same_side` holds names that a person says are one side; without it, names that reports give to one gain
    are taken for one side too.
    """
    by_place: dict[str, list[Word]] = defaultdict(list)
    for nodes in incidents:
        for word in words_about(nodes, book, voice_of or {}):
            by_place[word.place].append(word)
    judge = _Judge(same_side or SideNames(), _named_together(by_place.values()))
    for town in list(by_place):
        by_place[town] += _parts_taken(town, by_place, book)
    spells = {key: _Reader(key, book.names[key], judge).read(words) for key, words in by_place.items()}
    return ControlRecord(book, {key: found for key, found in spells.items() if found})


def _covers(spell: Spell, day: date) -> bool:
    start, end = spell.start.last, spell.end.first or spell.end.last
    if spell.state == "contested":
        end = spell.end.last  # it stays so until somebody surely holds it
    return (start is None or start <= day) and (end is None or day < end)


def _age(spell: Spell, day: date) -> int | None:
    days = [d for d in (spell.start.last, spell.confirmed) if d and d <= day]
    return (day - max(days)).days if days else None


# --- one side or two ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Judge:
    """Tells whether two sides are one: by a person's word, by their names, or named for one gain together."""

    same_side: SideNames
    together: frozenset[frozenset[str]]

    def same(self, one: Side, one_names: Iterable[str], other: Side, other_names: Iterable[str]) -> bool:
        a, b = self._keys(one_names), self._keys(other_names)
        if a and b:
            return bool(a & b)
        return one.meets(other) or any(
            frozenset((x, y)) in self.together for x in one.ids or one.words for y in other.ids or other.words
        )

    def _keys(self, names: Iterable[str]) -> set[str]:
        return {key for name in names if (key := self.same_side.key_of(name))}


def _named_together(places: Iterable[list[Word]]) -> frozenset[frozenset[str]]:
    """Actors that several reports name as the one who made one gain."""
    return frozenset(
        frozenset((a, b))
        for words in places
        for word in words
        if word.kind == "gain" and len(word.reports) > 1
        for a in word.side.ids
        for b in word.side.ids
        if a < b
    )


# --- parts of a town ------------------------------------------------------------------------------------


def _parts_taken(town: str, by_place: Mapping[str, list[Word]], book: PlaceBook) -> list[Word]:
    """What is said of a town's districts, as words on the town: whoever takes a part contests the whole."""
    found = []
    for part in book.parts_of(town, by_place):
        for word in by_place[part]:
            if word.kind == "gain" and not word.inferred:
                found.append(replace(word, place=town, kind="part", part=part))
    return found


# --- reading one place ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    key: str
    name: str
    judge: _Judge
    done: list[Spell] = field(default_factory=list)
    now: _Open | None = None

    def read(self, words: list[Word]) -> tuple[Spell, ...]:
        """The spells of one place, in order."""
        for word in self._in_order(words):
            getattr(self, "_" + word.kind)(word)
        self._close(Bound(None, None))
        return tuple(self.done)

    # what is laid in which order

    def _in_order(self, words: list[Word]) -> list[Word]:
        set_ = ("siege", "part")
        firm = [w for w in words if not w.inferred and (not w.vague or w.kind in set_)]
        loose = [w for w in words if w.inferred or (w.vague and w.kind not in set_)]
        for word in sorted(loose, key=lambda w: (w.inferred, w.last, w.events)):
            if not self._told_already(word, firm):
                firm.append(word)
        return sorted(firm, key=lambda w: (w.effective, _ORDER[w.kind], w.again, w.events))

    def _told_already(self, word: Word, firm: list[Word]) -> bool:
        """Whether others date what a vague word tells, or say otherwise of an inferred place."""
        if word.inferred and firm:
            return True
        if not word.first and any(self._gainsays(w, word) for w in firm):
            return True
        near = [w for w in firm if word.first - PRECISE <= w.last and w.first <= word.last + PRECISE]
        if word.kind == "loss":
            return any(not self._same(w, word) or w.kind == "loss" for w in near)
        if any(self._same(w, word) and w.kind in ("gain", "hold", "part") for w in near):
            return True
        before = [w for w in firm if w.last <= word.last and w.kind in ("gain", "hold", "loss")]
        return bool(before) and self._still(
            max(before, key=lambda w: (w.last, _ORDER[w.kind], w.again)), word
        )

    def _gainsays(self, firm: Word, word: Word) -> bool:
        """Whether a dated word of the same days gives the place to another than a word without a day."""
        recent = word.told - PRECISE <= firm.last <= word.told
        return recent and firm.kind in ("gain", "hold") and not self._same(firm, word)

    def _still(self, latest: Word, word: Word) -> bool:
        return latest.kind != "loss" and self._same(latest, word)

    def _same(self, one: Word, other: Word) -> bool:
        return self.judge.same(one.side, one.names, other.side, other.names)

    # what each kind of word does

    def _gain(self, word: Word) -> None:
        if self._holds(word) and self.now is not None and self.now.state != "contested":
            self._confirm(word)
            return
        if self.now is None and not self.done and word.former_names:
            self._before(word)
        self._close(_bound(word))
        self._begin(word, "held" if word.whose - {"holder"} else "claimed")

    def _loss(self, word: Word) -> None:
        if self.now is None and not self.done:
            self._before(replace(word, former=word.side, former_names=word.names))
        elif self.now is None or not self._holds(word):
            return  # its loss was told already: another holds the place by then
        self._close(_bound(word))

    def _hold(self, word: Word) -> None:
        if self.now is None:
            open_start = (
                Bound(None, _day(word.last), word.events) if self.done else Bound(None, None, word.events)
            )
            self._begin(word, "held" if word.whose - {"holder"} else "claimed", start=open_start)
            self._opened().confirmed = word.last
        elif self._holds(word):
            self._confirm(word)
        else:
            self._contest(word)

    def _part(self, word: Word) -> None:
        if self.now is None and not self.done and word.former_names:
            self._before(word)
        now = self.now
        if now is None:
            self._begin(word, "contested")
        elif self._holds(word):
            self._regain(now, word)
        elif now.state == "contested":
            now.confirm(word, word.last)
            now.rivals |= dict.fromkeys(word.names)
        else:
            self._contest(word)
        if self.now is not None and self.now.state == "contested" and not self._holds(word):
            self.now.lost.add(word.part)

    def _regain(self, now: _Open, word: Word) -> None:
        """The holder took back a part; with all of them back it holds the town again."""
        now.lost.discard(word.part)
        now.confirm(word, word.last)
        if now.state == "contested" and not now.lost:
            side, names = now.side, dict.fromkeys(word.names)
            self._close(_bound(word))
            self._begin(word, "held" if word.whose - {"holder"} else "claimed")
            self._opened().side, self._opened().names = side, names

    def _siege(self, word: Word) -> None:
        now = self.now
        if now is None or now.state not in ("held", "claimed") or self._holds(word):
            return
        side, names = now.side, dict(now.names)
        self._close(_bound(word))
        self._begin(word, "besieged")
        self._opened().side, self._opened().names = side, names

    def _contest(self, word: Word) -> None:
        now = self._opened()
        names, side = dict(now.names), now.side
        self._close(_bound(word))
        self._begin(word, "contested")
        opened = self._opened()
        opened.names, opened.rivals, opened.side = names, opened.names, side

    # opening and closing

    def _opened(self) -> _Open:
        if self.now is None:
            raise ValueError(f"no spell is open at {self.name}")
        return self.now

    def _holds(self, word: Word) -> bool:
        now = self.now
        return now is not None and self.judge.same(now.side, now.names, word.side, word.names)

    def _confirm(self, word: Word) -> None:
        now = self._opened()
        now.names |= dict.fromkeys(word.names)
        if now.state == "claimed" and word.whose - {"holder"}:
            now.state = "held"
        now.confirm(word, word.last)

    def _before(self, word: Word) -> None:
        """The spell of who held the place until the first word on it: since when, nobody says."""
        start = Bound(None, None, word.events)
        self.now = _Open("held", word.former, dict.fromkeys(word.former_names), start, [word])

    def _begin(self, word: Word, state: ControlState, start: Bound | None = None) -> None:
        self.now = _Open(state, word.side, dict.fromkeys(word.names), start or _bound(word), [word])

    def _close(self, end: Bound) -> None:
        now, self.now = self.now, None
        if now is None:
            return
        self.done.append(
            Spell(
                place=self.key,
                name=self.name,
                state=now.state,
                holder=None if now.state == "contested" else next(iter(now.names), None),
                holders=tuple(now.names | now.rivals),
                start=now.start,
                end=end,
                word=_told_by(now.words),
                voices=len(frozenset().union(*(w.reports for w in now.words))),
                inferred=all(w.inferred for w in now.words),
                confirmed=_day(now.confirmed) if now.confirmed else None,
                confirmations=tuple(now.confirmations),
            )
        )


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _bound(word: Word) -> Bound:
    if word.kind == "siege" and word.first:
        return Bound(_day(word.first), _day(word.first), word.events)
    return Bound(_day(word.first) if word.first else None, _day(word.last), word.events)


def _told_by(words: list[Word]) -> str:
    """Whose word a spell rests on, the firmest first."""
    kinds = {whose for word in words for whose in word.whose}
    return ", ".join(text for kind, text in _TELLS.items() if kind in kinds) + " word"
