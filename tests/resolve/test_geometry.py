"""Distances on the globe, against published ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MISRATA, SIRTE, a_place
from marsad.resolve.geometry import kilometres

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((32.885, 13.180), (32.117, 20.067), 652),  # Tripoli to Benghazi
        ((33.513, 36.292), (36.202, 37.134), 309),  # Damascus to Aleppo
        ((0.0, 179.5), (0.0, -179.5), 111),  # over the date line
        ((90.0, 0.0), (-90.0, 0.0), 20015),
    ],
)
def test_known_distances(one, other, distance):
    assert kilometres(a_place("أ", one), a_place("ب", other)) == pytest.approx(distance, rel=0.01)


def test_sirte_and_misrata_are_two_places():
    assert kilometres(a_place("سرت", SIRTE), a_place("مصراتة", MISRATA)) > 150


@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_never_over_half_the_globe(one, other):
    there, back = (kilometres(a_place("أ", p), a_place("ب", q)) for p, q in ((one, other), (other, one)))
    assert there == pytest.approx(back)
    assert 0 <= there < 20_020


@given(POINTS)
def test_a_place_is_at_no_distance_from_itself(point):
    assert kilometres(a_place("أ", point), a_place("أ", point)) == pytest.approx(0, abs=1e-6)


def test_a_place_without_position_has_no_distance():
    with pytest.raises(ValueError, match="two known positions"):
        kilometres(a_place("سرت"), a_place("قرية لم يعثر عليها", None))
