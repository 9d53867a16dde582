"""Pages of BKPSDM, the OPD's admin and the Inspektorat, and the days that everybody may read."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.objections import queries, services
from noken.objections.forms import LetterForm, TermsForm, mark
from noken.ui.signing import SignedSetting

TERMS = SignedSetting(
    url="objections:terms",
    template="objections/terms.html",
    page=queries.terms_page,
    form=TermsForm,
    new=TermsForm.terms,
    propose=services.propose_terms,
    sign=services.sign_terms,
    withdraw=services.withdraw_terms,
    proposed="Usulan waktu menunggu dua persetujuan.",
    settled="Waktu keberatan ditetapkan.",
).views(Role.PERSONNEL, Role.LEADER, Role.SELF)


@require_safe
@for_role(Role.PERSONNEL, Role.INSPECTORATE)
def watch(request: Request) -> HttpResponse:
    return show(request, "objections/watch.html", {"page": queries.watch_page(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.ADMIN_OPD, Role.PERSONNEL)
def enter(request: Request, sheet_id: int) -> HttpResponse:
    """Record an objection that came on paper."""
    page = queries.entry_page(request.actor, sheet_id, clock.now())
    form, status = LetterForm(page), 200
    if request.method == "POST":
        form, status = LetterForm(page, request.POST, request.FILES), 422
        form.check_key()
        try:
            if form.is_valid():
                by = request.actor.acting_as(page.role)
                services.enter_letter(form.letter(sheet_id), by=by, at=clock.now())
                tell(request, Toast("Surat tercatat dan diteruskan kepada atasan penilai."))
                return HttpResponseRedirect(page.graded.url)
        except Refused as refusal:
            mark(form, refusal)
    return show(request, "objections/enter.html", {"page": page, "form": form}, status=status)
