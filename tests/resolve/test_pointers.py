"""Which place of the report a bare class noun means."""

from __future__ import annotations

import pytest

from builders import events_in


def place_of(text: str, kind: str) -> tuple[str, str | None]:
    place = next(e for e in events_in(text) if e.type == kind).places[0]
    return place.words.text, place.name


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "سيطر التنظيم على بلدة هراوة شرق سرت. وخطف المسلحون خمسة شبان من البلدة.",
            "abduction",
            ("البلدة", "Harawah"),
        ),
        (
            "دارت معارك في بنغازي. وقصفت الطائرات مواقع في شرق المدينة.",
            "air_strike",
            ("المدينة", "Benghazi"),
        ),
        # a town that only names a force is not spoken of
        (
            "دخلت كتائب مصراتة مدينة سرت. واعتقلت القوات ثلاثة رجال في المدينة.",
            "arrest",
            ("المدينة", "Sirte"),
        ),
        # a facility is meant by its own noun
        (
            "سيطر التنظيم على قاعدة القرضابية الجوية قرب سرت. وخطف المسلحون خمسة عمال في القاعدة.",
            "abduction",
            ("القاعدة", "Al Qardabiyah air base"),
        ),
    ],
)
def test_the_town_is_the_one_that_the_report_speaks_of(text, kind, place):
    assert place_of(text, kind) == place


def test_a_pointer_before_any_name_means_nothing():
    events = events_in("قصفت الطائرات المدينة أمس وقتل خمسة مدنيين")
    assert [p.name for e in events for p in e.places] == []
