"""From what arrives to values. Plain forms; the services judge and write."""

import binascii
import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict

from noken.attendance.queries import ZONES
from noken.checkin.rules.entries import CAUSE_WORDS, MAX_LIST, Cause
from noken.checkin.rules.places import LARGEST_M, SMALLEST_M, USUAL_M, Point
from noken.checkin.services import ClaimDraft, EntryDraft, PlaceDraft
from noken.core import inputs
from noken.core.errors import Refused

MAX_BATCH = 50
Units = Iterable[tuple[int, str]]
_RAW = 64


class ClaimForm(forms.Form):
    """One claim of this moment: a code, a place, or words. Everything but the key may be empty.

    `jam` is only what the phone signed: a form says "now".
    """

    key = forms.UUIDField()
    kode = forms.CharField(required=False, max_length=80)
    lintang = forms.CharField(required=False, max_length=_RAW)
    bujur = forms.CharField(required=False, max_length=_RAW)
    ketelitian = forms.CharField(required=False, max_length=_RAW)
    jam = forms.CharField(required=False, max_length=_RAW)
    tanda = forms.CharField(required=False, max_length=200)
    penanda = forms.CharField(required=False, max_length=64)
    keterangan = forms.CharField(required=False)

    def draft(self, files: MultiValueDict[str, Any]) -> ClaimDraft:
        """Raises Refused: `claim.unreadable`, `receipt.bad_key`."""
        if not self.is_valid():
            code = "receipt.bad_key" if "key" in self.errors else "claim.unreadable"
            raise Refused(
                "Kiriman ini tidak terbaca. Muat ulang halaman, lalu coba lagi.", code=code
            )
        values = self.cleaned_data
        live = _draft(
            {
                "key": str(values["key"]),
                "code": values["kode"],
                "latitude": values["lintang"],
                "longitude": values["bujur"],
                "accuracy": values["ketelitian"],
                "claimed_at": values["jam"],
                "signature": values["tanda"],
                "signer": values["penanda"],
                "note": values["keterangan"],
            },
            photo=files.get("foto"),
        )
        return replace(live, claimed_at=None)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a batch: the key as sent, and the draft or why it cannot be read."""

    key: str
    draft: ClaimDraft | None
    refused: Refused | None = None


def batch_from(body: bytes) -> list[Item]:
    """The items of a JSON batch; a bad item is refused alone.

    Raises:
        Refused: `batch.unreadable`, `claim.too_many`.
    """
    try:
        sent = json.loads(body)
        items, sent_at = sent["items"], sent.get("sent_at", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        items, sent_at = None, ""
    if not isinstance(items, list):
        raise Refused('Kiriman harus berupa {"items": [...]}.', code="batch.unreadable")
    if len(items) > MAX_BATCH:
        raise Refused(
            f"Satu kiriman memuat paling banyak {MAX_BATCH} presensi.", code="claim.too_many"
        )
    return [_item(raw, sent_at) for raw in items]


def _item(raw: Any, sent_at: Any) -> Item:
    key = str(raw.get("key", "")) if isinstance(raw, Mapping) else ""
    try:
        return Item(key, _draft({"sent_at": sent_at, **raw}))
    except Refused as refusal:
        return Item(key, None, refusal)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Item(key, None, Refused("Isi presensi ini tidak terbaca.", code="claim.unreadable"))


def _draft(raw: Mapping[str, Any], photo: Any = None) -> ClaimDraft:
    point = tuple(_text(raw, name)[:_RAW] for name in ("latitude", "longitude", "accuracy"))
    claimed = _text(raw, "claimed_at")[:_RAW]
    return ClaimDraft(
        key=UUID(raw["key"]),
        code=_text(raw, "code").strip()[:80],
        point=_point(*point),
        raw_point=(point[0], point[1], point[2]),
        claimed_at=_instant(claimed),
        raw_claimed=claimed,
        sent_at=_instant(_text(raw, "sent_at")),
        signature=_bytes(_text(raw, "signature")),
        signer=_text(raw, "signer")[:64],
        note=_text(raw, "note"),
        photo=photo,
    )


def _point(latitude: str, longitude: str, accuracy: str) -> Point | None:
    """None for a phone that tells no place, or one that is not on earth."""
    try:
        point = Point(float(latitude), float(longitude), float(accuracy or 0))
    except ValueError:
        return None
    sane = abs(point.latitude) <= 90 and abs(point.longitude) <= 180
    return point if sane and 0 <= point.accuracy_m < 1_000_000 else None


def _instant(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name) or ""
    if not isinstance(value, str):
        raise TypeError(name)
    return inputs.text(value)


class OfficeForm(forms.Form):
    """An office: what it is called, whose it is, and by which clock its people live."""

    nama = forms.CharField(
        label="Nama kantor",
        max_length=120,
        help_text="Yang dikenal orang, misalnya Kantor induk atau Puskesmas Sanggeng",
        error_messages={"required": "Beri kantor ini nama, misalnya Kantor induk."},
    )
    unit = forms.TypedChoiceField(
        label="Unit",
        coerce=int,
        help_text="Gangguan mesin di kantor ini melindungi pegawai unit itu dan semua di bawahnya",
        error_messages={
            "required": "Pilih unit dari daftar.",
            "invalid_choice": "Pilih unit dari daftar.",
        },
    )
    zona = forms.ChoiceField(
        label="Zona waktu",
        choices=ZONES,
        help_text="Jam pada mesin dan layar kantor ini",
        error_messages={"invalid_choice": "Pilih zona waktu dari daftar."},
    )

    def __init__(self, data: Any = None, *, units: Units, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "Pilih unit"),
            *units,
        ]


class DegreesField(forms.DecimalField):
    """Degrees with comma or point, however a map gave them; shown with a comma."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").strip().replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if value is not None else value


class PlaceForm(forms.Form):
    """Where an office is."""

    lintang = DegreesField(
        label="Lintang",
        max_digits=9,
        decimal_places=6,
        help_text="misalnya -0,861000; tekan Ambil titik di sini bila Anda berada di kantor",
        error_messages={"required": "Isi lintang kantor.", "invalid": "Lintang berupa angka."},
    )
    bujur = DegreesField(
        label="Bujur",
        max_digits=9,
        decimal_places=6,
        help_text="misalnya 134,062000",
        error_messages={"required": "Isi bujur kantor.", "invalid": "Bujur berupa angka."},
    )
    jari = forms.IntegerField(
        label="Jari-jari (meter)",
        min_value=SMALLEST_M,
        max_value=LARGEST_M,
        initial=USUAL_M,
        help_text="sejauh ini dari titik dihitung di dalam kantor",
        error_messages={"required": "Isi jari-jarinya."},
    )
    foto = forms.IntegerField(
        label="Foto yang diminta secara acak (dari 1.000 presensi)",
        min_value=0,
        max_value=1000,
        initial=20,
        help_text="hanya untuk presensi dengan tempat tanpa kode; 0 berarti tidak pernah",
        error_messages={"required": "Isi 0 bila tidak ingin meminta foto."},
    )

    def draft(self) -> PlaceDraft:
        values = self.cleaned_data
        return PlaceDraft(values["lintang"], values["bujur"], values["jari"], values["foto"])


class ScreenForm(forms.Form):
    nama = forms.CharField(
        label="Nama layar",
        max_length=80,
        help_text="misalnya Lobi depan",
        error_messages={"required": "Beri nama layar ini."},
    )


class SeveralForm(forms.Form):
    """Entries by hand for several people on one day: `masuk-<id>` and `pulang-<id>` are times.

    Who left at or before the hour they came at left on the next day: a night shift.
    """

    tanggal = forms.DateField(error_messages={"required": "Pilih tanggalnya."})
    sebab = forms.ChoiceField(choices=[(cause.value, CAUSE_WORDS[cause]) for cause in Cause])
    alasan = forms.CharField(required=False)

    def drafts(self) -> list[EntryDraft]:
        """One for each time that is filled in; what is no time is refused.

        Raises:
            Refused: `entry.unreadable`, `entry.bad_time`, `entry.too_many`.
        """
        if not self.is_valid():
            raise Refused("Pilih tanggal dan sebabnya.", code="entry.unreadable")
        day = self.cleaned_data["tanggal"]
        found = []
        for person, times in self._times().items():
            came, went = times.get("masuk"), times.get("pulang")
            if came is not None:
                found.append(EntryDraft(person, datetime.combine(day, came)))
            if went is not None:
                left_on = day + timedelta(1) if _is_next_day(came, went) else day
                found.append(EntryDraft(person, datetime.combine(left_on, went)))
        if len(found) > MAX_LIST:
            raise Refused(
                f"Satu daftar memuat paling banyak {MAX_LIST} presensi.", code="entry.too_many"
            )
        return found

    @property
    def next_day(self) -> int:
        """How many of a form that could be read left on the next day."""
        times = self._times().values()
        return sum(_is_next_day(each.get("masuk"), each.get("pulang")) for each in times)

    def rows(self, people: Iterable[Any]) -> list[tuple[Any, str, str]]:
        """Each person with what was typed for them."""
        typed = self.data
        return [
            (each, typed.get(f"masuk-{each.id}", ""), typed.get(f"pulang-{each.id}", ""))
            for each in people
        ]

    def _times(self) -> dict[int, dict[str, time]]:
        """What is filled in, by person."""
        found: dict[int, dict[str, time]] = {}
        for name, value in self.data.items():
            kind, _, person = name.partition("-")
            if kind in {"masuk", "pulang"} and person.isdecimal() and value.strip():
                found.setdefault(int(person), {})[kind] = _time(value)
        return found


def _is_next_day(came: time | None, went: time | None) -> bool:
    return came is not None and went is not None and went <= came


def _time(value: str) -> time:
    try:
        moment = datetime.strptime(_with_colon(value), "%H:%M")  # noqa: DTZ007 (no date yet)
    except ValueError:
        raise Refused(
            f"Jam {value} tidak terbaca. Tulis seperti 07.30.", code="entry.bad_time"
        ) from None
    return moment.time()


def _with_colon(value: str) -> str:
    """07.30, 07:30, 0730 and 730 are the same time."""
    text = value.strip().replace(".", ":")
    return f"{text[:-2]}:{text[-2:]}" if text.isdecimal() and len(text) in {3, 4} else text


class DecideForm(forms.Form):
    keputusan = forms.ChoiceField(choices=[("benar", ""), ("tolak", "")])
    catatan = forms.CharField(required=False)


class AnswerForm(forms.Form):
    jawaban = forms.ChoiceField(choices=[("YES", ""), ("NO", ""), ("UNSEEN", "")])


class PhoneForm(forms.Form):
    kunci = forms.CharField(max_length=200)

    def public_key(self) -> bytes:
        return _bytes(self.cleaned_data["kunci"]) if self.is_valid() else b""


class KioskForm(forms.Form):
    key = forms.UUIDField()
    nip = forms.CharField(max_length=30, required=False)
    kode = forms.CharField(max_length=12, required=False)


class ExamineForm(forms.Form):
    pola = forms.CharField(max_length=16)
    kunci = forms.CharField(max_length=120)
    penjelasan = forms.CharField(max_length=16)
    catatan = forms.CharField(required=False)


def ids_from(values: list[str]) -> list[int]:
    """The ids in these fields, once each; what is no id is left out."""
    words = " ".join(values).split()
    return list(dict.fromkeys(int(word) for word in words if word.isdecimal() and len(word) < 19))
