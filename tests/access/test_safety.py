"""Reading changes nothing, and writing asks for the token that only our own pages hold."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from noken.organization.models import Employee
from tests.access.asks import DATA
from tests.access.records import Records
from tests.access.table import MATRIX
from tests.access.test_matrix import url_of
from tests.cast import STANDING_PEOPLE
from tests.fixtures import BACKEND

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
WRITERS = sorted(name for name, method in MATRIX if method == "POST")
READERS = ("owner", "acting_superior", "admin_opd", "personnel", "inspectorate", "leader")
WRITTEN_BY_READING = ("django_session", "audit_reading")
"""The session's own matter, and who read what."""


def everything() -> dict[str, str]:
    """A digest of each table of the instansi, and of what goes to open pages."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(k.relname)"
            " from pg_class k join pg_namespace n on n.oid = k.relnamespace"
            " where n.nspname = current_schema() and k.relkind in ('r', 'p')"
            " and not k.relispartition and not k.relname = any(%s)",
            [list(WRITTEN_BY_READING)],
        )
        tables = [name for (name,) in cursor.fetchall()]
        digests = [
            f"select '{name}', md5(coalesce(string_agg(t::text, '' order by t::text), ''))"  # noqa: S608 (names from the catalogue)
            f" from {name} t"
            for name in [*tables, "realtime_outbox"]
        ]
        cursor.execute(" union all ".join(digests))
        return dict(cursor.fetchall())


@pytest.mark.parametrize("name", READERS)
def test_reading_changes_nothing(records: Records, browse: Browse, name: str) -> None:
    client = browse(getattr(records.cast, name))
    before = everything()

    for address, method in MATRIX:
        if method == "GET":
            client.get(url_of(address, records))

    assert everything() == before


@pytest.mark.parametrize("address", WRITERS)
def test_a_form_from_elsewhere_is_refused(records: Records, address: str) -> None:
    person = getattr(records.cast, STANDING_PEOPLE[MATRIX[address, "POST"].index(302)])
    client = Client(enforce_csrf_checks=True)
    client.force_login(person.account, backend=BACKEND)
    before = everything()

    answer = client.post(url_of(address, records), DATA[address](records))

    assert answer.status_code == 403
    assert everything() == before
