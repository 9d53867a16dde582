"""Steps that are past their day and wait for who decides."""

from datetime import date

from django.db.models import Q

from noken.objections.models import Objection

TAKE, DECIDE = "TAKE", "DECIDE"


def overdue(today: date) -> list[tuple[Objection, str]]:
    """Open objections with the step that is late, oldest first."""
    late = Q(status="FILED", take_by__lt=today) | Q(status="TAKEN", decide_by__lt=today)
    rows = Objection.objects.filter(late).order_by("filed_at", "pk")
    return [(row, TAKE if row.status == Objection.Status.FILED else DECIDE) for row in rows]
