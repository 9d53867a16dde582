"""Writes people, their ranks and their standings."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from noken.accounts.services import open_accounts
from noken.organization.rules.imports import OUT_OF_SERVICE
from noken.organization.rules.search_key import search_key
from noken.organization.services.imports._copy import copy, new_ids
from noken.organization.services.imports._ledger import Ledger
from noken.organization.services.imports._work import Job, Work

_UPDATE = """
    update organization_employee e
    set name = n.name, front_title = n.front, back_title = n.back, kind = n.kind, search = n.search
    from unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
        as n (id, name, front, back, kind, search)
    where e.id = n.id
"""
_NAMES = frozenset({"name", "front_title", "back_title", "kind"})
_LONGEST_SEARCH = 200


def write_people(work: Work) -> None:
    """Make the new people with accounts nobody can log in to yet; update the names of others."""
    new = [job for job in work.jobs if job.is_new]
    serving = [job.data["nip"] for job in new if job.data["standing"] not in OUT_OF_SERVICE]
    accounts = open_accounts(serving, by=work.by, at=work.at) if serving else {}
    for job, pk in zip(new, new_ids("organization_employee", len(new)), strict=True):
        job.employee = pk
    copy(
        "organization_employee",
        ("id", "account_id", "nip", "name", "front_title", "back_title", "kind", "search"),
        (
            (
                job.employee,
                accounts.get(job.data["nip"]),
                job.data["nip"],
                job.data["name"],
                job.data["front_title"],
                job.data["back_title"],
                job.data["kind"],
                _search(job),
            )
            for job in new
        ),
    )
    _update([job for job in work.jobs if not job.is_new and job.fields & _NAMES])


def _update(jobs: Sequence[Job]) -> None:
    if not jobs:
        return
    columns: list[list[Any]] = [
        [job.employee for job in jobs],
        [job.data["name"] for job in jobs],
        [job.data["front_title"] or job.known.front_title for job in jobs if job.known],
        [job.data["back_title"] or job.known.back_title for job in jobs if job.known],
        [job.data["kind"] for job in jobs],
        [_search(job) for job in jobs],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, columns)


def _search(job: Job) -> str:
    return search_key(job.data["name"], job.data["nip"])[:_LONGEST_SEARCH]


def write_standings(work: Work) -> None:
    """New people's standing from their first day, changed ones from today."""
    jobs = [job for job in work.jobs if job.is_new or "standing" in job.fields]
    known = [job.employee for job in jobs if not job.is_new]
    ledger = Ledger("organization_standingperiod", ("standing",), known)
    for job in jobs:
        first = min(job.first_day(work), job.starts("rank_from", work.today))
        start = first if job.is_new else work.today
        ledger.begin(job.employee, start, (job.data["standing"],))
    ledger.write()


def write_ranks(work: Work) -> None:
    """Ranks from the TMT in the file, else from today."""
    jobs = [
        job
        for job in work.jobs
        if job.data["rank"] and (job.is_new or job.fields & {"rank", "rank_from"})
    ]
    known = [job.employee for job in jobs if not job.is_new]
    ledger = Ledger("organization_rankperiod", ("code",), known)
    for job in jobs:
        start = job.starts("rank_from", work.today)
        is_same = not job.is_new and "rank" not in job.fields
        ledger.begin(job.employee, start, (job.data["rank"],), is_same=is_same)
    ledger.write()
