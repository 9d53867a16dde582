"""Fields nobody asked for: each form gets all names of our columns, and keeps only its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from noken.organization.models import Employee
from tests.access.asks import ARGS, DATA
from tests.access.records import Records
from tests.access.table import MATRIX
from tests.cast import STANDING_PEOPLE

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
MARKERS = {"text": "PENANDA7f3e1c", "number": "918273645", "day": "1907-03-19"}
WRITERS = sorted(name for name, method in MATRIX if method == "POST")


def columns() -> set[str]:
    """The names of all columns of an instansi, as fields and as stored."""
    names: set[str] = set()
    for label in settings.TENANT_APPS:
        config = apps.get_app_config(label.split(".")[-1])
        for model in config.get_models():
            for field in model._meta.concrete_fields:
                names |= {field.name, field.attname}
    return names


def rows_holding(marker: str) -> list[str]:
    """Tables of the instansi in which a row holds the marker in any column."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(table_name) from information_schema.tables"
            " where table_schema = current_schema() and table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        ask = " union all ".join(
            f"(select '{name}' from {name} t where t::text like %(like)s limit 1)"  # noqa: S608 (names from the catalogue)
            for name in tables
        )
        cursor.execute(ask, {"like": f"%{marker}%"})
        return [name for (name,) in cursor.fetchall()]


def test_the_search_sees_what_a_declared_field_stores(records: Records, browse: Browse) -> None:
    form = DATA["work:file"](records) | {"catatan": MARKERS["text"]}

    browse(records.cast.owner).post(reverse("work:file"), form)

    assert rows_holding(MARKERS["text"]) == ["work_report"]


@pytest.mark.parametrize("kind", MARKERS)
@pytest.mark.parametrize("address", WRITERS)
def test_a_form_stores_only_its_own_fields(
    records: Records, browse: Browse, address: str, kind: str
) -> None:
    codes = MATRIX[address, "POST"]
    person = STANDING_PEOPLE[codes.index(302)]
    form = DATA[address](records)
    extra: dict[str, Any] = dict.fromkeys(columns() - set(form), MARKERS[kind])
    url = reverse(address, args=ARGS[address](records) if address in ARGS else [])

    answer = browse(getattr(records.cast, person)).post(url, {**extra, **form})

    assert answer.status_code == 302
    assert rows_holding(MARKERS[kind]) == []
