"""Superiors that a local list names: chosen explicitly where the structure says otherwise."""

from noken.organization import access
from noken.organization.models import Employee, SuperiorOverride
from noken.organization.queries.facts import MAY_LEAD
from noken.organization.queries.imports import known_people
from noken.organization.queries.lending import crossings
from noken.organization.rules.shifts import Shift
from noken.organization.services._lines import rewrite_everybody, tell_lines
from noken.organization.services._overrides import Choice
from noken.organization.services._proposing import propose
from noken.organization.services.imports._ledger import Ledger
from noken.organization.services.imports._work import Job, Work

REASON = "NIP atasan di berkas impor"


def write_lines(work: Work) -> list[Shift]:
    """Recompute everybody's lines, then choose the superiors of the file that differ, and tell
    those concerned what became of it in the end: who gets another superior.

    A choice that would make people each other's superiors is left out.

    Raises:
        Refused: as `tell_lines`.
    Emits: LinesRefreshed, SuperiorShifted.
    """
    done = rewrite_everybody()
    named = [job for job in work.jobs if job.data["superior_nip"]]
    chosen = _choose(work, named) if named else {}
    while chosen:
        done = done.then(rewrite_everybody())
        members = {one for circle in done.circles for one in circle.members}
        wrong = chosen.keys() & members
        if not wrong:
            break
        SuperiorOverride.objects.filter(employee__in=wrong, start_on=work.today).delete()
        done = done.then(rewrite_everybody())
        chosen = {who: superior for who, superior in chosen.items() if who not in wrong}
    return tell_lines(done, work.by, work.at, moved={job.employee for job in work.jobs})


def _choose(work: Work, jobs: list[Job]) -> dict[int, int]:
    """Store the choices; superior by employee. Nobody chooses themselves: of a newcomer whose row
    names the uploader the structure decides."""
    able = Employee.objects.filter(
        nip__in={job.data["superior_nip"] for job in jobs},
        standings__end_on=None,
        standings__standing__in=MAY_LEAD,
    )
    ids = dict(able.values_list("nip", "pk"))
    known = known_people([job.data["nip"] for job in jobs], work.today)
    chosen = {
        job.employee: ids[wanted]
        for job in jobs
        if (wanted := job.data["superior_nip"]) in ids
        and known[job.data["nip"]].unit is not None
        and known[job.data["nip"]].superior_nip != wanted
        and ids[wanted] != work.by.employee_id
    }
    chosen = _without_others(work, chosen)
    ledger = Ledger("organization_superioroverride", ("superior_id", "reason"), chosen)
    for employee, superior in chosen.items():
        ledger.begin(employee, work.today, (superior, REASON))
    ledger.write()
    return chosen


def _without_others(work: Work, chosen: dict[int, int]) -> dict[int, int]:
    """Leave out superiors of another agency, and ask that agency; BKPSDM chooses alone where
    nobody there has a word."""
    crossed = crossings(chosen, work.by, work.today)
    asked = {who: each for who, each in crossed.items() if each.speakers}
    left_out = asked if access.keeps_everybody(work.by) else crossed
    choices = [Choice(who, chosen[who], REASON, work.today) for who in asked]
    if choices:
        propose(asked, choices, work.by, work.at)
    return {who: superior for who, superior in chosen.items() if who not in left_out}
