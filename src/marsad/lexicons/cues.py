"""Cue words: modality, agents, light verbs, aggregates and turns of a report.

File: `cues.yaml`. An entry lists `words` (single words or phrases, matched on folded forms with
proclitics peeled) or `verbs` (past/present), what they do, and where they stand to a trigger.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from marsad.arabic.fold import fold
from marsad.arabic.inflection import verb_forms
from marsad.errors import LexiconError
from marsad.lexicons.loader import (
    check_kinds,
    load_entries,
    past_and_present,
    read_package_text,
    refuse_unknown,
    require,
    unique_ids,
)

Does = Literal[
    "negated", "failed", "denied", "planned", "threatened", "hypothetical", "by", "light", "suffers", "reaches",
    "demanded", "aggregate", "another", "accident", "turn", "clause",
]  # fmt: skip
Standing = Literal["before", "after", "near", "any", "sentence"]
_FIELDS = frozenset({"id", "does", "place", "reach", "words", "verbs", "sense", "fires", "traps"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One set of cue words. `reach` counts tokens between cue and trigger."""

    id: str
    does: Does
    place: Standing
    reach: int
    fires: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cues by the first folded word of their phrase: (the whole phrase, the cue)."""

    cues: tuple[Cue, ...]
    by_word: dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]


def parse_cues(path: str, text: str) -> CueLexicon:
    """The cues of one file, checked. Raises LexiconError with the line of the first fault."""
    cues: list[Cue] = []
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for line, raw in unique_ids(path, load_entries(path, text)):
        cue = _cue(path, line, raw)
        cues.append(cue)
        for phrase in _phrases(path, line, raw):
            found.setdefault(phrase[0], []).append((phrase, cue))
    return CueLexicon(tuple(cues), {w: tuple(sorted(p, key=_longest_first)) for w, p in found.items()})


def _longest_first(pair: tuple[tuple[str, ...], Cue]) -> int:
    return -len(pair[0])


def _cue(path: str, line: int, raw: dict[str, Any]) -> Cue:
    refuse_unknown(path, line, raw, _FIELDS)
    require(path, line, raw, ("id", "does", "place", "sense", "fires"))
    check_kinds(path, line, raw, lists=("words", "verbs", "fires", "traps"), numbers=("reach",))
    for field, allowed in (("does", get_args(Does)), ("place", get_args(Standing))):
        if raw[field] not in allowed:
            problem = f"{field} {raw[field]!r} is unknown"
            raise LexiconError(path, line, problem, f"Allowed: {', '.join(allowed)}.")
    return Cue(
        raw["id"],
        raw["does"],
        raw["place"],
        raw.get("reach", 3),
        tuple(raw["fires"]),
        tuple(raw.get("traps", [])),
    )


def _phrases(path: str, line: int, raw: dict[str, Any]) -> set[tuple[str, ...]]:
    phrases = {tuple(fold(word).split()) for word in raw.get("words", [])}
    for verb in raw.get("verbs", []):
        phrases |= {(form.text,) for form in verb_forms(*past_and_present(path, line, verb))}
    if not phrases:
        raise LexiconError(path, line, f"{raw['id']} has neither words nor verbs", "Add one of them.")
    return phrases


@lru_cache(maxsize=1)
def load_cues() -> CueLexicon:
    """The cues shipped with the package. Read once a process."""
    return parse_cues("cues.yaml", read_package_text("cues.yaml"))
