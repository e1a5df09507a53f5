"""The cue lexicon as the reader asks it. Entries prove themselves in test_trigger_lexicon.py."""

from __future__ import annotations

import pytest

from marsad.arabic import fold
from marsad.errors import LexiconError
from marsad.lexicons.cues import load_cues, parse_cues

ENTRY = "- id: doubt\n  does: denied\n  place: before\n  words: [نفى, نفى علمه]\n  sense: s\n  fires: [x]\n"


def does_of(word: str) -> set[str]:
    return {cue.does for phrase, cue in load_cues().by_word.get(fold(word), ()) if len(phrase) == 1}


@pytest.mark.parametrize(
    ("word", "does"),
    [
        ("لم", "negated"),
        ("نفت", "denied"),
        ("فشلت", "failed"),
        ("هدد", "threatened"),
        ("يعتزم", "planned"),
        ("مخاوف", "hypothetical"),
        ("شنها", "light"),
        ("تعرضت", "suffers"),
        ("يوميا", "aggregate"),
        ("بينما", "clause"),
    ],
)
def test_a_word_does_what_its_cue_says(word, does):
    assert does in does_of(word)


def test_the_longest_phrase_is_asked_first():
    rows = parse_cues("c.yaml", ENTRY).by_word[fold("نفى")]
    assert [len(phrase) for phrase, _ in rows] == [2, 1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("words: [نفى, نفى علمه]", "words: نفى", "«words» is not a list of texts"),
        ("words: [نفى, نفى علمه]", "words: []", "doubt has neither words nor verbs"),
        ("words: [نفى, نفى علمه]", "verbs: [نفى]", "verb 'نفى' has no present"),
        ("  sense: s\n", "", "doubt has no «sense»"),
        ("  sense: s\n", "  sense: s\n  reach: near\n", "«reach» is not a number"),
        ("place: before", "plase: before", "unknown field «plase»"),
    ],
)
def test_a_broken_cue_is_told(old, new, told):
    with pytest.raises(LexiconError) as caught:
        parse_cues("c.yaml", ENTRY.replace(old, new))
    assert str(caught.value).startswith(f"c.yaml:1: {told}")
