"""The file for the national discipline system."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, for_role, show
from noken.core.inputs import YEARS, number_from
from noken.discipline import queries, services
from noken.discipline.exports.handover import XLSX
from noken.ui import reasons


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL)
def handover(request: Request) -> HttpResponse:
    """Choose the year and say why; the file comes at once."""
    year = _year(request.POST.get("tahun") or request.GET.get("tahun", ""), request.actor.on.year)
    form = reasons.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, year, form, status=422 if form.is_bound else 200)
    said = form.cleaned_data["alasan"]
    try:
        book = services.take_out(year, form.basis, said, by=request.actor, at=clock.now())
    except Refused as refusal:
        form.add_error(reasons.FIELD_OF.get(refusal.code), refusal.message)
        return _page(request, year, form, status=refusal.status)
    answer = HttpResponse(book, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="hukuman-disiplin-{year}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: Request, year: int, form: reasons.ReasonForm, *, status: int) -> HttpResponse:
    page = queries.handover_page(request.actor, year)
    return show(request, "discipline/handover.html", {"page": page, "form": form}, status=status)


def _year(text: str, usual: int) -> int:
    year = number_from(text)
    return year if year and year in YEARS else usual
