"""The words beside names of places (`place_words.yaml`), folded and ready for `marsad.read.places`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from marsad.arabic.fold import fold
from marsad.errors import LexiconError
from marsad.lexicons.loader import read_package_text
from marsad.lexicons.roles import parse_nations
from marsad.lexicons.tables import open_table

NounKind = Literal["settled", "area", "spot"]
_FILE = "place_words.yaml"


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """A class noun. `noun` is its folded singular; `plural`: a list of names follows."""

    noun: str
    kind: NounKind
    plural: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Folded words by what they tell. `directions`: شمالي to north; `adjectives`: all forms of ليبي to LY."""

    nouns: Mapping[str, PlaceNoun]
    near: frozenset[str]
    near_of_place: frozenset[str]
    directions: Mapping[str, str]
    locative: frozenset[str]
    owners: frozenset[str]
    extent_from: frozenset[str]
    extent_to: frozenset[str]
    extent_between: frozenset[str]
    extent_signs: frozenset[str]
    not_names: frozenset[str]
    name_heads: frozenset[str]
    adjectives: Mapping[str, str]
    country_names: Mapping[str, str]
    countries: frozenset[str]
    capital_names: Mapping[str, str]


def _nouns(table: Mapping[str, Any]) -> dict[str, PlaceNoun]:
    found: dict[str, PlaceNoun] = {}
    for word, entry in table.items():
        kind: Any = entry.get("kind") if isinstance(entry, dict) else None
        if kind not in get_args(NounKind):
            kinds = ", ".join(get_args(NounKind))
            raise LexiconError(_FILE, 0, f"class noun {word!r} has kind {kind!r}", f"Choose one of {kinds}.")
        singular = fold(word)
        found[singular] = PlaceNoun(singular, kind, plural=False)
        for form in entry.get("list", ()):
            found[fold(form)] = PlaceNoun(singular, kind, plural=True)
    return found


def _folded(table: Mapping[str, Any], section: str) -> frozenset[str]:
    words = table.get(section)
    if not isinstance(words, list):
        raise LexiconError(_FILE, 0, f"no list {section!r}", f"Write `{section}: [..]`.")
    return frozenset(map(fold, words))


@cache
def load_place_words() -> PlaceWords:
    """The shipped words. Raises LexiconError if the file breaks its form."""
    return build_place_words(open_table(_FILE))


def build_place_words(table: Mapping[str, Any]) -> PlaceWords:
    """Compile an opened table; separate so that broken tables can be tested."""
    nations = parse_nations("nationalities.yaml", read_package_text("nationalities.yaml"))
    sections = ("near", "near_of_place", "locative", "owners", "extent_from", "extent_to", "extent_between",
                "extent_signs", "not_names", "name_heads")  # fmt: skip
    return PlaceWords(
        nouns=_nouns(table["nouns"]),
        directions={fold(word): side for word, side in table["directions"].items()},
        adjectives={form: a.nation.id for form, a in nations.adjectives.items() if a.nation},
        countries=frozenset(nations.countries),
        country_names={nation.id: name for name, nation in reversed(nations.countries.items())},
        capital_names={nation.id: name for name, nation in reversed(nations.capitals.items())},
        **{section: _folded(table, section) for section in sections},
    )
