"""The one-time link that makes the first administrator, and log-in that slows down guessing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.utils import timezone

from marsad.web.accounts import actions
from marsad.web.accounts.models import FailedLogin, SetupLink, User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PASSWORD = "نهر طويل بين جبلين"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """The real hashing takes a third of a second a password, by design."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _use(token: str, *, at: datetime = NOW, username: str = "mudira") -> User | None:
    return actions.use_setup_link(token, username=username, password=PASSWORD, at=at)


def test_the_link_makes_one_administrator_once():
    token = actions.make_setup_link(at=NOW)
    user = _use(token)
    assert user.is_superuser
    assert user.check_password(PASSWORD)
    assert actions.has_administrator()
    assert _use(token, username="second") is None
    assert list(User.objects.values_list("username", flat=True)) == ["mudira"]


def test_only_the_hash_of_the_link_is_kept():
    token = actions.make_setup_link(at=NOW)
    (row,) = SetupLink.objects.values_list("digest", flat=True)
    assert row not in token
    assert token not in row


def test_the_link_expires():
    token = actions.make_setup_link(at=NOW)
    assert actions.open_link(token, at=NOW + actions.LINK_LIFE - timedelta(seconds=1))
    assert _use(token, at=NOW + actions.LINK_LIFE) is None
    assert not User.objects.exists()


def test_a_new_link_ends_the_earlier_one():
    first = actions.make_setup_link(at=NOW)
    second = actions.make_setup_link(at=NOW)
    assert actions.open_link(first, at=NOW) is None
    assert actions.open_link(second, at=NOW)


def test_a_link_signed_by_another_key_is_refused_even_if_its_hash_is_known():
    forged = signing.Signer(key="another", salt="marsad.setup-link").sign("x")
    SetupLink.objects.create(digest=actions._digest(forged), made=NOW, expires=NOW + timedelta(hours=1))
    assert actions.open_link(forged, at=NOW) is None


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("قصيرة", "قصيرة", "12"),
        (PASSWORD, "كلمة أخرى طويلة جدا", "The two passwords differ."),
        ("password1234", "password1234", "too common"),
        ("847362910473", "847362910473", "entirely numeric"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_and_the_link_stays(client, password, again, told):
    token = actions.make_setup_link(at=timezone.now())
    form = {"username": "mudira", "password": password, "again": again}
    answer = client.post(f"/en/setup/{token}/", form)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not User.objects.exists()
    assert actions.open_link(token, at=timezone.now())


def test_the_page_of_a_spent_link_says_so_and_is_not_kept_by_the_browser(client):
    answer = client.get("/en/setup/anything/")
    assert answer.status_code == 410
    assert "This link is spent" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_log_in_and_out(client):
    _use(actions.make_setup_link(at=NOW))
    answer = client.post("/en/login/", {"username": "mudira", "password": PASSWORD})
    assert answer.status_code == 302
    cookie = client.cookies["marsad_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "mudira" in client.get("/en/reports/").content.decode()
    client.post("/en/logout/")
    assert "mudira" not in client.get("/en/reports/").content.decode()


def test_log_in_never_leads_to_another_host(client):
    _use(actions.make_setup_link(at=NOW))
    form = {"username": "mudira", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/en/login/", form)["Location"] == "/en/reports/"


def test_a_refused_log_in_says_the_same_whether_or_not_the_name_exists(client):
    _use(actions.make_setup_link(at=NOW))

    def refused(name: str) -> str:
        page = client.post("/en/login/", {"username": name, "password": "wrong"}).content.decode()
        start = page.index('<ul class="errorlist"')
        return page[start : page.index("</ul>", start)]

    assert refused("mudira") == refused("nobody")


def test_after_ten_refusals_even_the_right_password_waits(client):
    _use(actions.make_setup_link(at=NOW))
    for _ in range(actions.GUESSES):
        client.post("/en/login/", {"username": "mudira", "password": "wrong"})
    answer = client.post("/en/login/", {"username": "mudira", "password": PASSWORD})
    assert "Too many attempts" in answer.content.decode()
    FailedLogin.objects.update(at=timezone.now() - actions.GUESS_WINDOW - timedelta(seconds=1))
    assert client.post("/en/login/", {"username": "mudira", "password": PASSWORD}).status_code == 302


def test_a_form_without_its_token_is_refused_in_words(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/en/login/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "This was refused" in answer.content.decode()
