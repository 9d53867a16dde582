"""The line on a sheet's page about the plan that followed it."""

from noken.core.actor import Actor
from noken.evaluation.queries import BesideSheet
from noken.followup import access
from noken.followup.models import Improvement
from noken.ui.formats import day_short


def beside_sheet(actor: Actor, sheet_id: int) -> list[BesideSheet]:
    """Answers evaluation: that a plan followed, for who may know of it."""
    found = []
    for plan in Improvement.objects.filter(sheet_id=sheet_id).order_by("opened_at"):
        if access.standing_to(actor, plan.employee_id) is None:
            continue
        says = plan.get_status_display().lower()
        text = f"Rencana perbaikan sejak {day_short(plan.opened_at)}: {says}."
        found.append(BesideSheet(text, plan.get_absolute_url(), "Buka rencana"))
    return found
