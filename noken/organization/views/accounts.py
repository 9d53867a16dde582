"""One-time passwords: for one person, or a sheet for many. Each is shown once, on the answer."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from noken.accounts.passwords import ready_passwords
from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, for_role, show
from noken.core.limits import is_too_often
from noken.core.tenancy import current_tenant
from noken.organization import forms, services
from noken.organization.queries.accounts import SlipsPage, accounts_page
from noken.organization.queries.person_page import person_page
from noken.organization.views.acts import KEEPERS
from noken.tenants.queries import address_of

ACTS, WITHIN_S = 30, 3600


@require_POST
@for_role(*KEEPERS)
def issue(request: Request, employee_id: int) -> HttpResponse:
    """A one-time password for one person; it ends all their sessions."""
    page = person_page(request.actor, employee_id)
    _slow_down(request)
    slip = services.issue_password(employee_id, by=request.actor, at=clock.now())
    return _slips(request, [slip], left=0, back_url=page.url)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def accounts(request: Request) -> HttpResponse:
    """Who cannot log in yet; a sheet of first passwords for fifty of them, once confirmed."""
    is_sent = request.method == "POST"
    typed = forms.read(forms.AccountsForm(request.POST if is_sent else request.GET))
    again, confirmed = bool(typed["ulang"]), typed["jumlah"] or 0
    if is_sent and confirmed:
        return _sheet(request, typed["unit"], confirmed, again=again)
    asks = is_sent or bool(typed["tanya"])
    page = accounts_page(request.actor, typed["unit"], again=again, asks=asks)
    status = 422 if is_sent else 200
    return show(request, "organization/accounts.html", {"page": page}, status=status)


def _sheet(request: Request, unit_id: int | None, confirmed: int, *, again: bool) -> HttpResponse:
    _slow_down(request)
    page = accounts_page(request.actor, unit_id, again=again)
    ready = ready_passwords(min(confirmed, page.on_sheet))
    slips = services.issue_first_passwords(
        unit_id, ready, again=again, by=request.actor, at=clock.now()
    )
    left = accounts_page(request.actor, unit_id).none
    url = reverse("organization:accounts")
    return _slips(request, slips, left=left, back_url=f"{url}?unit={unit_id}" if unit_id else url)


def _slips(
    request: Request, slips: Sequence[services.Slip], *, left: int, back_url: str
) -> HttpResponse:
    page = SlipsPage(
        slips=slips,
        site=address_of(current_tenant()),
        left=left,
        back_url=back_url,
        about=frozenset(slip.employee_id for slip in slips),
    )
    return show(request, "organization/slips.html", {"page": page})


def _slow_down(request: Request) -> None:
    if is_too_often(f"kata-sandi:{request.actor.user_id}", ACTS, WITHIN_S):
        raise Refused(
            "Sudah terlalu banyak kata sandi yang Anda buat dalam satu jam ini. Lanjutkan nanti.",
            code="account.too_many",
            status=429,
        )
