"""A month is not closed over days that are still being worked out."""

from datetime import date

import pytest
from django.urls import reverse

from noken.attendance import services
from noken.attendance.models import MonthClosing
from noken.core.actor import system
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, TODAY
from tests.world_corrections import empty_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 7)


def test_closing_waits_until_every_day_was_worked_out(cast: Cast, browse: Browse) -> None:
    empty_day(cast.maria, DAY)
    keeper = browse(cast.admin_opd)
    sent = {"unit": str(cast.agency.pk), "bulan": "2026-10"}
    by = system(TODAY)
    services.mark_dirty([cast.maria.pk], DAY, TODAY, by=by, at=NOON)

    page = keeper.get(reverse("attendance:recap"), sent).content.decode()
    assert "Sedang dihitung ulang" in page
    assert "Tutup Oktober 2026" not in page
    answer = keeper.post(reverse("attendance:close"), sent)
    assert answer.status_code == 422
    assert "sedang dihitung ulang" in answer.content.decode()
    assert not MonthClosing.objects.exists()

    services.derive_waiting(by=by, at=NOON)

    assert "Tutup Oktober 2026" in keeper.get(reverse("attendance:recap"), sent).content.decode()
    assert keeper.post(reverse("attendance:close"), sent).status_code == 302
    assert MonthClosing.objects.count() == 1
