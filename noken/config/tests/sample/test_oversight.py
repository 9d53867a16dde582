"""The inspectorate's sample: one draw that can be drawn again, one promised, a whole journal."""

from noken.audit import services as audit
from noken.audit.models import Commitment, Seal
from noken.config.tests.sample import SAMPLE
from noken.core.actor import Role, system
from noken.organization.models import Employee
from noken.oversight import queries
from noken.oversight.models import Draw
from noken.oversight.rules import draw as rules
from tests.world import NOON, TODAY, actor

pytestmark = SAMPLE


def test_the_finished_sample_can_be_drawn_again_and_the_next_is_only_promised() -> None:
    promised, finished = Draw.objects.order_by("-announced_at")

    members = finished.members.order_by("rank")
    keys = list(members.values_list("key", flat=True))
    drawn = [member.key for member in members if member.rank]
    assert rules.seed_hash(finished.seed) == finished.seed_hash
    assert rules.list_hash(keys) == finished.list_hash
    assert drawn == rules.sample(finished.seed, keys, finished.size)
    assert (promised.seed, promised.frozen_at, promised.people) == ("", None, 0)


def test_all_that_the_sample_states_is_sealed_and_whole() -> None:
    check = audit.check_journal(by=system(TODAY), at=NOON)

    assert check.why == ""
    assert Commitment.objects.exists()
    assert check.rows == sum(Seal.objects.values_list("rows", flat=True)) > 0


def test_the_desk_is_open_to_who_logs_in_as_the_inspectorate() -> None:
    person = Employee.objects.get(name="Paulina Tibiay")

    page = queries.desk_page(actor(person, Role.INSPECTORATE), NOON, by_unit=False)

    assert page.rules
    assert page.draw is not None
    assert page.fairness.whole is not None
