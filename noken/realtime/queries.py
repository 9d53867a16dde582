"""Where the outbox stands, and what was missed since a position."""

from django.db import connection

from noken.core.tenancy import current_tenant
from noken.realtime import access
from noken.realtime.models import Horizon, Outbox
from noken.realtime.ports import Audience
from noken.realtime.wire import Happening, happening

# Reading the state anew is cheaper than replaying more than this.
MOST_REPLAYED = 500


def position() -> str:
    """From where a page must listen so that its state and the events make a fresh read.

    Ask before the state is read: every transaction that the state does not show yet has this
    number or a higher one.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text")
        return str(cursor.fetchone()[0])


def missed(audience: Audience, since: int) -> list[Happening] | None:
    """The events of the current instansi from transaction `since` on that `audience` may hear.

    None when some of them may be deleted already, or when they are more than MOST_REPLAYED.
    """
    rows = list(
        Outbox.objects.filter(access.audible_to(audience), tenant=current_tenant(), xid__gte=since)
        .extra(select={"ids_text": "ids::text"})  # the text as stored: nothing is parsed here
        .order_by("xid", "id")
        .values_list("id", "xid", "tenant", "kind", "subject_id", "topic", "ids_text")[
            : MOST_REPLAYED + 1
        ]
    )
    # Read after the rows: what is deleted in between raises the horizon and is seen here.
    horizon = Horizon.objects.values_list("xid", flat=True).first() or 0
    if since <= horizon or len(rows) > MOST_REPLAYED:
        return None
    return [happening(row) for row in rows]
