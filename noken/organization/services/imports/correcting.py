"""A small cure typed in the row itself: another NIP, and the row is judged again."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization.access import imports_visible_to
from noken.organization.events import ImportDecided
from noken.organization.gateways.header_words import Field
from noken.organization.gateways.rows import RowReader
from noken.organization.models import ImportRow, ImportRun
from noken.organization.rules.imports import row_data
from noken.organization.rules.nip import masked_nip
from noken.organization.rules.person_row import PersonRow, RefusedRow
from noken.organization.rules.structure import path_of
from noken.organization.services.imports._assess import assess
from noken.organization.services.imports._named import without_unusable
from noken.organization.services.imports._structure import Kept, with_decisions
from noken.organization.services.imports.applying import foresee_run

_NO_UNIT = "Unit di baris ini belum ada di usulan. Perbaiki NIP di berkas, lalu unggah lagi."


@transaction.atomic
def correct_row(run_id: int, row_id: int, nip: str, *, by: Actor, at: datetime) -> ImportRow:
    """Read a refused row again with the NIP that was typed.

    Raises:
        Refused: `import.unknown`, `import.row_gone`, `import.nip_wrong`, `import.nip_twice`,
            `import.no_unit`.
    Emits: ImportDecided.
    """
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .filter(imports_visible_to(by), pk=run_id, status=ImportRun.Status.PREVIEWED)
        .first()
    )
    if run is None:
        raise Refused("Impor itu tidak terbuka lagi. Muat ulang halaman.", code="import.unknown")
    row = ImportRow.objects.filter(run=run, pk=row_id).first()
    if row is None or not row.data.get("cells"):
        raise Refused("Baris itu tidak bisa diperbaiki di sini.", code="import.row_gone")
    person = _read_again(row, nip)
    _refuse_twice(run, person)
    structure = with_decisions(run.structure, {})
    unit = _unit_of(structure, person)
    data = row_data(person, unit, "", structure["units"][unit]["name"])
    today = clock.day_of(at)
    found = assess([data], structure, structure["seats"], by, today)
    if without_unusable([data], found, by, today):
        found = assess([data], structure, structure["seats"], by, today)
    verdict = found.verdicts[0]
    known = found.known.get(person.nip)
    _count(run, row.verdict, verdict.code, known.employee if known else None)
    row.data, row.verdict, row.changes = dict(data), verdict.code, dict(verdict.changes)
    row.code, row.cause, row.cure = verdict.reason, verdict.cause, verdict.cure
    row.employee_id = known.employee if known else None
    row.save()
    foresee_run(run, at=at)
    events.emit(
        ImportDecided(
            by=by,
            at=at,
            subject_id=row.employee_id,
            run_id=run.pk,
            about="NIP",
            what={"row": row.number, "nip": masked_nip(person.nip), "verdict": row.verdict},
        )
    )
    return row


def _count(run: ImportRun, before: str, now: str, employee: int | None) -> None:
    counts = Counter(run.counts)
    counts[before] -= 1
    counts[now] += 1
    run.counts = dict(counts)
    run.missing = [pk for pk in run.missing if pk != employee]
    run.save(update_fields=["counts", "missing"])


def _read_again(row: ImportRow, nip: str) -> PersonRow:
    cells = {Field(of): text for of, text in row.data["cells"].items()}
    reader = RowReader(row.sheet, [Field.NIP, *cells], is_rounded=False)
    person = reader.read(row.number, [nip, *cells.values()])
    if isinstance(person, RefusedRow):
        raise Refused(f"{person.cause} {person.cure}", code="import.nip_wrong")
    if not isinstance(person, PersonRow):
        raise Refused("Isi NIP 18 angka sesuai SK.", code="import.nip_wrong")
    return person


def _refuse_twice(run: ImportRun, person: PersonRow) -> None:
    same = ImportRow.objects.filter(run=run, data__nip=person.nip).first()
    if same is not None:
        raise Refused(
            f"NIP {masked_nip(person.nip)} sudah ada di baris {same.number}.",
            code="import.nip_twice",
        )


def _unit_of(structure: Kept, person: PersonRow) -> str:
    """Key of the proposed unit that the row names, by UNOR ID or by its chain."""
    units = structure["units"]
    if person.unit_ref and f"unor:{person.unit_ref}" in units:
        return f"unor:{person.unit_ref}"
    wanted = path_of(person.unit_chain)
    for key in units:
        names: list[str] = []
        at = key
        while at:
            names.append(units[at]["name"])
            at = units[at]["parent"]
        if path_of(tuple(names)) == wanted:
            return str(key)
    raise Refused(_NO_UNIT, code="import.no_unit")
