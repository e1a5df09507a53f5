"""The two forms of accounts: the first administrator's, and log-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marsad.web.accounts import actions
from marsad.web.accounts.models import User


class SetupForm(forms.Form):
    """Name and password of an administrator."""

    username = forms.CharField(
        label=_("Name"), max_length=150, validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username", "dir": "auto"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), strip=False, help_text=_("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The password again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password = given.get("password")
        if password:
            try:
                validate_password(password, User(username=given.get("username", "")))
            except ValidationError as error:
                self.add_error("password", error)
            if given.get("again") != password:
                self.add_error("again", _("The two passwords differ."))
        return given


class LoginForm(AuthenticationForm):
    """Log-in that slows down guessing and says the same whether or not the name exists."""

    def clean(self) -> dict[str, Any]:
        name, now = str(self.cleaned_data.get("username") or ""), timezone.now()
        if actions.must_wait(name, at=now):
            raise ValidationError(_("Too many attempts. Try again in 15 minutes."), code="wait")
        try:
            return super().clean()
        except ValidationError:
            actions.note_refused_login(name, at=now)
            raise
