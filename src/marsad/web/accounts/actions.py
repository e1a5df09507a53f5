"""Every change to accounts: the one-time link, the administrator it makes, refused log-ins."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from marsad.web.accounts.models import FailedLogin, SetupLink, User

LINK_LIFE = timedelta(hours=24)
GUESSES = 10  # refused log-ins of one name within GUESS_WINDOW before the name must wait
GUESS_WINDOW = timedelta(minutes=15)
_signer = signing.Signer(salt="marsad.setup-link")


def make_setup_link(*, at: datetime) -> str:
    """A token that makes one administrator until `at` + LINK_LIFE. Earlier unused tokens end."""
    token = _signer.sign(secrets.token_urlsafe(32))
    with transaction.atomic():
        SetupLink.objects.filter(used=None).delete()
        SetupLink.objects.create(digest=_digest(token), made=at, expires=at + LINK_LIFE)
    return token


def open_link(token: str, *, at: datetime) -> SetupLink | None:
    """The link of `token` if it is ours, unused and not expired."""
    try:
        _signer.unsign(token)
    except signing.BadSignature:
        return None
    return SetupLink.objects.filter(digest=_digest(token), used=None, expires__gt=at).first()


def use_setup_link(token: str, *, username: str, password: str, at: datetime) -> User | None:
    """Make the administrator `username`, or give a known name a new password. None: the link is spent.

    The name and password are checked by the form that asks for them.
    """
    with transaction.atomic():
        link = open_link(token, at=at)
        taken = link and SetupLink.objects.filter(pk=link.pk, used=None).update(used=at)
        if not taken:
            return None
        user = User.objects.filter(username=username).first() or User(username=username)
        user.is_active = user.is_staff = user.is_superuser = True
        user.set_password(password)
        user.save()
        return user


def has_administrator() -> bool:
    return User.objects.filter(is_superuser=True, is_active=True).exists()


def note_refused_login(name: str, *, at: datetime) -> None:
    """Count a refused log-in, and forget those too old to matter."""
    with transaction.atomic():
        FailedLogin.objects.filter(at__lt=at - GUESS_WINDOW).delete()
        FailedLogin.objects.create(name_digest=_digest(name), at=at)


def must_wait(name: str, *, at: datetime) -> bool:
    """Whether `name` was refused so often lately that even the right password has to wait."""
    recent = FailedLogin.objects.filter(name_digest=_digest(name), at__gte=at - GUESS_WINDOW)
    return recent.count() >= GUESSES


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
