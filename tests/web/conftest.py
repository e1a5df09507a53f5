"""The site under test: a store with one report, and readers of both languages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.test import Client

sys.path.insert(0, str(Path(__file__).parent))  # `site_records` is shared by the tests beside it

from site_records import Json, the_battle

from marsad.web.store.actions import add_report, report_key


@pytest.fixture
def battle(db: None) -> Json:
    """The record of the battle, stored."""
    record = the_battle()
    add_report(record, by="test")
    return record


@pytest.fixture
def battle_url(battle: Json) -> str:
    """The address of its page without the language: /ar + this."""
    return f"/reports/{report_key(battle['document']['id'])}/"


@pytest.fixture
def reader() -> Client:
    """A browser that has not logged in; faults of the site are answers, not exceptions."""
    return Client(raise_request_exception=False)
