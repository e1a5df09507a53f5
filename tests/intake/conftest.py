"""Read bytes as if they were files."""

import pytest

from marsad.intake import Limits, Refused, read_bytes
from marsad.model import Document


@pytest.fixture
def read():
    """Read bytes (or text as UTF-8) under a file name: the list of outcomes."""

    def reader(content, name="report.txt", **limits):
        data = content.encode() if isinstance(content, str) else content
        return list(read_bytes(data, name, limits=Limits(**limits)))

    return reader


@pytest.fixture
def one(read):
    """The one document in some bytes."""

    def reader(content, name="report.txt", **limits):
        outcomes = read(content, name, **limits)
        assert [type(outcome) for outcome in outcomes] == [Document], outcomes
        return outcomes[0]

    return reader


@pytest.fixture
def refusal(read):
    """The one refusal that some bytes get."""

    def reader(content, name="report.txt", **limits):
        outcomes = read(content, name, **limits)
        assert [type(outcome) for outcome in outcomes] == [Refused], outcomes
        return outcomes[0]

    return reader
