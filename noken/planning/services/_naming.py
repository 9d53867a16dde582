"""Whose plan a line of a file speaks of."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from noken.core.actor import Actor
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.planning.gateways.plan_file import ReadLine
from noken.planning.models import PlannedResult
from noken.planning.queries.filing import BRINGERS
from noken.planning.rules.filing import taken_apart

ROUNDED = "000"
"""So ends an NIP that was a number in a spreadsheet; none is given out that does."""
Found = tuple[int | None, str, str]


class People:
    """Finds whose plan a line speaks of: by NIP, by name, by its code; without any, one's own.

    Lines are copied for somebody else with their code, so a person who is named goes before it;
    but a spoiled NIP or a name that nobody bears does not.
    """

    def __init__(self, lines: Sequence[ReadLine], by: Actor) -> None:
        self._own = by.employee_id
        allowed = organization.subjects_of(by, *BRINGERS)
        people = Employee.objects.filter(pk__in=allowed)
        nips = {each.nip for each in lines if each.nip}
        names = {_same_name(each.name) for each in lines if each.name and not each.nip}
        self._by_nip = dict(people.filter(nip__in=nips).values_list("nip", "pk"))
        self._by_name: dict[str, list[int]] = {}
        named = people.annotate(folded=Lower("name")).filter(folded__in=names)
        for pk, folded in named.values_list("pk", "folded"):
            self._by_name.setdefault(folded, []).append(pk)
        self._by_code = dict(_owners_of_codes(lines, allowed))

    def coded(self, each: ReadLine) -> int | None:
        """In whose plan the code of a line stands."""
        return self._by_code.get(taken_apart(each.line.code)[0])

    def owner_of(self, each: ReadLine) -> Found:
        """The person, or None with cause and cure."""
        coded = self.coded(each)
        if each.nip and (coded is None or not _is_spoiled(each.nip)):
            found = self._by_nip.get(each.nip)
            return (found, "", "") if found else (None, *_unknown(each.nip))
        named = self._named(each.name) if each.name and not each.nip else None
        if coded is not None and (named is None or named[0] is None):
            return coded, "", ""
        return named or (self._own, "", "")

    def _named(self, name: str) -> Found:
        found = self._by_name.get(_same_name(name), [])
        if len(found) == 1:
            return found[0], "", ""
        cause = (
            f"Ada {len(found)} pegawai bernama {name}."
            if found
            else f"Nama {name[:60]} bukan pegawai yang SKP-nya dapat Anda usulkan."
        )
        return None, cause, "Tambahkan kolom NIP, atau hapus barisnya."


def _same_name(text: str) -> str:
    """A name as it is compared: without titles, in small letters."""
    return organization.split_name(text).name.lower()


def _is_spoiled(nip: str) -> bool:
    return bool(organization.why_not_a_nip(nip)) or nip.endswith(ROUNDED)


def _unknown(nip: str) -> tuple[str, str]:
    """Why an NIP names nobody, and what to do: a spreadsheet keeps only fifteen of its figures."""
    if not _is_spoiled(nip):
        cause = "NIP di baris ini bukan pegawai yang SKP-nya dapat Anda usulkan."
        return cause, "Cocokkan NIP dengan data pegawai, atau hapus barisnya."
    cause = f"NIP di baris ini terbaca “{nip[:30]}”, bukan 18 angka NIP."
    if nip.endswith(ROUNDED) or not nip.isdigit():
        cause = "Angka NIP di baris ini hilang: Excel hanya menyimpan 15 angka sebuah bilangan."
    return cause, "Ubah kolom NIP menjadi Teks, isi lagi 18 angkanya, lalu unggah lagi."


def _owners_of_codes(
    lines: Sequence[ReadLine], allowed: QuerySet[Employee, Any]
) -> Iterator[tuple[str, int]]:
    keys = {taken_apart(each.line.code)[0] for each in lines if each.line.code}
    wanted = [UUID(key) for key in keys if len(key) == 32 and _is_hex(key)]
    rows = PlannedResult.objects.filter(key__in=wanted, revision__plan__owner__in=allowed)
    for key, owner_id in rows.values_list("key", "revision__plan__owner").distinct():
        yield key.hex, owner_id


def _is_hex(text: str) -> bool:
    return all(letter in "0123456789abcdef" for letter in text)
