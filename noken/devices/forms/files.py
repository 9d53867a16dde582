"""What people send to the pages of files, PINs and quarantine."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from noken.devices.queries.sources import MACHINE, OUTSIDE
from noken.devices.rules.columns import DAY_FIRST, MEANING_WORDS, MONTH_FIRST, Meaning

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MAX_FILE_BYTES = 20_000_000
"""Largest file taken through the screen; the command line takes larger ones."""
LARGEST_ID = 2**63 - 1
_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
ORDERS = ((DAY_FIRST, "hari dulu: 24/11/2026"), (MONTH_FIRST, "bulan dulu: 11/24/2026"))


class FileForm(forms.Form):
    """A file and where it comes from: a source of the list, or a new one at a place."""

    kind: ClassVar[str]
    wanted: ClassVar[str]

    source = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    site = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    name = forms.CharField(max_length=120, required=False)
    file = forms.FileField(
        label="Berkas",
        max_length=400,
        error_messages={
            "required": "Pilih dulu berkasnya.",
            "empty": "Berkas ini kosong. Pilih berkas yang ada isinya.",
        },
    )
    key = forms.UUIDField(required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        sources: Sequence[tuple[int, str]],
        sites: Sequence[tuple[int, str]],
        initial: Any = None,
    ) -> None:
        super().__init__(data, files, initial=initial, auto_id=f"{self.kind.lower()}_%s")
        chosen = "Pilih dari daftar."
        for name, choices in (("source", sources), ("site", sites)):
            field = self.fields[name]
            field.choices = [("", "Pilih"), *choices]  # type: ignore[attr-defined]  # a choice field
            field.error_messages["invalid_choice"] = chosen

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(
                f"Berkas ini {file.size // 1_000_000} MB; paling besar "
                f"{MAX_FILE_BYTES // 1_000_000} MB. Bagi per rentang tanggal, lalu unggah satu "
                "per satu."
            )
        return file

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("source") is None and not self.has_error("source"):
            if typed.get("site") is None and not self.has_error("site"):
                self.add_error("source", self.wanted)
            elif not (typed.get("name") or "").strip():
                self.add_error("name", "Beri nama yang dikenal orang, misalnya Pintu utama.")
        return typed


class AttlogForm(FileForm):
    kind = "ATTLOG"
    recorder_kind = MACHINE
    wanted = "Pilih mesin asal berkas ini."


class TableForm(FileForm):
    kind = "TABLE"
    recorder_kind = OUTSIDE
    wanted = "Pilih sumber berkas ini, atau beri nama sumber baru."


FORMS: dict[str, type[AttlogForm] | type[TableForm]] = {"attlog": AttlogForm, "tabel": TableForm}


class ColumnsForm(forms.Form):
    """What each column means: `kolom-0` … for as many columns as the file has."""

    sheet = forms.CharField(required=False, max_length=120)
    title_row = forms.IntegerField(min_value=0, max_value=100)
    order = forms.ChoiceField(choices=ORDERS)

    def __init__(self, data: Any, *, width: int) -> None:
        super().__init__(data)
        self.width = width
        for place in range(width):
            self.fields[f"kolom-{place}"] = forms.ChoiceField(
                choices=list(MEANING_WORDS.items()), required=False
            )

    @property
    def meanings(self) -> list[Meaning]:
        return [Meaning(self.cleaned_data[f"kolom-{place}"]) for place in range(self.width)]


class TitleRowForm(forms.Form):
    """Another sheet or row of titles than was found; 0: there are none."""

    lembar = forms.CharField(required=False, max_length=120)
    judul = forms.IntegerField(required=False, min_value=0, max_value=100)


class PairForm(forms.Form):
    """Whose PIN it is, from when until when (the last day, as people say it)."""

    person = forms.IntegerField(
        max_value=LARGEST_ID,
        error_messages={
            "required": "Cari nama pegawainya, lalu pilih satu.",
            "invalid": "Cari nama pegawainya, lalu pilih satu.",
        },
    )
    start_on = forms.DateField(error_messages={"required": _DAY, "invalid": _DAY})
    last_on = forms.DateField(required=False, error_messages={"invalid": _DAY})

    def clean_last_on(self) -> date | None:
        last: date | None = self.cleaned_data["last_on"]
        return last + timedelta(1) if last else None


class PinsFilter(forms.Form):
    """The address of the page of PINs."""

    tempat = forms.IntegerField(required=False, max_value=LARGEST_ID)
    cari = forms.CharField(required=False, max_length=100)


class EndForm(forms.Form):
    """The last day somebody stands behind a PIN."""

    last_on = forms.DateField(error_messages={"required": _DAY, "invalid": _DAY})


class WhyForm(forms.Form):
    why = forms.CharField(required=False, max_length=300)
    reason = forms.CharField(required=False, max_length=12)


class ShiftForm(forms.Form):
    days = forms.IntegerField(min_value=1, max_value=40_000)
    why = forms.CharField(required=False, max_length=300)


class HistoryFilter(forms.Form):
    """The address of the history: `saring` (berkas, mesin), `halaman`."""

    saring = forms.CharField(required=False, max_length=12)
    halaman = forms.IntegerField(required=False, min_value=1, max_value=100_000)


def read(form: forms.Form) -> dict[str, Any]:
    """The values of an address that could be read; None or "" for the others."""
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in form.fields}
