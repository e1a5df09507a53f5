"""Cut a document into sentences and tokens, with offsets into the published text.

Newspapers leave out the space after a full stop (النفطية.وفي), nest «quotes», and write 1.5
and 21.5.2016. A stop ends a sentence unless it stands between digits or inside a bracket
or quote that closes within reach; a line break always ends one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from marsad.arabic.fold import fold
from marsad.model import Document, Span

TokenKind = Literal["word", "number", "mark"]

_MARKS = r"\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069\u0610-\u061a"
_TOKEN = re.compile(
    rf"(?P<number>[0-9٠-٩۰-۹]+(?:[.,٫٬/:\-][0-9٠-٩۰-۹]+)*)"
    rf"|(?P<word>(?:[^\W\d_]|[{_MARKS}])+)"
    rf"|(?P<mark>[^\w\s]|_)"
)
_OPEN = {"«": "»", "“": "”", "(": ")", "[": "]"}
_STOPS = ".!؟?…"
_LONGEST_QUOTE = 600  # characters: a quote left open must not swallow the rest of the report


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark. `span` is in the document; `folded` is the comparable form."""

    text: str
    folded: str
    span: Span
    kind: TokenKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: `index` counts from 0; `span` is in the document."""

    index: int
    text: str
    span: Span
    tokens: tuple[Token, ...]

    def words_of(self, first: int, last: int) -> str:
        """The published words from token `first` to token `last`, both included."""
        start, end = self.tokens[first].span.start, self.tokens[last].span.end
        return self.text[start - self.span.start : end - self.span.start]


def tokenise(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Tokens of `text`; `offset` is added to every span."""
    tokens = []
    for match in _TOKEN.finditer(text):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]
        folded = fold(match.group())
        if folded:
            span = Span(match.start() + offset, match.end() + offset)
            tokens.append(Token(match.group(), folded, span, kind))
    return tuple(tokens)


def _stop_ends_here(text: str, at: int) -> bool:
    """Whether the stop at `at` closes a sentence: not in 1.5, an initial or an ellipsis."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isdigit() and after.isdigit():
        return False
    if after and after in _STOPS:
        return False
    initial = at >= 1 and re.search(r"(?:^|[\s(«])[^\W\d_]$", text[max(0, at - 2) : at])
    return not (initial and text[at] == ".")


def _boundaries(text: str) -> list[int]:
    """Where sentences end: indices just after the closing stop, mark or line break."""
    ends: list[int] = []
    closers: list[str] = []
    for i, char in enumerate(text):
        if char == "\n":
            closers.clear()
            ends.append(i + 1)
        elif char in _OPEN:
            close = text.find(_OPEN[char], i + 1, i + _LONGEST_QUOTE)
            if close != -1 and "\n" not in text[i:close]:
                closers.append(_OPEN[char])
        elif closers and char == closers[-1]:
            closers.pop()
            if not closers and text[i - 1] in _STOPS and char in "»”":
                ends.append(i + 1)
        elif char in _STOPS and not closers and _stop_ends_here(text, i):
            ends.append(i + 1)
    return [*ends, len(text)]


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document outside its notices, in order."""
    text = document.text
    cuts = sorted({0, *_boundaries(text), *(p for n in document.notices for p in (n.span.start, n.span.end))})
    sentences: list[Sentence] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if not piece.strip() or any(n.span.start <= start < n.span.end for n in document.notices):
            continue
        lead = len(piece) - len(piece.lstrip())
        body = piece.strip()
        span = Span(start + lead, start + lead + len(body))
        tokens = tokenise(body, span.start)
        if tokens:
            sentences.append(Sentence(len(sentences), body, span, tokens))
    return tuple(sentences)
