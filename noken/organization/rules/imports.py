"""What a row of a personnel file would change: compared with what is known here, field by field."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypedDict

from noken.organization.rules.person_row import PersonRow
from noken.organization.rules.posts import PostKind

NEW, CHANGED, UNCHANGED, REFUSED, WAITING = "NEW", "CHANGED", "UNCHANGED", "REFUSED", "WAITING"

FIELD_LABELS = MappingProxyType(
    {
        "name": "Nama",
        "front_title": "Gelar depan",
        "back_title": "Gelar belakang",
        "kind": "Jenis pegawai",
        "standing": "Kedudukan",
        "rank": "Pangkat",
        "rank_from": "TMT pangkat",
        "unit": "Unit",
        "post": "Jabatan",
        "head": "Memimpin",
        "post_from": "TMT jabatan",
        "superior": "Atasan",
    }
)
"""What the fields of `changes` are called on the screen."""

START = "start"
"""The decision of a file that says from which day its newcomers count."""
OUT_OF_SERVICE = frozenset({"RETIRED", "ENDED"})
_PLAIN = ("name", "front_title", "back_title", "kind")
_LENGTHS = MappingProxyType(
    {"name": 120, "front_title": 40, "back_title": 80, "rank": 8, "post": 200, "unit_name": 200}
)
# The file knows more words for standings and families than change anything here.
_STANDINGS = MappingProxyType({"LEFT": "ENDED"})
_FAMILIES = MappingProxyType({"SCHOOL_SUPERVISOR": "GENERAL"})
_UNTOLD = "OTHER"


class RowData(TypedDict):
    """What is kept of a row until it is applied; dates as 2024-04-01, "" where the file is empty.

    `unit` and `leads` are keys of the proposed structure: the unit the row stands in, and the one
    its post leads or may lead ("" for none). `unit_name` is what a person reads. Birth date and
    sex are not kept: the NIP holds them.
    """

    nip: str
    name: str
    front_title: str
    back_title: str
    kind: str
    standing: str
    rank: str
    rank_from: str
    post: str
    post_kind: str
    family: str
    echelon: str
    post_from: str
    unit: str
    leads: str
    unit_name: str
    superior_nip: str
    remarks: list[str]


class Known(NamedTuple):
    """A person as the register has it: the latest rank, standing and definitive posting.

    Codes and titles are "" and ids and dates None where there is none. `post_until` is the day
    the posting ended or will. `post_floor` and `rank_floor` are the starts of the periods before.
    """

    employee: int
    name: str
    front_title: str
    back_title: str
    kind: str
    standing: str = ""
    rank: str = ""
    rank_from: date | None = None
    rank_floor: date | None = None
    unit: int | None = None
    unit_name: str = ""
    post: str = ""
    is_head: bool = False
    post_from: date | None = None
    post_until: date | None = None
    post_floor: date | None = None
    superior_nip: str = ""


class Place(NamedTuple):
    """Where a row puts its person: ids of units here, None for one that is yet to be made.

    `own` is the unit the row stands in, `led` the one its post may lead; `leads`: it does.
    """

    own: int | None
    led: int | None = None
    leads: bool = False


class Verdict(NamedTuple):
    """`code` is NEW, CHANGED, UNCHANGED, REFUSED or WAITING; `changes` old and new per field.

    `reason`, `cause` and `cure` are filled where the row is refused or waits.
    """

    code: str
    changes: Mapping[str, tuple[str, str]] = MappingProxyType({})
    reason: str = ""
    cause: str = ""
    cure: str = ""


def row_data(row: PersonRow, unit: str, leads: str, unit_name: str) -> RowData:
    """The part of a row that is kept; see RowData for `unit`, `leads` and `unit_name`.

    Source: UU 27/2022, data minimisation (register: uu-27-2022).
    """
    return RowData(
        nip=row.nip,
        name=row.name,
        front_title=row.front_title,
        back_title=row.back_title,
        kind=str(row.kind),
        standing=str(_STANDINGS.get(str(row.standing), row.standing)),
        rank=row.rank_code,
        rank_from=_text(row.rank_from),
        post=row.post_title,
        post_kind=str(row.post_kind or PostKind.EXECUTIVE),
        family=str(_FAMILIES.get(str(row.post_family), row.post_family)),
        echelon=row.echelon,
        post_from=_text(row.post_from),
        unit=unit,
        leads=leads,
        unit_name=unit_name,
        superior_nip="" if row.superior_nip == row.nip else row.superior_nip,
        remarks=[problem.text for problem in row.problems],
    )


def why_not_importable(data: RowData) -> Verdict | None:
    """The refusal of a row that cannot be stored as it stands; None for one that can.

    Source: personnel files as offices have them (register: personnel-files).
    """
    if data["standing"] == _UNTOLD:
        return Verdict(
            REFUSED,
            reason="standing.unknown",
            cause="Kedudukan hukumnya belum dikenal.",
            cure="Tulis kedudukan seperti Aktif, Tugas Belajar, CLTN, atau Pensiun, lalu unggah "
            "lagi.",
        )
    for field, most in _LENGTHS.items():
        if len(data[field]) > most:  # type: ignore[literal-required]  # keys of RowData
            label = FIELD_LABELS.get(field, "Unit")
            return Verdict(
                REFUSED,
                reason="text.too_long",
                cause=f"{label} lebih panjang dari {most} huruf.",
                cure="Singkatkan di berkas, lalu unggah lagi.",
            )
    return None


def verdict_of(data: RowData, known: Known | None, place: Place) -> Verdict:
    """Compare a row with the register.

    Args:
        data: the row.
        known: the same person here; None when the NIP is not known.
        place: where the row puts the person.

    Where the register holds something newer than the file's TMT, or a person here has left the
    service, the row waits: a person decides which of both is right.

    Source: how noken takes in personnel files (register: noken-practice).
    """
    if refusal := why_not_importable(data):
        return refusal
    if known is None:
        return Verdict(NEW)
    changes = _person_changes(data, known) | _rank_changes(data, known)
    if data["standing"] not in OUT_OF_SERVICE:
        changes |= _post_changes(data, known, place)
        if data["superior_nip"] and data["superior_nip"] != known.superior_nip:
            changes["superior"] = (known.superior_nip, data["superior_nip"])
    if not changes:
        return Verdict(UNCHANGED)
    if cause := _why_newer_here(data, known, changes):
        return Verdict(
            WAITING, changes, "here.newer", cause, "Pilih yang dipakai: isi berkas, atau yang ada."
        )
    return Verdict(CHANGED, changes)


def _person_changes(data: RowData, known: Known) -> dict[str, tuple[str, str]]:
    changes: dict[str, tuple[str, str]] = {}
    for field in _PLAIN:
        old, new = getattr(known, field), data[field]  # type: ignore[literal-required]  # as above
        if new and old.casefold() != new.casefold():
            changes[field] = (old, new)
    if data["standing"] != known.standing:
        changes["standing"] = (known.standing, data["standing"])
    return changes


def _rank_changes(data: RowData, known: Known) -> dict[str, tuple[str, str]]:
    if not data["rank"]:
        return {}
    changes: dict[str, tuple[str, str]] = {}
    if data["rank"] != known.rank:
        changes["rank"] = (known.rank, data["rank"])
    if _dates_differ(data["rank_from"], known.rank_from, known.rank_floor, is_new=bool(changes)):
        changes["rank_from"] = (_text(known.rank_from), data["rank_from"])
    return changes


def _post_changes(data: RowData, known: Known, place: Place) -> dict[str, tuple[str, str]]:
    changes: dict[str, tuple[str, str]] = {}
    sits = known.is_head and known.unit == place.led
    if not is_at(known, place):
        changes["unit"] = (known.unit_name, data["unit_name"])
    elif place.leads and not known.is_head:
        changes["head"] = ("", data["unit_name"])
    # The head's post of a unit bears the name it has here.
    if data["post"] and not sits and data["post"].casefold() != known.post.casefold():
        changes["post"] = (known.post, data["post"])
    if _dates_differ(data["post_from"], known.post_from, known.post_floor, is_new=bool(changes)):
        changes["post_from"] = (_text(known.post_from), data["post_from"])
    return changes


def is_at(known: Known, place: Place) -> bool:
    """Whether the person is posted where the row says: for a head the unit led, else either.

    Source: how noken takes in personnel files (register: noken-practice).
    """
    where = {place.led} if place.leads else {place.own, place.led}
    return known.unit is not None and known.unit in where


def _dates_differ(new: str, old: date | None, floor: date | None, *, is_new: bool) -> bool:
    """Whether the start is another one; a correction past the period before it is left alone."""
    if not new or new == _text(old):
        return False
    return is_new or floor is None or date.fromisoformat(new) > floor


def _why_newer_here(data: RowData, known: Known, changes: Mapping[str, tuple[str, str]]) -> str:
    if known.standing in OUT_OF_SERVICE and data["standing"] not in OUT_OF_SERVICE:
        return "Di noken pegawai ini sudah tidak bertugas, di berkas masih."
    if changes.keys() & {"unit", "post", "head"} and _is_older(
        data["post_from"], known.post_from or known.post_until
    ):
        return "Jabatan atau unit di noken lebih baru daripada TMT di berkas."
    if "rank" in changes and _is_older(data["rank_from"], known.rank_from):
        return "Pangkat di noken lebih baru daripada TMT di berkas."
    return ""


def _is_older(text: str, here: date | None) -> bool:
    return bool(text) and here is not None and date.fromisoformat(text) < here


def circular_superiors(superior_of: Mapping[str, str]) -> frozenset[str]:
    """Those whose superiors in the file lead back to themselves.

    Args:
        superior_of: NIP of the superior by NIP, only where the file names one.

    Source: PP 30/2019 art. 1 no. 8: the superior stands above (register: pp-30-2019).
    """
    settled: set[str] = set()
    circular: set[str] = set()
    for start in superior_of:
        way: dict[str, int] = {}
        at = start
        while at in superior_of and at not in way and at not in settled:
            way[at] = len(way)
            at = superior_of[at]
        if at in way:
            circular.update(nip for nip, place in way.items() if place >= way[at])
        settled.update(way)
    return frozenset(circular)


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
