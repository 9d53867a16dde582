"""Two who print the same facts at the same moment."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection, transaction

from noken.core.actor import system
from noken.core.tenancy import current_tenant
from noken.documents.models import Paper, PaperSerial
from noken.documents.services import papers
from noken.documents.tests import samples

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BY = system(date(2026, 11, 24))
KIND = "EVALUATION_RECORD"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_they_get_one_paper_and_no_number_is_lost(noon: None) -> None:  # noqa: ARG001 (the clock)
    data = replace(samples.RECORD, period="Dua sekaligus")
    papers.issue(KIND, samples.RECORD, title="Pertama", by=BY, at=AT)
    files = _files()
    start = Barrier(2)
    numbers: list[str] = []

    def press() -> None:
        connection.set_schema("manokwari")  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            with transaction.atomic():
                numbers.append(papers.issue(KIND, data, title="Dua", by=BY, at=AT).number)
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert numbers == ["DEK-2026-000002", "DEK-2026-000002"]
    assert Paper.objects.count() == 2
    assert PaperSerial.objects.get(kind=KIND).last == 2
    assert _files() - files == 1


def _files() -> int:
    place = Path(settings.MEDIA_ROOT) / current_tenant()
    return sum(path.is_file() for path in place.rglob("*"))
