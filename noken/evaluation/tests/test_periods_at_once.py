"""Two people of BKPSDM open the same period in the same moment: it is opened once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from noken.core.actor import Role
from noken.core.errors import Refused
from noken.evaluation import services
from noken.evaluation.models import Period, Sheet
from noken.evaluation.services import Opening
from noken.notices.models import Notice
from tests.cast import make_cast
from tests.world import NOON, actor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEMA = "manokwari"
AT_ONCE = 4
THIRD = Opening(
    kind="QUARTER",
    group="GENERAL",
    year=2026,
    number=3,
    self_due_on=date(2026, 11, 25),
    due_on=date(2026, 11, 30),
)


@pytest.mark.usefixtures("noon")
def test_a_period_is_opened_once_by_many_at_once() -> None:
    by = actor(make_cast().personnel, Role.PERSONNEL)
    start = Barrier(AT_ONCE)

    def opened(_: int) -> str:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            services.open_period(THIRD, by=by, at=NOON)
        except Refused as refusal:
            return refusal.code
        else:
            return "opened"
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(opened, range(AT_ONCE)))

    assert answers == ["opened", *["period.open_already"] * (AT_ONCE - 1)]
    assert Period.objects.count() == 1
    sheets = list(Sheet.objects.values_list("employee", flat=True))
    assert len(sheets) == len(set(sheets)) > 0
    assert Notice.objects.filter(key__contains="-pegawai-").count() == len(sheets)
