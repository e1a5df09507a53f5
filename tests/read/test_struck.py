"""Things struck: a market or a lorry is a target; a town is where it happened."""

from __future__ import annotations

import pytest

from builders import a_document
from marsad.pipeline import explain_document


def targets(text: str) -> list[tuple[str, str]]:
    draft = explain_document(a_document(text)).drafts[0]
    return [(a.words.text, a.kind) for a in draft.target]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("سقطت قذيفة على سوق شعبية في سرت", "سوق شعبية"),
        ("غارة استهدفت مستودعا للذخيرة في سرت", "مستودعا"),
        ("وقع هجوم على حافلة ركاب قرب سرت", "حافلة ركاب"),
    ],
)
def test_a_thing_struck_is_the_target(text, thing):
    ((words, _),) = targets(text)
    assert words.startswith(thing)


@pytest.mark.parametrize(
    "text", ["قصفت المدفعية مدينة سرت", "شن الطيران غارات على مدينة درنة", "انفجرت قنبلة في سرت"]
)
def test_a_town_is_no_target(text):
    assert targets(text) == []


def test_people_go_before_things():
    assert targets("هجوم شنه مسلحون على دورية للجيش في درنة") == [("دورية للجيش", "state_forces")]
