"""Cases as the Inspektorat watches them: what ended without a sanction. Numbers and units, no name;
why it ended is read in the case, after saying why it is opened."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from noken.coaching.queries import NEVER, took_place
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.discipline.models import Case, Decision
from noken.discipline.rules import flow

YEAR = timedelta(days=365)
STOPPED, NOT_PROVEN, REVOKED = "STOPPED", "NOT_PROVEN", "REVOKED"
TALKED, UNTALKED = "TALKED", "UNTALKED"
WORDS = {
    STOPPED: "dihentikan pemeriksa, belum ada laporan",
    NOT_PROVEN: "dihentikan pejabat sesudah laporan",
    REVOKED: "keputusannya dibatalkan lewat upaya administratif",
    TALKED: "diteruskan ke pembinaan, sudah dibicarakan",
    UNTALKED: "diteruskan ke pembinaan, belum dibicarakan",
}


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that ended without a sanction. `kind` is a key of `WORDS`."""

    number: str
    url: str
    unit: str
    kind: str
    opened_on: date
    ended_on: date

    @property
    def words(self) -> str:
        return WORDS[self.kind]

    @property
    def at_once(self) -> bool:
        """Opened and ended on one day."""
        return self.opened_on == self.ended_on


def ended_cases(actor: Actor, on: date) -> list[Ended]:
    """Cases of the last twelve months that were dropped or became a talk, newest first; for the
    Inspektorat."""
    if actor.employee_id is None or not actor.has(Role.INSPECTORATE):
        return []
    decided = Decision.objects.filter(case=OuterRef("pk"), decided_at__isnull=False)
    rows = (
        Case.objects.filter(
            Q(status=flow.DROPPED) | Q(status=flow.GUIDANCE_ONLY),
            moved_at__gte=clock.start_of(on - YEAR),
        )
        .exclude(employee_id=actor.employee_id)
        .select_related("unit", "report")
        .annotate(was_decided=Exists(decided))
        .order_by("-moved_at", "-pk")
    )
    found = list(rows)
    talks = took_place({row.employee_id for row in found if row.status == flow.GUIDANCE_ONLY})
    ended = []
    for row in found:
        opened_on = clock.day_of(row.opened_at)
        talked = bool(talks.get(row.employee_id, NEVER).within(opened_on).days)
        ended.append(
            Ended(
                number=row.number,
                url=row.get_absolute_url(),
                unit=row.unit.name if row.unit else "",
                kind=_kind(row, decided=row.was_decided, talked=talked),
                opened_on=opened_on,
                ended_on=clock.day_of(row.moved_at),
            )
        )
    return ended


def _kind(row: Case, *, decided: bool, talked: bool) -> str:
    if row.status == flow.GUIDANCE_ONLY:
        return TALKED if talked else UNTALKED
    if decided:
        return REVOKED
    return NOT_PROVEN if hasattr(row, "report") else STOPPED
