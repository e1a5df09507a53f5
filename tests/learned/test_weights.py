"""Files of weights: what is written comes back, and broken ones say where."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest

from marsad.errors import LexiconError
from marsad.learned.weights import Weights, pack, unpack

WEIGHTS = Weights(("idf", "weight"), {"r=قتل": (1.5, -0.25), "r=حرب": (2.0, 0.125)}, {"bias": (-1.0,)})


def test_weights_survive_the_file() -> None:
    assert unpack(pack(WEIGHTS), "w") == WEIGHTS


def test_the_same_weights_give_the_same_bytes() -> None:
    turned = Weights(WEIGHTS.columns, dict(reversed(WEIGHTS.rows.items())), WEIGHTS.settings)
    assert pack(turned) == pack(WEIGHTS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("feature\tweight\nr=a\t1\nr=b\tmuch\n", r"w:3: r=b: not a number"),
        ("feature\tweight\nr=a\t1\t2\n", r"w:2: r=a has 2 weights for 1 columns"),
    ],
)
def test_a_fault_names_its_line(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        unpack(gzip.compress(text.encode()), "w")


def test_a_file_that_is_not_packed_is_refused() -> None:
    with pytest.raises(LexiconError, match="not gzipped text"):
        unpack(b"feature\tweight\n", "w")


def test_shipped_weights_are_small_and_sound() -> None:
    shipped = [
        path for path in files("marsad.learned").joinpath("data").iterdir() if path.name.endswith(".gz")
    ]
    assert len(shipped) == 6
    assert sum(len(path.read_bytes()) for path in shipped) < 5_000_000
    for path in shipped:
        assert unpack(path.read_bytes(), path.name).rows
