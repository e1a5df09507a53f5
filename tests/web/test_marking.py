"""Cutting a text at the ends of overlapping spans loses nothing and names every event."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.pages.marking import Mark, cut

TEXT = "سيطرت القوات على سرت ثم انسحبت منها إلى أبو قرين"


@st.composite
def a_mark(draw: st.DrawFn) -> Mark:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    role = draw(st.sampled_from(["trigger", "place", "actor"]))
    return Mark(start, end, draw(st.sampled_from(["e1", "e2", "e3"])), role)


@given(st.lists(a_mark(), max_size=12), st.integers(0, 20))
def test_the_pieces_joined_are_the_text_and_each_names_the_events_that_cover_it(found, offset):
    pieces = list(cut(TEXT[offset:], found, offset=offset))
    assert "".join(piece.text for piece in pieces) == TEXT[offset:]
    for piece in pieces:
        for at in range(piece.start, piece.start + len(piece.text)):
            covering = {mark.event for mark in found if mark.start <= at < mark.end}
            assert set(piece.events) == covering
        triggers = {mark.event for mark in found if mark.role == "trigger" and mark.start == piece.start}
        assert set(piece.anchors) == triggers


def test_a_piece_leads_to_the_event_whose_trigger_it_is_rather_than_to_one_it_is_a_place_of():
    found = [Mark(0, 5, "e1", "place"), Mark(0, 5, "e2", "trigger")]
    (piece, _) = cut(TEXT, found)
    assert (piece.target, piece.events) == ("e2", ("e2", "e1"))
