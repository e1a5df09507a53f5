"""Open a lexicon file, check it whole, and say where it is wrong.

Every lexicon is YAML, a list of entries, one field a line. Every scalar must be a string (bare
`yes` and `no` turn into booleans in YAML, bare 12 into a number), text must be NFC without invisible
direction marks, and ids must be unique. Line numbers in errors are those of the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import yaml

from marsad.errors import LexiconError

_BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")

Entry = dict[str, Any]


def read_package_text(name: str) -> str:
    """The text of a lexicon shipped with the package, e.g. "triggers/violence.yaml"."""
    return files("marsad.lexicons").joinpath(name).read_text(encoding="utf-8")


def load_entries(path: str, text: str) -> list[tuple[int, Entry]]:
    """The entries of a lexicon with the line each begins on. Raises LexiconError on the first fault."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        problem = f"not YAML: {getattr(error, 'problem', error)}"
        raise LexiconError(path, line, problem, "Quote the value or mend the indent.") from error
    if not isinstance(root, yaml.SequenceNode):
        raise LexiconError(path, 1, "a lexicon is a list of entries", "Begin each entry with «- id: …».")
    return [(node.start_mark.line + 1, _entry(path, node)) for node in root.value]


def _entry(path: str, node: yaml.Node) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1
        raise LexiconError(path, line, "an entry is a mapping", "Write one «field: value» a line.")
    return _mapping(path, node)


def _mapping(path: str, node: yaml.MappingNode) -> Entry:
    """The fields of a mapping; YAML itself would let the second of two equal ones win in silence."""
    fields: Entry = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise LexiconError(path, line, "a field's name is a word", "Write one «field: value» a line.")
        if key.value in fields:
            raise LexiconError(path, line, f"field «{key.value}» stands twice", "Join the two.")
        fields[key.value] = _value(path, value)
    return fields


def _value(path: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(path, node)
    return _scalar(path, node)


def _scalar(path: str, node: Any) -> str | bool | int:
    line, text = node.start_mark.line + 1, node.value
    if node.tag == "tag:yaml.org,2002:bool" and text in ("true", "false"):
        return bool(text == "true")
    if node.tag == "tag:yaml.org,2002:int" and text.isdecimal():
        return int(text)
    if node.tag != "tag:yaml.org,2002:str" and not node.style:
        kind = node.tag.rsplit(":", 1)[-1]
        raise LexiconError(path, line, f"{text!r} is read as {kind}, not as text", "Quote it.")
    if unicodedata.normalize("NFC", text) != text:
        raise LexiconError(path, line, f"{text!r} is not in Unicode NFC", "Normalise the file to NFC.")
    if _BIDI & set(text):
        raise LexiconError(path, line, f"{text!r} holds an invisible direction mark", "Delete the mark.")
    return str(text)


class _Loader(yaml.SafeLoader):
    """SafeLoader's resolver; `compose` keeps the nodes and so the line numbers."""


def require(path: str, line: int, entry: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    """Raise LexiconError where a field is missing or empty."""
    for field in fields:
        if not entry.get(field):
            name = entry.get("id", "the entry")
            raise LexiconError(path, line, f"{name} has no «{field}»", f"Add a line «{field}: …».")


def refuse_unknown(path: str, line: int, entry: Mapping[str, Any], known: frozenset[str]) -> None:
    """Raise LexiconError for a field that the schema does not know: a typo would be ignored in silence."""
    for field in entry:
        if field not in known:
            allowed = ", ".join(sorted(known))
            raise LexiconError(path, line, f"unknown field «{field}»", f"Allowed: {allowed}.")


def check_kinds(
    path: str,
    line: int,
    entry: Mapping[str, Any],
    *,
    lists: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> None:
    """Raise LexiconError for a field of the wrong kind: a lone word for a list would be read by letters."""
    for field in lists:
        rows = entry.get(field, [])
        if not isinstance(rows, list) or not all(isinstance(row, str) and row.strip() for row in rows):
            raise LexiconError(path, line, f"«{field}» is not a list of texts", f"Write «{field}: [..]».")
    for field in numbers:
        if type(entry.get(field, 0)) is not int:
            raise LexiconError(path, line, f"«{field}» is not a number", f"Write «{field}: 6».")
    for field in flags:
        if not isinstance(entry.get(field, False), bool):
            raise LexiconError(path, line, f"«{field}» is neither true nor false", f"Write «{field}: true».")


def past_and_present(path: str, line: int, verb: str) -> tuple[str, str]:
    """The two forms by which a lexicon names a verb. Raises LexiconError where one is missing."""
    past, _, present = (part.strip() for part in verb.partition("/"))
    if not past or not present:
        problem = f"verb {verb!r} has no {'present' if past else 'past'}"
        raise LexiconError(path, line, problem, "Write past/present, e.g. هاجم/يهاجم.")
    return past, present


def unique_ids(path: str, entries: list[tuple[int, Entry]]) -> Iterator[tuple[int, Entry]]:
    """The entries, with LexiconError at the second use of an id."""
    seen: dict[str, int] = {}
    for line, entry in entries:
        first = seen.setdefault(str(entry.get("id")), line)
        if first != line:
            raise LexiconError(path, line, f"id {entry['id']!r} is used in line {first}", "Rename one.")
        yield line, entry
