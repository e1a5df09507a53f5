"""Read and write the weights of a linear scorer: gzipped text, a named feature a line.

The first line names the columns (`feature`, then one a weight). Lines whose name begins with `@` hold what is
not a feature: a bias, a transition, a setting. Sorted by name and packed without a time, so that the same
training gives the same bytes.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from marsad.errors import LexiconError

_REPAIR = "Make the weights again: see src/marsad/learned/README.md."


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows`: feature to its weights, one for each of `columns`; `settings`: the lines marked with @."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]
    settings: Mapping[str, tuple[float, ...]]


def pack(weights: Weights) -> bytes:
    """The file that `unpack` reads. Weights keep four significant digits."""
    lines = ["\t".join(("feature", *weights.columns))]
    for mark, rows in (("@", weights.settings), ("", weights.rows)):
        for name in sorted(rows):
            lines.append("\t".join((mark + name, *(f"{value:.4g}" for value in rows[name]))))
    return gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)


def unpack(packed: bytes, name: str) -> Weights:
    """Raises LexiconError with the line of the first fault; `name` is used in messages only."""
    try:
        head, *lines = gzip.decompress(packed).decode().splitlines()
    except (OSError, EOFError, ValueError) as error:
        raise LexiconError(name, 0, f"not gzipped text ({error})", _REPAIR) from error
    columns = tuple(head.split("\t")[1:])
    rows: dict[str, tuple[float, ...]] = {}
    settings: dict[str, tuple[float, ...]] = {}
    for number, line in enumerate(lines, 2):
        feature, *values = line.split("\t")
        setting = feature.startswith("@")
        try:
            parsed = tuple(map(float, values))
        except ValueError as error:
            raise LexiconError(name, number, f"{feature}: not a number ({error})", _REPAIR) from error
        if not setting and len(parsed) != len(columns):
            problem = f"{feature} has {len(parsed)} weights for {len(columns)} columns"
            raise LexiconError(name, number, problem, _REPAIR)
        if setting:
            settings[feature[1:]] = parsed
        else:
            rows[feature] = parsed
    return Weights(columns, rows, settings)


def load_weights(name: str) -> Weights:
    """The weights shipped as `data/<name>`."""
    return unpack(files("marsad.learned").joinpath("data", name).read_bytes(), f"learned/data/{name}")
