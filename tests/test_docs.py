"""The docs are whole: the reference names all that the code knows, links lead somewhere, examples run."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click
import pytest
import yaml

from marsad import errors
from marsad.cli import cli
from marsad.export.jsonl import Json, dumps, loads, to_json
from marsad.lexicons import actors, cues, place_words, roles, speech, triggers
from marsad.model import (
    ACTOR_KINDS,
    CASUALTY_KINDS,
    CHANGES,
    CONTROL_STATES,
    EVENT_TYPES,
    MODALITIES,
    PLEDGE_STATUSES,
    Document,
)
from marsad.model.report import DayPrecision, NoticeKind, Whose
from marsad.pipeline import default_coder, explain_document

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md")} | {ROOT / "frontend" / "README.md"})
LEXICONS = ROOT / "src" / "marsad" / "lexicons"
LEXICON_FILES = sorted(str(path.relative_to(LEXICONS)) for path in LEXICONS.rglob("*.yaml"))
LEXICONS_BY_WHY = {"wordsets.yaml"}  # sets that explain themselves in the file

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    assert f"\n## {heading}\n" in text, f"no section {heading!r}"
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def absent(names: Iterable[str], text: str) -> set[str]:
    """The names that a text does not give in code type, alone or in a row of fields."""
    told = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[\w./*-]+", code)}
    return {name for name in names if name not in told}


def rows(text: str) -> tuple[str, ...]:
    """The codes in the first cells of the tables of a text, in order."""
    cells = re.findall(r"^\|([^|]*)\|", text, re.MULTILINE)
    return tuple(code for cell in cells for code in re.findall(r"`(\w+)`", cell))


# --- the reference is complete ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (EVENT_TYPES, "2. Types"),
        (MODALITIES, "3. Modality"),
        (ACTOR_KINDS, "4. Slots"),
        (CASUALTY_KINDS, "4. Slots"),
        (CHANGES, "4. Slots"),
    ],
)
def test_every_code_has_its_row_in_the_codebook(names: tuple[str, ...], where: str) -> None:
    told = rows(section(page("docs/reference/codebook.md"), where))
    assert [name for name in names if told.count(name) != 1] == []


@pytest.mark.parametrize(("names", "where"), [(EVENT_TYPES, "2. Types"), (MODALITIES, "3. Modality")])
def test_the_codebook_has_no_type_or_modality_that_the_coder_lacks(
    names: tuple[str, ...], where: str
) -> None:
    assert set(rows(section(page("docs/reference/codebook.md"), where))) - {"type", "modality"} == set(names)


@pytest.mark.parametrize(
    ("names", "where"),
    [
        (get_args(Whose), "4. Slots"),
        (get_args(DayPrecision), "4. Slots"),
        (get_args(NoticeKind), "5. The record of one report"),
        (CONTROL_STATES, "6. Across reports"),
        (PLEDGE_STATUSES, "6. Across reports"),
    ],
)
def test_every_other_code_is_named_in_the_codebook(names: tuple[str, ...], where: str) -> None:
    assert absent(names, section(page("docs/reference/codebook.md"), where)) == set()


def test_the_codebooks_record_is_one_and_has_every_key() -> None:
    text = section(page("docs/reference/codebook.md"), "5. The record of one report")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert example
    given: Json = yaml.safe_load(example[1])
    assert to_json(loads(dumps(loads(example[1])))) == given


def test_every_command_stands_in_the_reference() -> None:
    text = page("docs/reference/cli.md")
    commands = cli.list_commands(click.Context(cli))
    assert len(commands) >= 6
    assert [name for name in commands if f"\n## marsad {name}\n" not in text] == []


def test_every_setting_stands_in_the_reference() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r'["\'](MARSAD_[A-Z_]*[A-Z])["\']', code))
    named |= {f"MARSAD_{name}" for name in re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', code)}
    reference = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md"))
    assert len(named) >= 9
    assert {name for name in named if not re.search(rf"`{name}\b", reference)} == set()


def test_every_error_stands_in_the_reference() -> None:
    family = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert absent(family, page("docs/reference/errors.md").replace("`s", "`")) == set()


def fields_of(name: str) -> set[str]:
    """The fields of a lexicon's entries, or the sections of a table."""
    content: Any = yaml.load((LEXICONS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return set(content) if isinstance(content, dict) else {field for entry in content for field in entry}


@pytest.mark.parametrize("name", LEXICON_FILES)
def test_every_lexicon_and_field_in_use_stands_in_the_reference(name: str) -> None:
    heading = re.sub("^triggers/.*", "triggers/*.yaml", name)
    text = section(page("docs/reference/lexicons.md"), heading)
    fields = {"why", "words"} if name in LEXICONS_BY_WHY else fields_of(name)
    assert absent(fields, text) == set()


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("triggers/*.yaml", triggers._FIELDS | set(get_args(triggers.Pattern))),
        ("cues.yaml", cues._FIELDS | set(get_args(cues.Does)) | set(get_args(cues.Standing))),
        ("actors.yaml", actors._FIELDS | actors._TIE_FIELDS),
        ("roles.yaml", roles._ROLE_FIELDS | set(get_args(roles.Sort))),
        ("phrase_words.yaml", roles._WORD_FIELDS),
        ("nationalities.yaml", roles._NATION_FIELDS),
        ("speech.yaml", speech._FIELDS | set(get_args(speech.Manner))),
        ("place_words.yaml", set(get_args(place_words.NounKind))),
    ],
)
def test_every_field_and_value_that_a_loader_takes_stands_in_the_reference(
    heading: str, names: set[str]
) -> None:
    assert absent(names, section(page("docs/reference/lexicons.md"), heading)) == set()


# --- links -----------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The names that headings get: lower case, marks dropped, spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_pages_and_headings_that_exist(path: Path) -> None:
    broken = []
    for link in _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8"))):
        target, _, anchor = link.partition("#")
        if re.match(r"https?:|mailto:", target):
            continue
        found = (path.parent / target).resolve() if target else path
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_index() -> None:
    seen, waiting = set(), [DOCS / "index.md"]
    while waiting:
        here = waiting.pop()
        if here in seen or here.suffix != ".md" or not here.exists():
            continue
        seen.add(here)
        links = _LINK.findall(_CODE.sub("", here.read_text(encoding="utf-8")))
        waiting += [(here.parent / link.partition("#")[0]).resolve() for link in links if ":" not in link]
    assert {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md") if path not in seen} == set()


def test_pages_named_in_the_code_exist() -> None:
    sources = [
        path
        for folder in ("src", "gazetteer", "benchmarks")
        for kind in ("*.py", "*.yaml")
        for path in (ROOT / folder).rglob(kind)
    ]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r"(?:docs/[a-z-]+|gazetteer)/[A-Za-z-]+\.md", code))
    assert len(named) >= 5
    assert {name for name in named if not (ROOT / name).exists()} == set()


# --- examples --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README.md", "docs/explanation/method.md"])
def test_python_examples_run_and_print_what_they_say(name: str) -> None:
    example = doctest.DocTestParser().get_doctest(page(name).replace("\n```", "\n\n"), {}, name, name, 0)
    assert example.examples
    told: list[str] = []
    assert doctest.DocTestRunner().run(example, out=told.append).failed == 0, "".join(told)


def test_the_entry_of_the_walk_through_proves_itself() -> None:
    text = re.search(r"```yaml\n(.*?)```", page("CONTRIBUTING.md"), re.DOTALL)
    assert text
    (entry,) = triggers.parse_triggers("CONTRIBUTING.md", text[1])
    coder = default_coder()
    entries = (*coder.triggers.entries, entry)
    coder = replace(coder, triggers=triggers.TriggerLexicon(entries, triggers._index(entries)))

    def types_in(sentence: str) -> list[str]:
        reading = explain_document(Document("d", sentence), coder)
        return [draft.type for draft in reading.drafts if draft.entry_id == entry.id]

    assert [types_in(sentence) for sentence in entry.fires] == [[entry.type]]
    assert [types_in(sentence) for sentence in entry.traps] == [[], []]


def test_every_promise_stands_beside_a_test_that_exists() -> None:
    promised = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page("SECURITY.md")))
    assert len(promised) >= 20
    gone = {
        f"{file}::{name}"
        for file, name in promised
        if not (ROOT / file).exists() or (name and f"def {name}(" not in page(file))
    }
    assert gone == set()


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    named = {
        target
        for path in PAGES
        for code in _CODE.findall(path.read_text(encoding="utf-8"))
        for target in re.findall(r"\bmake ([a-z][a-z-]*)", code)
    }
    assert len(named) >= 5
    assert named - targets == set()


def test_every_option_of_a_command_shown_exists() -> None:
    """`marsad read … --out`: each option in the pages is one of its command."""
    shown = {
        (command, option)
        for path in PAGES
        for line in path.read_text(encoding="utf-8").splitlines()
        for command, rest in re.findall(
            r"\bmarsad (read|add|up|probe|score|samples|export|gazetteer import)\b([^`|&]*)", line
        )
        for option in re.findall(r"(?<!\S)--[a-z-]+", rest)
    }
    assert len(shown) >= 8
    help_of = {
        command: subprocess.run(
            [sys.executable, "-m", "marsad.cli", *command.split(), "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for command in {command for command, _ in shown}
    }
    assert {(c, o) for c, o in shown if o not in help_of[c]} == set()
