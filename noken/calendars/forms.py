"""What an administrator types about a day."""

from django import forms


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


class DecisionForm(forms.Form):
    """Is this provisional day a day off?"""

    day = forms.IntegerField()
    is_day_off = forms.TypedChoiceField(
        choices=[("ya", "Libur"), ("bukan", "Hari kerja")], coerce=lambda value: value == "ya"
    )
