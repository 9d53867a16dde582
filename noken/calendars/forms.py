"""What an administrator types about a day or an outage."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from noken.calendars.services import NewDisruption

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


class Moment(forms.DateTimeField):
    """A date and a time on the clock of the region."""

    def __init__(self, label: str, **options: Any) -> None:
        wrong = "Isi tanggal dan jamnya."
        super().__init__(
            label=label,
            widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
            error_messages={"required": wrong, "invalid": wrong},
            **options,
        )

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment is not None and moment.year not in YEARS:
            raise forms.ValidationError(f"Tahunnya harus antara {YEARS[0]} dan {YEARS[-1]}.")
        return moment


class Proof(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label="Bukti",
            max_length=300,
            help_text="misalnya nomor berita acara, pengumuman PLN, atau tiket penyedia jaringan",
            error_messages={"required": "Tuliskan buktinya, misalnya nomor berita acara."},
        )


class DisruptionForm(forms.Form):
    """An outage that noken did not measure itself."""

    unit = forms.TypedChoiceField(
        label="Yang terkena",
        coerce=int,
        required=False,
        empty_value=None,
        error_messages={
            "required": "Pilih unit dari daftar.",
            "invalid_choice": "Pilih unit dari daftar.",
        },
    )
    hits = forms.TypedChoiceField(
        label="Yang terganggu",
        choices=[
            ("presensi", "Presensi saja: pekerjaan tetap dapat dilakukan"),
            ("semua", "Semua pekerjaan: listrik, jaringan, atau noken sendiri"),
        ],
        initial="presensi",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang terganggu.", "invalid_choice": "Pilih satu."},
    )
    start_at = Moment("Mulai")
    end_at = Moment("Selesai", help_text="bila masih berlangsung, isi jam sekarang")
    what = forms.CharField(
        label="Apa yang terjadi",
        max_length=200,
        help_text="misalnya Listrik padam atau Mesin pintu utama rusak",
        error_messages={"required": "Tuliskan apa yang terjadi."},
    )
    proof = Proof()

    def __init__(
        self, data: Any = None, *, units: Sequence[tuple[int, str]], keeps_all: bool
    ) -> None:
        super().__init__(data)
        unit = self.fields["unit"]
        none = "Seluruh instansi" if keeps_all else "Pilih unit"
        unit.choices = [("", none), *units]  # type: ignore[attr-defined]  # a choice field
        unit.required = not keeps_all

    def new(self) -> NewDisruption:
        typed = self.cleaned_data
        return NewDisruption(
            typed["start_at"],
            typed["end_at"],
            typed["unit"],
            typed["hits"] == "presensi",
            typed["what"],
            typed["proof"],
        )


class EndForm(forms.Form):
    """When an outage was over after all."""

    end_at = Moment("Selesai")
    proof = Proof()


class DecisionForm(forms.Form):
    """Is this day a day off? `alasan` is asked where it was confirmed before."""

    day = forms.IntegerField(max_value=LARGEST_ID)
    is_day_off = forms.TypedChoiceField(
        choices=[("ya", "Libur"), ("bukan", "Hari kerja")], coerce=lambda value: value == "ya"
    )
    alasan = forms.CharField(required=False)
