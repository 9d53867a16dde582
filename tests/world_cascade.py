"""Makers of cells of the role-result matrix; Naomi, who acts for the superior, asks."""

from uuid import UUID

from noken.organization.models import Employee
from noken.planning import services
from noken.planning.models import MatrixCell, Plan, PlannedResult
from noken.planning.services import Typed
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import make_plan

TEXT = "Data Dapodik 16 SMP valid"


def columns(plan: Plan) -> list[UUID]:
    results = PlannedResult.objects.filter(revision__plan=plan).order_by("order")
    return [i.key for result in results for i in result.indicators.order_by("order")]


def fill(
    plan: Plan, member: Employee, text: str = TEXT, *, by: Employee, seen: str = "", place: int = 0
) -> int:
    typed = {(columns(plan)[place], member.pk): Typed(text, seen)}
    return services.fill_cells(plan.pk, typed, by=actor(by), at=NOON)


def sent(cast: Cast, member: Employee, text: str = TEXT) -> MatrixCell:
    """A cell of this year's matrix that waits for a member."""
    plan = Plan.objects.filter(owner=cast.acting_superior, year=TODAY.year).first()
    plan = plan or make_plan(cast.acting_superior, indicators=2)
    fill(plan, member, text, by=cast.acting_superior)
    services.send_cells(plan.pk, None, by=actor(cast.acting_superior), at=NOON)
    return MatrixCell.objects.get(plan=plan, member=member)
