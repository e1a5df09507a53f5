"""Whole reports are coded as their golden files say. After a change that is meant: `make golden`."""

from __future__ import annotations

import pytest

from .rewrite import HERE, REPORTS, document_of, page, path_of


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_coded_as_its_golden_file_says(report: str) -> None:
    assert page(document_of(report)) == path_of(report).read_text(encoding="utf-8"), (
        "run `make golden`, read the diff"
    )


def test_every_golden_file_is_compared() -> None:
    assert {path.name for path in HERE.glob("*.txt")} == {path_of(report).name for report in REPORTS}
