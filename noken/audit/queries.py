"""Reading the journal. What a person may see of it is decided by the areas above."""

from django.db.models import QuerySet

from noken.audit.models import Entry, Reading


def entries_about(employee_id: int) -> QuerySet[Entry]:
    """What was done to a person's records, newest first."""
    return Entry.objects.filter(subject_id=employee_id).order_by("-at", "-id")


def readings_of(employee_id: int) -> QuerySet[Reading]:
    """Who looked at a person's records, newest first."""
    return Reading.objects.filter(person_id=employee_id).order_by("-hour")
