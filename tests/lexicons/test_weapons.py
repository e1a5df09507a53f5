"""Weapons: the words that name the type of a generic act."""

from __future__ import annotations

import pytest

from marsad.arabic import fold
from marsad.errors import LexiconError
from marsad.lexicons.weapons import load_weapons, parse_weapons

ENTRY = "- id: weapon.air\n  type: air_strike\n  words: [طائرات, سلاح الجو]\n  sense: aircraft\n"


@pytest.mark.parametrize(
    ("word", "kind"),
    [("طائرات", "air_strike"), ("انتحاري", "bombing"), ("مفخخة", "bombing"), ("عبوة", "bombing")],
)
def test_a_weapon_names_the_type(word, kind):
    assert (fold(word),) in load_weapons()[kind]


def test_a_word_names_one_type_only():
    seen = [phrase for phrases in load_weapons().values() for phrase in phrases]
    assert len(seen) == len(set(seen))


def test_phrases_are_folded_word_by_word():
    assert parse_weapons("w.yaml", ENTRY) == {"air_strike": {("طاءرات",), ("سلاح", "الجو")}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENTRY.replace("air_strike", "airstrike"), "w.yaml:1: type 'airstrike' is not in the codebook"),
        (ENTRY.replace("[طائرات, سلاح الجو]", "طائرات"), "w.yaml:1: «words» is not a list of texts"),
        (ENTRY.replace("  sense: aircraft\n", ""), "w.yaml:1: weapon.air has no «sense»"),
        (
            ENTRY + ENTRY.replace("weapon.air", "weapon.jet"),
            "w.yaml:5: type 'air_strike' has an entry already",
        ),
        (ENTRY.replace("sense", "sens"), "w.yaml:1: unknown field «sens»"),
    ],
)
def test_a_broken_entry_is_told(text, told):
    with pytest.raises(LexiconError) as caught:
        parse_weapons("w.yaml", text)
    assert str(caught.value).startswith(told)
