"""Puts people into their posts, ends what was tied to the old ones, and chooses superiors."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection
from django.db.models import Q
from psycopg import sql

from noken.core import events
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.organization.events import PersonMoved
from noken.organization.models import Posting, RoleGrant, SuperiorOverride, Unit
from noken.organization.queries.lending import left_behind
from noken.organization.rules.imports import OUT_OF_SERVICE
from noken.organization.services._grants import end_grants
from noken.organization.services.imports._ledger import Ledger
from noken.organization.services.imports._units import NO_TITLE, Posts, Seat
from noken.organization.services.imports._work import Job, Work

_POST_FIELDS = frozenset({"unit", "post", "head", "post_from"})
_MOVES = frozenset({"unit", "post", "head"})
_DEFINITIVE = sql.SQL("kind = 'DEFINITIVE'")
# The day from which a seat's other holders leave it free; null where one of them stays.
_FREE_FROM = """
    select position_id, case when bool_and(end_on is not null) then max(end_on) end
    from organization_posting
    where position_id = any(%s) and kind = 'DEFINITIVE' and is_head
    group by position_id
"""


def write_postings(work: Work) -> None:
    """Postings from the TMT in the file, else from the chosen day or today; who left the
    service gives them up.

    Emits: PersonMoved for people who were here and sit elsewhere now.
    """
    leaving = [job for job in work.jobs if _leaves(job)]
    jobs = [
        job
        for job in work.jobs
        if job.data["standing"] not in OUT_OF_SERVICE and (job.is_new or job.fields & _POST_FIELDS)
    ]
    posts = _posts(jobs)
    known = [job.employee for job in (*jobs, *leaving) if not job.is_new]
    columns = ("position_id", "unit_id", "kind", "is_head")
    ledger = Ledger("organization_posting", columns, known, _DEFINITIVE)
    for job in leaving:
        ledger.end(job.employee, work.today)
    for job in jobs:
        position = posts.id_of(_seat(job))
        is_same = not job.is_new and not job.fields & _MOVES
        start = job.first_day(work)
        values = (position, job.unit, str(Posting.Kind.DEFINITIVE), job.is_head)
        ledger.begin(job.employee, start, values, is_same=is_same)
    ledger.make_room()
    free = _free_from([values[0] for _, _, values in ledger.rows if values[3]])
    ledger.store(
        (employee, max(start, free.get(values[0], start)) if values[3] else start, values)
        for employee, start, values in ledger.rows
    )
    _end_ties(work, leaving, [job for job in jobs if not job.is_new and "unit" in job.fields])
    _tell(work, jobs)


def _leaves(job: Job) -> bool:
    return not job.is_new and "standing" in job.fields and job.data["standing"] in OUT_OF_SERVICE


def _seat(job: Job) -> Seat:
    return Seat(job.unit, _title(job).casefold(), job.is_head)


def _title(job: Job) -> str:
    """What the file says; where it says nothing, the post held so far."""
    return job.data["post"] or (job.known.post if job.known else "") or NO_TITLE


def _posts(jobs: Sequence[Job]) -> Posts:
    posts = Posts(job.unit for job in jobs)
    for job in jobs:
        data = job.data
        posts.want(_seat(job), _title(job), data["post_kind"], data["family"], data["echelon"])
    posts.make()
    return posts


def _free_from(positions: Sequence[int]) -> Mapping[int, date]:
    if not positions:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_FREE_FROM, [list(positions)])
        free = dict(cursor.fetchall())
    if None in free.values():
        raise Refused(
            "Sebuah jabatan kepala di berkas masih diduduki orang lain di noken. Periksa lagi "
            "impor ini, lalu terapkan.",
            code="import.seat_taken",
        )
    return free


def _end_ties(work: Work, leaving: Sequence[Job], moved: Sequence[Job]) -> None:
    """An explicit superior ends with a transfer, and so does the role of admin left behind.

    Who leaves the service gives up acting posts and all roles, and is nobody's superior.
    """
    today = work.today
    gone = [job.employee for job in leaving]
    overrides = Q(employee__in=[*gone, *(job.employee for job in moved)]) | Q(superior__in=gone)
    _end(SuperiorOverride.objects.filter(overrides), today)
    sat = {job.employee: (job.known.unit, job.unit) for job in moved if job.known}
    went = {who: (old, new) for who, (old, new) in sat.items() if old is not None}
    behind = left_behind(went, work.by, today)
    _end(SuperiorOverride.objects.filter(employee__in=behind), today)
    _end(Posting.objects.filter(employee__in=gone), today)
    paths = dict(Unit.objects.filter(pk__in={job.unit for job in moved}).values_list("pk", "path"))
    now_at = {job.employee: paths[job.unit] for job in moved}
    grants = RoleGrant.objects.filter(
        in_force(today), employee__in=now_at, role=RoleGrant.Role.ADMIN_OPD
    ).values_list("pk", "employee_id", "unit__path")
    left = [pk for pk, who, path in grants if not now_at[who].startswith(path)]
    ended = RoleGrant.objects.filter(Q(employee__in=gone) | Q(pk__in=left))
    events.emit(*end_grants(ended, today, by=work.by, at=work.at))


def _end(rows: object, on: date) -> None:
    running = rows.filter(in_force(on))  # type: ignore[attr-defined]  # a set of dated rows
    running.filter(start_on=on).delete()
    running.exclude(start_on=on).update(end_on=on)


def _tell(work: Work, jobs: Sequence[Job]) -> None:
    moved = [job for job in jobs if job.known is not None and job.fields & _MOVES]
    events.emit(
        *(
            PersonMoved(
                by=work.by,
                at=work.at,
                subject_id=job.employee,
                unit_id=job.unit,
                left_unit_id=job.known.unit if job.known else None,
            )
            for job in moved
        )
    )
