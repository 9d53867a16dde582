"""Who may write into the calendar."""

from noken.core.actor import Actor, Role
from noken.core.errors import Refused

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})


def permit_unit(by: Actor, unit_id: int | None) -> None:
    """An OPD's admin for the own units, the keepers for all."""
    if not (by.has(Role.ADMIN_OPD) and unit_id in by.unit_ids):
        permit(by)


def permit(by: Actor) -> None:
    if not KEEPERS & by.roles:
        raise Refused(
            "Kalender dijaga BKPSDM. Sampaikan perubahan yang Anda perlukan kepada BKPSDM.",
            code="calendar.not_yours",
        )
