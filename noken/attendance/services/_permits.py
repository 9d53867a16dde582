"""The refusal that several services share."""

from noken.attendance import access
from noken.core.actor import Actor
from noken.core.errors import Refused


def require_unit(by: Actor, unit_id: int) -> None:
    """Raises: Refused: `attendance.not_yours`."""
    if not access.can_keep_unit(by, unit_id):
        raise Refused(
            "Tempat ini dijaga admin kepegawaian unitnya. Sampaikan perubahan kepadanya.",
            code="attendance.not_yours",
        )
