"""`python -m bench.printer`: asks for print jobs with the product's own service.

`fill COUNT` lays down a finished month of so many people. `print` asks for the records of all of
them as one job and answers with its number; what an earlier job made is forgotten first, so that
each round sets, seals and stores anew. Each answer is one line.
"""

import sys
from datetime import UTC, date, datetime

import django

if __name__ == "__main__":
    django.setup()
    from django.db import connection, transaction

    from bench.place import SCHEMA
    from bench.printer.facts import FACTS
    from noken.core.actor import system
    from noken.core.tenancy import in_tenant
    from noken.core.uuid7 import uuid7
    from noken.documents.services.printing import Wanted, ask_print
    from noken.evaluation.models import Sheet

    AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def fill(count: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute(FACTS.format(count=count))
        return Sheet.objects.filter(period__kind="MONTH").count()

    def ask() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from documents_printitem; delete from documents_printjob;"
                " delete from documents_paper"
            )
        sheets = Sheet.objects.filter(period__kind="MONTH").select_related("employee")
        wanted = [Wanted(str(sheet.pk), sheet.employee.name) for sheet in sheets.order_by("pk")]
        with transaction.atomic():
            job = ask_print(
                "EVALUATION_RECORD",
                wanted,
                key=uuid7(datetime.now(UTC)),
                title="Dokumen evaluasi September 2026",
                by=system(date(2026, 11, 24)),
                at=AT,
            )
        return job.pk

    with in_tenant(SCHEMA):
        print("ready", flush=True)
        for line in sys.stdin:
            match line.split():
                case ["fill", count]:
                    print(fill(int(count)), flush=True)
                case ["print"]:
                    print(ask(), flush=True)
