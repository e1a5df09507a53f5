"""Arabic as newspapers write it: folding, sentences, tokens, clitics, numbers. Offsets are never lost."""

from marsad.arabic.clitics import Reading, readings, without_pronoun
from marsad.arabic.fold import Folded, fold, fold_with_map
from marsad.arabic.sentences import Sentence, Token, split_sentences, tokenise

__all__ = [
    "Folded",
    "Reading",
    "Sentence",
    "Token",
    "fold",
    "fold_with_map",
    "readings",
    "split_sentences",
    "tokenise",
    "without_pronoun",
]
