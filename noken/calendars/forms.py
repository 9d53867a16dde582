"""What an administrator types about a day."""

from datetime import date

from django import forms

YEARS = range(2020, 2100)
"""The years that have a page."""
LARGEST_ID = 2**63 - 1


class LocalDayForm(forms.Form):
    """A day off by decree of the region."""

    day = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Pilih tanggalnya.", "invalid": "Tanggal ini tidak ada."},
    )
    name = forms.CharField(
        label="Nama hari", max_length=120, error_messages={"required": "Tuliskan nama harinya."}
    )
    source = forms.CharField(
        label="Dasar",
        max_length=120,
        help_text="misalnya nomor keputusan Bupati",
        error_messages={"required": "Tuliskan dasarnya, misalnya nomor keputusan Bupati."},
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in YEARS:
            raise forms.ValidationError(f"Tahunnya harus antara {YEARS[0]} dan {YEARS[-1]}.")
        return day


class DecisionForm(forms.Form):
    """Is this provisional day a day off?"""

    day = forms.IntegerField(max_value=LARGEST_ID)
    is_day_off = forms.TypedChoiceField(
        choices=[("ya", "Libur"), ("bukan", "Hari kerja")], coerce=lambda value: value == "ya"
    )
