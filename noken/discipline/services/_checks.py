"""What several services of discipline judge alike."""

from datetime import date

from noken.core.errors import Refused
from noken.discipline.access import Seats
from noken.discipline.models import Case, Decision
from noken.discipline.queries import grounds
from noken.discipline.rules import sanctions
from noken.discipline.rules.sanctions import Weighed
from noken.discipline.services._records import Handing, refuse
from noken.regulations.discipline import sanctions as sanction_table


def check_handed(handing: Handing, since: date, today: date) -> None:
    """Raises Refused: `discipline.bad_day`."""
    if not since <= handing.on <= today:
        raise Refused(
            "Pilih hari penyerahan sejak suratnya dibuat sampai hari ini.",
            code="discipline.bad_day",
        )


def check_team_there(row: Case, seats: Seats) -> None:
    """Raises Refused: `discipline.no_team`."""
    if sanctions.needs_team(row.level) and not seats.has_team:
        raise Refused(
            "Ancaman hukuman berat diperiksa oleh tim. Minta BKPSDM mencatat tim yang ditetapkan "
            "PPK.",
            code="discipline.no_team",
            basis="PP 94/2021 Pasal 29",
        )


def check_sanction(row: Case, code: str, impact: str, mitigating: str, *, had_team: bool) -> None:
    """Raises Refused: `discipline.no_sanction`, `.no_team`, `.too_heavy`, `.no_mitigating`."""
    rung = grounds.rung_in(row)
    weighed = Weighed(rung, impact, had_team, mitigating)
    if why := sanctions.why_not(code, weighed, sanction_table()):
        refuse(why)


def decision_of(row: Case) -> Decision:
    """The confirmed decision of a case that has one."""
    return row.decisions.get(decided_at__isnull=False)
