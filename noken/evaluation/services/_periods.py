"""Who keeps periods, and the running one under a lock."""

from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation.models import Period
from noken.ui.formats import day_long

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})


def permit(by: Actor) -> None:
    """Raises Refused `period.keeper_only`."""
    if not KEEPERS & by.roles:
        raise Refused(
            "Periode penilaian diatur BKPSDM. Sampaikan keperluan Anda kepada BKPSDM.",
            code="period.keeper_only",
        )


def locked(period_id: int) -> Period:
    """A running period, locked. Raises Refused `period.gone`, `period.closed`."""
    period = Period.objects.select_for_update().filter(pk=period_id).first()
    if period is None:
        raise Refused("Periode ini tidak ditemukan. Muat ulang halaman.", code="period.gone")
    if period.closed_at is not None:
        raise Refused(
            f"{period} sudah ditutup pada {day_long(period.closed_at)}.", code="period.closed"
        )
    return period
