"""The nouns, word classes and nationalities of which names of actors are built.

Files: `roles.yaml` (nouns for those who act and suffer), `phrase_words.yaml` (word classes that
end or continue a name), `nationalities.yaml`. All forms are written out and folded once here, so that
reading is a dictionary look-up. Format and advice: docs/reference/lexicons.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args

from marsad.arabic.fold import fold
from marsad.errors import LexiconError
from marsad.lexicons.loader import load_entries, read_package_text, refuse_unknown, require, unique_ids
from marsad.model import ACTOR_KINDS, ActorKind

Sort = Literal["force", "org", "people", "office", "voice", "thing", "name"]
Number = Literal["one", "two", "many"]

_ROLE_FIELDS = frozenset(
    "id sort kind singular plural sound member anaphor needs definite fires traps".split()
)
_WORD_FIELDS = frozenset("id sense kind words".split())
_NATION_FIELDS = frozenset("id name country adjective people capital".split())


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for an actor.

    `needs`: the bare word is no actor (مركز). `definite`: without the article or a name it is none (سلطة).
    `member`: counts people of a group. `anaphor`: with the article it names nobody itself (التنظيم).
    """

    id: str
    sort: Sort
    kind: ActorKind
    member: bool = False
    anaphor: bool = False
    needs: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class RoleForm:
    """One written form of a role noun. `opens`: a genitive may follow (كتائب مصراتة); `feminine`: its
    adjectives are feminine singular; `bound`: a genitive must follow (مقاتلو)."""

    role: Role
    number: Number
    opens: bool
    feminine: bool
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Nation:
    """A country or people. `id` is ISO 3166 alpha-2 for countries."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Adjective:
    """A word that may stand after an actor noun. `kind` is what it says about the actor, if anything."""

    kind: ActorKind | None = None
    nation: Nation | None = None


@dataclass(frozen=True, slots=True)
class RoleLexicon:
    """Look-ups from folded forms without clitics. `classes` maps a word class to its folded words."""

    roles: dict[str, RoleForm]
    adjectives: dict[str, Adjective]
    people: dict[str, Nation]
    countries: dict[str, Nation]
    capitals: dict[str, Nation]
    classes: dict[str, frozenset[str]]
    examples: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = field(default=(), repr=False)


def sound_forms(word: str) -> Iterator[tuple[str, Number, bool, bool]]:
    """Forms of a people noun with regular plurals: (form, number, opens, feminine)."""
    bare = fold(word)
    yield bare, "one", True, False
    yield bare + "ا", "one", False, False
    yield bare + "ه", "one", True, True
    yield bare + "ان", "two", False, False
    yield bare + "تان", "two", False, True
    yield bare + "تين", "two", False, True
    yield bare + "ات", "many", True, True
    for ending in ("ون", "ين"):
        yield bare + ending, "many", False, False
    for ending in ("و", "ي"):
        yield bare + ending, "many", True, False


def singular_forms(word: str) -> Iterator[tuple[str, Number, bool, bool]]:
    """Forms of a noun with a broken plural: (form, number, opens, feminine)."""
    bare = fold(word)
    feminine = bare.endswith("ه")
    stem = bare[:-1] + "ت" if feminine else bare
    yield bare, "one", True, feminine
    if not feminine and not bare.endswith("ا"):
        yield bare + "ا", "one", False, False
    for ending in ("ان", "ين"):
        yield stem + ending, "two", False, feminine
    if feminine:
        yield from ((stem + ending, "two", True, True) for ending in ("ا", "ي"))


def plural_forms(word: str) -> Iterator[tuple[str, Number, bool, bool]]:
    """Forms of a broken plural: (form, number, opens, feminine)."""
    bare = fold(word)
    yield bare, "many", not bare.endswith(("ون", "ين")), True
    if not bare.endswith(("ه", "ا", "ات", "ون", "ين", "و", "ي")):
        yield bare + "ا", "many", False, True


def _role(path: str, line: int, raw: dict[str, Any]) -> Role:
    refuse_unknown(path, line, raw, _ROLE_FIELDS)
    require(path, line, raw, ("id", "sort", "kind"))
    if raw["sort"] not in get_args(Sort):
        allowed = ", ".join(get_args(Sort))
        raise LexiconError(path, line, f"sort {raw['sort']!r} is unknown", f"Allowed: {allowed}.")
    if raw["kind"] not in ACTOR_KINDS:
        raise LexiconError(path, line, f"kind {raw['kind']!r} is not in the codebook", "See the codebook, 4.")
    flags = {name: bool(raw.get(name)) for name in ("member", "anaphor", "needs", "definite")}
    return Role(raw["id"], raw["sort"], raw["kind"], **flags)


_WRITERS = (("sound", sound_forms), ("singular", singular_forms), ("plural", plural_forms))


def parse_roles(
    path: str, text: str
) -> tuple[dict[str, RoleForm], tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]]:
    """Role forms by folded form, and (id, fires, traps) of each entry. A listed word belongs to one entry."""
    forms: dict[str, RoleForm] = {}
    listed: dict[str, str] = {}
    examples = []
    for line, raw in unique_ids(path, load_entries(path, text)):
        role = _role(path, line, raw)
        examples.append((role.id, tuple(raw.get("fires", ())), tuple(raw.get("traps", ()))))
        for name, write in _WRITERS:
            for word in raw.get(name, ()):
                owner = listed.setdefault(fold(word), role.id)
                if owner != role.id:
                    raise LexiconError(
                        path, line, f"{word!r} stands also in {owner!r}", "Keep it in one entry."
                    )
                for form, number, opens, feminine in write(word):
                    bound = name == "sound" and form == fold(word) + "و"
                    forms.setdefault(form, RoleForm(role, number, opens, feminine, bound))
    return forms, tuple(examples)


def adjective_forms(word: str) -> Iterator[str]:
    """An adjective in all genders, numbers and cases, folded."""
    bare = fold(word)
    stem = bare[:-1] if bare.endswith("ه") else bare
    yield bare
    yield from (stem + ending for ending in ("ا", "ه", "ان", "ين", "ون", "ات", "تان", "تين"))


def parse_words(path: str, text: str) -> tuple[dict[str, frozenset[str]], dict[str, Adjective]]:
    """Word classes by their id, and the adjectives of the `adjective…` classes by folded form."""
    classes: dict[str, frozenset[str]] = {}
    adjectives: dict[str, Adjective] = {}
    for line, raw in unique_ids(path, load_entries(path, text)):
        refuse_unknown(path, line, raw, _WORD_FIELDS)
        require(path, line, raw, ("id", "sense", "words"))
        classes[raw["id"]] = frozenset(fold(word) for word in raw["words"])
        if raw["id"].partition(".")[0] == "adjective":
            if raw.get("kind", "other") not in ACTOR_KINDS:
                raise LexiconError(path, line, f"kind {raw['kind']!r} is unknown", "See the codebook, 4.")
            for word in raw["words"]:
                for form in adjective_forms(word):
                    adjectives.setdefault(form, Adjective(raw.get("kind")))
    return classes, adjectives


@dataclass(slots=True)
class _Nations:
    adjectives: dict[str, Adjective] = field(default_factory=dict)
    people: dict[str, Nation] = field(default_factory=dict)
    countries: dict[str, Nation] = field(default_factory=dict)
    capitals: dict[str, Nation] = field(default_factory=dict)


def parse_nations(path: str, text: str) -> _Nations:
    """Adjectives, people nouns, country names and capitals by folded form."""
    found = _Nations()
    for line, raw in unique_ids(path, load_entries(path, text)):
        refuse_unknown(path, line, raw, _NATION_FIELDS)
        require(path, line, raw, ("id", "name"))
        nation = Nation(raw["id"], raw["name"])
        for word in raw.get("adjective", ()):
            bare = fold(word)
            for form in adjective_forms(word):
                found.adjectives.setdefault(form, Adjective(None, nation))
            found.people.update({bare + e: nation for e in ("", "ا", "ين", "ون", "ان")})
        for word in raw.get("people", ()):
            found.people[fold(word)] = nation
            found.adjectives.setdefault(fold(word), Adjective(None, nation))
        found.countries.update({fold(word): nation for word in raw.get("country", ())})
        found.capitals.update({fold(word): nation for word in raw.get("capital", ())})
    return found


@lru_cache(maxsize=1)
def load_roles() -> RoleLexicon:
    """The shipped word lists, checked. Raises LexiconError on the first fault."""
    roles, examples = parse_roles("roles.yaml", read_package_text("roles.yaml"))
    classes, adjectives = parse_words("phrase_words.yaml", read_package_text("phrase_words.yaml"))
    nations = parse_nations("nationalities.yaml", read_package_text("nationalities.yaml"))
    return RoleLexicon(
        roles=roles,
        adjectives={**adjectives, **nations.adjectives},
        people=nations.people,
        countries=nations.countries,
        capitals=nations.capitals,
        classes=classes,
        examples=examples,
    )
