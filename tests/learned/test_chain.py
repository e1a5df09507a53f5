"""The chain's sums against adding up every labelling one by one."""

from __future__ import annotations

import math
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.learned.chain import Chain, Marginals

WEIGHT = st.floats(-3, 3)
ROW = st.tuples(WEIGHT, WEIGHT)
NAMES = "abc"


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    rows = {name: draw(ROW) for name in NAMES}
    return Chain(rows, tuple(draw(st.tuples(WEIGHT, WEIGHT, WEIGHT)) for _ in range(3)))


def counted(chain: Chain, features: list[list[str]]) -> Marginals:
    """The same probabilities by enumeration."""
    labels = range(len(chain.transitions))
    weights: dict[tuple[int, ...], float] = {}
    for path in product(labels, repeat=len(features)):
        total = sum(chain.transitions[a][b] for a, b in pairwise(path))
        for label, names in zip(path, features, strict=True):
            total += sum(chain.weights[n][label - 1] for n in names if label and n in chain.weights)
        weights[path] = math.exp(total)
    whole = sum(weights.values())
    tokens = tuple(
        tuple(sum(w for path, w in weights.items() if path[at] == label) / whole for label in labels[1:])
        for at in range(len(features))
    )
    return Marginals(tokens, weights[(0,) * len(features)] / whole)


@given(chains(), st.lists(st.lists(st.sampled_from(NAMES + "x"), max_size=3), min_size=1, max_size=4))
def test_sums_agree_with_enumeration(chain: Chain, features: list[list[str]]) -> None:
    found, expected = chain.marginals(features), counted(chain, features)
    assert found.nothing == pytest.approx(expected.nothing)
    for row, other in zip(found.tokens, expected.tokens, strict=True):
        assert row == pytest.approx(other)


def test_an_empty_sentence_has_nothing_in_it() -> None:
    assert Chain({}, ((0.0, 0.0), (0.0, 0.0))).marginals([]) == Marginals((), 1.0)


def test_long_sentences_and_strong_weights_do_not_overflow() -> None:
    chain = Chain({"a": (800.0,), "b": (-800.0,)}, ((5.0, -5.0), (-5.0, 5.0)))
    found = chain.marginals([["a"], ["b"]] * 2000)
    assert found.tokens[0][0] > 0.99
    assert found.nothing == 0.0
