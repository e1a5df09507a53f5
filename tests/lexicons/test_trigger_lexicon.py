"""The trigger and cue lexicons: each entry proves itself on its own sentences; no trap becomes an event."""

from __future__ import annotations

import pytest

from marsad.errors import LexiconError
from marsad.lexicons.cues import Cue, load_cues, parse_cues
from marsad.lexicons.triggers import TriggerEntry, load_triggers, parse_triggers
from marsad.model import Document
from marsad.pipeline import Reading, explain_document

ENTRY = {
    "id": "shell.test",
    "type": "shelling",
    "pattern": "strike",
    "verbs": "[قصف/يقصف]",
    "sense": "bombard",
    "source": "field usage",
    "fires": '["قصفت المدفعية البلدة"]',
}
CUE = {"id": "test", "does": "denied", "place": "before", "words": "[نفى]", "sense": "s", "fires": '["x"]'}


def reading(text: str) -> Reading:
    return explain_document(Document(id="d", text=text))


def as_yaml(fields: dict[str, str]) -> str:
    return "- " + "\n  ".join(f"{name}: {value}" for name, value in fields.items())


@pytest.mark.parametrize("entry", load_triggers().entries, ids=lambda entry: entry.id)
def test_a_trigger_fires_on_its_own_sentences_and_makes_no_event_of_its_traps(entry: TriggerEntry) -> None:
    for text in entry.fires:
        fired = {t.entry.id for scene in reading(text).scenes for t in scene.triggers}
        assert entry.id in fired, text
    for text in entry.traps:
        assert entry.id not in {draft.entry_id for draft in reading(text).drafts}, text


@pytest.mark.parametrize("cue", load_cues().cues, ids=lambda cue: cue.id)
def test_a_cue_is_read_in_its_own_sentences_and_not_in_its_traps(cue: Cue) -> None:
    def cues_in(text: str) -> set[str]:
        return {c.cue.id for scene in reading(text).scenes for c in scene.cues}

    assert all(cue.id in cues_in(text) for text in cue.fires)
    assert not any(cue.id in cues_in(text) for text in cue.traps)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"type": "sheling"}, "type 'sheling' is not in the codebook"),
        ({"pattern": "hit"}, "pattern 'hit' is unknown"),
        ({"verbs": "[قصف]"}, "has no present"),
        ({"verbs": "[]"}, "has neither verbs nor nouns"),
        ({"fires": "[]"}, "shell.test has no «fires»"),
        ({"unles": "[x]"}, "unknown field «unles»"),
        ({"sense": "no"}, "'no' is read as bool"),
    ],
)
def test_a_broken_trigger_is_told_by_file_and_line(change: dict[str, str], told: str) -> None:
    with pytest.raises(LexiconError, match=r"^triggers/x\.yaml:\d: ") as caught:
        parse_triggers("triggers/x.yaml", as_yaml(ENTRY | change))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("change", "told"), [({"does": "doubt"}, "does 'doubt'"), ({"place": "beside"}, "place 'beside'")]
)
def test_a_broken_cue_is_told_by_file_and_line(change: dict[str, str], told: str) -> None:
    with pytest.raises(LexiconError, match=r"^cues\.yaml:1: ") as caught:
        parse_cues("cues.yaml", as_yaml(CUE | change))
    assert told in str(caught.value)


def test_an_id_is_used_once() -> None:
    with pytest.raises(LexiconError, match="is used in line 1"):
        parse_triggers("x.yaml", as_yaml(ENTRY) + "\n" + as_yaml(ENTRY))
