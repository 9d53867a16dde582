"""The form of the public check page."""

from typing import Any

from django import forms

from noken.documents.rules import receipts as rules


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

    def clean_nomor(self) -> bytes:
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
