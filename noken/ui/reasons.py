"""Why somebody opens the records of another: the form of the card `ui/reason.html`."""

from django import forms

BASES = (
    ("Surat tugas", "Surat tugas"),
    ("Aduan SP4N-LAPOR!", "Aduan SP4N-LAPOR!"),
    ("Sampel audit acak", "Sampel audit acak"),
    ("Tugas jabatan", "Tugas jabatan"),
)
FIELD_OF = {
    "reason.no_basis": "dasar",
    "reason.too_short": "alasan",
    "reason.too_long": "alasan",
}
"""The field that a refusal of `audit.services.state_reason` speaks of."""


class ReasonForm(forms.Form):
    """`basis` is the choice with the number of the letter, as one text."""

    dasar = forms.ChoiceField(
        label="Dasar",
        choices=BASES,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih dasarnya."),
    )
    nomor = forms.CharField(
        label="Nomor surat",
        required=False,
        max_length=60,
        error_messages={"max_length": "Paling panjang 60 huruf."},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        help_text="Sedikitnya 20 huruf. Ditulis untuk dibaca pegawainya.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Tuliskan alasan Anda, sedikitnya 20 huruf.",
            "max_length": "Paling panjang 500 huruf. Singkatkan.",
        },
    )

    @property
    def basis(self) -> str:
        """Ask only when valid."""
        return f"{self.cleaned_data['dasar']} {self.cleaned_data['nomor']}".strip()
