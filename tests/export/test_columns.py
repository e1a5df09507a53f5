from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.export.columns import Column, csv_text, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert safe_cell(start + 'HYPERLINK("x")') == "'" + start + 'HYPERLINK("x")'


@pytest.mark.parametrize(("number", "cell"), [(-33.5, "-33.5"), (-1, "-1"), (0, "0"), (None, "")])
def test_numbers_stay_numbers_and_the_unknown_stays_empty(number, cell):
    assert safe_cell(number) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=5))
def test_any_text_comes_back_from_csv_and_never_begins_a_formula(texts):
    columns = [Column(f"c{n}", "text", "") for n in range(len(texts))]
    text = csv_text(columns, [{f"c{n}": value for n, value in enumerate(texts)}])
    _, row = csv.reader(io.StringIO(text, newline=""))
    assert [cell[1:] if cell != value else cell for cell, value in zip(row, texts, strict=True)] == texts
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
