"""Claims and estimates: whose word counts for whose losses, and what nobody says stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marsad.model import Claim, Document, Event, ReportRecord, Span, Words
from marsad.record.assemble import incident_of
from marsad.record.claims import estimates_of
from marsad.record.incidents import IncidentIndex

from .builders import a_report, a_toll, an_event, words


def a_claim(
    voice: str, low: int | None, high: int | None, *, own: bool = False, enemy: bool = False, day: int = 12
) -> Claim:
    return Claim(
        "r:e1",
        "killed",
        "target",
        low,
        high,
        words("قتلى"),
        "",
        (voice,),
        None,
        date(2016, 5, day),
        voice,
        own,
        enemy,
    )


@pytest.mark.parametrize(
    ("claims", "best", "rule"),
    [
        ([a_claim("a", 5, 5)], 5, "single_voice"),
        ([a_claim("a", 5, 5), a_claim("b", 9, 9), a_claim("c", 7, 7)], 7, "median_of_voices"),
        (
            [a_claim("a", 5, 5), a_claim("b", 9, 9)],
            5,
            "median_of_voices",
        ),  # never between two: a claimed figure
        ([a_claim("a", 5, 5, own=True), a_claim("b", 60, 60, enemy=True)], 5, "own_word"),
        ([a_claim("a", 5, 5, own=True, day=12), a_claim("a", 7, 7, own=True, day=13)], 7, "own_word"),
        ([a_claim("b", 60, 60, enemy=True)], None, "only_the_enemy_s_word"),
        ([a_claim("b", None, 20)], None, "no_lower_bound"),
        ([a_claim("a", 3, 3, day=11), a_claim("a", 8, 8, day=12)], 8, "single_voice"),
    ],
)
def test_best_follows_a_stated_rule(claims: list[Claim], best: int | None, rule: str) -> None:
    (found,) = estimates_of(claims)
    assert (found.best, found.rule) == (best, rule)


@pytest.mark.parametrize(
    ("claims", "low", "high", "disputed"),
    [
        ([a_claim("a", 5, 5), a_claim("b", 9, 9)], 5, 9, True),
        ([a_claim("a", 30, None)], 30, None, False),
        ([a_claim("a", 30, None), a_claim("b", 27, 27)], 27, None, True),
        ([a_claim("a", None, 20), a_claim("b", 9, 9)], 9, 20, False),
    ],
)
def test_disagreement_is_shown(
    claims: list[Claim], low: int | None, high: int | None, disputed: bool
) -> None:
    (found,) = estimates_of(claims)
    assert (found.low, found.high, found.disputed) == (low, high, disputed)


def test_unknown_is_not_zero() -> None:
    assert estimates_of([]) == ()


TEXT = "قال متحدث باسم قوات مصراتة إن 5 من مقاتليها قتلوا. وأعلن تنظيم داعش مقتل 40 من خصومه في سرت."


def at(text: str) -> Words:
    start = TEXT.index(text)
    return Words(text, Span(start, start + len(text)))


def told(initiator: str, target: str, turned: bool) -> Event:
    whose = "initiator" if turned else "target"
    tolls = (
        replace(a_toll("killed", whose, 5, 5), words=at("5 من مقاتليها")),
        replace(a_toll("killed", whose, 40, 40), words=at("40 من خصومه")),
    )
    event = an_event(initiator=initiator, target=target, casualties=tolls)
    return replace(event, sources=(at("متحدث باسم قوات مصراتة"), at("تنظيم داعش")))


def report_with(id: str, event: Event, outlet: str) -> ReportRecord:
    report = a_report(id, event, outlet=outlet)
    return replace(report, document=replace(report.document, text=TEXT))


def incident(*reports: ReportRecord, voice_of: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    index = IncidentIndex()
    documents: dict[str, Document] = {}
    for report in reports:
        index.add(report)
        documents[report.document.id] = report.document
    (group,) = index.groups()
    return incident_of(group, index, documents, voice_of or {})


def test_each_figure_keeps_its_own_speaker_and_sentence() -> None:
    one = incident(report_with("a", told("تنظيم داعش", "قوات مصراتة", turned=False), "صحيفة"))
    mine, theirs = sorted(one.claims, key=lambda c: c.low)
    assert (mine.speaker, mine.own, mine.enemy) == (("متحدث باسم قوات مصراتة",), True, False)
    assert (theirs.speaker, theirs.own, theirs.enemy) == (("تنظيم داعش",), False, True)
    assert mine.sentence == "قال متحدث باسم قوات مصراتة إن 5 من مقاتليها قتلوا."
    (estimate,) = one.estimates
    assert (estimate.low, estimate.high, estimate.best, estimate.rule) == (5, 40, 5, "own_word")


def test_sides_named_the_other_way_round_are_turned() -> None:
    one = incident(
        report_with("a", told("تنظيم داعش", "قوات مصراتة", turned=False), "صحيفة"),
        report_with("b", told("قوات مصراتة", "تنظيم داعش", turned=True), "جريدة"),
    )
    assert {claim.whose for claim in one.claims} == {"target"}
    (estimate,) = one.estimates
    assert estimate.voices == 2  # two speakers, each cited by two outlets


def test_near_copies_are_one_voice() -> None:
    event = an_event(casualties=(a_toll("killed", "target", 5, 5),))
    reports = (a_report("a", event, outlet="أ"), a_report("b", event, outlet="ب"))
    assert incident(*reports).estimates[0].voices == 2
    copied = incident(*reports, voice_of={"a": "a", "b": "a"})
    assert (copied.voices, copied.estimates[0].voices) == (1, 1)
