"""From what people type to values. Plain forms; rules and services judge and write.

The last day is asked for as people say it; drafts hold the first day after.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noken.core.errors import Refused
from noken.leave.services import Granting, LeaveDraft, LetterDraft, Signed

_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
_EMPTY = "Bagian ini belum diisi."
PORTIONS = (
    ("FULL", "Sehari penuh"),
    ("MORNING", "Paruh pertama hari"),
    ("AFTERNOON", "Paruh kedua hari"),
)
FAMILIES = (("DUTY", "Dinas luar"), ("TRAINING", "Pelatihan"))


class Day(forms.DateField):
    """A date, entered with the browser's own calendar."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": _DAY, "invalid": _DAY},
            **options,
        )


def _words(label: str, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={
            "required": _EMPTY,
            "max_length": f"Paling panjang {most} huruf. Persingkat dulu.",
        },
        **options,
    )


def _text(label: str, most: int, rows: int = 2, **options: Any) -> forms.CharField:
    return _words(label, most, widget=forms.Textarea(attrs={"rows": rows}), **options)


def _choice(label: str, choices: Sequence[tuple[Any, str]], **options: Any) -> forms.ChoiceField:
    options.setdefault(
        "error_messages",
        {"required": "Pilih salah satu.", "invalid_choice": "Pilih salah satu dari daftar."},
    )
    return forms.ChoiceField(label=label, choices=choices, **options)


def _whole(label: str, least: int, most: int, **options: Any) -> forms.IntegerField:
    message = f"Isi angka dari {least} sampai {most}."
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={
            "required": message,
            "invalid": message,
            "min_value": message,
            "max_value": message,
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


class KeyForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)

    def check_key(self) -> None:
        """Raises Refused: `receipt.bad_key`, when the submission's id cannot be read."""
        if not self.is_valid() and "key" in self.errors:
            raise Refused(
                "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi.",
                code="receipt.bad_key",
            )


class LeaveForm(KeyForm):
    """One kind of leave: only the fields it needs."""

    detail = _choice("Keterangan", ())
    start_on = Day("Hari pertama")
    last_on = Day("Hari terakhir")
    portion = _choice("Bagian hari", PORTIONS, required=False)
    extra_days = _whole("Tambahan hari perjalanan", 0, 12, required=False)
    reason = _text("Alasan", 500)
    stand_in = forms.TypedChoiceField(
        label="Pengganti selama Anda tidak di tempat",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Pilih pengganti dari daftar."},
    )
    address = _words("Alamat selama cuti", 200, required=False)
    phone = _words("Nomor yang dapat dihubungi", 40, required=False)
    basis = _words(
        "Dasar",
        200,
        help_text="Nomor dan tanggal surat cuti, surat dokter, atau surat keluarganya. Lampirkan.",
    )

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"key": page.key, **(initial or {})})
        self._kind = page.kind
        self.uploads = tuple(files.getlist("lampiran")) if files else ()
        self._fit(page)

    def _fit(self, page: Any) -> None:
        """Leave out what this kind does not ask for, and fill the choices."""
        gone = [
            *(() if page.details else ("detail",)),
            *(() if page.half_days else ("portion",)),
            *(() if page.extra_most else ("extra_days",)),
            *(() if page.recorded else ("basis",)),
        ]
        for name in gone:
            del self.fields[name]
        if page.details:
            self.fields["detail"].choices = [("", "Pilih"), *page.details]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["stand_in"].choices = [("", "Tidak perlu"), *page.stand_ins]  # type: ignore[attr-defined]  # a ChoiceField
        if page.kind == "SICK":
            self.fields["reason"].required = False
            self.fields["reason"].label = "Catatan untuk yang memutuskan"
        if page.kind == "FLEX_PLACE":
            self.fields["address"].label = "Tempat bekerja"
            self.fields["address"].required = True
        if page.beforehand and not page.recorded:
            self.fields["start_on"].widget.attrs["min"] = page.on.isoformat()
        self.fields["reason"].help_text = (
            "Hanya dibaca oleh yang memutuskan." if page.medical else "Dibaca atasan dan pejabat."
        )
        if page.person:
            self.fields["stand_in"].label = "Pengganti"
        if page.leads:
            self.fields["stand_in"].help_text = (
                f"{page.person or 'Anda'} memimpin unit. Nama ini diusulkan sebagai pelaksana "
                "harian (Plh); admin OPD yang menunjuknya."
            )

    def draft(self) -> LeaveDraft:
        """Ask only when valid."""
        values = self.cleaned_data
        return LeaveDraft(
            key=values["key"],
            kind=self._kind,
            detail=values.get("detail", ""),
            start_on=values["start_on"],
            end_on=values["last_on"] + timedelta(1),
            portion=values.get("portion") or "FULL",
            extra_days=values.get("extra_days") or 0,
            reason=values["reason"],
            address=values["address"],
            phone=values["phone"],
            stand_in_id=values["stand_in"],
            basis=values.get("basis", ""),
            uploads=self.uploads,
        )


FIELD_OF = {
    "leave.ends_before_start": "last_on",
    "leave.in_the_past": "start_on",
    "leave.too_old": "start_on",
    "leave.too_far": "start_on",
    "leave.no_workday": "start_on",
    "leave.overlap": "start_on",
    "leave.not_enough": "last_on",
    "leave.too_many_days": "last_on",
    "leave.too_early_in_service": "start_on",
    "leave.whole_days": "portion",
    "leave.no_extra_days": "extra_days",
    "leave.no_detail": "detail",
    "leave.no_reason": "reason",
    "leave.stand_in_unknown": "stand_in",
    "leave.stand_in_away": "stand_in",
    "duty.no_number": "number",
    "duty.number_taken": "number",
    "duty.no_purpose": "purpose",
    "duty.no_place": "place",
    "duty.too_old": "start_on",
    "leave.not_settable": "name",
    "leave.value_range": "value",
    "leave.no_source": "source",
    "leave.unknown_unit": "unit",
    "leave.not_after": "on",
}


def mark(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal at the field it speaks of, else above the form."""
    field = FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.message)


class AttachForm(KeyForm):
    lampiran = forms.FileField(allow_empty_file=True)


class AdviceForm(forms.Form):
    keputusan = forms.ChoiceField(choices=[("dukung", ""), ("tidak", ""), ("kembalikan", "")])
    catatan = forms.CharField(required=False)


class DecisionForm(forms.Form):
    keputusan = forms.ChoiceField(choices=[("setujui", ""), ("tolak", ""), ("kembalikan", "")])
    nomor = forms.CharField(required=False)
    catatan = forms.CharField(required=False)


class EndForm(forms.Form):
    """`on` is the first day back at work."""

    masuk = Day("Masuk kembali")
    alasan = forms.CharField(required=False)


class ReasonForm(forms.Form):
    alasan = forms.CharField(required=False)
    pegawai = forms.IntegerField(required=False)


class LetterForm(KeyForm):
    family = _choice("Jenis", FAMILIES, widget=forms.RadioSelect)
    number = _words("Nomor surat tugas", 80)
    purpose = _text("Tugas", 300)
    place = _words("Tempat", 120)
    start_on = Day("Hari pertama")
    last_on = Day("Hari terakhir")
    portion = _choice("Bagian hari", PORTIONS, required=False)

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"key": page.key, "family": "DUTY"})
        self.people = people_from(data) if data else ()
        self.uploads = tuple(files.getlist("lampiran")) if files else ()

    def as_typed(self, page: Any) -> "LetterForm":
        """The same entries without a judgement: somebody only searched for people."""
        form = LetterForm(page)
        form.initial = {name: self.data.get(name, "") for name in self.fields}
        form.people = self.people
        return form

    def draft(self) -> LetterDraft:
        """Ask only when valid."""
        values = self.cleaned_data
        return LetterDraft(
            key=values["key"],
            number=values["number"],
            family=values["family"],
            purpose=values["purpose"],
            place=values["place"],
            start_on=values["start_on"],
            end_on=values["last_on"] + timedelta(1),
            portion=values["portion"] or "FULL",
            people=self.people,
            uploads=self.uploads,
        )


def people_from(data: QueryDict) -> tuple[int, ...]:
    """The people chosen, once each; what is no id is left out."""
    chosen = (int(text) for text in data.getlist("pegawai") if text.isdigit())
    return tuple(dict.fromkeys(pk for pk in chosen if pk < 2**63))


class SignForm(forms.Form):
    """A number the law leaves open, with its basis."""

    name = _choice("Ketentuan", ())
    value = _whole("Angka", 0, 2100)
    unit = forms.TypedChoiceField(
        label="Berlaku untuk",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Pilih unit dari daftar."},
    )
    on = Day("Berlaku sejak")
    source = _words("Dasar", 200, help_text="Misalnya nomor keputusan bupati.")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="angka", initial={"on": page.on})
        self.fields["name"].choices = [("", "Pilih"), *page.settable]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["unit"].choices = [("", "Semua unit"), *page.units]  # type: ignore[attr-defined]  # a ChoiceField

    def signed(self) -> Signed:
        values = self.cleaned_data
        return Signed(
            name=values["name"],
            value=values["value"],
            on=values["on"],
            source=values["source"],
            unit_id=values["unit"],
        )


class GrantingForm(forms.Form):
    """Whose head grants the leave of a unit."""

    unit = forms.TypedChoiceField(
        label="Unit",
        coerce=int,
        error_messages={"required": "Pilih unit.", "invalid_choice": "Pilih unit dari daftar."},
    )
    for_head = _choice("Untuk cuti", [("", "pegawainya"), ("1", "pimpinannya")], required=False)
    granted_by = forms.TypedChoiceField(
        label="Yang memberi izin",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Pilih unit dari daftar."},
    )
    on = Day("Berlaku sejak")
    source = _words("Dasar", 200, help_text="Misalnya nomor keputusan pendelegasian.")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="pejabat", initial={"on": page.on})
        units = list(page.units)
        self.fields["unit"].choices = [("", "Pilih"), *units]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["granted_by"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "BKPSDM"),
            *((pk, f"Kepala {name}") for pk, name in units),
        ]

    def granting(self) -> Granting:
        values = self.cleaned_data
        return Granting(
            unit_id=values["unit"],
            granted_by_id=values["granted_by"],
            on=values["on"],
            source=values["source"],
            for_head=bool(values["for_head"]),
        )


class OpeningForm(forms.Form):
    year = _whole("Tahun", 2020, 2100)
    value = _whole("Sisa dari tahun lalu (hari kerja)", 0, 12)
    source = _words("Dasar", 200, help_text="Misalnya daftar cuti OPD per 2 Januari.")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        opening = page.opening
        initial: dict[str, Any] = {"year": page.year}
        if opening is not None:
            initial |= {"value": opening.carried_days, "source": opening.source}
        super().__init__(data, initial=initial)
