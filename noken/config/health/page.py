"""The health page: the verdicts of `noken doctor`, the queue by task, and running a job again."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_POST

from noken.config.health import data as data_checks
from noken.config.health import place, work
from noken.config.health.checks import CHECKS, asked
from noken.config.health.door import URLS
from noken.config.health.metrics import OPENMETRICS, as_json, as_openmetrics
from noken.config.health.verdicts import Verdict
from noken.core import clock

MOST_SHOWN = 50
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """The jobs of one task, or of one instansi."""

    name: str
    waiting: int
    oldest_s: int
    lost: int
    failed: int


@dataclass(frozen=True, slots=True)
class HealthPage:
    version: str
    commit: str
    bad: list[Verdict]
    well: list[Verdict]
    tasks: list[Row]
    instansi: list[Row]
    failed: list[tuple[work.Failed, str]]
    hidden: int
    again_url: str
    data_url: str
    metrics_url: str


@require_GET
@csrf_protect
def health(request: HttpRequest) -> HttpResponse:
    said = request.GET.get("lagi", "")
    context = {
        "page": health_page(),
        "again": int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None,
        "now": clock.now(),
    }
    return render(request, "config/health.html", context)


@require_GET
def data(_: HttpRequest) -> HttpResponse:
    return JsonResponse(as_json(asked(*CHECKS)))


@require_GET
def metrics(_: HttpRequest) -> HttpResponse:
    return HttpResponse(as_openmetrics(asked(*CHECKS)), OPENMETRICS)


@require_POST
@csrf_protect
def again(request: HttpRequest) -> HttpResponse:
    """One failed job (`nomor`), those of a task (`pekerjaan`), or all (`semua`)."""
    number, task = request.POST.get("nomor"), request.POST.get("pekerjaan")
    everything = "semua" in request.POST
    chosen = [
        job.number
        for job in work.failed()
        if everything or str(job.number) == number or job.task == task
    ]
    count = work.retry(chosen)
    _log.info("the health page had %s failed jobs run again", count)
    return HttpResponseRedirect(f"{_url('health')}?lagi={count}")


def health_page() -> HealthPage:
    """All of it; without the parts on jobs where the database does not answer."""
    verdicts = asked(*CHECKS)
    try:
        tallies, failed, bodies = work.tallies(), work.failed(), data_checks.instansi()
    except DatabaseError:
        tallies, failed, bodies = [], [], []
    names = {body.schema: body.name for body in bodies}
    number, hash_ = place.version()
    return HealthPage(
        version=number,
        commit=hash_,
        bad=[verdict for verdict in verdicts if not verdict.is_well],
        well=[verdict for verdict in verdicts if verdict.is_well],
        tasks=_rows(tallies, (each.task for each in tallies), lambda each: each.task),
        instansi=_rows(tallies, names.values(), lambda each: names.get(each.tenant, each.tenant)),
        failed=[(job, names.get(job.tenant, "")) for job in failed[:MOST_SHOWN]],
        hidden=max(0, len(failed) - MOST_SHOWN),
        again_url=_url("again"),
        data_url=_url("data"),
        metrics_url=_url("metrics"),
    )


def _rows(
    tallies: list[work.Tally], names: Iterable[str], name_of: Callable[[work.Tally], str]
) -> list[Row]:
    rows = []
    for name in dict.fromkeys(names):
        own = [each for each in tallies if name_of(each) == name]
        rows.append(
            Row(
                name=name,
                waiting=sum(each.waiting for each in own),
                oldest_s=round(max([0.0, *(each.oldest_s for each in own)])),
                lost=sum(each.lost for each in own),
                failed=sum(each.failed for each in own),
            )
        )
    return rows


def _url(name: str) -> str:
    return reverse(name, urlconf=URLS)
