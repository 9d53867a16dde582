"""A person's own notices."""

from datetime import datetime

from django.db.models import QuerySet

from noken.notices.models import Notice

__all__ = ["Notice", "notices_of", "unread_count"]


def notices_of(person_id: int, at: datetime) -> QuerySet[Notice]:
    """Delivered notices, newest first."""
    return Notice.objects.filter(person_id=person_id, deliver_at__lte=at, revoked_at=None).order_by(
        "-deliver_at", "-id"
    )


def unread_count(person_id: int, at: datetime) -> int:
    return notices_of(person_id, at).filter(read_at=None).count()
