"""The sheet: read by everybody it concerns, rated by one."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.http import Request, Toast, back_or, for_role, show, tell
from noken.core.inputs import number_from
from noken.evaluation import queries, services
from noken.evaluation.forms.sheets import (
    ChangeForm,
    FactForm,
    PartForm,
    RatingForm,
    unreadable,
    valid,
)

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL, Role.INSPECTORATE)


@require_safe
@for_role(Role.SUPERIOR, Role.SELF)
def team(request: Request) -> HttpResponse:
    """The rater's list of a period, `?periode=` chooses another; a rater may lead nobody today."""
    period_id = number_from(request.GET.get("periode", ""))
    page = queries.team_evaluations(request.actor, period_id)
    return show(request, "evaluation/team.html", {"page": page})


@require_safe
@for_role(*READERS)
def sheet(request: Request, sheet_id: int) -> HttpResponse:
    """The sheet; with `?tahun=` the periods of its year, for htmx alone: the page asks late."""
    year = queries.year_lines(request.actor, sheet_id) if "tahun" in request.GET else None
    if year and request.htmx:
        return show(request, "evaluation/_year.html", {"page": year, "year": year})
    page = queries.sheet_page(request.actor, sheet_id, clock.now())
    return show(request, "evaluation/sheet.html", {"page": page, "year": year})


@require_safe
@for_role(*READERS)
def evidence(request: Request, sheet_id: int) -> HttpResponse:
    """The reports behind the figures, `?rhk=` of one result; `?dari=umpan-balik`: the notes."""
    page = queries.evidence_page(
        request.actor,
        sheet_id,
        result=request.GET.get("rhk", ""),
        of_notes=request.GET.get("dari") == "umpan-balik",
    )
    return show(request, "evaluation/evidence.html", {"page": page})


@require_POST
@for_role(*READERS)
def rate(request: Request, sheet_id: int) -> HttpResponse:
    """Save, and with `aksi=terbitkan` publish what was saved: a refusal loses nothing typed."""
    by, form = _actor(request, sheet_id), RatingForm(request.POST)
    if not form.is_valid():
        raise unreadable()
    services.save_rating(sheet_id, form.draft(), by=by, at=clock.now())
    if not form.publishes:
        return _done(request, sheet_id, Toast("Draf tersimpan. Hanya Anda yang membacanya."))
    services.publish_rating(sheet_id, by=by, at=clock.now())
    undo = reverse("evaluation:undo", args=[sheet_id])
    return _done(request, sheet_id, Toast("Hasil diterbitkan.", undo))


@require_POST
@for_role(*READERS)
def undo(request: Request, sheet_id: int) -> HttpResponse:
    services.undo_publish(sheet_id, by=_actor(request, sheet_id), at=clock.now())
    return _done(request, sheet_id, Toast("Diurungkan. Penilaian Anda kembali menjadi draf."))


@require_POST
@for_role(*READERS)
def change(request: Request, sheet_id: int) -> HttpResponse:
    by, values = _actor(request, sheet_id), valid(ChangeForm(request.POST))
    result, behaviour = queries.pair_from(values["rating"])
    services.change_after_calibration(
        sheet_id,
        result=result,
        behaviour=behaviour,
        reason=values["alasan"],
        by=by,
        at=clock.now(),
    )
    return _done(request, sheet_id, Toast("Hasil diubah. Pegawai menerimanya kembali."))


@require_POST
@for_role(*READERS)
def pin(request: Request, sheet_id: int) -> HttpResponse:
    by = _actor(request, sheet_id)
    services.pin(sheet_id, FactForm(request.POST).draft(), by=by, at=clock.now())
    return _done(request, sheet_id, Toast("Fakta tersemat sebagaimana adanya."))


@require_POST
@for_role(*READERS)
def unpin(request: Request, sheet_id: int, pin_id: int) -> HttpResponse:
    services.unpin(sheet_id, pin_id, by=_actor(request, sheet_id), at=clock.now())
    return _done(request, sheet_id, Toast("Fakta dilepas."))


@require_POST
@for_role(*READERS)
def close_part(request: Request, sheet_id: int) -> HttpResponse:
    by = _actor(request, sheet_id)
    services.close_part(sheet_id, PartForm(request.POST).draft(), by=by, at=clock.now())
    tell(request, Toast("Bagian Anda ditutup. Penilai berikutnya membacanya."))
    return HttpResponseRedirect(reverse("evaluation:sheet", args=[sheet_id]))


def _actor(request: Request, sheet_id: int) -> Actor:
    """Who acts, in the relation in which the sheet is theirs to see; else 404."""
    return request.actor.acting_as(queries.role_in(request.actor, sheet_id))


def _done(request: Request, sheet_id: int, toast: Toast) -> HttpResponse:
    tell(request, toast)
    return HttpResponseRedirect(back_or(request, reverse("evaluation:sheet", args=[sheet_id])))
