"""The days that a report tells, and what they mean for an act.

One expression means another day for another act: what was seized "since June" was seized in June, and "after
two days" of something that happened counts from the day told before, never from the report's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from marsad.model import Day
from marsad.read.dates import Ago, Before, DateMention, Since, Stretch
from marsad.read.drafts import DraftEvent
from marsad.resolve.days import resolve_day

_AT_ONCE = frozenset({"seizure", "handover"})  # done in a moment; what lasts since then is only its result


class Timeline:
    """The dates of one report in their order, each resolved by the report's day and the dates before it."""

    def __init__(self, mentions: Iterable[DateMention], published: date | None) -> None:
        self._published = published
        self._days: dict[DateMention, Day | None] = {}
        self._before: dict[DateMention, Day | None] = {}
        previous: Day | None = None
        for mention in mentions:
            self._before[mention] = previous
            self._days[mention] = self._resolve(mention, published, previous)
            if not _comes_later(mention):
                previous = self._days[mention] or previous

    def of(self, draft: DraftEvent) -> Day | None:
        """The day of an act by the date told for it; None where it cannot have been on any day so told."""
        mention = draft.date
        if mention is None or (draft.type == "threat" and isinstance(mention.expression, Stretch)):
            return None  # the time that a threat leaves is not its own
        if draft.modality in ("threatened", "planned", "hypothetical"):
            return self._to_come(mention)
        if isinstance(mention.expression, Before) and not mention.expression.included:
            return None
        if _comes_later(mention):
            before = self._before.get(mention)
            return self._past(self._resolve(mention, before.first, None)) if before else None
        if isinstance(mention.expression, Since) and draft.type in _AT_ONCE:
            start = replace(mention, expression=mention.expression.start)
            return self._past(self._resolve(start, self._published, self._before.get(mention)))
        return self._past(self._days.get(mention))

    def _to_come(self, mention: DateMention) -> Day | None:
        """The day of what has not happened: "خلال أسبوع" is then the week to come."""
        if not isinstance(mention.expression, Stretch):
            return self._days.get(mention)
        ahead = replace(mention, expression=replace(mention.expression, ahead=True))
        return self._resolve(ahead, self._published, self._before.get(mention))

    @staticmethod
    def _resolve(mention: DateMention, published: date | None, previous: Day | None) -> Day | None:
        day = resolve_day(mention, published, previous)
        return day if isinstance(day, Day) else None

    def _past(self, day: Day | None) -> Day | None:
        """A day of something that happened: it ends with the report's day at the latest."""
        if day is None or self._published is None or day.last <= self._published:
            return day
        if day.first >= self._published:
            return None
        return replace(day, last=self._published)


def _comes_later(mention: DateMention) -> bool:
    """Whether the words count forward: "بعد يومين", "حتى مساء الأربعاء"."""
    expression = mention.expression
    return isinstance(expression, Before) or (isinstance(expression, Ago) and expression.ahead)
