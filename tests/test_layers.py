"""The import rule of the project: stages import upstream only, and the core needs no extra.

model, errors ← arabic ← lexicons ← read ← resolve ← record, export ← pipeline ← batch, web, cli
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "marsad"
MAY_IMPORT = {
    "errors": set(),
    "model": {"errors"},
    "arabic": {"errors", "model", "lexicons"},
    "lexicons": {"errors", "model", "arabic"},
    "intake": {"errors", "model", "arabic", "lexicons"},
    "read": {"errors", "model", "arabic", "lexicons"},
    "learned": {"errors", "model", "arabic", "lexicons", "read"},
    "resolve": {"errors", "model", "arabic", "lexicons", "read"},
    "record": {"errors", "model", "arabic", "lexicons", "resolve", "export"},
    "export": {"errors", "model", "record"},
}
OUTSIDE = {"django": {"web"}, "csp": {"web"}, "pyspark": {"batch"}, "click": {"cli"}, "rich": {"cli", "web"}}


def modules() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if "migrations" not in p.parts)


def imports(path: Path) -> set[str]:
    """Every module name that a file imports, at any depth of its code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def stage(path: Path) -> str:
    part = path.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_stage_imports_upstream_only(path: Path) -> None:
    allowed = MAY_IMPORT.get(stage(path))
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("marsad.")}
    if allowed is not None:
        assert ours <= allowed | {stage(path)}
    if stage(path) not in ("cli", "web", "__main__"):
        assert not ours & {"cli", "web"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_frameworks_stay_in_their_stage(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports(path)}
    for framework, stages in OUTSIDE.items():
        if framework in outside:
            assert stage(path) in stages


def test_importing_marsad_pulls_in_no_framework() -> None:
    code = "import sys, marsad; print(*(m for m in sys.modules if '.' not in m))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"django", "click", "rich", "trafilatura", "lxml", "pyarrow"} & set(run.stdout.split())
