"""Published words of a run of tokens, with a leading و or ف left out where asked."""

from __future__ import annotations

from marsad.arabic.sentences import Sentence
from marsad.model import Span, Words


def words_of(sentence: Sentence, first: int, last: int, *, skip: int = 0) -> Words:
    """The words from token `first` to token `last`, both included, less `skip` letters at the beginning.

    `skip` counts folded letters (clitics); vowel marks that stand on them are left out too.
    """
    start, end = sentence.tokens[first].span.start + skip, sentence.tokens[last].span.end
    offset = sentence.span.start
    return Words(sentence.text[start - offset : end - offset], Span(start, end))
