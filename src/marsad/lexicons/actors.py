"""The named actors: who they are, how reports call them, and to whom they belonged when.

File: `actors.yaml`, one entry an actor. `aliases` name the actor wherever they stand; `weak` aliases
(القاعدة, الشباب) only beside a noun for an armed group. An alias belongs to two actors only if
both entries are `ambiguous: true` and their countries differ. Format: docs/reference/lexicons.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from marsad.arabic.fold import fold
from marsad.errors import LexiconError
from marsad.lexicons.loader import load_entries, read_package_text, refuse_unknown, require, unique_ids
from marsad.model import ACTOR_KINDS, ActorKind

Relation = Literal["part_of", "allied_with", "split_from"]

_FIELDS = frozenset("id name name_ar kind countries aliases weak ambiguous affiliations fires traps".split())
_TIE_FIELDS = frozenset({"from", "to", "source", *get_args(Relation)})
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_MARKS = str.maketrans({"«": " ", "»": " ", '"': " ", "(": " ", ")": " ", "-": " "})


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A dated tie to another actor. `first` and `last` are ISO years, months or days; None is open."""

    relation: Relation
    other: str
    first: str | None
    last: str | None
    source: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One named actor. `countries` are ISO 3166 alpha-2 codes of where it acts, the main one first."""

    id: str
    name: str
    name_ar: str
    kind: ActorKind
    countries: tuple[str, ...]
    aliases: tuple[str, ...]
    weak: tuple[str, ...] = ()
    ambiguous: bool = False
    affiliations: tuple[Affiliation, ...] = ()
    fires: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """A written name, ready to be matched: `rest` are the folded words after the first, without articles.

    `article`: the first word must carry ال (one-word names such as الحوثي). `owners` are the entries
    it may mean, more than one where the name is ambiguous.
    """

    rest: tuple[str, ...]
    article: bool
    weak: bool
    owners: tuple[ActorEntry, ...]


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """All entries by id, and the names by their first folded word without article, longest first."""

    entries: dict[str, ActorEntry]
    names: dict[str, tuple[Alias, ...]]


def bare(word: str) -> str:
    """A folded word without its article; أبي and أبا become أبو, so that cases of one name meet."""
    folded = fold(word)
    if folded.startswith("ال") and len(folded) > 3:
        folded = folded[2:]
    return "ابو" if folded in ("ابي", "ابا") else folded


def alias_words(alias: str) -> tuple[str, ...]:
    """The words of a name as they are compared, punctuation aside."""
    return tuple(bare(word) for word in alias.translate(_MARKS).split())


def parse_actors(path: str, text: str) -> ActorLexicon:
    """The lexicon of one file, checked whole. Raises LexiconError with the line of the first fault."""
    lines: dict[str, int] = {}
    entries: dict[str, ActorEntry] = {}
    for line, raw in unique_ids(path, load_entries(path, text)):
        entries[raw["id"]] = _entry(path, line, raw)
        lines[raw["id"]] = line
    _check_ties(path, entries, lines)
    return ActorLexicon(entries, _index(path, entries, lines))


def _entry(path: str, line: int, raw: dict[str, Any]) -> ActorEntry:
    refuse_unknown(path, line, raw, _FIELDS)
    require(path, line, raw, ("id", "name", "name_ar", "kind", "countries", "fires"))
    if raw["kind"] not in ACTOR_KINDS:
        raise LexiconError(path, line, f"kind {raw['kind']!r} is not in the codebook", "See the codebook, 4.")
    for field, value in raw.items():
        if field not in ("ambiguous", "affiliations") and not _is_text(value):
            raise LexiconError(path, line, f"{field} holds {value!r}, no text", "Quote it.")
    for code in raw["countries"]:
        if not re.fullmatch("[A-Z]{2}", code):
            raise LexiconError(path, line, f"{code!r} is no country", "Use ISO 3166 alpha-2, e.g. LY.")
    return ActorEntry(
        id=raw["id"],
        name=raw["name"],
        name_ar=raw["name_ar"],
        kind=raw["kind"],
        countries=tuple(raw["countries"]),
        aliases=tuple(raw.get("aliases", ())),
        weak=tuple(raw.get("weak", ())),
        ambiguous=bool(raw.get("ambiguous")),
        affiliations=tuple(_tie(path, line, tie) for tie in raw.get("affiliations", ())),
        fires=tuple(raw["fires"]),
        traps=tuple(raw.get("traps", ())),
    )


def _is_text(value: object) -> bool:
    return all(isinstance(item, str) for item in (value if isinstance(value, list) else [value]))


def _tie(path: str, line: int, raw: dict[str, Any]) -> Affiliation:
    refuse_unknown(path, line, raw, _TIE_FIELDS)
    relations = [name for name in get_args(Relation) if name in raw]
    if len(relations) != 1:
        raise LexiconError(
            path, line, "an affiliation has one relation", "Name part_of, allied_with or split_from."
        )
    if not raw.get("source"):
        raise LexiconError(
            path, line, "an affiliation without source", "Say who reports it, or leave it out."
        )
    for end in ("from", "to"):
        if end in raw and not _DAY.fullmatch(str(raw[end])):
            raise LexiconError(
                path, line, f"{raw[end]!r} is no date", 'Write "2014", "2014-05" or "2014-05-16".'
            )
    first, last = (str(raw[end]) if end in raw else None for end in ("from", "to"))
    if first and last and first > last:
        raise LexiconError(path, line, f"from {first} is after to {last}", "Swap them.")
    return Affiliation(relations[0], raw[relations[0]], first, last, raw["source"])


def _check_ties(path: str, entries: dict[str, ActorEntry], lines: dict[str, int]) -> None:
    for entry in entries.values():
        for tie in entry.affiliations:
            if tie.other not in entries:
                problem = f"{entry.id} is tied to {tie.other!r}, which no entry has"
                raise LexiconError(path, lines[entry.id], problem, "Add the entry or mend the id.")
        trail = _loop(entry.id, entries, ())
        if trail:
            problem = f"part_of runs in a circle: {' → '.join(trail)}"
            raise LexiconError(path, lines[entry.id], problem, "Take out one of the ties.")


def _loop(actor: str, entries: dict[str, ActorEntry], trail: tuple[str, ...]) -> tuple[str, ...]:
    """The circle of part_of ties that `actor` closes, empty if there is none."""
    if actor in trail:
        return (*trail, actor)
    for tie in entries[actor].affiliations:
        if tie.relation == "part_of" and tie.other in entries:
            found = _loop(tie.other, entries, (*trail, actor))
            if found:
                return found
    return ()


def _index(path: str, entries: dict[str, ActorEntry], lines: dict[str, int]) -> dict[str, tuple[Alias, ...]]:
    owners: dict[tuple[tuple[str, ...], bool, bool], list[ActorEntry]] = {}
    for entry in entries.values():
        for weak, names in ((False, (entry.name_ar, *entry.aliases)), (True, entry.weak)):
            for name in names:
                for written in case_forms(name):
                    _claim(
                        path, lines[entry.id], owners, (alias_words(written), _article(written), weak), entry
                    )
    found: dict[str, list[Alias]] = {}
    for (words, article, weak), claimed in owners.items():
        found.setdefault(words[0], []).append(Alias(words[1:], article, weak, tuple(claimed)))
    return {first: tuple(sorted(all_, key=lambda a: -len(a.rest))) for first, all_ in found.items()}


def _article(name: str) -> bool:
    words = name.split()
    return len(words) == 1 and fold(words[0]).startswith("ال") and len(words[0]) > 3


def case_forms(name: str) -> set[str]:
    """A name and, where words end in ون, the name with ين."""
    return {name, " ".join(re.sub("ون$", "ين", word) if len(word) > 4 else word for word in name.split())}


def _claim(
    path: str,
    line: int,
    owners: dict[tuple[tuple[str, ...], bool, bool], list[ActorEntry]],
    key: tuple[tuple[str, ...], bool, bool],
    entry: ActorEntry,
) -> None:
    claimed = owners.setdefault(key, [])
    if entry in claimed:
        return
    for other in claimed:
        if not (entry.ambiguous and other.ambiguous) or set(entry.countries[:1]) == set(other.countries[:1]):
            problem = f"{entry.id} and {other.id} share the name {' '.join(key[0])!r}"
            repair = "Take it from one, or mark both `ambiguous: true` if their countries differ."
            raise LexiconError(path, line, problem, repair)
    claimed.append(entry)


@lru_cache(maxsize=1)
def load_actors() -> ActorLexicon:
    """The shipped actors, checked. Raises LexiconError on the first fault."""
    return parse_actors("actors.yaml", read_package_text("actors.yaml"))
