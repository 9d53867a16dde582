"""What may be asked about plans."""

from noken.planning.ports import Progress
from noken.planning.queries.agencies import AgencyPlans, plans_by_agency
from noken.planning.queries.asks import (
    AsksPage,
    asks_page,
    get_asker,
)
from noken.planning.queries.detectors import awaited_by, hits_of
from noken.planning.queries.dialogue import get_note
from noken.planning.queries.exporting import OWN, TEAM, UNIT, export, export_page
from noken.planning.queries.filing import (
    FilePage,
    FilePlanPage,
    file_page,
    file_plan_page,
    get_file,
    only_own_part,
    recent_files,
)
from noken.planning.queries.lists import (
    AwaitingPage,
    AwaitingPlan,
    MinePage,
    PlanRow,
    WithoutPlan,
    awaiting_page,
    awaiting_tally,
    current_plan_ids,
    first_planned_year,
    my_plans,
    plans_awaiting,
    without_plan,
    without_plan_counts,
)
from noken.planning.queries.matrix import MatrixPage, matrix_page
from noken.planning.queries.page import PlanPage, get_plan, plan_page
from noken.planning.queries.printing import plan_years, plans_to_print
from noken.planning.queries.results import (
    AgreedPlan,
    IndicatorView,
    Measured,
    ResultView,
    agreed_by,
    measured,
    results_in_force,
)
from noken.planning.queries.standings import PLAN_STATE_SQL, plan_states
from noken.planning.queries.talks import Talk, talks_awaiting
from noken.planning.queries.templates import (
    get_kept_template,
    get_template,
    template_choices,
    template_page,
    template_seed,
    templates_page,
)
from noken.planning.queries.terms import LatePlan, late_days, late_plans, terms_page
from noken.planning.queries.waiting import waiting_tally
from noken.planning.rules import limit_on, looks_like_activity, share_pct

__all__ = [
    "OWN",
    "PLAN_STATE_SQL",
    "TEAM",
    "UNIT",
    "AgencyPlans",
    "AgreedPlan",
    "AsksPage",
    "AwaitingPage",
    "AwaitingPlan",
    "FilePage",
    "FilePlanPage",
    "IndicatorView",
    "LatePlan",
    "MatrixPage",
    "Measured",
    "MinePage",
    "PlanPage",
    "PlanRow",
    "Progress",
    "ResultView",
    "Talk",
    "WithoutPlan",
    "agreed_by",
    "asks_page",
    "awaited_by",
    "awaiting_page",
    "awaiting_tally",
    "current_plan_ids",
    "export",
    "export_page",
    "file_page",
    "file_plan_page",
    "first_planned_year",
    "get_asker",
    "get_file",
    "get_kept_template",
    "get_note",
    "get_plan",
    "get_template",
    "hits_of",
    "late_days",
    "late_plans",
    "limit_on",
    "looks_like_activity",
    "matrix_page",
    "measured",
    "my_plans",
    "only_own_part",
    "plan_page",
    "plan_states",
    "plan_years",
    "plans_awaiting",
    "plans_by_agency",
    "plans_to_print",
    "recent_files",
    "results_in_force",
    "share_pct",
    "talks_awaiting",
    "template_choices",
    "template_page",
    "template_seed",
    "templates_page",
    "terms_page",
    "waiting_tally",
    "without_plan",
    "without_plan_counts",
]
