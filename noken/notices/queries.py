"""A person's own notices."""

from datetime import datetime

from django.db.models import QuerySet

from noken.core.tally import Tally
from noken.notices.models import Notice

__all__ = ["Notice", "notices_of", "unread_count", "unread_tally"]


def notices_of(person_id: int, at: datetime) -> QuerySet[Notice]:
    """Delivered notices, newest first."""
    return Notice.objects.filter(person_id=person_id, deliver_at__lte=at, revoked_at=None).order_by(
        "-deliver_at", "-id"
    )


def unread_count(person_id: int, at: datetime) -> int:
    return notices_of(person_id, at).filter(read_at=None).count()


def unread_tally(person_id: int, at: datetime) -> Tally:
    """`unread_count` as a part of the menu's counts, under `notices`."""
    return Tally(
        "select 'notices', count(*) from notices_notice where person_id = %s"
        " and deliver_at <= %s and revoked_at is null and read_at is null",
        [person_id, at],
    )
