"""The filter of the list of reports."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from marsad.web.store.models import Outlet, Report
from marsad.web.store.querysets import ReportQuerySet
from marsad.web.window import IsoDate


class ReportsForm(forms.Form):
    """Which reports: published on which days, by which outlet. Field names are the address's parameters."""

    outlet = forms.ChoiceField(
        label=_("Outlet"), required=False, widget=forms.Select(attrs={"data-search": "", "dir": "auto"})
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        names = Outlet.objects.order_by("name").values_list("name", flat=True)
        self.fields["outlet"].choices = [("", _("All outlets")), *((name, name) for name in names)]
        self.fields["from"] = IsoDate(label=_("From day"))
        self.fields["to"] = IsoDate(label=_("To day"))
        self.order_fields(("from", "to", "outlet"))

    def _given(self) -> dict[str, Any]:
        """What was asked for and understood."""
        self.full_clean()
        return self.cleaned_data if self.is_bound else {}

    def found(self) -> ReportQuerySet:
        """The reports asked for; parts that were not understood are left open."""
        given = self._given()
        reports = Report.objects.between(given.get("from"), given.get("to"))
        return reports.by_outlet(given.get("outlet"))

    def query(self) -> str:
        """The parameters of the address that ask for the same reports again."""
        return urlencode({name: str(value) for name, value in self._given().items() if value})
