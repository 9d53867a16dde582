"""What people type into the pages of people and units: cleaned, never saved here."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from noken.core.signed import Value
from noken.organization.queries.declared import SettingPage
from noken.organization.queries.words import (
    ACTING_KINDS,
    PERSON_KINDS,
    POST_FAMILIES,
    POST_KINDS,
    ROLES,
    STANDINGS,
    UNIT_KINDS,
)
from noken.organization.services.declared import NewValues

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from noken.organization.queries.choices import Option

_EMPTY = "Bagian ini belum diisi."
MAX_IMPORT_BYTES = 20_000_000
"""Largest personnel file taken through the screen; the command line takes larger ones."""
_NO_CONTENT = "Berkas ini kosong. Pilih berkas yang berisi daftar pegawai."
_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."


class Day(forms.DateField):
    """A date, entered with the browser's own calendar."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": _DAY, "invalid": _DAY},
            **options,
        )


class LastDay(Day):
    """The last day of something, as people say it; cleaned to the first day after."""

    def __init__(self, **options: Any) -> None:
        super().__init__("Sampai dengan", required=False, **options)

    def clean(self, value: Any) -> date | None:
        last = super().clean(value)
        return last + timedelta(1) if last else None


class Words(forms.CharField):
    """One line of text."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label=label, error_messages={"required": _EMPTY}, **options)


class OneOf(forms.ChoiceField):
    def __init__(self, label: str, choices: Any, **options: Any) -> None:
        messages = {"required": _EMPTY, "invalid_choice": "Pilih dari daftar."}
        super().__init__(label=label, choices=choices, error_messages=messages, **options)


class PickWidget(forms.Widget):
    """Type to find, then choose one of what was found; without script a second send does it."""

    template_name = "organization/pick.html"

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.text = ""
        self.found: list[Option] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "kind": self.kind,
            "text": self.text,
            "found": self.found,
            "chosen": str(value or ""),
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:  # noqa: ARG002 (Django's signature)
        self.text = str(data.get(f"{name}_text", ""))
        return data.get(name)


class Pick(forms.IntegerField):
    """The id of a person (`orang`), post (`jabatan`) or unit (`unit`) found by typing."""

    def __init__(self, label: str, kind: str, **options: Any) -> None:
        message = "Ketik namanya, lalu pilih satu dari daftar."
        super().__init__(
            label=label,
            widget=PickWidget(kind),
            error_messages={"required": message, "invalid": message},
            **options,
        )


class ActForm(forms.Form):
    """A form of one act. `act` names it on the page and in the ids of its fields."""

    act: ClassVar[str]

    def __init__(self, data: Any = None, *, today: date | None = None) -> None:
        start = {"on": today, "start_on": today} if today else {}
        super().__init__(data, auto_id=f"{self.act}_%s", initial=start)

    def picks(self) -> list[PickWidget]:
        widgets = [field.widget for field in self.fields.values()]
        return [widget for widget in widgets if isinstance(widget, PickWidget)]


class MoveForm(ActForm):
    act = "pindah"
    position = Pick("Jabatan baru", "jabatan")
    on = Day("Mulai tanggal")


class SuperiorForm(ActForm):
    act = "atasan"
    superior = Pick("Atasan", "orang")
    reason = Words("Alasan", max_length=300, help_text="Misalnya nomor surat penetapan")
    start_on = Day("Mulai tanggal")
    end_on = LastDay(help_text="Hari terakhir")


class StandingForm(ActForm):
    act = "kedudukan"
    standing = OneOf("Kedudukan", STANDINGS)
    on = Day("Mulai tanggal")


class RankForm(ActForm):
    act = "pangkat"
    code = Words("Pangkat atau golongan", max_length=8, help_text="III/b, atau IX untuk PPPK")
    on = Day("Mulai tanggal")


class GrantForm(ActForm):
    act = "peran"
    role = OneOf("Peran", ROLES)
    unit = Pick("Untuk unit", "unit", required=False)
    letter = Words(
        "Nomor surat",
        max_length=200,
        required=False,
        help_text="Wajib untuk BKPSDM, Inspektorat, dan pimpinan; orang kedua mengonfirmasinya.",
    )
    reason = Words("Alasan", max_length=300)
    start_on = Day("Mulai tanggal")
    end_on = LastDay(help_text="Hari terakhir")


class RenameForm(ActForm):
    act = "nama"
    name = Words("Nama baru", max_length=200)
    on = Day("Mulai tanggal")


class UnitMoveForm(ActForm):
    act = "pindah"
    parent = Pick("Ke bawah unit", "unit")
    on = Day("Mulai tanggal")


class MergeForm(ActForm):
    act = "gabung"
    into = Pick("Digabung ke unit", "unit")
    on = Day("Mulai tanggal")


class CloseForm(ActForm):
    act = "tutup"
    on = Day("Ditutup tanggal")


class ActingForm(ActForm):
    act = "plt"
    employee = Pick("Pejabat", "orang")
    kind = OneOf("Sebagai", ACTING_KINDS)
    start_on = Day("Mulai tanggal")
    end_on = LastDay(help_text="Hari terakhir; untuk Plh wajib diisi")

    def propose(self, wanted: Mapping[str, str]) -> None:
        """Begin with what another page proposes; what cannot be read is left out."""
        proposed = ProposedForm(wanted)
        proposed.is_valid()
        typed = proposed.cleaned_data
        names = {"sebagai": "kind", "mulai": "start_on", "sampai": "end_on", "pejabat": "employee"}
        self.initial.update({ours: typed[name] for name, ours in names.items() if typed.get(name)})
        for widget in self.picks():
            widget.text = typed.get("nama", "")


class ProposedForm(forms.Form):
    """The address of a proposed appointment."""

    sebagai = forms.ChoiceField(choices=ACTING_KINDS, required=False)
    mulai = forms.DateField(required=False)
    sampai = forms.DateField(required=False)
    pejabat = forms.IntegerField(required=False, min_value=1)
    nama = forms.CharField(required=False, max_length=120)


class PositionForm(ActForm):
    act = "jabatan"
    title = Words("Nama jabatan", max_length=200)
    kind = OneOf("Jenis", POST_KINDS)
    family = OneOf("Rumpun", POST_FAMILIES)
    is_head = forms.BooleanField(label="Memimpin unit ini", required=False)


class HireForm(ActForm):
    act = "pegawai"
    nip = Words(
        "NIP",
        max_length=40,
        required=False,
        help_text="18 angka, boleh dengan spasi; kosong hanya bagi pejabat negara tanpa NIP",
    )
    name = Words("Nama tanpa gelar", max_length=120)
    front_title = Words("Gelar depan", max_length=40, required=False)
    back_title = Words("Gelar belakang", max_length=80, required=False)
    kind = OneOf("Status", PERSON_KINDS)
    position = Pick("Jabatan", "jabatan")
    start_on = Day("Mulai bertugas")


class NewUnitForm(ActForm):
    act = "unit_baru"
    name = Words("Nama unit", max_length=200)
    kind = OneOf("Jenis", UNIT_KINDS)
    head_title = Words("Jabatan kepalanya", max_length=200, required=False)
    start_on = Day("Berdiri sejak")


class DayForm(forms.Form):
    """The one date that ending something needs."""

    on = Day("Tanggal")


class PeopleFilter(forms.Form):
    """The address of the list: `cari`, `unit`, `halaman`. What cannot be read is left out."""

    cari = forms.CharField(required=False, max_length=100)
    unit = forms.IntegerField(required=False)
    halaman = forms.IntegerField(required=False, min_value=1)


class AccountsForm(forms.Form):
    """For whom first passwords are made: `unit`, and `ulang` for those that were never used.

    `tanya` asks what would be made; `jumlah` is how many were confirmed: never more are made.
    """

    unit = forms.IntegerField(required=False)
    ulang = forms.BooleanField(required=False)
    tanya = forms.BooleanField(required=False)
    jumlah = forms.IntegerField(required=False, min_value=1)


class DeclineForm(forms.Form):
    """Why a proposal of another agency is declined."""

    alasan = forms.CharField(required=False, max_length=300)


class RehearsalFilter(forms.Form):
    """The address of the dry run: `per`, `keadaan`, `unit`, `halaman`."""

    per = forms.DateField(required=False)
    keadaan = forms.CharField(required=False, max_length=12)
    unit = forms.IntegerField(required=False)
    halaman = forms.IntegerField(required=False, min_value=1)


class ImportFileForm(forms.Form):
    """A personnel file; `key` is made by the page, so that sending twice is one import."""

    file = forms.FileField(
        max_length=400, error_messages={"required": "Pilih dulu berkasnya.", "empty": _NO_CONTENT}
    )
    key = forms.UUIDField(required=False)

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > MAX_IMPORT_BYTES:
            raise forms.ValidationError(
                f"Berkas ini {file.size // 1_000_000} MB; paling besar "
                f"{MAX_IMPORT_BYTES // 1_000_000} MB. Hapus gambar dan lembar yang bukan daftar "
                "pegawai, lalu unggah lagi."
            )
        return file


class ImportApplyForm(forms.Form):
    """The ground of an import, the first day of newcomers, and what to do with all rows that still
    wait."""

    start = forms.DateField(required=False)
    basis = forms.CharField(required=False, max_length=200)
    conflicts = forms.CharField(required=False, max_length=8)


class ImportRowForm(forms.Form):
    """What was typed or chosen in a row: another NIP, or which value counts."""

    nip = forms.CharField(required=False, max_length=40)
    decision = forms.CharField(required=False, max_length=8)


class ImportFilter(forms.Form):
    """The address of an import: `saring`, `halaman`."""

    saring = forms.CharField(required=False, max_length=12)
    halaman = forms.IntegerField(required=False, min_value=1)


def read(form: forms.Form) -> dict[str, Any]:
    """The values of an address that could be read; None or "" for the others."""
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in form.fields}


def person_forms(today: date, *, grants: bool) -> dict[str, ActForm]:
    """The acts on a person's page, by name."""
    kinds: list[type[ActForm]] = [MoveForm, SuperiorForm, StandingForm, RankForm]
    kinds += [GrantForm] if grants else []
    return {kind.act: kind(today=today) for kind in kinds}


def unit_forms(today: date, *, has_head: bool) -> dict[str, ActForm]:
    """The acts on a unit's page, by name."""
    kinds: list[type[ActForm]] = [RenameForm, UnitMoveForm, MergeForm, CloseForm]
    kinds += [HireForm, PositionForm, NewUnitForm]
    kinds += [ActingForm] if has_head else []
    return {kind.act: kind(today=today) for kind in kinds}


class ValuesForm(forms.Form):
    """The values of a declared setting, their source and the first day."""

    def __init__(self, page: SettingPage, data: Mapping[str, Any] | None = None) -> None:
        self.declared = page.declared
        names = [each.name for each in page.declared.values]
        super().__init__(data, initial={name: getattr(page.now, name) for name in names})
        for each in page.declared.values:
            self.fields[each.name] = _field_of(each)
        self.fields["mulai"] = Day("Berlaku sejak")
        self.fields["dasar"] = Words("Dasar", max_length=200, help_text=page.declared.basis)

    def new(self) -> NewValues:
        """Ask only when valid."""
        said = self.cleaned_data
        values = {each.name: said[each.name] for each in self.declared.values}
        return NewValues(self.declared, values, said["dasar"], said["mulai"])


def _field_of(value: Value) -> forms.Field:
    if value.options:
        return OneOf(value.label, list(value.options.items()), widget=forms.RadioSelect)
    said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), value.said)
    return forms.IntegerField(
        label=f"{value.label} ({value.unit})" if value.unit else value.label,
        min_value=value.least,
        max_value=value.most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=said,
    )
