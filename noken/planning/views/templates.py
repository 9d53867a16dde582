"""Templates of plans: kept by BKPSDM, admins and superiors; begun from by everybody."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import number_from
from noken.planning import queries, rules, services
from noken.planning.forms.templates import TemplateEditor, empty_result, reshaped

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)
SAVE = "simpan"


@require_safe
@for_role(Role.SELF)
def templates(request: Request) -> HttpResponse:
    page = queries.templates_page(request.actor)
    return show(request, "planning/templates.html", {"page": page})


@require_safe
@for_role(Role.SELF)
def template(request: Request, template_id: int) -> HttpResponse:
    page = queries.template_page(request.actor, template_id)
    return show(request, "planning/template.html", {"page": page})


@require_POST
@for_role(Role.SELF)
def start(request: Request, template_id: int) -> HttpResponse:
    """Begin one's plan of a year with a template."""
    queries.get_template(request.actor, template_id)
    year = number_from(request.POST.get("year", "")) or 0
    begun = services.start_from_template(template_id, year, by=request.actor, at=clock.now())
    left = f" {begun.unlinked} belum tertaut ke hasil kerja atasan." if begun.unlinked else ""
    text = f"{begun.results} hasil kerja disalin dari templat.{left} Sesuaikan targetnya."
    tell(request, Toast(text))
    return HttpResponseRedirect(begun.plan.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def make(request: Request) -> HttpResponse:
    """A new template, empty or from a plan that one may read (`?dari=`)."""
    actor, at = request.actor, clock.now()
    choices = queries.template_choices(actor)
    if request.method == "POST":
        editor = TemplateEditor(choices, _base(request), data=reshaped(request.POST, at))
        return _save(request, editor, None)
    content = queries.template_seed(actor, number_from(request.GET.get("dari", "")))
    if not content.results:
        content = rules.Content((empty_result(at),))
    first = {"circle": choices.circles[0][0]}
    return _editing(request, TemplateEditor(choices, content, first), None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def change(request: Request, template_id: int) -> HttpResponse:
    kept = queries.get_kept_template(request.actor, template_id)
    choices, content = queries.template_choices(request.actor), rules.from_json(kept.content)
    if request.method == "POST":
        data = reshaped(request.POST, clock.now())
        return _save(request, TemplateEditor(choices, content, data=data), template_id)
    first = {
        "title": kept.title,
        "post": kept.post,
        "circle": kept.circle,
        "unit": kept.unit_id,
    }
    return _editing(request, TemplateEditor(choices, content, first), template_id)


@require_POST
@for_role(*KEEPERS)
def retire(request: Request, template_id: int) -> HttpResponse:
    """Offer it no more, or again."""
    queries.get_kept_template(request.actor, template_id)
    again = "pakai" in request.POST
    services.retire_template(template_id, in_use=again, by=request.actor, at=clock.now())
    said = "ditawarkan lagi" if again else "tidak ditawarkan lagi. SKP yang memakainya tetap"
    tell(request, Toast(f"Templat {said}."))
    return HttpResponseRedirect(reverse("planning:templates"))


def _base(request: Request) -> rules.Content:
    worded = request.POST.get("pendekatan") == rules.QUALITATIVE
    return rules.Content(approach=rules.QUALITATIVE if worded else rules.QUANTITATIVE)


def _save(request: Request, editor: TemplateEditor, template_id: int | None) -> HttpResponse:
    """Store the form; its other buttons only change its shape, and nothing is stored."""
    if request.POST.get("aksi", SAVE) != SAVE:
        return _editing(request, editor, template_id)
    if not editor.is_valid():
        return _editing(request, editor, template_id, status=422)
    draft, by, at = editor.draft(), request.actor, clock.now()
    if template_id is None:
        template_id = services.make_template(draft, by=by, at=at).pk
    else:
        services.change_template(template_id, draft, by=by, at=at)
    tell(request, Toast("Templat tersimpan."))
    return HttpResponseRedirect(reverse("planning:template", args=[template_id]))


def _editing(
    request: Request, editor: TemplateEditor, template_id: int | None, *, status: int = 200
) -> HttpResponse:
    context = {"editor": editor, "template_id": template_id}
    return show(request, "planning/template_form.html", context, status=status)
