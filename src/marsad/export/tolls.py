"""The dead of one event as its report gives them, by side: the least and the most, never a guess.

Several figures for one side are taken as several words on the same people: the least and the greatest of them
stand. A figure for both sides together is the event's sum where the sides' own figures come to less.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from marsad.model import Casualties, Event, Whose


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed. `low` is None where no least is told, `high` where no most is. Zero only where told."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Dead:
    """The dead of an event by side; None: nothing told of that side. `unknown`: whose they are is not told."""

    initiator: Toll | None = None
    target: Toll | None = None
    civilians: Toll | None = None
    unknown: Toll | None = None

    @property
    def told(self) -> tuple[Toll, ...]:
        sides = (self.initiator, self.target, self.civilians, self.unknown)
        return tuple(toll for toll in sides if toll is not None)

    @property
    def all(self) -> Toll | None:
        """The sum over the sides of which something is told; None where nothing is."""
        return total(self.told)


def dead_in(event: Event) -> Dead:
    """The dead of an event, side by side."""
    by_side: dict[Whose, list[Casualties]] = {}
    for figure in event.casualties:
        if figure.kind == "killed":
            by_side.setdefault(figure.whose, []).append(figure)
    sides = {whose: _range(figures) for whose, figures in by_side.items()}
    dead = Dead(*(sides.get(whose) for whose in ("initiator", "target", "civilians", "unknown")))
    return _with_sum(dead, sides["both"]) if "both" in sides else dead


def _range(figures: Iterable[Casualties]) -> Toll:
    listed = list(figures)
    lows = [f.low for f in listed if f.low is not None]
    highs = [f.high for f in listed]
    return Toll(min(lows, default=None), None if None in highs else max(h for h in highs if h is not None))


def _with_sum(dead: Dead, both: Toll) -> Dead:
    """The dead with what the sum for both sides adds to the sides' own figures."""
    rest = dead.all or Toll(0, 0)
    low = None if both.low is None else max(0, both.low - (rest.low or 0))
    high = None if both.high is None else max(0, both.high - (rest.high or 0))
    if dead.told and not low and not high:
        return dead
    return replace(dead, unknown=Toll(low, high))


def total(tolls: Iterable[Toll]) -> Toll | None:
    """The sum of tolls of different people: unbounded above where one is; None where there are none.

    >>> total([Toll(2, 2), Toll(20, None)])
    Toll(low=22, high=None)
    """
    listed = list(tolls)
    if not listed:
        return None
    lows = [toll.low for toll in listed if toll.low is not None]
    highs = [toll.high for toll in listed if toll.high is not None]
    return Toll(sum(lows) if lows else None, sum(highs) if len(highs) == len(listed) else None)


def least(toll: Toll | None) -> int | None:
    """The least number of dead that is told. Zero only where the report says that nobody died.

    >>> least(Toll(0, None)), least(Toll(0, 0)), least(Toll(None, 20))
    (None, 0, None)
    """
    if toll is None or (toll.low == 0 and toll.high != 0):
        return None
    return toll.low
