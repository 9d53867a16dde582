"""What the person said to a finding, oldest first, with the days it speaks of and its files."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from noken.ui.formats import day_short

_REPLIES = """
    select p.text, p.companion, p.elsewhere, p.is_late, p.at, p.withdrawn_at,
        array(select r.day from findings_reply_rows l join findings_row r on r.id = l.row_id
              where l.reply_id = p.id and r.id <> all(%(hidden)s::bigint[]) order by r.day),
        array(select a.file_id from findings_replyfile a where a.reply_id = p.id order by a.id),
        array(select s.display_name from findings_replyfile a
              join documents_storedfile s on s.id = a.file_id
              where a.reply_id = p.id order by a.id)
    from findings_reply p
    where p.finding_id = %(finding)s and exists (
        select from findings_reply_rows l
        where l.reply_id = p.id and l.row_id <> all(%(hidden)s::bigint[]))
    order by p.at, p.id
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the person, with the rows it speaks of."""

    rows: str
    text: str
    companion: str
    elsewhere: str
    is_late: bool
    files: Sequence[FileRow]
    at: datetime
    withdrawn_at: datetime | None


def replies_to(finding_id: int, hidden: Collection[int] = ()) -> list[Said]:
    """All but those that speak of hidden rows only."""
    with connection.cursor() as cursor:
        cursor.execute(_REPLIES, {"finding": finding_id, "hidden": list(hidden)})
        rows = cursor.fetchall()
    return [
        Said(
            rows=_days(days),
            text=text,
            companion=companion,
            elsewhere=elsewhere,
            is_late=is_late,
            files=[FileRow(pk, name) for pk, name in zip(files, names, strict=True)],
            at=at,
            withdrawn_at=withdrawn_at,
        )
        for text, companion, elsewhere, is_late, at, withdrawn_at, days, files, names in rows
    ]


def _days(days: Sequence[date]) -> str:
    return ", ".join(map(day_short, days))
