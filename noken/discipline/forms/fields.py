"""Makers of fields with our words, and what all forms of acts have in common."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import get_default_timezone

from noken.core.errors import Refused

DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
HOUR = "Isi jam yang ada, misalnya 09.00."
EMPTY = "Bagian ini belum diisi."
PICK = "Pilih salah satu."
MOST_LETTERS = 8000
IMPACTS = (
    ("UNIT", "Pada unit kerja"),
    ("AGENCY", "Pada perangkat daerah"),
    ("STATE", "Pada negara atau pemerintah daerah"),
)
FIELD_OF = {
    "discipline.bad_day": "hari",
    "discipline.joined": "temuan",
    "discipline.bad_days": "sejak",
    "discipline.bad_hour": "hari",
    "discipline.no_impact": "dampak",
    "discipline.no_sanction": "hukuman",
    "discipline.too_heavy": "hukuman",
    "discipline.medium_unsigned": "hukuman",
    "discipline.no_mitigating": "meringankan",
    "discipline.no_outcome": "hasil",
    "discipline.not_silent": "hasil",
    "discipline.no_way": "cara",
    "discipline.short_reason": "alasan",
    "discipline.no_companion": "pendamping",
    "discipline.no_witness": "saksi",
    "discipline.no_receipt": "resi",
    "discipline.unfit_acting": "pengganti",
}
"""The field that a refusal of the services speaks of."""


def mark(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal beside the field it speaks of; what was typed stays."""
    field = FIELD_OF.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, refusal.message)


def line(label: str, most: int = 200, **options: Any) -> forms.CharField:
    said = {"required": EMPTY, "max_length": f"Paling panjang {most} huruf."}
    return forms.CharField(label=label, max_length=most, error_messages=said, **options)


def text(label: str, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": EMPTY,
            "max_length": f"Paling panjang {MOST_LETTERS} huruf. Singkatkan.",
        },
        **options,
    )


def day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": DAY, "invalid": DAY},
    )


def hour(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": HOUR, "invalid": HOUR},
        **options,
    )


def pick(
    label: str, choices: Sequence[tuple[Any, str]], *, radio: bool = True, **options: Any
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": PICK, "invalid_choice": PICK},
        **options,
    )


def several(label: str, **options: Any) -> forms.TypedMultipleChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), "Pilih sedikitnya satu.")
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=said,
        **options,
    )


def person(label: str) -> forms.TypedChoiceField:
    said = dict.fromkeys(("required", "invalid_choice"), "Pilih orangnya.")
    return forms.TypedChoiceField(label=label, coerce=int, error_messages=said)


def moment_of(day: date, hour: time) -> datetime:
    """A local day and hour as an instant."""
    return datetime.combine(day, hour, tzinfo=get_default_timezone())


class ActForm(forms.Form):
    """The form of one act in a case; `page` gives what may be chosen and what is known already."""

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=self.known(page), auto_id=f"id_{type(self).__name__}_%s")
        self.page = page
        self.offer(page)

    def known(self, page: Any) -> dict[str, Any]:  # noqa: ARG002 (the same name everywhere)
        return {}

    def offer(self, page: Any) -> None:
        """Fill selects from the page."""

    def choose_sanction(self, page: Any, first: str, *more: tuple[str, str]) -> None:
        """The sanctions that fit; says so where medium ones are left out."""
        self.choose("hukuman", [("", first), *page.allowed, *more])
        if page.lacks_medium:
            self.fields["hukuman"].help_text = (
                "Hukuman sedang belum dapat dipilih: jenis yang berlaku di daerah menunggu "
                "penetapan dua orang."
            )

    def choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class NothingForm(ActForm):
    """An act that asks nothing."""


class KeyedForm(ActForm):
    """What the person sends; exactly once, whatever the network does."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def known(self, page: Any) -> dict[str, Any]:
        return {"key": page.key}

    def check_key(self) -> None:
        """Raises Refused: `receipt.bad_key`, when the submission's id cannot be read."""
        if not self.is_valid() and "key" in self.errors:
            raise Refused(
                "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi.",
                code="receipt.bad_key",
            )


class BreachForm(forms.Form):
    """What somebody saw and no finding says."""

    uraian = text("Apa yang terjadi", 5)
    sumber = line("Dari mana Anda mengetahuinya", 300)
    pasal = line("Pasal yang diduga dilanggar")
    sejak = day("Terjadi sejak")
    sampai = day("Sampai")
    tempat = line("Tempat", required=False)
    dampak = pick("Dampak perbuatan", IMPACTS)

    def breach(self) -> dict[str, Any]:
        """By the names of the services. Ask only when valid."""
        said = self.cleaned_data
        return {
            "breach": said["uraian"],
            "article": said["pasal"],
            "source": said["sumber"],
            "place": said["tempat"],
            "first_on": said["sejak"],
            "last_on": said["sampai"],
            "impact": said["dampak"],
        }


class CallingForm(ActForm):
    """A letter that calls the person to a place at an hour."""

    nomor = line("Nomor surat", 80)
    hari = day("Menghadap pada hari")
    jam = hour("Pukul")
    tempat = line("Tempat")
    tembusan = line("Tembusan", 300, required=False)

    @property
    def moment(self) -> datetime:
        return moment_of(self.cleaned_data["hari"], self.cleaned_data["jam"])
