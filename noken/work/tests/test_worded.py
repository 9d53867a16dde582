"""Targets in words (the qualitative approach): reported without an amount, never counted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from noken.core.uuid7 import uuid7
from noken.planning.models import Indicator
from noken.planning.queries import results_in_force
from noken.work import queries
from noken.work.models import Report
from noken.work.queries.targets import share_of_all
from noken.work.rules.standing import Sum
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import make_agreed, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(cast: Cast) -> Indicator:
    """Maria's one target, agreed in words."""
    (found,) = make_agreed(cast.maria, ["Data Dapodik valid"], unit="", target=0).indicators
    return found


def test_a_report_on_a_target_in_words_needs_no_amount(
    cast: Cast, maria: Client, indicator: Indicator
) -> None:
    page = maria.get("/hari-ini/").content.decode()
    answer = maria.post(
        reverse("work:file"),
        {
            "key": str(uuid7(NOON)),
            "kembali": "/hari-ini/",
            "indikator": str(indicator.key),
            "catatan": "Tiga sekolah diverifikasi bersama operatornya.",
        },
    )

    assert "targetnya berupa kalimat" in page
    assert f'id="jumlah-{indicator.key}"' not in page
    assert answer.status_code == 302
    row = Report.objects.get()
    assert (row.author, row.quantity, row.indicator_key) == (cast.maria, None, indicator.key)


def test_numbers_from_before_are_not_read_as_progress_of_a_sentence(
    cast: Cast, indicator: Indicator
) -> None:
    make_report(cast.maria, indicator, on=TODAY - timedelta(1), quantity=30)
    (result,) = results_in_force([cast.maria.pk], TODAY.year)[cast.maria.pk]
    (view,) = result.indicators

    (target,) = queries.today(actor(cast.maria), TODAY).targets

    assert (target.gap, target.unit) == (Decimal(), "")
    assert share_of_all([(view, Sum(done=Decimal(30), last_on=TODAY))], TODAY) is None
