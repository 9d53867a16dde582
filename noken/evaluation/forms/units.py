"""What is typed about units: a rating with its reasons, why a spread differs, a meeting."""

from typing import Any

from django import forms

from noken.core.errors import Refused
from noken.evaluation.queries.unit_ratings import UnitRatingPage
from noken.evaluation.services.units import Meeting, UnitVerdict

_EMPTY = "Bagian ini belum diisi."
_CHOOSE = {"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu dari daftar."}
_FIELDS = {
    "evaluation.no_reason": "alasan",
    "evaluation.too_long": "alasan",
    "evaluation.unknown_rating": "capaian",
    "evaluation.in_the_past": "tanggal",
}


def _reason(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _EMPTY,
            "max_length": "Paling panjang 2.000 huruf. Persingkat dulu.",
        },
    )


class UnitRatingForm(forms.Form):
    capaian = forms.ChoiceField(
        label="Capaian kinerja organisasi", widget=forms.RadioSelect, error_messages=_CHOOSE
    )
    alasan = _reason("Dasar penetapan")

    def __init__(self, page: UnitRatingPage, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["capaian"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (option.code, option.name) for option in page.options
        ]
        if page.as_office:
            self.fields[
                "alasan"
            ].help_text = (
                "Sebutkan keputusan yang dicatat: nomor, tanggal, dan siapa yang menetapkan."
            )
        self._page = page

    def verdict(self) -> UnitVerdict:
        return UnitVerdict(
            period_id=self._page.period.id,
            unit_id=self._page.unit_id,
            rating=self.cleaned_data["capaian"],
            reason=self.cleaned_data["alasan"],
        )


class SpreadForm(forms.Form):
    """`periode` and `unit` go along hidden."""

    periode = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.IntegerField(widget=forms.HiddenInput)
    alasan = _reason(
        "Mengapa sebaran unit ini berbeda", "Dibaca pimpinan, admin OPD, BKPSDM, dan Inspektorat."
    )


class MeetingForm(forms.Form):
    periode = forms.IntegerField(widget=forms.HiddenInput)
    unit = forms.IntegerField(widget=forms.HiddenInput)
    tanggal = forms.DateField(
        label="Tanggal rapat",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Isi tanggal yang ada, misalnya 2/12/2026.",
            "invalid": "Isi tanggal yang ada, misalnya 2/12/2026.",
        },
    )
    catatan = forms.CharField(
        label="Catatan untuk penilai",
        max_length=300,
        required=False,
        help_text="Misalnya tempat, dan bukti yang perlu dibawa.",
        error_messages={"max_length": "Paling panjang 300 huruf. Persingkat dulu."},
    )

    def meeting(self) -> Meeting:
        return Meeting(
            period_id=self.cleaned_data["periode"],
            unit_id=self.cleaned_data["unit"],
            meet_on=self.cleaned_data["tanggal"],
            note=self.cleaned_data["catatan"],
        )


def mark(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal at the field it speaks of, else above the form."""
    field = _FIELDS.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.message)
