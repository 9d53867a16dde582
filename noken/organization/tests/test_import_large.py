"""A large, dirty file: as many statements as a small one, and a second time nothing to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from noken.organization.management import imports as command
from noken.organization.models import Employee, ImportRun
from noken.organization.tests.data.large import large_file

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@contextmanager
def counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        seen.append(str(sql)[:60])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield seen


def test_ten_times_the_rows_take_no_more_statements(tmp_path: Path) -> None:
    few, many = (
        large_file(tmp_path / f"{people}.xlsx", people, seed=people) for people in (400, 4_000)
    )
    with counted() as small:
        command.run(few, preview=True, errors=None)
    with counted() as large:
        command.run(many, preview=True, errors=None)
    assert len(large) <= len(small)

    with counted() as applied:
        command.run(many, preview=False, errors=None)

    assert len(applied) < 100, "a statement for each kind of thing, never for each person"


def test_a_dirty_file_is_taken_in_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    file = large_file(tmp_path / "besar.xlsx", 5_000)

    first = command.run(file, preview=False, errors=None)
    second = command.run(file, preview=False, errors=None)

    run = ImportRun.objects.latest("pk")
    assert (first, second) == (2, 2), "rows were refused"
    assert run.counts["REFUSED"] > 20
    assert run.counts["UNCHANGED"] == Employee.objects.count()
    assert run.counts["NEW"] == run.counts["CHANGED"] == run.counts["APPLIED"] == 0
