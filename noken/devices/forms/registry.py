"""What people send to the pages of machines."""

from collections.abc import Sequence
from typing import Any

from django import forms

from noken.attendance.queries import ZONES

LARGEST_ID = 2**63 - 1
ACKS = (("COUNT", "OK dan jumlah baris"), ("PLAIN", "OK saja"))
Choices = Sequence[tuple[int, str]]


class MannerForm(forms.Form):
    """How a machine is met."""

    networks = forms.CharField(
        label="Jaringan yang diizinkan",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Alamat atau jaringan, satu per baris, misalnya 10.20.3.0/24. "
        "Nomor seri dapat ditebak orang: jaringanlah pagarnya.",
    )
    key = forms.CharField(
        label="Kunci komunikasi",
        required=False,
        max_length=32,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Sama dengan Comm Key di mesin. Kosong: tidak diubah. Tanda - : dihapus.",
    )
    ack = forms.ChoiceField(label="Balasan untuk mesin", choices=ACKS, initial="COUNT")
    one_for_empty = forms.BooleanField(
        label="Mesin mengulang kiriman kosong terus-menerus", required=False
    )


class RegisterForm(forms.Form):
    """A machine and where it hangs: a place of the list, or a new one."""

    serial = forms.CharField(
        label="Nomor seri",
        max_length=40,
        help_text="Tertera di badan mesin dan di menu Info Sistem.",
        error_messages={"required": "Isi nomor seri mesin."},
    )
    name = forms.CharField(
        label="Nama mesin",
        max_length=120,
        help_text="Yang dikenal orang, misalnya Pintu utama.",
        error_messages={"required": "Beri nama yang dikenal orang, misalnya Pintu utama."},
    )
    site = forms.TypedChoiceField(label="Lokasi", coerce=int, required=False, empty_value=None)
    new_site = forms.CharField(
        label="Nama lokasi baru",
        max_length=120,
        required=False,
        help_text="Bila lokasinya belum ada di daftar.",
    )
    unit = forms.TypedChoiceField(
        label="Unit lokasi baru", coerce=int, required=False, empty_value=None
    )
    zone = forms.ChoiceField(label="Zona waktu lokasi baru", choices=ZONES, required=False)
    networks = forms.CharField(
        label="Jaringan yang diizinkan",
        required=False,
        max_length=2000,
        help_text="Misalnya 10.20.3.0/24; pisahkan dengan koma.",
    )
    key = forms.CharField(
        label="Kunci komunikasi",
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Sama dengan Comm Key di mesin.",
    )

    def __init__(
        self, data: Any = None, *, sites: Choices, units: Choices, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        for name, choices, none in (
            ("site", sites, "Lokasi baru"),
            ("unit", units, "Pilih unit"),
        ):
            field = self.fields[name]
            field.choices = [("", none), *choices]  # type: ignore[attr-defined]  # a choice field
            field.error_messages["invalid_choice"] = "Pilih dari daftar."

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("site") is None and not self.has_error("site"):
            if not (typed.get("new_site") or "").strip():
                self.add_error("new_site", "Beri lokasi baru nama, misalnya Kantor induk.")
            if typed.get("unit") is None and not self.has_error("unit"):
                self.add_error("unit", "Pilih unit tempat mesin ini.")
        return typed


class CommandForm(forms.Form):
    """One thing to ask; which of the fields are needed depends on the verb."""

    verb = forms.CharField(max_length=12)
    pin = forms.CharField(max_length=24, required=False)
    name = forms.CharField(max_length=40, required=False)
    day = forms.DateField(required=False)


class WhyForm(forms.Form):
    why = forms.CharField(max_length=300, required=False)
