"""The one question behind map, table and GeoJSON: which events, on which days, of what kind, where.

All of them read the same parameters of the address through `WindowForm`, so they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Max, Min
from django.utils.translation import gettext_lazy as _

from marsad.web import labels
from marsad.web.store.models import Event
from marsad.web.store.querysets import EventQuerySet


@dataclass(frozen=True, slots=True)
class Window:
    """Events on `first` to `last`, both inclusive (None: open), of one type, place and modality ("": any).

    `undated`: also events that state no day, by their report's day.
    """

    first: date | None = None
    last: date | None = None
    type: str = ""
    place: str = ""
    modality: str = ""
    undated: bool = False

    def events(self) -> EventQuerySet:
        return self._of_kind().on_days(self.first, self.last, undated=self.undated)

    def placed(self) -> EventQuerySet:
        """Those of the events that have a position."""
        return self.events().with_position()

    def undated_count(self) -> int:
        """Events that the days cannot select, for they state none; by their report's day."""
        return self._of_kind().undated_in(self.first, self.last).count()

    def days(self) -> list[tuple[date, int]]:
        """How many events start on each day, over all days: the slider's track."""
        starts = self._of_kind().filter(day_from__isnull=False).order_by("day_from").values("day_from")
        return [(row["day_from"], row["events"]) for row in starts.annotate(events=Count("pk"))]

    def _of_kind(self) -> EventQuerySet:
        return Event.objects.of_type(self.type).with_modality(self.modality).placed_at(self.place)

    def query(self) -> str:
        """The parameters of the address that ask for this window again."""
        given = {
            "from": self.first and self.first.isoformat(), "to": self.last and self.last.isoformat(),
            "type": self.type, "place": self.place, "modality": self.modality,
            "undated": self.undated and "1",
        }  # fmt: skip
        return urlencode({name: value for name, value in given.items() if value})


def extent() -> tuple[date | None, date | None]:
    """The first and the last day of any event."""
    ends = Event.objects.aggregate(first=Min("day_from"), last=Max("day_to"))
    return ends["first"], ends["last"]


def _choices(table: labels.Labels, anything: Any) -> list[tuple[str, Any]]:
    return [("", anything), *table.items()]


class IsoDate(forms.DateField):
    """A day typed as 2016-05-11, in every language."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        errors = {"invalid": _("Write the day as 2016-05-11.")}
        super().__init__(
            input_formats=["%Y-%m-%d"], required=False, widget=widget, error_messages=errors, **options
        )


class WindowForm(forms.Form):
    """Reads a Window from an address. Field names are the address's parameters."""

    type = forms.ChoiceField(label=_("Type"), required=False, choices=_choices(labels.TYPES, _("All types")))
    modality = forms.ChoiceField(
        label=_("Happened or not"),
        required=False,
        choices=_choices(labels.MODALITIES, _("All")),
    )
    place = forms.CharField(
        label=_("Place"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"dir": "auto", "data-search": "", "autocomplete": "off"}),
    )  # fmt: skip
    undated = forms.BooleanField(
        label=_("Also events that state no day, by their report's day"), required=False
    )
    field_order = ("from", "to", "type", "modality", "place", "undated")

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["from"] = IsoDate(label=_("From day"))
        self.fields["to"] = IsoDate(label=_("To day"))
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("from"), given.get("to")
        if first and last and first > last:
            self.add_error(
                "to", forms.ValidationError(_("The last day lies before the first."), code="backward")
            )
        return given

    def window(self) -> Window:
        """The window asked for; parts that were not understood are left open."""
        self.is_valid()
        given = self.cleaned_data
        return Window(
            first=given.get("from"), last=given.get("to"), type=given.get("type") or "",
            place=given.get("place") or "", modality=given.get("modality") or "",
            undated=bool(given.get("undated")),
        )  # fmt: skip
