"""Asking for the plans a period lacks, from its dry run."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.audit.models import Entry
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation import services
from noken.evaluation.rules.periods import GENERAL, QUARTER, Which
from noken.evaluation.services import WantedPlans
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
THIRD = Which(GENERAL, 2026, QUARTER, 3)


def reminded(by: Actor, **wanted: int) -> int:
    return services.remind_of_plans(WantedPlans(which=THIRD, **wanted), by=by, at=NOON)


def told(person: Employee) -> list[str]:
    rows = Notice.objects.filter(person_id=person.pk, kind="PlanReminded")
    return list(rows.order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (None, "SKP 2026 Anda belum ada."),
        ("DRAFT", "SKP 2026 Anda belum diajukan."),
        ("RETURNED", "SKP 2026 Anda dikembalikan."),
    ],
)
def test_the_owner_hears_what_to_do(cast: Cast, status: str | None, said: str) -> None:
    if status:
        make_plan(cast.owner, status=status)

    count = reminded(actor(cast.personnel, Role.PERSONNEL), employee_id=cast.owner.pk)

    assert count == 1
    (text,) = told(cast.owner)
    assert text.startswith(said)
    assert Entry.objects.get(action="PlanReminded").subject_id == cast.owner.pk


def test_a_plan_that_waits_is_asked_of_the_superior_of_the_day(cast: Cast) -> None:
    make_plan(cast.owner, status="SUBMITTED")

    reminded(actor(cast.personnel, Role.PERSONNEL), employee_id=cast.owner.pk)

    assert told(cast.owner) == []
    assert told(cast.acting_superior) == [
        "SKP 2026 Maria Wanggai menunggu Anda. Tanpa persetujuan, ia belum dapat dinilai."
    ]


def test_who_has_an_agreed_plan_hears_nothing(cast: Cast) -> None:
    make_plan(cast.owner)

    assert reminded(actor(cast.personnel, Role.PERSONNEL), employee_id=cast.owner.pk) == 0


def test_twice_a_day_is_heard_once(cast: Cast) -> None:
    for _ in range(2):
        reminded(actor(cast.personnel, Role.PERSONNEL), employee_id=cast.owner.pk)

    assert len(told(cast.owner)) == 1


def test_an_opds_admin_reaches_the_own_units_only(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    assert reminded(by) > 0
    assert reminded(by, employee_id=cast.admin_other.pk) == 0
    assert told(cast.owner)
    assert not told(cast.admin_other)


def test_a_unit_narrows_to_all_below_it(cast: Cast) -> None:
    reminded(actor(cast.personnel, Role.PERSONNEL), unit_id=cast.section.pk)

    assert told(cast.owner)
    assert not told(cast.agency_head)


def test_others_do_not_remind(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        reminded(actor(cast.owner))

    assert refusal.value.code == "period.not_keeper"


def test_a_unit_that_is_not_there_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        reminded(actor(cast.personnel, Role.PERSONNEL), unit_id=2**40)

    assert refusal.value.code == "period.unknown_unit"


def test_from_the_dry_run_and_back_to_it(cast: Cast, browse: Browse) -> None:
    bkpsdm = browse(cast.personnel)
    key = "GENERAL-QUARTER-2026-3"
    page = bkpsdm.get(f"/evaluasi/periode/buka/?periode={key}").content.decode()
    back = f"/evaluasi/periode/buka/?periode={key}&keadaan=&halaman=1"
    assert "Ingatkan" in page

    answer = bkpsdm.post(
        "/evaluasi/periode/ingatkan/",
        {"periode": key, "pegawai": cast.owner.pk, "kembali": back},
    )

    assert answer["Location"] == back
    assert "1 pengingat SKP dikirim." in bkpsdm.get(back).content.decode()
    assert bkpsdm.post("/evaluasi/periode/ingatkan/", {"periode": "apa"}).status_code == 404
