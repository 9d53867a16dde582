"""Whether the journal is whole, as it was found last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from noken.audit import queries as audit
from noken.oversight.queries.heads import HeadView, newest_head
from noken.ui import formats

SHOWN = 4
WHY = {
    "ROWS": "Ada baris {table} yang diubah, dihapus, atau disisipkan pada segel {number}.",
    "LINK": "Segel {number} tidak menyambung dengan segel sebelumnya.",
    "STAMP": "Segel {number} tidak membawa cap server ini.",
    "GONE": "Segel {number} yang pernah diperiksa sudah tidak ada atau berganti.",
    "FACT": "{count} baris {table} tidak lagi seperti saat dicatat (segel {number}).",
    "ADDED": "{count} baris {table} ditulis di luar noken.",
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check. `said` "": the journal was whole. `since` None: all of it was looked at."""

    at: datetime
    since: date | None
    rows: int
    last_hash: str
    said: str


@dataclass(frozen=True, slots=True)
class Journal:
    """`checks` newest first; `sealed_at` when the last seal was made, `last_hash` its hash; `head`
    what was signed last."""

    checks: Sequence[CheckRow]
    sealed_at: datetime | None
    last_hash: str
    head: HeadView | None

    @property
    def newest(self) -> CheckRow | None:
        return self.checks[0] if self.checks else None


def journal() -> Journal:
    seal = audit.last_seal()
    checks = [
        CheckRow(
            each.at,
            each.since,
            each.rows,
            each.last_hash,
            WHY[each.why].format(
                number=each.broken_number, table=each.table, count=formats.number(each.count)
            )
            if each.why
            else "",
        )
        for each in audit.last_checks(SHOWN)
    ]
    return Journal(checks, seal.at if seal else None, seal.hash if seal else "", newest_head())
