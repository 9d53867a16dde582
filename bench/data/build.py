"""One instansi with all that happened in it, from one seed."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from bench.data import cast, days, people, plans, tables, work
from bench.place import SCHEMA
from noken.audit import services as audit
from noken.calendars import queries as calendar_queries
from noken.calendars import services as calendars
from noken.config import data_files
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.documents.gateways import keys
from noken.documents.models import SigningKey
from noken.tenants import services as tenants

SEED = 20261124
NUMBERED = (
    *("organization_unit", "organization_position", "accounts_user", "organization_employee"),
    *("planning_plan", "planning_revision", "planning_plannedresult", "planning_indicator"),
)


def build(size: int, admin_url: str) -> dict[str, Any]:
    """Make and fill the instansi; what the bench must know of it.

    Needs Django set up with the owner's rights; `admin_url` is the administrator's, who may
    leave out the checks of foreign keys. Size 0 makes an instansi without people.
    """
    today, now = clock.today(), clock.now()
    random = Random(SEED)
    instansi = people.Instansi(size, random)
    tenants.create_instansi(SCHEMA, "Kabupaten Contoh", domain="bench.localhost", on=today)
    data_files.bring(SCHEMA)
    with in_tenant(SCHEMA):
        audit.prepare_months(date(today.year - 1, 1, 1), months=30)
        for year in (today.year - 1, today.year, today.year + 1):
            calendars.seed_holidays(year, by=system(today), at=now)
        workdays = _days(today)
        signer = _signer()
    columns = people.COLUMNS | plans.COLUMNS | work.COLUMNS | cast.COLUMNS
    with tables.Tables(admin_url, SCHEMA, columns) as into:
        people.write(instansi, into)
        targets = plans.write(instansi, into, random, today.year)
        diary = work.Diary(instansi, random, workdays)
        reports = work.Writer(into, random, signer, now).write(instansi, targets, diary)
        told = cast.write(instansi, targets, into, random)
    tables.put_sequences_right(admin_url, SCHEMA, NUMBERED)
    with in_tenant(SCHEMA):
        month = days.write(admin_url, SCHEMA, today)
    return told | {"reports": reports, "day": str(today), "recap_month": f"{month:%Y-%m}"}


def _days(today: date) -> list[date]:
    """The newest workdays; today always counts as one, so that there is something to show."""
    return [*calendar_queries.last_workdays(today - timedelta(1), work.DAYS - 1), today]


def _signer() -> keys.Signer:
    signer = keys.current_signer(SCHEMA)
    SigningKey.objects.get_or_create(
        key_id=signer.key_id,
        defaults={
            "public_key": signer.public_key,
            "first_used_at": datetime(2020, 1, 1, tzinfo=UTC),
        },
    )
    return signer
