"""Print jobs: asked for once, made in parts by the workers, packed when the last part is done."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import Http404, StreamingHttpResponse

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.events import PrintAsked, PrintDone
from noken.documents.gateways import archives, disk
from noken.documents.models import Paper, PrintItem, PrintJob
from noken.documents.ports import Printable, paper_data_of
from noken.documents.rules import files as file_rules
from noken.documents.services.papers import Order, issue_many, reserve

__all__ = [
    "PrintJob",
    "Printable",
    "Wanted",
    "archive_response",
    "ask_print",
    "erase_jobs",
    "give_up",
    "make_part",
    "pack",
]

log = logging.getLogger(__name__)
Status = PrintJob.Status
MOST = 3_000
"""A year of a unit of some 600 people; larger ones are printed by their parts."""
PART = 10
"""So many papers are one part: some seconds of work, and one step of the progress bar."""
KEPT = timedelta(days=7)
UNMADE = "Dokumen ini belum dapat disusun karena gangguan di server. Coba cetak lagi satu per satu."


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of a job: `ref` names the facts to their area, `name` the file in the archive."""

    ref: str
    name: str


def ask_print(
    kind: str, wanted: Sequence[Wanted], *, key: UUID, title: str, by: Actor, at: datetime
) -> PrintJob:
    """A job for many papers; the same key again is the same job.

    Call it only after asking whether the actor may have each of these papers, and name nobody
    in `title`.

    Raises:
        Refused: `print.nothing`, `print.too_many`.
    Emits: PrintAsked.
    """
    if not wanted:
        raise Refused(
            "Belum ada dokumen yang dapat dicetak di sini. Hasil evaluasi dapat dicetak sesudah "
            "terbit, SKP sesudah disepakati.",
            code="print.nothing",
        )
    if len(wanted) > MOST:
        raise Refused(
            f"Satu pekerjaan cetak memuat paling banyak {MOST} dokumen. "
            "Pilih bagian dari unit itu.",
            code="print.too_many",
        )
    job, is_new = PrintJob.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title,
            "by_id": by.employee_id or 0,
            "asked_at": at,
            "total": len(wanted),
        },
    )
    if is_new:
        PrintItem.objects.bulk_create(
            PrintItem(job=job, order=order, ref=each.ref, name=each.name)
            for order, each in enumerate(wanted, start=1)
        )
        events.emit(PrintAsked(by=by, at=at, job_id=job.pk, total=job.total))
    return job


def make_part(job_id: int, first: int, *, by: Actor, at: datetime) -> None:
    """Make the papers `first` to `first + PART - 1` of a job; what is made already stays.

    Each step stands alone, so that two workers do not wait for each other and nothing is made
    twice after a crash: a number once taken stays with its item.
    """
    job = PrintJob.objects.filter(pk=job_id).exclude(status=Status.ERASED).first()
    if job is None:
        return
    items = list(
        PrintItem.objects.filter(
            job=job, order__gte=first, order__lt=first + PART, paper=None, failure=""
        ).order_by("order")
    )
    if items:
        PrintJob.objects.filter(pk=job.pk, status=Status.QUEUED).update(status=Status.RUNNING)
        facts = _facts(by, job.kind, [item.ref for item in items])
        _make(job, items, facts, by, at)
    _count(job.pk)
    pack(job.pk, by=by, at=at)


def give_up(job_id: int, first: int, *, by: Actor, at: datetime) -> None:
    """After the last try: say of the papers of a part that they could not be made."""
    PrintItem.objects.filter(
        job_id=job_id, order__gte=first, order__lt=first + PART, paper=None, failure=""
    ).update(failure=UNMADE)
    _count(job_id)
    pack(job_id, by=by, at=at)


@transaction.atomic
def pack(job_id: int, *, by: Actor, at: datetime) -> bool:
    """Once nothing is left to make: one archive of all papers. True if this call packed it.

    Emits: PrintDone.
    """
    job = PrintJob.objects.select_for_update().filter(pk=job_id).first()
    if job is None or job.status not in (Status.QUEUED, Status.RUNNING):
        return False
    if PrintItem.objects.filter(job=job, paper=None, failure="").exists():
        return False
    made = list(PrintItem.objects.filter(job=job).exclude(paper=None).select_related("paper"))
    if made:
        tenant = current_tenant()
        entries = [
            (f"{item.paper.number} {item.name}.pdf", disk.path_of(tenant, item.paper.stored_name))
            for item in made
            if item.paper is not None
        ]
        job.stored_name, job.bytes = archives.pack(tenant, entries)
    job.status, job.done_at = Status.DONE, at
    job.save(update_fields=["status", "done_at", "stored_name", "bytes"])
    events.emit(
        PrintDone(
            by=by,
            at=at,
            job_id=job.pk,
            person_id=job.by_id,
            title=job.title,
            url=job.get_absolute_url(),
        )
    )
    return True


@transaction.atomic
def erase_jobs(*, by: Actor, at: datetime) -> int:  # noqa: ARG001 (as every act has one)
    """Erase archives and lists of jobs that are older than a week; the papers stay."""
    old = list(
        PrintJob.objects.select_for_update().filter(asked_at__lt=at - KEPT, status=Status.DONE)
    )
    PrintItem.objects.filter(job__in=old).delete()
    names = [job.stored_name for job in old if job.stored_name]
    PrintJob.objects.filter(pk__in=[job.pk for job in old]).update(
        status=Status.ERASED, stored_name="", bytes=0
    )
    transaction.on_commit(partial(archives.remove, current_tenant(), names))
    return len(old)


def archive_response(job: PrintJob) -> StreamingHttpResponse:
    """The archive of a job, streamed. Call it only for who asked for the job.

    Raises:
        Http404: it is not there (any more).
    """
    if not job.stored_name:
        raise Http404
    path = disk.path_of(current_tenant(), job.stored_name)
    if not path.is_file():
        log.error("the archive of print job %s is not on disk", job.pk)
        raise Http404
    answer = StreamingHttpResponse(archives.pieces(path), content_type="application/zip")
    name = file_rules.clean_name(job.title, file_rules.PDF).removesuffix(".pdf") + ".zip"
    answer["Content-Disposition"] = file_rules.disposition(name, inline=False)
    answer["Content-Length"] = str(job.bytes)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _facts(by: Actor, kind: str, refs: Sequence[str]) -> dict[str, Printable]:
    found: dict[str, Printable] = {}
    for answer in paper_data_of.ask(by, kind, refs):
        found.update(answer)
    return found


def _make(
    job: PrintJob,
    items: Sequence[PrintItem],
    facts: dict[str, Printable],
    by: Actor,
    at: datetime,
) -> None:
    """Papers for what has facts, a reason for what has none."""
    ready: list[tuple[PrintItem, Order]] = []
    for item in items:
        found = facts.get(item.ref, Printable(None, why_not="Data dokumen ini tidak ditemukan."))
        if found.data is None:
            item.failure = found.why_not
        else:
            ready.append((item, Order(found.data, found.title, item.number)))
    papers: list[Paper] = []
    if ready:
        orders = _numbered(job.kind, ready, at)
        papers = issue_many(job.kind, orders, by=by, at=at)
    for (item, _), paper in zip(ready, papers, strict=True):
        item.paper = paper
    PrintItem.objects.bulk_update(items, ["paper", "failure"])


def _numbered(kind: str, ready: Sequence[tuple[PrintItem, Order]], at: datetime) -> list[Order]:
    """The orders with numbers of their own, kept with the items before anything is made."""
    hashes = {item.pk: order.content_sha256 for item, order in ready}
    issued = Paper.objects.filter(kind=kind, content_sha256__in=hashes.values())
    known = {bytes(value) for value in issued.values_list("content_sha256", flat=True)}
    bare = [item for item, _ in ready if not item.number and hashes[item.pk] not in known]
    if bare:
        with transaction.atomic():
            for item, number in zip(bare, reserve(kind, len(bare), at=at), strict=True):
                item.number = number
            PrintItem.objects.bulk_update(bare, ["number"])
    return [Order(order.data, order.title, item.number) for item, order in ready]


def _count(job_id: int) -> None:
    """The figures of the progress bar, from the items."""
    items = PrintItem.objects.filter(job_id=job_id)
    made = items.exclude(paper=None).count()
    failed = items.exclude(failure="").count()
    PrintJob.objects.filter(pk=job_id, total__gte=F("done")).update(done=made, failed=failed)
