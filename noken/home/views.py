"""First screens: each role's home, the board, notices, the own account."""

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, for_role, record_reading, show
from noken.home import exports
from noken.home.forms import NoticeForm
from noken.home.queries import overview as overviews
from noken.home.queries import own, shell
from noken.home.queries import queue as queues
from noken.home.queries import readers as looks
from noken.home.queries import team as teams
from noken.home.queries import today as todays
from noken.home.queries import waiting as waits
from noken.notices import services as notice_services
from noken.work import queries as work

EVERYBODY = (Role.SELF,)
EXPORT_DAYS = timedelta(31)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_role(*EVERYBODY)
def start(request: Request) -> HttpResponse:
    return HttpResponseRedirect(shell.home_of(request.actor))


@require_safe
@for_role(*EVERYBODY)
def today(request: Request) -> HttpResponse:
    page = todays.today_page(request.actor, clock.now(), request.user.get_username())
    if request.htmx and request.GET.get("bagian") == "umpan-balik":
        return show(request, "work/_feedback_card.html", {"day": page.day})
    template = "home/today.html#hari" if request.htmx else "home/today.html"
    return show(request, template, {"page": page})


@require_safe
@for_role(*EVERYBODY)
def waiting(request: Request) -> HttpResponse:
    page = waits.waiting_page(request.actor, clock.now())
    template = "home/waiting.html#daftar" if request.htmx else "home/waiting.html"
    return show(request, template, {"page": page})


@require_safe
@for_role(Role.SUPERIOR)
def team(request: Request) -> HttpResponse:
    template = "home/team.html#papan" if request.htmx else "home/team.html"
    return show(request, template, {"page": _team(request)})


@require_safe
@for_role(Role.SUPERIOR)
def team_row(request: Request, employee_id: int) -> HttpResponse:
    page = teams.row_page(request.actor, employee_id, clock.now())
    if page is None:
        raise Http404
    return show(request, "home/_team_row.html", {"page": page, "row": page.row})


@require_safe
@for_role(Role.SUPERIOR)
def team_summary(request: Request) -> HttpResponse:
    """What stands around the rows of an open board, and the counts of the menu, in one answer."""
    frame = shell.shell_for(request.actor, request.path)
    return show(request, "home/_team_live.html", {"page": _team(request), "frame": frame})


@require_safe
@for_role(Role.SUPERIOR)
def team_export(request: Request) -> HttpResponse:
    on = clock.today()
    page = _team(request)
    record_reading(request.actor, "home:team_export", page)
    rows = work.export_rows(request.actor, page.about, on - EXPORT_DAYS, on + timedelta(1))
    answer = HttpResponse(exports.workbook(work.EXPORT_HEADER, rows), content_type=SPREADSHEET)
    answer["Content-Disposition"] = f'attachment; filename="laporan-tim-{on.isoformat()}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@for_role(Role.PERSONNEL, Role.ADMIN_OPD)
def queue(request: Request) -> HttpResponse:
    page = queues.queue_page(request.actor, clock.now())
    return show(request, "home/queue.html", {"page": page})


@require_safe
@for_role(Role.LEADER)
def overview(request: Request) -> HttpResponse:
    page = overviews.overview_page(request.actor, clock.now())
    return show(request, "home/overview.html", {"page": page})


@require_safe
@for_role(*EVERYBODY)
def notices(request: Request) -> HttpResponse:
    page = own.notices_page(request.actor, request.GET.get("halaman", "1"), clock.now())
    return show(request, "home/notices.html", {"page": page})


@require_POST
@for_role(*EVERYBODY)
def notices_read(request: Request) -> HttpResponse:
    """One notice is read by opening it, all of them by the button above the list."""
    person_id, at = request.actor.employee_id or 0, clock.now()
    form = NoticeForm(request.POST)
    notice_id = form.cleaned_data["pemberitahuan"] if form.is_valid() else 0
    url = reverse("home:notices") if notice_id is None else own.notice_url(person_id, notice_id, at)
    notice_services.mark_read(person_id, notice_id, at=at)
    return HttpResponseRedirect(url)


@require_safe
@for_role(*EVERYBODY)
def counts(request: Request) -> HttpResponse:
    """The bell and all counts of the menu, for a page that heard of something."""
    frame = shell.shell_for(request.actor, request.path)
    return show(request, "home/_counts.html", {"frame": frame})


@require_safe
@for_role(*EVERYBODY)
def account(request: Request) -> HttpResponse:
    return show(request, "home/account.html", {"page": own.account_page(request.actor)})


@require_safe
@for_role(*EVERYBODY)
def readers(request: Request) -> HttpResponse:
    page = looks.readers_page(request.actor, request.GET.get("halaman", "1"))
    return show(request, "home/readers.html", {"page": page})


def _team(request: Request) -> teams.TeamPage:
    return teams.team_page(
        request.actor,
        clock.now(),
        chosen=request.GET.get("saring", "semua"),
        search=request.GET.get("cari", ""),
    )
