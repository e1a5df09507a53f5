"""Pages of accounts: the one-time link, log-in."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marsad.web.accounts import actions
from marsad.web.accounts.forms import LoginForm, SetupForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a name and a password, make the administrator, log in. A spent link is answered with 410."""
    if not actions.open_link(token, at=timezone.now()):
        return render(request, "marsad/setup_spent.html", status=410)
    form = SetupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.use_setup_link(
            token, username=form.cleaned_data["username"], password=form.cleaned_data["password"],
            at=timezone.now(),
        )  # fmt: skip
        if not user:
            return render(request, "marsad/setup_spent.html", status=410)
        login(request, user, backend=_BACKEND)
        return redirect("reports")
    return render(request, "marsad/setup.html", {"form": form})


@method_decorator(never_cache, name="dispatch")
class Login(LoginView):
    template_name = "marsad/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True
