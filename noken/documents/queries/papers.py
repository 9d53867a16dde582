"""Papers for the public check page, and print jobs for who asked for them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from noken.core.actor import Actor
from noken.documents.models import Paper, PrintItem, PrintJob
from noken.documents.rules import papers as rules

JOBS_SHOWN = 20


class PaperVerdict(StrEnum):
    """What the check page says of a code, a file, or both."""

    GENUINE = "GENUINE"
    """This very file was issued."""
    KNOWN = "KNOWN"
    """The code was issued; no file to compare."""
    CHANGED = "CHANGED"
    """The code was issued, for another content than this file's."""
    OTHER = "OTHER"
    """This very file was issued, under another code."""
    UNKNOWN = "UNKNOWN"
    """Neither code nor file was issued here."""


@dataclass(frozen=True, slots=True)
class PaperCard:
    """All the public may know of a paper: never whom it is about, never what it says."""

    kind_label: str
    number: str
    code: str
    signer: str
    signed_at: datetime
    pages: int
    sha256: str
    certificate_sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """The answer; `card` is None for what is unknown, `sha256` the file's, "" without one."""

    verdict: PaperVerdict
    card: PaperCard | None
    sha256: str


def check_paper(code: str | None, sha256: bytes | None) -> PaperCheck:
    """Whether a code, a file's hash, or both together were issued here."""
    shown = sha256.hex() if sha256 else ""
    by_file = Paper.objects.filter(sha256=sha256).first() if sha256 else None
    if by_file is not None:
        fits = code is None or code == by_file.code
        verdict = PaperVerdict.GENUINE if fits else PaperVerdict.OTHER
        return PaperCheck(verdict, _card(by_file), shown)
    by_code = Paper.objects.filter(code=code).first() if code else None
    if by_code is None:
        return PaperCheck(PaperVerdict.UNKNOWN, None, shown)
    verdict = PaperVerdict.CHANGED if sha256 else PaperVerdict.KNOWN
    return PaperCheck(verdict, _card(by_code), shown)


def get_paper(paper_id: int) -> Paper:
    """A paper by its id. Who may have it, the area above decides before it asks.

    Raises:
        Http404: there is none.
    """
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise Http404
    return paper


def _card(paper: Paper) -> PaperCard:
    return PaperCard(
        kind_label=paper.get_kind_display(),
        number=paper.number,
        code=rules.code_text(paper.code),
        signer=paper.signer,
        signed_at=paper.signed_at,
        pages=paper.pages,
        sha256=bytes(paper.sha256).hex(),
        certificate_sha256=bytes(paper.certificate_sha256).hex(),
        url=reverse("documents:check_paper_code", args=[paper.code]),
    )


@dataclass(frozen=True, slots=True)
class Unmade:
    """A paper of a job that could not be made, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class JobPage:
    """One print job for who asked for it."""

    job: PrintJob
    url: str
    file_url: str
    kind_label: str
    status_word: str
    seen: int
    unmade: tuple[Unmade, ...]
    is_working: bool
    is_ready: bool


@dataclass(frozen=True, slots=True)
class JobsPage:
    """The newest print jobs of one person."""

    jobs: tuple[JobPage, ...]


def get_job(actor: Actor, key: UUID) -> PrintJob:
    """A print job of the actor's own.

    Raises:
        Http404: there is none, or another person asked for it.
    """
    job = _own(actor).filter(key=key).first()
    if job is None:
        raise Http404
    return job


def job_page(actor: Actor, key: UUID) -> JobPage:
    """A print job with what could not be made; Http404 as `get_job`."""
    job = get_job(actor, key)
    failed = PrintItem.objects.filter(job=job).exclude(failure="").order_by("order")
    return _page(job, tuple(Unmade(*row) for row in failed.values_list("name", "failure")))


def my_jobs(actor: Actor) -> JobsPage:
    jobs = _own(actor).order_by("-asked_at", "-pk")[:JOBS_SHOWN]
    return JobsPage(tuple(_page(job, ()) for job in jobs))


def _own(actor: Actor) -> QuerySet[PrintJob]:
    return PrintJob.objects.filter(by_id=actor.employee_id or 0)


def _page(job: PrintJob, unmade: tuple[Unmade, ...]) -> JobPage:
    return JobPage(
        job=job,
        url=job.get_absolute_url(),
        file_url=reverse("documents:job_file", args=[job.key]) if job.stored_name else "",
        kind_label=job.get_kind_display(),
        status_word=job.get_status_display(),
        seen=job.done + job.failed,
        unmade=unmade,
        is_working=job.status in (PrintJob.Status.QUEUED, PrintJob.Status.RUNNING),
        is_ready=bool(job.stored_name),
    )
