"""Rules over the site's whole source: who may write, which words are translated, what is documented."""

from __future__ import annotations

import ast
import gettext
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.base import Lexer, TokenType

import marsad.web
from marsad.errors import UsageError
from marsad.web import environment

WEB = Path(marsad.web.__file__).parent
ACTIONS = {"store/actions.py", "store/copies.py", "accounts/actions.py"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}


def _writes(path: Path) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    names = (call.func.attr for call in calls if isinstance(call.func, ast.Attribute))
    return [name for name in names if name in WRITES]


def test_only_actions_write_to_the_store():
    allowed = ACTIONS | {"store/models.py"}  # there `save` hands on to Django's own
    found = {
        str(path.relative_to(WEB)): _writes(path)
        for path in WEB.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {path for path, calls in found.items() if calls} == allowed


def _message_ids() -> set[str]:
    """Everything that templates and code mark for translation."""
    found = set()
    for path in WEB.rglob("*.html"):
        for token in Lexer(path.read_text()).tokenize():
            if token.token_type is TokenType.BLOCK and token.contents.startswith("translate "):
                found.add(re.match(r'translate "([^"]*)"', token.contents).group(1))
    for path in WEB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "gettext"}
            ):
                found.add(node.args[0].value)
    return found


def test_every_word_of_the_site_is_there_in_arabic():
    with (WEB / "locale/ar/LC_MESSAGES/django.mo").open("rb") as compiled:
        arabic = gettext.GNUTranslations(compiled)._catalog
    words = _message_ids()
    assert len(words) > 150
    assert {word for word in words if not arabic.get(word)} == set()


def test_the_compiled_words_are_those_of_the_source():
    from babel.messages.pofile import read_po

    folder = WEB / "locale/ar/LC_MESSAGES"
    with (folder / "django.po").open("rb") as source, (folder / "django.mo").open("rb") as compiled:
        written = read_po(source, locale="ar")
        arabic = gettext.GNUTranslations(compiled)
    for message in written:
        if message.id and isinstance(message.id, str):
            told = (
                arabic.pgettext(message.context, message.id)
                if message.context
                else arabic.gettext(message.id)
            )
            assert told == message.string


def test_arabic_counts_in_its_six_ways():
    with (WEB / "locale/ar/LC_MESSAGES/django.mo").open("rb") as compiled:
        arabic = gettext.GNUTranslations(compiled)
    told = [
        arabic.ngettext("%(total)s event", "%(total)s events", n) % {"total": n}
        for n in (0, 1, 2, 3, 11, 100)
    ]
    assert told == ["لا أحداث", "حدث واحد", "حدثان", "3 أحداث", "11 حدثًا", "100 حدث"]


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_every_setting_is_documented():
    page = (Path(__file__).parents[2] / "docs/reference/settings.md").read_text()
    code = "".join(
        path.read_text() for path in (WEB / "settings.py", WEB / "environment.py", WEB / "folder.py")
    )
    named = {f"MARSAD_{name}" for name in re.findall(r'environment\.\w+\("(\w+)"', code)}
    named |= set(re.findall(r'"(MARSAD_\w+)"', code))
    assert len(named) >= 8
    assert {name for name in named if f"`{name}`" not in page} == set()


def test_debug_is_off_and_models_of_ours_are_few_enough_to_know():
    assert settings.DEBUG is False
    assert {model.__name__ for model in apps.get_app_config("accounts").get_models()} == {
        "User", "SetupLink", "FailedLogin",
    }  # fmt: skip


def test_the_database_url(monkeypatch, tmp_path):
    monkeypatch.setenv(
        "MARSAD_DATABASE_URL", "postgresql://mar%40sad:se%3Acret@db:5433/record?sslmode=require"
    )
    assert environment.database(tmp_path) == {
        "ENGINE": "django.db.backends.postgresql", "NAME": "record", "USER": "mar@sad", "PASSWORD": "se:cret",
        "HOST": "db", "PORT": "5433", "OPTIONS": {"sslmode": "require"},
    }  # fmt: skip
    monkeypatch.setenv("MARSAD_DATABASE_URL", "mysql://x/y")
    with pytest.raises(UsageError, match="Write postgresql://"):
        environment.database(tmp_path)


@pytest.mark.parametrize(("given", "value"), [("1", True), ("Yes", True), ("0", False), ("", False)])
def test_a_switch(monkeypatch, given, value):
    monkeypatch.setenv("MARSAD_HTTPS", given)
    assert environment.switch("HTTPS") is value


def test_a_setting_that_is_not_understood_is_named(monkeypatch):
    monkeypatch.setenv("MARSAD_HTTPS", "maybe")
    with pytest.raises(UsageError, match=r"MARSAD_HTTPS is 'maybe'. Write 1 for yes or 0 for no"):
        environment.switch("HTTPS")
    monkeypatch.setenv("MARSAD_PUBLIC_DECIMALS", "two")
    with pytest.raises(UsageError, match=r"MARSAD_PUBLIC_DECIMALS is 'two'. Write a whole number"):
        environment.number("PUBLIC_DECIMALS", 2)
