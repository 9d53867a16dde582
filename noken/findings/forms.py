"""From what people type about a finding to values. Plain forms; services judge and write."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noken.core.errors import Refused
from noken.findings.services import Handing, ReplyDraft

MOST_LETTERS = 4000
VERDICTS = (("ACCEPT", "Terima"), ("REFUSE", "Tolak"), ("ASK_PROOF", "Minta bukti"))
FIELD_OF = {
    "finding.empty": "keterangan",
    "finding.too_long": "keterangan",
    "finding.no_rows": "baris",
    "finding.no_reason": "alasan",
    "finding.bad_day": "tanggal",
    "finding.no_witness": "saksi",
    "finding.no_companion": "pendamping",
}
"""The field that a refusal of the services speaks of."""


def mark(form: forms.Form, refusal: Refused, *, shown: bool) -> None:
    """Put a refusal beside the field it speaks of; what was typed stays.

    Raises:
        Refused: the same one, where the reader's page does not show the form.
    """
    if not shown:
        raise refusal
    field = FIELD_OF.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, refusal.message)


def _text(label: str, rows: int, required: str, **options: Any) -> forms.CharField:
    most = options.pop("most", MOST_LETTERS)
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": f"Paling panjang {most} huruf. Singkatkan.",
        },
        **options,
    )


class ReplyForm(forms.Form):
    """What the person says to some rows. Files come beside it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    baris = forms.MultipleChoiceField(
        label="Untuk hari atau hal mana?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih sedikitnya satu.",
            "invalid_choice": "Salah satunya sudah berubah. Muat ulang halaman.",
        },
    )
    keterangan = _text("Keterangan Anda", 5, "Tuliskan keterangan Anda, satu kalimat pun cukup.")
    pendamping = forms.CharField(
        label="Rekan yang mendampingi Anda saat berbicara",
        required=False,
        max_length=120,
        error_messages={"max_length": "Paling panjang 120 huruf."},
    )

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        rows = page.answerable
        asked = [str(line.id) for line in rows if line.state != "LAPSED"]
        super().__init__(data, initial={"key": page.key, "baris": asked}, auto_id="id_jawab_%s")
        self.fields["baris"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(line.id), f"{line.title}, {line.word.lower()}") for line in rows
        ]
        if not page.companion_allowed:
            del self.fields["pendamping"]
        self.uploads = tuple(files.getlist("lampiran")) if files else ()

    def check_key(self) -> None:
        """Raises Refused: `receipt.bad_key`, when the submission's id cannot be read."""
        if not self.is_valid() and "key" in self.errors:
            raise Refused(
                "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi.",
                code="receipt.bad_key",
            )

    def draft(self) -> ReplyDraft:
        """Ask only when valid."""
        said = self.cleaned_data
        return ReplyDraft(
            key=said["key"],
            row_ids=tuple(int(each) for each in said["baris"]),
            text=said["keterangan"],
            companion=said.get("pendamping", ""),
            files=self.uploads,
        )


class DecisionForm(forms.Form):
    """A verdict for each row that waits, and one reason."""

    alasan = _text("Alasan", 3, "Tuliskan alasan Anda; pegawai membacanya.", most=500)

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_putus_%s")
        self.rows = page.to_decide
        for line in self.rows:
            self.fields[f"baris_{line.id}"] = forms.ChoiceField(
                label=line.short,
                choices=VERDICTS,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Pilih salah satu."},
            )

    @property
    def choices(self) -> list[tuple[Any, forms.BoundField]]:
        """Each row with its field, in the order of the page."""
        return [(line, self[f"baris_{line.id}"]) for line in self.rows]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(f"baris_{line.id}") for line in self.rows):
            self.add_error(None, "Pilih keputusan untuk sedikitnya satu baris.")
        return said

    def verdicts(self) -> Mapping[int, str]:
        """Ask only when valid."""
        given = {line.id: self.cleaned_data[f"baris_{line.id}"] for line in self.rows}
        return {pk: verdict for pk, verdict in given.items() if verdict}


class ReasonOnlyForm(forms.Form):
    """Why something that was refused is taken as an excuse after all."""

    alasan = _text("Alasan", 2, "Tuliskan alasan Anda; pegawai membacanya.", most=500)


class HandingForm(forms.Form):
    """The notice on paper: on which day, before whom."""

    tanggal = forms.DateField(
        label="Diserahkan pada",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Isi tanggal penyerahan, misalnya 24/11/2026."
        ),
    )
    saksi = forms.CharField(
        label="Disaksikan oleh",
        max_length=120,
        error_messages={
            "required": "Isi nama saksi yang melihat penyerahannya.",
            "max_length": "Paling panjang 120 huruf.",
        },
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"tanggal": page.today}, auto_id="id_serah_%s")

    def handing(self) -> Handing:
        """Ask only when valid."""
        return Handing(on=self.cleaned_data["tanggal"], witness=self.cleaned_data["saksi"])
