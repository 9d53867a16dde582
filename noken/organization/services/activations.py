"""A second person confirms who uses an account whose password somebody else made (ADR 0041)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.organization.events import AccountConfirmed
from noken.organization.models import Activation, Employee
from noken.organization.queries.activations import confirmable, confirmers_of


@transaction.atomic
def await_confirmation(people: Collection[int], *, by: Actor, at: datetime) -> None:
    """Somebody made these people's passwords: their accounts decide nothing until another person
    has confirmed who uses them. Where the server's console made one and nobody could, it does.

    Emits: AccountConfirmed, by the console alone.
    """
    Activation.objects.filter(employee__in=people, confirmed_at=None).delete()
    rows = Activation.objects.bulk_create(
        Activation(employee_id=person, made_by_id=by.employee_id, made_at=at) for person in people
    )
    if by.has(Role.SYSTEM):
        alone = [row for row in rows if not confirmers_of(row.employee_id, by.on)]
        _confirm(alone, Activation.Way.CONSOLE, by, at)


@transaction.atomic
def confirm_activations(ids: Sequence[int], *, is_sure: bool, by: Actor, at: datetime) -> int:
    """Confirm that the owners use these accounts; how many. Others among them are passed over.

    Args:
        is_sure: that the actor has met or called each of them.
    Raises:
        Refused: `activation.not_sure`, `activation.nobody`.
    Emits: AccountConfirmed, for each.
    """
    if not is_sure:
        raise Refused(
            "Nyatakan dulu bahwa Anda sudah bertemu atau menelepon setiap orang yang dipilih.",
            code="activation.not_sure",
        )
    rows = list(
        Activation.objects.select_for_update()
        .filter(pk__in=confirmable(by, ids), confirmed_at=None)
        .order_by("pk")
    )
    if not rows:
        raise Refused(
            "Tidak ada akun yang dapat Anda konfirmasi di antara pilihan itu. Pilih orangnya, "
            "atau muat ulang halaman.",
            code="activation.nobody",
        )
    _confirm(rows, Activation.Way.PERSON, by, at)
    return len(rows)


@transaction.atomic
def confirm_activation_at_console(employee: Employee, *, by: Actor, at: datetime) -> None:
    """The server's console is the second person, while nobody else could be.

    Raises:
        Refused: `activation.nobody`, `activation.console_closed`.
    Emits: AccountConfirmed.
    """
    rows = list(Activation.objects.select_for_update().filter(employee=employee, confirmed_at=None))
    if not rows or not by.has(Role.SYSTEM):
        raise Refused("Akun ini tidak menunggu konfirmasi.", code="activation.nobody")
    others = confirmers_of(employee.pk, by.on)
    if others:
        raise Refused(
            f"Akun ini dikonfirmasi di halaman Konfirmasi akun oleh {', '.join(others)}.",
            code="activation.console_closed",
        )
    _confirm(rows, Activation.Way.CONSOLE, by, at)


def _confirm(rows: Sequence[Activation], way: Activation.Way, by: Actor, at: datetime) -> None:
    for row in rows:
        row.confirmed_by_id, row.confirmed_at, row.way = by.employee_id, at, way
    Activation.objects.bulk_update(rows, ["confirmed_by", "confirmed_at", "way"])
    events.emit(
        *(
            AccountConfirmed(
                by=by, at=at, subject_id=row.employee_id, activation_id=row.pk, way=way.value
            )
            for row in rows
        )
    )
