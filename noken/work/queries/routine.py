"""Whether the task of a report was marked as routine by its author's superior."""

from django.db.models import Q, QuerySet

from noken.core.periods import in_force
from noken.work.models import Report, RoutineMark


def mark_for(report: Report) -> RoutineMark | None:
    """The mark that holds on the day of the work, with who set it; None without one."""
    return marks_of(report).filter(in_force(report.work_on)).select_related("by").first()


def marks_of(report: Report) -> QuerySet[RoutineMark]:
    """All marks the task of a report ever had."""
    task = Q(indicator_key=report.indicator_key)
    if report.indicator_key is None:
        task = Q(indicator_key=None, title__iexact=report.title)
    return RoutineMark.objects.filter(task, employee=report.author_id)
