"""The inspectorate's desk."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, back_or, for_role, show, tell
from noken.oversight import queries, services
from noken.oversight.exports.summary import workbook
from noken.oversight.forms import RemindForm

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_role(Role.INSPECTORATE)
def desk(request: Request) -> HttpResponse:
    page = queries.desk_page(request.actor, clock.now(), by_unit=_by_unit(request))
    return show(request, "oversight/desk.html", {"page": page})


@require_safe
@for_role(Role.INSPECTORATE)
def findings(request: Request) -> HttpResponse:
    page = queries.findings_page(
        request.actor,
        clock.now(),
        by_unit=_by_unit(request),
        number=request.GET.get("halaman", "1"),
        lapsed=request.GET.get("lihat") == "tanpa-keterangan",
    )
    return show(request, "oversight/findings.html", {"page": page})


@require_safe
@for_role(Role.INSPECTORATE)
def rules(request: Request) -> HttpResponse:
    page = queries.rules_page(request.actor, clock.now())
    return show(request, "oversight/rules.html", {"page": page})


@require_safe
@for_role(Role.INSPECTORATE)
def summary(request: Request) -> HttpResponse:
    page = queries.desk_page(request.actor, clock.now(), by_unit=False)
    answer = HttpResponse(workbook(page), content_type=SPREADSHEET)
    name = f"meja-inspektorat-{page.on.isoformat()}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@for_role(Role.INSPECTORATE)
def remind(request: Request) -> HttpResponse:
    form = RemindForm(request.POST)
    if not form.is_valid():
        raise Http404
    sent = form.cleaned_data
    told = services.remind(sent["jenis"], sent["unit"], by=request.actor, at=clock.now())
    tell(request, Toast(f"{told} pejabat diingatkan. Mereka membacanya sebagai pemberitahuan."))
    return HttpResponseRedirect(back_or(request, reverse("oversight:desk")))


@require_POST
@for_role(Role.INSPECTORATE)
def check_journal(request: Request) -> HttpResponse:
    broken = services.check_journal(by=request.actor, at=clock.now())
    said = "Jurnal TIDAK utuh. Lihat kartu Jurnal audit." if broken else "Jurnal utuh."
    tell(request, Toast(said))
    return HttpResponseRedirect(f"{reverse('oversight:desk')}#jurnal")


def _by_unit(request: Request) -> bool:
    return request.GET.get("urut") == "unit"
