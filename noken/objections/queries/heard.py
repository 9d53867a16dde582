"""What stands on record of both sides, for the rule that nobody decides without hearing them."""

from noken.objections.models import Hearing, Objection, Statement
from noken.objections.rules.hearing import Heard


def noted_by(row: Objection, person_id: int) -> tuple[tuple[str, str], ...]:
    """Pairs of side and mode that this decider wrote down. One statement."""
    noted = Hearing.objects.filter(objection=row, by_id=person_id)
    return tuple(noted.values_list("side", "mode"))


def heard_of(row: Objection) -> Heard:
    """Two statements."""
    answered = Statement.objects.filter(objection=row, kind=Statement.Kind.ANSWER).exists()
    hearings = Hearing.objects.filter(objection=row).values_list("side", "mode")
    return Heard(row.wants_hearing, answered, tuple(hearings))
