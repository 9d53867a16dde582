"""The role-result matrix of a superior, and what of it waits for the one who is asked."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import number_from
from noken.organization import queries as organization
from noken.planning import queries, services
from noken.planning.forms.matrix import TalkForm, key_of, typed_cells, year_of

FOUND = 12


@require_safe
@for_role(Role.SUPERIOR)
def matrix(request: Request) -> HttpResponse:
    """The matrix; on the phone one person or one column at a time."""
    page, asked = _page(request), request.GET
    text = asked.get("cari", "").strip()
    found = organization.search_people(request.actor, text, FOUND) if text else []
    shown = {row.person.id for row in page.rows} | {request.actor.employee_id}
    context = {
        "page": page,
        "text": text,
        "found": [each for each in found if each.id not in shown],
    }
    return show(request, "planning/matrix.html", context)


@require_POST
@for_role(Role.SUPERIOR)
def fill(request: Request, plan_id: int) -> HttpResponse:
    """Keep what was typed: one cell as it is left, or all with the button."""
    plan = queries.get_plan(request.actor, plan_id)
    typed = typed_cells(request.POST)
    count = services.fill_cells(plan_id, typed, by=request.actor, at=clock.now())
    if not request.htmx:
        text = f"{count} isian tersimpan." if count else "Tidak ada isian yang berubah."
        tell(request, Toast(text))
        return HttpResponseRedirect(_back(request, plan.year))
    page = queries.matrix_page(request.actor, plan.year)
    cell = next(
        (c for row in page.rows for c in row.cells if (c.column.indicator, c.member.id) in typed),
        None,
    )
    return show(request, "planning/_matrix_saved.html", {"page": page, "cell": cell})


@require_POST
@for_role(Role.SUPERIOR)
def send(request: Request, plan_id: int) -> HttpResponse:
    """Send what was filled to the team, or to one person."""
    plan = queries.get_plan(request.actor, plan_id)
    member = number_from(request.POST.get("orang", ""))
    count = services.send_cells(plan_id, member, by=request.actor, at=clock.now())
    tell(request, Toast(f"{count} usulan terkirim. Anggota menerima atau membicarakannya."))
    return HttpResponseRedirect(_back(request, plan.year))


@require_safe
@for_role(Role.SELF)
def asks(request: Request) -> HttpResponse:
    """What others propose for one's own plan."""
    context = {"page": queries.asks_page(request.actor), "form": TalkForm(), "failed": None}
    return show(request, "planning/asks.html", context)


@require_POST
@for_role(Role.SELF)
def take(request: Request, cell_id: int) -> HttpResponse:
    """Make a proposal one's own result."""
    seen = request.POST.get("seen", "")
    plan = services.take_cell(cell_id, seen, by=request.actor, at=clock.now())
    tell(request, Toast("Usulan menjadi RHK di draf SKP Anda. Lengkapi indikator dan targetnya."))
    more = queries.asks_page(request.actor).cells
    url = reverse("planning:asks") if more else plan.get_absolute_url()
    return HttpResponseRedirect(url)


@require_POST
@for_role(Role.SELF)
def discuss(request: Request, cell_id: int) -> HttpResponse:
    """Ask to talk about a proposal first."""
    form = TalkForm(request.POST)
    if form.is_valid() and not form.cleaned_data["note"].strip():
        form.add_error("note", "Tuliskan apa yang perlu dibicarakan, misalnya waktunya.")
    if not form.is_valid():
        context = {"page": queries.asks_page(request.actor), "form": form, "failed": cell_id}
        return show(request, "planning/asks.html", context, status=422)
    note = form.cleaned_data["note"]
    cell = services.discuss_cell(cell_id, note, by=request.actor, at=clock.now())
    asker = queries.get_asker(request.actor, cell.plan_id)
    tell(request, Toast(f"Tanggapan Anda disampaikan kepada {asker}."))
    return HttpResponseRedirect(reverse("planning:asks"))


def _page(request: Request) -> queries.MatrixPage:
    asked = request.GET
    return queries.matrix_page(
        request.actor,
        year_of(asked.get("tahun", ""), request.actor.on),
        person_id=number_from(asked.get("orang", "")),
        indicator=key_of(asked.get("indikator", "")),
    )


def _back(request: Request, year: int) -> str:
    """The matrix as it was looked at."""
    url = f"{reverse('planning:matrix')}?tahun={year}"
    person, column = request.POST.get("orang", ""), request.POST.get("indikator", "")
    if number_from(person):
        return f"{url}&orang={person}"
    return f"{url}&indikator={column}" if key_of(column) else url
