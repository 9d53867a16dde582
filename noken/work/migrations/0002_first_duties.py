"""What every instansi begins with. Settings with mark C: BKPSDM replaces them from a day on."""

from datetime import date

from django.db import migrations

SETTING = "setelan noken, menunggu keputusan kepala daerah"
CONFLICT = "setelan noken; sumber nasional belum seragam"
DUTIES = (
    ("", "PNS", "WORKDAY", 1, SETTING),
    ("", "CPNS", "WORKDAY", 1, SETTING),
    ("", "PPPK", "WORKDAY", 1, SETTING),
    ("", "PPPK_PART_TIME", "WORKDAY", 1, SETTING),
    ("TEACHER", "", "NONE", 0, CONFLICT),
    ("PRINCIPAL", "", "NONE", 0, CONFLICT),
)


def fill(apps, schema_editor):
    duty = apps.get_model("work", "Duty")
    duty.objects.bulk_create(
        duty(
            family=family,
            employee_kind=kind,
            rhythm=rhythm,
            grace_workdays=grace,
            source=source,
            mark="C",
            start_on=date(2024, 1, 1),
        )
        for family, kind, rhythm, grace, source in DUTIES
    )


def empty(apps, schema_editor):
    apps.get_model("work", "Duty").objects.filter(source__in=[SETTING, CONFLICT]).delete()


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial")]

    operations = [migrations.RunPython(fill, empty)]
