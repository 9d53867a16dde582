"""What is typed around files of plans: the file, the year, the chosen lines, an answer."""

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MAX_BYTES = 20_000_000
_MISSING = {"required": "Pilih dulu berkasnya.", "empty": "Berkas ini kosong."}


class PlanFileForm(forms.Form):
    """A file of results; `key` is made by the page, so that sending twice is one file."""

    file = forms.FileField(label="Berkas", max_length=400, error_messages=_MISSING)
    year = forms.TypedChoiceField(
        label="Tahun SKP",
        coerce=int,
        error_messages={
            "required": "Pilih tahun SKP.",
            "invalid_choice": "Pilih tahun SKP dari daftar.",
        },
    )
    key = forms.UUIDField(required=False)

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})
        years = [(str(each), str(each)) for each in (year, year + 1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]  # a ChoiceField

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise forms.ValidationError(
                f"Berkas ini {file.size // 1_000_000} MB; paling besar {MAX_BYTES // 1_000_000} "
                "MB. Hapus gambar dan lembar yang bukan SKP, lalu unggah lagi."
            )
        return file


class LateTermForm(forms.Form):
    """A proposal of the days after which a plan is late."""

    days = forms.IntegerField(
        label="Jumlah hari",
        error_messages={
            "required": "Isi jumlah harinya.",
            "invalid": "Jumlah hari harus angka, misalnya 30.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    start_on = forms.DateField(
        label="Berlaku mulai",
        error_messages={
            "required": "Pilih tanggal mulainya.",
            "invalid": "Tanggal ini belum dapat dibaca.",
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    source = forms.CharField(
        label="Dasar",
        max_length=200,
        error_messages={"required": "Tuliskan dasarnya, misalnya nomor surat edaran."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


def chosen_lines(values: list[str]) -> set[int]:
    """The numbers of the ticked lines."""
    return {int(value) for value in values if value.isascii() and value.isdecimal()}
