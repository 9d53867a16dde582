"""What every view uses: the request's type, who may enter, and the ways to answer."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache, wraps
from typing import Any, ClassVar, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.ports import Port

P = ParamSpec("P")
TOASTS = "kabar"


class Request(HttpRequest):
    """A request after the middleware: an actor is known, and htmx says how it asked."""

    actor: Actor
    htmx: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRead(events.Event):
    """A page, fragment, file or export showed more of people than name, post and unit.

    `screen` is the name of the address; `about` the employees shown, the reader left out; `why`
    what the reader had to say before it opened, if anything.
    """

    kind: ClassVar[str] = "RecordsRead"
    screen: str
    about: frozenset[int]
    why: str = ""


@lru_cache(maxsize=20_000)
def url_of(name: str, *args: Any) -> str:
    """`reverse`, remembered: a board or list asks for the same addresses at every opening."""
    return reverse(name, args=args)


@dataclass(frozen=True, slots=True)
class Toast:
    """The result of an act in one line; `undo_url` adds Urungkan (a POST) for 8 s.

    `sent` is the submission id that was answered: the device forgets the draft that held it.
    """

    text: str
    undo_url: str = ""
    sent: str = ""


shell_of: Port[[Actor, str], Any] = Port("the menu and the counts around a page")


def for_role(
    *roles: Role,
) -> Callable[
    [Callable[Concatenate[Request, P], HttpResponse]],
    Callable[Concatenate[Request, P], HttpResponse],
]:
    """Who may enter this address, and in which role the act is done (the first one held).

    Who holds none of them meets 404: outside, "not yours" and "not there" look alike.
    The matrix in tests/access compares every address with this declaration.
    """

    def decorate(
        view: Callable[Concatenate[Request, P], HttpResponse],
    ) -> Callable[Concatenate[Request, P], HttpResponse]:
        @wraps(view)
        def entered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            held = next((role for role in roles if role in request.actor.roles), None)
            if held is None:
                raise Http404
            request.actor = request.actor.acting_as(held)
            return view(request, *args, **kwargs)

        entered.policy = roles  # type: ignore[attr-defined]  # read by the access matrix
        return entered

    return decorate


def show(
    request: Request, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page or a fragment (`page.html#part`, `_part.html`) and journal whom it shows.

    `context["page"]` may carry `about`, the employees of whom more than name, post and unit is
    shown, `role`, the relation in which they were opened, and `stated_reason`, the reason given
    before where one is asked.
    """
    page = context.get("page")
    actor = request.actor
    role = getattr(page, "role", None)
    if role is not None:
        actor = actor.acting_as(role)
    record_reading(actor, request.resolver_match.view_name if request.resolver_match else "", page)
    whole = "#" not in template and "/_" not in template
    shells = shell_of.ask(actor, request.path) if whole else []
    waiting = request.session.pop(TOASTS, ()) if whole and TOASTS in request.session else ()
    answer = TemplateResponse(
        request,
        template,
        {
            "toasts": waiting,
            **context,
            "actor": actor,
            "shell": shells[0] if shells else None,
            "now": clock.now(),
        },
        status=status,
    )
    answer.render()
    patch_vary_headers(answer, ["HX-Request"])
    answer["Cache-Control"] = "no-store"
    return answer


def record_reading(actor: Actor, screen: str, page: Any) -> None:
    """Journal that `actor` saw the people in `page.about`, themselves left out."""
    about = frozenset(getattr(page, "about", ()) or ()) - {actor.employee_id}
    if about:
        why = getattr(page, "stated_reason", "")
        with transaction.atomic():
            events.emit(RecordsRead(by=actor, at=clock.now(), screen=screen, about=about, why=why))


def updated(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    url: str,
    toast: Toast | None = None,
) -> HttpResponse:
    """After an act: the changed fragment for htmx, a redirect to its page for everyone else.

    The toast goes with the fragment, or waits in the session for the page.
    """
    if not request.htmx:
        if toast:
            tell(request, toast)
        return HttpResponseRedirect(url)
    answer = show(request, template, context)
    if toast:
        part = render_to_string("ui/toast.html", asdict(toast), request)
        answer.write(f'<div hx-swap-oob="beforeend:#pesan">{part}</div>')
    return answer


def spent_key(request: HttpRequest, refusal: Refused | None) -> str:
    """The submission id of a form that was refused because of the id itself, "" otherwise.

    The page says so (`data-spent`), and the device sends what was typed under another one.
    """
    spent = refusal is not None and refusal.code.startswith("receipt.")
    return request.POST.get("key", "") if spent else ""


def tell(request: Request, toast: Toast) -> None:
    """Show a toast on the next whole page of this session."""
    request.session[TOASTS] = [*request.session.get(TOASTS, ()), asdict(toast)]


def back_or(request: HttpRequest, fallback: str) -> str:
    """A path of our own from the form field `kembali`, else `fallback`."""
    wanted = request.POST.get("kembali", "") or request.GET.get("kembali", "")
    parts = urlsplit(wanted)
    own = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if own else fallback
