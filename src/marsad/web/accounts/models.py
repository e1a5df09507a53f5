"""People who log in, and the one-time link by which the first administrator comes in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with an account. Rows change only through `marsad.web.accounts.actions`."""


class SetupLink(models.Model):
    """A link that makes one administrator, once, before `expires`. Only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)


class FailedLogin(models.Model):
    """A refused log-in, by the hash of the name tried: enough to slow down guessing, no more."""

    name_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["name_digest", "at"], name="failures_of_a_name"),)
