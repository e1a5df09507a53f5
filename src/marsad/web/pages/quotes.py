"""The words that a value rests on, shown in their sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from marsad.arabic.sentences import split_sentences
from marsad.model import Document, Span
from marsad.web.pages.marking import Mark, Piece, cut
from marsad.web.store.models import Report

_SIDE = 90  # characters of the sentence kept before and after the words, up to a word's edge


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in their surroundings: `pieces` joined are the stretch. The flags tell what is left out."""

    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False


class Sentences:
    """The sentences of one report, found by offset."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._spans = [s.span for s in split_sentences(Document(id=report.document_id, text=report.text))]
        self._starts = [span.start for span in self._spans]

    def around(self, start: int, end: int) -> Span:
        """The sentence or sentences that hold [start, end)."""
        if not self._spans:
            return Span(start, end)
        first = self._spans[max(0, bisect_right(self._starts, start) - 1)]
        last = self._spans[max(0, bisect_right(self._starts, end - 1) - 1)]
        return Span(min(first.start, start), max(last.end, end))

    def snippet(self, start: int, end: int) -> Quote:
        """The words with what stands close by in their sentence."""
        whole = self.around(start, end)
        left = self._word_edge(max(whole.start, start - _SIDE), start, forward=True, limit=whole.start)
        right = self._word_edge(min(whole.end, end + _SIDE), end, forward=False, limit=whole.end)
        pieces = tuple(cut(self._text[left:right], [Mark(start, end, "", "source")], offset=left))
        return Quote(pieces, cut_before=left > whole.start, cut_after=right < whole.end)

    def _word_edge(self, at: int, inner: int, *, forward: bool, limit: int) -> int:
        """`at`, moved towards `inner` to the nearest edge of a word unless it is the sentence's own end."""
        if at == limit:
            return at
        if forward:
            space = self._text.find(" ", at, inner)
            return space + 1 if space >= 0 else inner
        space = self._text.rfind(" ", inner, at)
        return space if space >= 0 else inner

    def whole(self, found: Iterable[Mark]) -> list[Quote]:
        """Each sentence that holds one of the marks, once, in the text's order, with all marks in it."""
        listed = list(found)
        spans = sorted({self.around(mark.start, mark.end) for mark in listed})
        return [_quote(self._text, span, listed) for span in _joined(spans)]


def _joined(spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for span in spans:
        if result and result[-1].overlaps(span):
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _quote(text: str, span: Span, found: list[Mark]) -> Quote:
    return Quote(tuple(cut(text[span.start : span.end], found, offset=span.start)))
