"""The forms of the public check pages."""

from typing import Any

from django import forms

from noken.documents.rules import papers
from noken.documents.rules import receipts as rules

PAPER_BYTES = 10_000_000


class CheckForm(forms.Form):
    """Number and fingerprint of a receipt, as typed or as a link carries them; both are needed."""

    nomor = forms.CharField(
        label="Nomor tanda terima",
        max_length=60,
        error_messages={"required": "Tulis nomor yang tertera pada tanda terima."},
    )
    sidik = forms.CharField(
        label="Sidik isi (SHA-256)",
        max_length=160,
        error_messages={"required": "Tulis sidik yang tertera di bawah nomornya."},
    )

    def clean_nomor(self) -> rules.ReceiptNumber:
        number = rules.number_from(self.cleaned_data["nomor"])
        if number is None:
            raise forms.ValidationError(
                "Nomor ini belum lengkap atau ada huruf yang berbeda. Nomor terdiri dari tujuh "
                "kelompok berisi empat huruf atau angka."
            )
        return number

    def clean_sidik(self) -> bytes:
        sha256 = rules.hash_from(self.cleaned_data["sidik"])
        if sha256 is None:
            raise forms.ValidationError(
                "Sidik terdiri dari 64 angka 0 sampai 9 dan huruf a sampai f. "
                "Salin lagi seluruhnya."
            )
        return sha256

    def pair(self) -> tuple[Any, Any]:
        """Number and fingerprint, once valid."""
        return self.cleaned_data["nomor"], self.cleaned_data["sidik"]


class PaperForm(forms.Form):
    """Code at the foot of a paper, its file, or the fingerprint of the file: one is enough."""

    kode = forms.CharField(
        label="Kode pada kaki dokumen",
        max_length=40,
        required=False,
        help_text="Pindai QR dengan kamera ponsel, atau ketik kodenya.",
    )
    berkas = forms.FileField(
        label="Berkas PDF", required=False, max_length=200, widget=forms.FileInput
    )
    sidik = forms.CharField(label="Sidik berkas (SHA-256)", max_length=160, required=False)

    def clean_kode(self) -> str | None:
        text = self.cleaned_data["kode"]
        code = papers.code_from(text)
        if text and code is None:
            raise forms.ValidationError(
                "Kode ini belum lengkap atau ada huruf yang berbeda. Kode terdiri dari tiga "
                "kelompok berisi empat huruf atau angka."
            )
        return code

    def clean_berkas(self) -> Any:
        file = self.cleaned_data["berkas"]
        if file is not None and file.size > PAPER_BYTES:
            raise forms.ValidationError(
                f"Berkas lebih besar dari {PAPER_BYTES // 1_000_000} MB. Dokumen dari noken jauh "
                "lebih kecil; pilih berkas aslinya."
            )
        return file

    def clean_sidik(self) -> bytes | None:
        text = self.cleaned_data["sidik"]
        sha256 = rules.hash_from(text)
        if text and sha256 is None:
            raise forms.ValidationError(
                "Sidik terdiri dari 64 angka 0 sampai 9 dan huruf a sampai f. "
                "Salin lagi seluruhnya."
            )
        return sha256

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(n) for n in ("kode", "berkas", "sidik")):
            self.add_error("kode", "Ketik kodenya, atau pilih berkas PDF-nya.")
        return cleaned
