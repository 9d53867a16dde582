"""Published results as sealed PDFs: one at once, many in the background."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, for_role, record_reading, show
from noken.documents.services import papers
from noken.evaluation import access, services
from noken.evaluation.forms.printing import PrintForm
from noken.evaluation.queries import facts
from noken.evaluation.queries.printing import PRINTERS, people_of, print_page
from noken.evaluation.services.printing import FORM, RECORD


@dataclass(frozen=True, slots=True)
class Printed:
    """Whom a print shows, for the journal."""

    about: frozenset[int]


@require_POST
@for_role(*access.READERS)
def print_sheet(request: Request, sheet_id: int) -> HttpResponse:
    """Issue the record (or, with `jenis=formulir`, the form) of a result and hand it out."""
    sheet = facts.get_sheet(request.actor, sheet_id)
    kind = FORM if request.POST.get("jenis") == "formulir" else RECORD
    paper = services.print_sheet(sheet_id, kind, by=request.actor, at=clock.now())
    record_reading(request.actor, "evaluation:print", Printed(frozenset({sheet.employee_id})))
    return papers.response(paper, name=sheet.period_label)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*PRINTERS)
def print_many(request: Request) -> HttpResponse:
    """Choose what, of when and of whom; see how many papers that is; have them made."""
    form = PrintForm(request.POST if request.method == "POST" else request.GET)
    asked, key = form.asked(), form.cleaned_data.get("key")
    page = print_page(request.actor, asked, key=key, at=clock.now())
    if request.method != "POST":
        return show(request, "evaluation/print.html", {"page": page})
    if page.chosen is None or page.needs_unit:
        raise Refused("Pilih periode dan unit kerja lebih dulu.", code="print.no_unit")
    job = services.print_many(page.chosen, key=page.key, by=request.actor, at=clock.now())
    people = people_of(request.actor, page.chosen)
    record_reading(request.actor, "evaluation:print_many", Printed(people))
    return HttpResponseRedirect(job.get_absolute_url())
