"""Taking decisions out for the national system: each person reads why."""

from datetime import datetime

from django.db import transaction

from noken.audit import services as audit
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.discipline.exports.handover import handover_book
from noken.discipline.queries.handover import handover_rows


@transaction.atomic
def take_out(year: int, basis: str, reason: str, *, by: Actor, at: datetime) -> bytes:
    """The file of the decisions in force of a year; the reason is journaled for each person.

    Raises:
        Refused: `discipline.not_keeper`, `discipline.none_in_force`, `reason.no_person`,
            `reason.no_basis`, `reason.too_short`, `reason.too_long`.
    """
    if not by.has(Role.PERSONNEL):
        raise Refused("Berkas ini diambil BKPSDM.", code="discipline.not_keeper")
    rows = handover_rows(by, year)
    if not rows:
        raise Refused(
            f"Belum ada keputusan tahun {year} yang berlaku. Pilih tahun lain.",
            code="discipline.none_in_force",
        )
    for person_id in dict.fromkeys(row.employee_id for row in rows):
        audit.state_reason(person_id, basis, reason, by=by, at=at)
    return handover_book(rows, year)
