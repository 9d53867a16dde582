"""Two instansi with equal ids: nothing of one is seen in the other, and nothing in `public`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from conftest import SCHEMA
from noken.core.tenancy import in_tenant
from noken.organization import tasks
from noken.organization.models import Employee, ImportRun
from noken.realtime.models import Outbox
from noken.tenants.jobs import ATTEMPTS
from noken.work.models import Report
from tests.access.asks import DATA
from tests.access.records import SECRET, Records, make_records
from tests.access.second.conftest import SECOND_HOST
from tests.access.table import MATRIX
from tests.access.test_matrix import url_of
from tests.amending import as_owner_does
from tests.cast import Cast
from tests.fixtures import BACKEND
from tests.jobs import do

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
ELSEWHERE = "Catatan dari Teluk Bintuni"
NOT_COPIED = (
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "django_session",
    "audit_entry",
    "audit_reading",
    "audit_seal",
    "audit_journalcheck",
    "audit_commitment",
    "audit_factform",
)
TABLES = """
    select quote_ident(k.relname) from pg_class k join pg_namespace n on n.oid = k.relnamespace
    where n.nspname = %s and k.relkind in ('r', 'p') and not k.relispartition
      and not k.relname = any(%s)
"""
BEHIND = """
    select format('%%I.%%I', there.schemaname, sequencename),
           here.last_value - coalesce(there.last_value, 0)
    from pg_sequences here join pg_sequences there using (sequencename)
    where here.schemaname = %s and there.schemaname = %s
"""
RENAMED = (
    "update {0}.work_report set title = %(text)s::text, note = %(text)s::text",
    "update {0}.work_feedback set text = %(text)s",
    "update {0}.notices_notice set text = %(text)s",
    "update {0}.planning_plannedresult set text = %(text)s",
    "update {0}.planning_fileplan set lines = jsonb_set(jsonb_set(lines, '{{0,result}}',"
    " to_jsonb(%(text)s::text)), '{{0,indicator}}', to_jsonb(%(text)s::text))",
    "update {0}.organization_importrow set changes = '{{}}',"
    " data = jsonb_set(data, '{{name}}', to_jsonb(%(text)s::text))",
    "update {0}.organization_employee set name = name || ' Bintuni'",
)
WORDS = """
    select format('update %%1$I.%%2$I set %%3$I = replace(%%3$I::text, %%4$L, %%5$L)::%%6$s'
        ' where %%3$I::text ~ %%4$L',
        table_schema, table_name, column_name, %s::text, %s::text, data_type)
    from information_schema.columns
    where table_schema = %s and not table_name = any(%s)
      and data_type in ('text', 'character varying', 'jsonb')
"""
FILES = {
    "attendance:proof",
    "checkin:photo",
    "discipline:letter",
    "documents:job_file",
    "findings:evidence_file",
    "findings:file",
    "leave:attachment",
    "leave:letter_file",
    "objections:attachment",
    "objections:paper",
    "work:evidence",
}
"""Their files lie in the folder of the first alone."""
PUBLIC = {
    "cache",
    "django_migrations",
    "tenants_instansi",
    "tenants_domain",
    "realtime_outbox",
    "realtime_horizon",
}


@dataclass(frozen=True)
class Twins:
    """Two instansi whose rows bear the same ids; only the texts differ."""

    cast: Cast
    records: Records
    schema: str

    def browse_second(self, person: Employee | None) -> Client:
        client = Client(SERVER_NAME=SECOND_HOST)
        if person is not None and person.account is not None:
            with in_tenant(self.schema):
                client.force_login(person.account, backend=BACKEND)
        return client


@pytest.fixture(autouse=True)
def _every_host() -> Iterator[None]:
    """As an operator's proxy hands them over; which are known, the tenants tell."""
    with override_settings(ALLOWED_HOSTS=["*"]):
        yield


@pytest.fixture
def twins(cast: Cast, second: str) -> Twins:
    records = make_records(cast)
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [SCHEMA, list(NOT_COPIED)])
        for (table,) in cursor.fetchall():
            as_owner_does(f"delete from {second}.{table}")  # noqa: S608 (names from the catalogue)
            as_owner_does(f"insert into {second}.{table} select * from {SCHEMA}.{table}")  # noqa: S608 (as above)
        cursor.execute(BEHIND, [SCHEMA, second])
        for counter, missing in cursor.fetchall():
            cursor.execute(
                "select max(nextval(%s)) from generate_series(1, %s)", [counter, missing]
            )
        for statement in RENAMED:
            as_owner_does(statement.format(second), {"text": ELSEWHERE})
        cursor.execute(WORDS, [SECRET, ELSEWHERE, second, list(NOT_COPIED)])
        for (statement,) in cursor.fetchall():
            as_owner_does(statement, None)
    return Twins(cast, records, second)


def test_a_session_of_one_is_nobody_in_the_other(twins: Twins, browse: Browse) -> None:
    first = browse(twins.cast.owner)
    other = twins.browse_second(twins.cast.owner)
    page = reverse("home:today")

    assert first.get(page).status_code == other.get(page).status_code == 200
    assert first.get(page, SERVER_NAME=SECOND_HOST).status_code == 302
    assert other.get(page, SERVER_NAME="testserver").status_code == 302


@pytest.mark.parametrize("name", ["owner", "acting_superior", "personnel", "leader"])
def test_no_page_of_one_shows_the_other(twins: Twins, browse: Browse, name: str) -> None:
    person = getattr(twins.cast, name)
    first, other = browse(person), twins.browse_second(person)
    shown = 0

    for address, method in MATRIX:
        if method != "GET" or address.startswith("account_"):
            continue
        url = url_of(address, twins.records)
        here, there = first.get(url), other.get(url)
        assert here.status_code == there.status_code or address in FILES
        said, said_there = _text(here), _text(there)
        assert ELSEWHERE not in said, url
        assert SECRET not in said_there, url
        shown += SECRET in said
        shown += ELSEWHERE in said_there
    assert shown >= 2 or name == "leader"


def _text(answer: Any) -> str:
    content = b"".join(answer) if answer.streaming else answer.content
    return str(content.decode(errors="ignore"))


def test_a_file_of_one_is_not_handed_out_by_the_other(twins: Twins, browse: Browse) -> None:
    url = reverse("work:evidence", args=[twins.records.file_id])

    assert browse(twins.cast.owner).get(url)["Content-Type"] == "image/jpeg"
    assert twins.browse_second(twins.cast.owner).get(url).status_code == 404


def test_a_write_in_one_changes_only_that_one(twins: Twins) -> None:
    form = DATA["work:review"](twins.records)
    superior = twins.browse_second(twins.cast.acting_superior)
    before = list(Outbox.objects.values_list("pk", flat=True))

    superior.post(reverse("work:review"), form)

    with in_tenant(twins.schema):
        assert Report.objects.get(pk=twins.records.waiting.pk).status == "APPROVED"
    with in_tenant(SCHEMA):
        assert Report.objects.get(pk=twins.records.waiting.pk).status == "WAITING"
    told = Outbox.objects.exclude(pk__in=before)
    assert set(told.values_list("tenant", flat=True)) == {twins.schema}


def test_a_job_works_in_its_own_instansi_only(twins: Twins) -> None:
    ImportRun.objects.filter(pk=twins.records.run.pk).update(status="APPLYING")
    with in_tenant(twins.schema):
        ImportRun.objects.filter(pk=twins.records.run.pk).update(
            status="UPLOADED", stored_name="0" * 32
        )

    with pytest.raises(TypeError):
        tasks.read_import.func(None, run_id=twins.records.run.pk)
    do(
        tasks.read_import,
        attempts=ATTEMPTS - 1,
        tenant=twins.schema,
        run_id=twins.records.run.pk,
    )

    with in_tenant(twins.schema):
        assert ImportRun.objects.get(pk=twins.records.run.pk).status == "FAILED"
    with in_tenant(SCHEMA):
        assert ImportRun.objects.get(pk=twins.records.run.pk).status == "APPLYING"


@pytest.mark.parametrize("host", ["elsewhere.example", "bintuni.noken.test.example", "127.0.0.1"])
@pytest.mark.parametrize("path", ["/", "/masuk/", "/periksa/", "/static/ui/ikon.svg.none"])
@pytest.mark.usefixtures("second")
def test_an_unknown_host_is_404_and_says_nothing(host: str, path: str) -> None:
    answer = Client(SERVER_NAME=host).get(path)

    assert answer.status_code == 404
    assert b"Manokwari" not in answer.content
    assert b"Bintuni" not in answer.content


def test_public_holds_no_fact(twins: Twins, browse: Browse) -> None:
    browse(twins.cast.owner).post(
        reverse("work:file"), DATA["work:file"](twins.records) | {"catatan": SECRET}
    )
    with in_tenant("public"), connection.cursor() as cursor:
        cursor.execute(TABLES, ["public", []])
        tables = {name for (name,) in cursor.fetchall()}
        assert {name for name in tables if not name.startswith("procrastinate_")} == PUBLIC
        for table in tables:
            cursor.execute(f"select string_agg(t::text, ' ') from {table} t")  # noqa: S608 (as above)
            told = cursor.fetchone()[0] or ""
            for word in (SECRET, twins.cast.owner.name, twins.cast.owner.nip or "", "Dapodik"):
                assert word not in told, table


@pytest.mark.parametrize(
    "table", ["organization_employee", "work_report", "planning_plan", "audit_entry"]
)
def test_without_an_instansi_there_is_nothing_to_ask(table: str) -> None:
    with (
        in_tenant("public"),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"select * from {table}")  # noqa: S608 (as above)
