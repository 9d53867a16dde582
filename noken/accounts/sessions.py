"""Sessions in the database, read by a written statement: every request reads one.

One ends 12 hours after the login, whatever was done in it; that of a keeper after half an hour
without an act. The row says when, so that pages, streams and the nightly broom agree.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection
from django.utils import timezone

IDLE = timedelta(minutes=30)
KEEPS = "keeps"
"""In a session: it is a keeper's."""
BEGUN = "begun"
_SESSION = """
    select session_key, session_data, expire_date from django_session
    where session_key = %s and expire_date > %s
"""


class SessionStore(db.SessionStore):
    """Django's own; ours are the end, and the reading, as building its query took longer than its
    answer. `ends_at`: of the session that was read."""

    ends_at: datetime | None = None

    def _get_session_from_db(self) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, timezone.now()])  # noqa: TID251 (as Django wrote the end)
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        key, data, expires = row
        self.ends_at = expires
        return self.model(session_key=key, session_data=data, expire_date=expires)

    def create_model_instance(self, data: Any) -> Any:
        """What is stored; a login begins the hours of a session."""
        if SESSION_KEY not in data:
            return super().create_model_instance(data)
        now = timezone.now()  # noqa: TID251 (as Django reads the end)
        begun = data.setdefault(BEGUN, int(now.timestamp()))
        made = super().create_model_instance(data)
        last = datetime.fromtimestamp(begun, UTC) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        made.expire_date = min(last, now + IDLE) if data.get(KEEPS) else last
        return made
