"""From what arrives to values. Plain forms; the services judge and write."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noken.core import inputs
from noken.core.errors import Refused
from noken.work.queries import FAMILY_CHOICES, KIND_CHOICES, RHYTHM_CHOICES
from noken.work.rules import filing
from noken.work.services import FeedbackDraft, NewDuty, ReportDraft
from noken.work.services.duties import MOST_GRACE

_NUMBER = f"Isi jumlah hari dari 0 sampai {MOST_GRACE}."
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


class CountField(forms.CharField):
    """A number as people here type it: 2, 2,5, 1.250; empty is None."""

    def to_python(self, value: Any) -> Any:
        text = str(super().to_python(value) or "").replace(" ", "")
        if not text:
            return None
        found = number_from(text)
        if found is None:
            raise forms.ValidationError("Jumlah harus angka, misalnya 2.", code="number")
        return found


def number_from(text: str) -> Decimal | None:
    """The number a person typed, None if it is none."""
    if "," in text or _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


class ReportForm(forms.Form):
    """One report. Lengths and meaning are judged by the rules, with their own words."""

    key = forms.UUIDField()
    indikator = forms.UUIDField(required=False)
    judul = forms.CharField(required=False)
    jumlah = CountField(required=False)
    tempat_lain = forms.CharField(required=False)
    catatan = forms.CharField(required=False)
    tanggal = forms.DateField(required=False)
    alasan = forms.CharField(required=False)

    def __init__(self, data: QueryDict, files: MultiValueDict[str, Any], on: date) -> None:
        super().__init__(data, files)
        self._on = on
        chosen = (place.strip() for place in data.getlist("tempat"))
        self.places = tuple(dict.fromkeys(filter(None, chosen)))
        self.uploads = tuple(files.getlist("foto"))

    def problem(self) -> Refused | None:
        """What cannot be read, in words; None when `draft` may be asked."""
        if self.is_valid():
            return None
        if "key" in self.errors:
            return Refused(
                "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi.",
                code="receipt.bad_key",
            )
        return Refused(str(next(iter(self.errors.values()))[0]), code="report.unreadable")

    def draft(self) -> ReportDraft:
        values = self.cleaned_data
        other = values["tempat_lain"].strip()
        return ReportDraft(
            key=values["key"],
            work_on=values["tanggal"] or self._on,
            indicator_key=values["indikator"],
            title=values["judul"],
            quantity=values["jumlah"],
            places=(*self.places, *([other] if other and other not in self.places else [])),
            note=values["catatan"],
            late_reason=values["alasan"],
            uploads=self.uploads,
        )


class ReviewForm(forms.Form):
    """A decision on reports; ids come one or several to a field, apart by spaces."""

    keputusan = forms.ChoiceField(choices=[("setujui", ""), ("kembalikan", "")])
    catatan = forms.CharField(required=False)


class RoutineForm(forms.Form):
    """Whether the task of a report is routine, with the reason."""

    rutin = forms.ChoiceField(choices=[("ya", ""), ("tidak", "")])
    alasan = forms.CharField(required=False)


class FeedbackForm(forms.Form):
    key = forms.UUIDField()
    pegawai = forms.IntegerField()
    laporan = forms.UUIDField(required=False)
    nilai = forms.CharField(required=False)
    jenis = forms.CharField(required=False)
    isi = forms.CharField(required=False)

    def draft(self) -> FeedbackDraft:
        """Raises Refused: `feedback.unreadable`."""
        if not self.is_valid():
            raise unreadable()
        values = self.cleaned_data
        return FeedbackDraft(
            key=values["key"],
            person_id=values["pegawai"],
            text=values["isi"],
            report_id=values["laporan"],
            value=values["nilai"],
            tone=values["jenis"],
        )


class AnswerForm(forms.Form):
    key = forms.UUIDField()
    isi = forms.CharField(required=False)
    selesai = forms.BooleanField(required=False)


class AttachForm(forms.Form):
    key = forms.UUIDField()
    berkas = forms.FileField(allow_empty_file=True)


def unreadable() -> Refused:
    return Refused(
        "Kiriman ini tidak terbaca. Muat ulang halaman, lalu kirim lagi.",
        code="feedback.unreadable",
    )


def ids_from(values: Sequence[str]) -> list[UUID]:
    """The ids in these fields, in order and once each; what is no id is left out."""
    found: dict[UUID, None] = {}
    for word in " ".join(values).split():
        try:
            found[UUID(word)] = None
        except ValueError:
            continue
    return list(found)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a batch: the key as sent, and the draft or why it cannot be read."""

    key: str
    draft: ReportDraft | None
    refused: Refused | None = None


def batch_from(body: bytes) -> list[Item] | Refused:
    """The items of a JSON batch. A bad item is refused alone; what is no batch as a whole."""
    try:
        items = json.loads(body)["items"]
    except (ValueError, KeyError, TypeError):
        items = None
    if not isinstance(items, list):
        return Refused('Kiriman harus berupa {"items": [...]}.', code="batch.unreadable")
    if len(items) > filing.MAX_BATCH:
        return Refused(
            f"Satu kiriman memuat paling banyak {filing.MAX_BATCH} laporan.",
            code="report.too_many",
        )
    return [_item(raw) for raw in items]


def _item(raw: Any) -> Item:
    key = str(raw.get("key", "")) if isinstance(raw, Mapping) else ""
    try:
        return Item(key, _draft(raw))
    except Refused as refusal:
        return Item(key, None, refusal)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Item(key, None, Refused("Isi laporan ini tidak terbaca.", code="report.unreadable"))


def _draft(raw: Mapping[str, Any]) -> ReportDraft:
    quantity = raw.get("quantity")
    claimed = raw.get("claimed_at")
    indicator = raw.get("indicator")
    return ReportDraft(
        key=UUID(raw["key"]),
        work_on=date.fromisoformat(raw["work_on"]),
        indicator_key=UUID(indicator) if indicator else None,
        title=_text(raw, "title"),
        quantity=None if quantity is None else _number(quantity),
        places=tuple(_words(raw.get("places", []))),
        note=_text(raw, "note"),
        late_reason=_text(raw, "late_reason"),
        claimed_at=_instant(claimed) if claimed else None,
    )


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(value)
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(value) from None


def _instant(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _text(raw: Mapping[str, Any], name: str) -> str:
    return _clean(raw.get(name, ""))


def _words(values: Any) -> list[str]:
    if not isinstance(values, list):
        raise TypeError("places")
    return [word for value in values if (word := _clean(value).strip())]


def _clean(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return inputs.text(value)


class DutyForm(forms.Form):
    """Who is to owe a report, from a day on."""

    status = forms.ChoiceField(label="Status pegawai", choices=KIND_CHOICES, required=False)
    rumpun = forms.ChoiceField(label="Rumpun jabatan", choices=FAMILY_CHOICES, required=False)
    irama = forms.ChoiceField(
        label="Kewajiban", choices=RHYTHM_CHOICES, error_messages={"required": "Pilih dari daftar."}
    )
    kelonggaran = forms.IntegerField(
        label="Kelonggaran, dalam hari kerja",
        min_value=0,
        max_value=MOST_GRACE,
        initial=1,
        error_messages={
            "required": _NUMBER,
            "invalid": _NUMBER,
            "min_value": _NUMBER,
            "max_value": _NUMBER,
        },
    )
    mulai = forms.DateField(
        label="Berlaku sejak",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Pilih tanggalnya.", "invalid": "Tanggal ini tidak ada."},
    )
    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Misalnya nomor peraturan Bupati.",
        error_messages={
            "required": "Tuliskan dasarnya, misalnya nomor peraturan Bupati.",
            "max_length": "Paling panjang 200 huruf.",
        },
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:  # noqa: ARG002 (as SignedSetting calls it)
        super().__init__(data)

    def duty(self) -> NewDuty:
        """Ask only when valid."""
        said = self.cleaned_data
        return NewDuty(
            family=said["rumpun"],
            employee_kind=said["status"],
            rhythm=said["irama"],
            grace_workdays=said["kelonggaran"],
            start_on=said["mulai"],
            source=said["dasar"],
        )
