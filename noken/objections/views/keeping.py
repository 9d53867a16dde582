"""Pages of BKPSDM and the Inspektorat, and the days that everybody may read."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core.actor import Role
from noken.core.http import Request, for_role, show
from noken.objections import queries, services
from noken.objections.forms import TermsForm
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
