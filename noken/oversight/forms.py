"""What the desk's forms take in."""

from django import forms

from noken.oversight.rules.draw import LEAST, MOST
from noken.oversight.services import NewDraw


class RemindForm(forms.Form):
    jenis = forms.CharField(max_length=8)
    unit = forms.IntegerField(min_value=0)


class AnnounceForm(forms.Form):
    """A new sample: for what, how many, on which day."""

    judul = forms.CharField(
        label="Untuk apa",
        max_length=120,
        help_text="Misalnya: Triwulan IV 2026.",
        error_messages={"required": "Tuliskan untuk apa sampel ini."},
    )
    jumlah = forms.IntegerField(
        label="Jumlah orang",
        min_value=LEAST,
        max_value=MOST,
        initial=20,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Isi angka {LEAST} sampai {MOST}.",
        ),
    )
    tanggal = forms.DateField(
        label="Hari undian",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Sesudah hari ini. Daftar dibekukan di antaranya.",
        error_messages=dict.fromkeys(("required", "invalid"), "Pilih tanggalnya."),
    )

    def new_draw(self) -> NewDraw:
        """Ask only when valid."""
        cleaned = self.cleaned_data
        return NewDraw(cleaned["judul"], cleaned["jumlah"], cleaned["tanggal"])
