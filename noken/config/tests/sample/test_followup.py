"""What followed from the grades of the sample: plans in every state, awards, one open value."""

from collections import Counter

from noken.config.tests.sample import SAMPLE
from noken.core.actor import Role
from noken.followup import queries
from noken.followup.models import Award, CoachingNote, Improvement
from noken.followup.rules import flow
from noken.organization.models import Employee
from tests.world import NOON, actor

pytestmark = SAMPLE


def test_plans_stand_in_every_state_and_each_rests_on_a_low_final_grade() -> None:
    states = Counter(Improvement.objects.values_list("status", flat=True))

    assert set(states) == {flow.PROPOSED, flow.RUNNING, flow.TESTED, flow.IMPROVED}
    assert set(Improvement.objects.values_list("grade", flat=True)) <= flow.LOW_GRADES
    assert CoachingNote.objects.count() == states.total() - states[flow.PROPOSED]
    assert not Improvement.objects.filter(is_settled=True).exists()


def test_bkpsdm_finds_awards_to_decide_and_a_value_to_sign() -> None:
    keeper = Employee.objects.get(name="Hendrik Mambor")
    who = actor(keeper, Role.PERSONNEL)

    assert len(queries.waiting_here(who).kept) == Award.objects.filter(status="PROPOSED").count()
    assert [each.left for each in queries.terms_page(who).waiting] == [1]


def test_a_superior_sees_a_plan_that_waits() -> None:
    plan = Improvement.objects.filter(status=flow.TESTED).first()
    assert plan is not None
    coach = actor(plan.opened_by)

    assert queries.improvement_page(coach, plan.pk, NOON).acts.close
    assert queries.team_page(coach).waiting
