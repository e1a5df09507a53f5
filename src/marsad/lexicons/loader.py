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
    return {key.value: _value(path, value) for key, value in node.value}


def _value(path: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(path, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(path, value) for key, value in node.value}
    return _scalar(path, node)


def _scalar(path: str, node: Any) -> str | bool | int:
    line, text = node.start_mark.line + 1, node.value
    if node.tag == "tag:yaml.org,2002:bool" and text in ("true", "false"):
        return bool(text == "true")
    if node.tag == "tag:yaml.org,2002:int":
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


def unique_ids(path: str, entries: list[tuple[int, Entry]]) -> Iterator[tuple[int, Entry]]:
    """The entries, with LexiconError at the second use of an id."""
    seen: dict[str, int] = {}
    for line, entry in entries:
        first = seen.setdefault(str(entry.get("id")), line)
        if first != line:
            raise LexiconError(path, line, f"id {entry['id']!r} is used in line {first}", "Rename one.")
        yield line, entry
