"""Passwords for one use, made by the personnel agency or an OPD's admin and handed over by them.

The first one of an account holds for two weeks, so that it can reach a distant school on paper.
One that takes the place of a living password is used at once, in the presence of its owner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from noken.accounts.passwords import Ready, ready_passwords
from noken.accounts.services import issue_passwords, set_password
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.events import PasswordIssued
from noken.organization.models import Activation, Employee
from noken.organization.queries.accounts import has_password, people_without_password
from noken.organization.services._accounts import open_account
from noken.organization.services._records import (
    check_in_service,
    check_may_change,
    get_employee,
)
from noken.organization.services.activations import await_confirmation

FIRST, RESET = timedelta(days=14), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to a person, known nowhere else. `until`: it opens nothing from then on."""

    employee_id: int
    name: str
    login: str
    password: str
    until: datetime


@transaction.atomic
def issue_password(employee_id: int, *, by: Actor, at: datetime) -> Slip:
    """A one-time password for one person, whose sessions end; an account where there was none.

    Raises:
        Refused: `employee.unknown`, `employee.own_record`, `employee.not_yours`,
            `employee.above`, `employee.not_in_service`, `account.above`.
    Emits: PasswordIssued (and accounts' PasswordSet).
    """
    employee = get_employee(employee_id)
    check_may_change(by, employee, clock.day_of(at))
    check_in_service(employee, clock.day_of(at))
    is_reset = has_password(employee.account)
    if not access.can_issue_password(by, employee.pk, is_reset=is_reset):
        raise Refused(
            f"Kata sandi {employee.name} tidak dibuat dari sini: ia memimpin pegawai, memegang "
            "peran, atau bagian Inspektorat. Mintalah BKPSDM atau pengelola server.",
            code="account.above",
        )
    until = at + (RESET if is_reset else FIRST)
    (slip,) = _issue([employee], ready_passwords(1), until, by, at, is_reset=is_reset)
    return slip


@transaction.atomic
def issue_first_passwords(
    unit_id: int | None, ready: Sequence[Ready], *, again: bool, by: Actor, at: datetime
) -> Sequence[Slip]:
    """One-time passwords for people who have none yet, by name, as far as `ready` reaches.

    Args:
        unit_id: they are in this unit or below it; None: wherever the actor may.
        ready: hashed before the transaction, `accounts.passwords.ready_passwords`.
        again: also for those whose first one was never used.
    Raises:
        Refused: `account.nobody_left`.
    Emits: PasswordIssued, for each.
    """
    waiting = people_without_password(by, unit_id, again=again, most=len(ready))
    people = list(
        Employee.objects.select_for_update(of=("self",))
        .filter(pk__in=waiting)
        .select_related("account")
        .order_by("name", "pk")
    )
    if not people:
        raise Refused(
            "Semua pegawai di sini sudah punya kata sandi. Untuk yang lupa, buka halaman "
            "pegawainya.",
            code="account.nobody_left",
        )
    return _issue(people, ready, at + FIRST, by, at, is_reset=False)


@transaction.atomic
def set_password_at_console(login: str, password: str, *, by: Actor, at: datetime) -> bool:
    """A password from the server's console; whether its person waits for somebody to confirm that
    they use it. Where nobody could, the console does.

    Raises:
        Refused: `account.unknown`, `account.weak_password`.
    Emits: AccountConfirmed, where nobody else could confirm (and accounts' PasswordSet).
    """
    set_password(login, password, by=by, at=at)
    people = list(Employee.objects.filter(account__login=login).values_list("pk", flat=True))
    await_confirmation(people, by=by, at=at)
    return Activation.objects.filter(employee__in=people, confirmed_at=None).exists()


def _issue(
    people: Sequence[Employee],
    ready: Sequence[Ready],
    until: datetime,
    by: Actor,
    at: datetime,
    *,
    is_reset: bool,
) -> tuple[Slip, ...]:
    for person in people:
        if person.account_id is None:
            person.account_id = open_account(person.name, person.nip, by, at)
            person.save(update_fields=["account"])
    accounts = {person.account_id: until for person in people if person.account_id}
    made = issue_passwords(accounts, ready[: len(accounts)], by=by, at=at)
    await_confirmation([person.pk for person in people], by=by, at=at)
    events.emit(
        *(
            PasswordIssued(by=by, at=at, subject_id=person.pk, until=until, is_reset=is_reset)
            for person in people
        )
    )
    return tuple(
        Slip(person.pk, person.name, *made[person.account_id], until)
        for person in people
        if person.account_id
    )
