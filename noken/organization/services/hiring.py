"""A newcomer by hand: into the register and into a post, with an account, in one act."""

from datetime import datetime

from django.db import transaction

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import access
from noken.organization.models import Employee
from noken.organization.rules.nip import bare_nip, why_not_a_nip
from noken.organization.services._accounts import open_account
from noken.organization.services._lines import lock_structure
from noken.organization.services._records import get_position
from noken.organization.services.people import NewEmployee, take_in
from noken.organization.services.postings import post_employee


@transaction.atomic
def hire_employee(new: NewEmployee, position_id: int, *, by: Actor, at: datetime) -> Employee:
    """Take a person in and post them at once, on the day they begin.

    Who may is as with an import: BKPSDM everywhere, an OPD's admin in the own units.

    Raises:
        Refused: `position.unknown`, `employee.not_yours`, and as `take_in` and `post_employee`.
    Emits: EmployeeAdded, PersonMoved, LinesRefreshed.
    """
    lock_structure()
    position = get_position(position_id)
    if not access.can_change_units(by, [position.unit_id]):
        raise Refused(
            "Anda mendaftarkan pegawai baru hanya untuk unit Anda. Pilih jabatan di unit Anda, "
            "atau minta BKPSDM.",
            code="employee.not_yours",
        )
    nip = bare_nip(new.nip)
    taken = bool(nip) and Employee.objects.filter(nip=nip).exists()
    is_refused = taken or (why_not_a_nip(nip) if nip else new.kind != Employee.Kind.OFFICIAL)
    account_id = None if is_refused else open_account(new.name, nip, by, at)
    employee = take_in(new, account_id, by=by, at=at)
    post_employee(employee.pk, position_id, new.start_on, by=by, at=at)
    return employee
