"""Who asked for many papers is told once, and only that person."""

from datetime import UTC, datetime

import pytest

from noken.config.print_notices import tell_done
from noken.core.actor import system
from noken.documents.events import PrintDone
from noken.notices.models import Notice
from tests.world import TODAY

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def done(person_id: int, title: str = "Dokumen evaluasi Triwulan III 2026") -> PrintDone:
    return PrintDone(
        by=system(TODAY), at=AT, job_id=4, person_id=person_id, title=title, url="/cetak/x/"
    )


def test_who_asked_is_told_where_the_papers_are() -> None:
    tell_done([done(7)])
    tell_done([done(7)])

    (notice,) = Notice.objects.all()
    assert (notice.person_id, notice.url) == (7, "/cetak/x/")
    assert notice.text == "Cetakan siap: Dokumen evaluasi Triwulan III 2026."


def test_a_long_title_still_fits() -> None:
    tell_done([done(7, "Unit " * 100)])

    assert len(Notice.objects.get().text) == 300


def test_a_job_of_the_programme_itself_tells_nobody() -> None:
    tell_done([done(0)])

    assert not Notice.objects.exists()
