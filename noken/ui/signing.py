"""The pages of a setting that two people sign: read by everybody, proposed, signed, taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell

KEEPERS = (Role.PERSONNEL,)
SIGNERS = (Role.LEADER, Role.PERSONNEL)
FIELD_OF = {"no_source": "dasar", "too_long": "dasar", "in_the_past": "mulai"}
"""The field of the form that a refusal speaks of, by the end of its code."""

View = Callable[..., HttpResponse]


class Views(NamedTuple):
    """The page (GET), and three acts (POST)."""

    read: View
    propose: View
    sign: View
    withdraw: View

    def paths(self, route: str, name: str) -> list[URLPattern]:
        """Their addresses under a route; those of the acts are called `name_propose` and so on."""
        return [
            path(route, self.read, name=name),
            path(f"{route}usul/", self.propose, name=f"{name}_propose"),
            path(f"{route}<int:proposal_id>/setuju/", self.sign, name=f"{name}_sign"),
            path(f"{route}<int:proposal_id>/tarik/", self.withdraw, name=f"{name}_withdraw"),
        ]


@dataclass(frozen=True, slots=True)
class SignedSetting:
    """What an area says of its setting.

    `form` takes what `page` gives and, when sent, the data; `new` reads from it what `propose`
    takes. `sign` answers whether it is in force now. `proposed` and `settled` say so to people.
    """

    url: str
    template: str
    page: Callable[[Actor], Any]
    form: Callable[..., forms.Form]
    new: Callable[[Any], Any]
    propose: Callable[..., object]
    sign: Callable[..., bool]
    withdraw: Callable[..., object]
    proposed: str
    settled: str

    def views(self, *readers: Role) -> Views:
        """For readers in these roles; BKPSDM proposes, it and the leader sign."""
        return Views(
            read=require_safe(for_role(*readers)(self._read)),
            propose=require_POST(for_role(*KEEPERS)(self._propose)),
            sign=require_POST(for_role(*SIGNERS)(self._sign)),
            withdraw=require_POST(for_role(*KEEPERS)(self._withdraw)),
        )

    def _read(self, request: Request) -> HttpResponse:
        return self._show(request)

    def _propose(self, request: Request) -> HttpResponse:
        form = self.form(self.page(request.actor), request.POST)
        try:
            if form.is_valid():
                self.propose(self.new(form), by=request.actor, at=clock.now())
                return self._back(request, self.proposed)
        except Refused as refusal:
            field = FIELD_OF.get(refusal.code.rpartition(".")[2])
            form.add_error(field if field in form.fields else None, refusal.message)
        return self._show(request, form)

    def _sign(self, request: Request, proposal_id: int) -> HttpResponse:
        reason = request.POST.get("alasan", "")
        in_force = self.sign(proposal_id, reason, by=request.actor, at=clock.now())
        return self._back(request, self.settled if in_force else "Persetujuan tercatat.")

    def _withdraw(self, request: Request, proposal_id: int) -> HttpResponse:
        self.withdraw(proposal_id, by=request.actor, at=clock.now())
        return self._back(request, "Usulan ditarik.")

    def _show(self, request: Request, refused: forms.Form | None = None) -> HttpResponse:
        page = self.page(request.actor)
        context = {"page": page, "form": refused or self.form(page)}
        return show(request, self.template, context, status=422 if refused else 200)

    def _back(self, request: Request, said: str) -> HttpResponse:
        tell(request, Toast(said))
        return HttpResponseRedirect(reverse(self.url))
