"""Countries by their ISO 3166 codes, with the names that exports write. The table is countries.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is ISO 3166 alpha-2, `alpha3` and `numeric` are its other codes, `name` is English."""

    code: str
    alpha3: str
    numeric: str
    name: str


def country_of(code: str | None) -> Country | None:
    """The country of an alpha-2 code; None for none, or one that is not in the table.

    >>> country_of("LY")
    Country(code='LY', alpha3='LBY', numeric='434', name='Libya')
    """
    return _table().get(code) if code else None


@lru_cache(maxsize=1)
def _table() -> dict[str, Country]:
    text = files("marsad.export").joinpath("countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: Country(*row) for row in rows}
