"""The actor lexicon: each entry proves itself, and a broken file says where it is broken."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from marsad.arabic import split_sentences
from marsad.errors import LexiconError
from marsad.lexicons.actors import ActorEntry, load_actors, parse_actors
from marsad.lexicons.roles import load_roles, parse_roles
from marsad.lexicons.speech import load_speech, parse_speech
from marsad.model import Document
from marsad.read.actors import read_actors
from marsad.read.attribution import read_speakers

ENTRIES = list(load_actors().entries.values())


def ids_in(text: str) -> list[str | None]:
    sentences = split_sentences(Document(id="d", text=text))
    return [mention.id for sentence in sentences for mention in read_actors(sentence)]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_fires_on_its_own_sentences_and_not_on_its_traps(entry: ActorEntry) -> None:
    assert entry.fires
    for text in entry.fires:
        assert entry.id in ids_in(text), text
    for text in entry.traps:
        assert entry.id not in ids_in(text), text


def test_the_lexicon_covers_the_wars_of_the_region() -> None:
    countries = {entry.countries[0] for entry in ENTRIES}
    assert {
        "LY",
        "SY",
        "IQ",
        "YE",
        "EG",
        "SD",
        "SO",
        "ML",
        "DZ",
        "TN",
        "LB",
        "PS",
        "TR",
        "AF",
        "NG",
    } <= countries
    assert len(ENTRIES) >= 150


@pytest.mark.parametrize("example", load_roles().examples, ids=lambda example: example[0])
def test_role_nouns_are_read_as_actors(example: tuple[str, Sequence[str], Sequence[str]]) -> None:
    _, fires, traps = example
    for text in fires:
        assert ids_in(text), text
    for text in traps:
        assert not ids_in(text), text


@pytest.mark.parametrize("example", load_speech().examples, ids=lambda example: example[0])
def test_cues_of_saying_give_a_speaker_and_traps_give_none(
    example: tuple[str, Sequence[str], Sequence[str]],
) -> None:
    _, fires, traps = example
    for text in fires:
        assert any(read_speakers(split_sentences(Document(id="d", text=text)))), text
    for text in traps:
        assert not any(read_speakers(split_sentences(Document(id="d", text=text)))), text


GOOD = """
- id: red
  name: Red Brigade
  name_ar: لواء الرمل
  kind: militia
  countries: [LY]
  fires: ["تقدم لواء الرمل"]
"""


def broken(addition: str, text: str = GOOD) -> LexiconError:
    with pytest.raises(LexiconError) as caught:
        parse_actors("actors.yaml", text + addition)
    return caught.value


def second(**changes: str) -> str:
    fields = {
        "id": "blue", "name": "Blue", "name_ar": "لواء الحجر", "kind": "militia", "countries": "[LY]",
        "fires": '["عاد لواء الحجر"]',
    }  # fmt: skip
    fields.update(changes)
    lines = [f"{key}: {value}" for key, value in fields.items() if value]
    return "- " + "\n  ".join(lines) + "\n"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"id": "red"}, "'red' is used in line 2"),
        ({"kind": "army"}, "kind 'army' is not in the codebook"),
        ({"countries": "[Libya]"}, "'Libya' is no country"),
        ({"fires": ""}, "blue has no «fires»"),
        ({"colour": "blue"}, "unknown field «colour»"),
        ({"name_ar": "لواء الرمل"}, "blue and red share the name"),
        ({"aliases": "[لواء الرّمل]"}, "share the name"),
        ({"name": "2015"}, "name holds 2015, no text"),
        ({"aliases": "[true]"}, "aliases holds [True], no text"),
        ({"affiliations": "[{part_of: green, source: a report}]"}, "tied to 'green', which no entry has"),
        ({"affiliations": "[{part_of: red}]"}, "an affiliation without source"),
        ({"affiliations": "[{part_of: red, allied_with: red, source: s}]"}, "one relation"),
        ({"affiliations": '[{part_of: red, from: "2016", to: "2014", source: s}]'}, "is after to"),
        ({"affiliations": '[{part_of: red, from: "May 2016", source: s}]'}, "is no date"),
        ({"affiliations": "[{part_of: blue, source: s}]"}, "part_of runs in a circle: blue → blue"),
    ],
)
def test_a_broken_entry_is_refused_with_its_line_and_a_repair(changes: dict[str, str], problem: str) -> None:
    error = broken(second(**changes))
    assert problem in error.problem
    assert error.path == "actors.yaml"
    assert error.line == 8
    assert error.repair


def test_a_name_may_mean_two_actors_of_two_countries_if_both_say_so() -> None:
    twin = second(name_ar="لواء الرمل", ambiguous="true", countries="[SY]", fires='["عاد لواء الرمل"]')
    lexicon = parse_actors("actors.yaml", GOOD.replace("  kind: m", "  ambiguous: true\n  kind: m") + twin)
    (alias,) = lexicon.names["لواء"]
    assert {owner.id for owner in alias.owners} == {"red", "blue"}


def test_a_direction_mark_in_a_name_is_refused() -> None:
    assert "direction mark" in broken(second(name_ar="لواء\N{RIGHT-TO-LEFT MARK} الحجر")).problem


def test_a_role_noun_stands_in_one_entry_only() -> None:
    entry = "- {id: %s, sort: people, kind: civilians, sound: [مدني]}\n"
    text = entry % "a" + entry % "b"
    with pytest.raises(LexiconError, match="stands also in 'a'"):
        parse_roles("roles.yaml", text)


def test_a_verb_of_saying_needs_its_present() -> None:
    with pytest.raises(LexiconError, match="has no present"):
        parse_speech("speech.yaml", "- {id: a, manner: say, verbs: [قال], sense: s, source: s}\n")
