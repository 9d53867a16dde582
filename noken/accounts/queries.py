"""Where an account is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from noken.accounts.models import Login


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One device. `is_here`: the one on which this is read."""

    id: int
    device: str
    at: datetime
    ends_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True)
class SessionsPage:
    rows: Sequence[OpenSession]

    @property
    def others(self) -> int:
        return sum(not row.is_here for row in self.rows)


def sessions_page(user_id: int, here: str | None, at: datetime) -> SessionsPage:
    """The sessions of an account that go on, this one first, then the newest."""
    known = {row.session_key: row for row in Login.objects.filter(user=user_id)}
    going_on = Session.objects.filter(pk__in=known, expire_date__gt=at)
    ends = dict(going_on.values_list("session_key", "expire_date"))
    rows = [
        OpenSession(row.pk, row.device, row.at, ends[key], key == here)
        for key, row in known.items()
        if key in ends
    ]
    return SessionsPage(sorted(rows, key=lambda row: (not row.is_here, -row.at.timestamp())))
