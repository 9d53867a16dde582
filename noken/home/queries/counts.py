"""What waits for a person, counted by the areas: for the menu, and for the list of it."""

from noken.attendance import queries as attendance
from noken.checkin import queries as checkin
from noken.coaching import queries as coaching
from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.discipline import queries as discipline
from noken.evaluation import queries as evaluation
from noken.findings import queries as findings
from noken.followup import queries as followup
from noken.leave import queries as leave
from noken.objections import queries as objections
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.work import queries as work

# What stands on the list; its page counts the same things one by one.
WAITS = (
    "own_returned",
    "own_plan",
    "own_today",
    "feedback",
    "team",
    "team_escalated",
    "team_plans",
    "plan_notes",
    "plan_asks",
    "matrix",
    "my_days",
    "team_days",
    "presences",
    "superior_asks",
    "new_accounts",
    "my_leave",
    "team_leave",
    "kept_leave",
    "own_evaluation",
    "evaluation",
    "own_statements",
    "statements",
    "unit_ratings",
    "objections",
    "kept_objections",
    "my_coaching",
    "coaching",
    "my_followup",
    "team_followup",
    "kept_followup",
    "my_findings",
    "team_findings",
    "my_case",
    "cases",
)


def waiting_tallies(actor: Actor) -> tuple[Tally, ...]:
    """Parts of one statement that give a number for every name of WAITS."""
    return (
        work.waiting_tally(actor),
        planning.waiting_tally(actor),
        attendance.waiting_tally(actor),
        checkin.waiting_tally(actor),
        organization.asks_tally(actor),
        organization.confirmations_tally(actor),
        leave.waiting_tally(actor),
        evaluation.waiting_tally(actor),
        objections.waiting_tally(actor),
        coaching.waiting_tally(actor),
        followup.waiting_tally(actor),
        findings.waiting_tally(actor),
        discipline.waiting_tally(actor),
    )
