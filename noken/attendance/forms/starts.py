"""First days of many units in one form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from noken.attendance.queries.starts import OpenUnit

EARLIEST = date(2020, 1, 1)


class StartsForm(forms.Form):
    """A date for each unit; an empty one leaves the unit as it is. `dilihat` are the days whose
    effect was shown last."""

    dilihat = forms.CharField(required=False, widget=forms.HiddenInput)
    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Misalnya surat edaran tentang dimulainya presensi.",
        error_messages={"required": "Tuliskan dasarnya."},
    )

    def __init__(self, units: Iterable[OpenUnit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit in units:
            self.fields[f"mulai_{unit.id}"] = forms.DateField(
                label=unit.name,
                required=False,
                initial=unit.first_day,
                help_text="" if unit.first_day else "Belum ada rekaman.",
                widget=forms.DateInput(
                    format="%Y-%m-%d", attrs={"type": "date", "min": EARLIEST.isoformat()}
                ),
            )
        self.order_fields([*(name for name in self.fields if name.startswith("mulai_")), "dasar"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for name, day in said.items():
            if name.startswith("mulai_") and day and day < EARLIEST:
                self.add_error(name, "Paling awal 1 Januari 2020.")
        return said

    def days(self) -> dict[int, date]:
        """First days by unit, as typed."""
        said = self.cleaned_data.items()
        named = {name: day for name, day in said if name.startswith("mulai_") and day}
        return {int(name.removeprefix("mulai_")): day for name, day in named.items()}

    def seen(self) -> str:
        """The days in one text: what is proposed must be what was shown."""
        return ",".join(f"{pk}:{day.isoformat()}" for pk, day in sorted(self.days().items()))
