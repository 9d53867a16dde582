"""What may be asked about plans."""

from noken.planning.ports import Progress
from noken.planning.queries.agencies import AgencyPlans, plans_by_agency
from noken.planning.queries.lists import (
    AwaitingPage,
    AwaitingPlan,
    MinePage,
    PlanRow,
    WithoutPlan,
    awaiting_page,
    awaiting_tally,
    current_plan_ids,
    my_plans,
    plans_awaiting,
    waiting_tally,
    without_plan,
    without_plan_counts,
)
from noken.planning.queries.page import PlanPage, get_plan, plan_page
from noken.planning.queries.results import (
    IndicatorView,
    Measured,
    ResultView,
    measured,
    results_in_force,
)
from noken.planning.rules import looks_like_activity, planned_by, share_pct

__all__ = [
    "AgencyPlans",
    "AwaitingPage",
    "AwaitingPlan",
    "IndicatorView",
    "Measured",
    "MinePage",
    "PlanPage",
    "PlanRow",
    "Progress",
    "ResultView",
    "WithoutPlan",
    "awaiting_page",
    "awaiting_tally",
    "current_plan_ids",
    "get_plan",
    "looks_like_activity",
    "measured",
    "my_plans",
    "plan_page",
    "planned_by",
    "plans_awaiting",
    "plans_by_agency",
    "results_in_force",
    "share_pct",
    "waiting_tally",
    "without_plan",
    "without_plan_counts",
]
