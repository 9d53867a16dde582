"""The first versions of the cards on working time ask part-time PPPK too: their days are those of
a schedule from their contract. What two people signed keeps whom it asks."""

from django.db import migrations

CARDS = ("HDR-03", "HDR-07")


def ask_part_time(apps, schema_editor):
    for row in apps.get_model("findings", "CardVersion").objects.filter(
        code__in=CARDS, version=1, proposed_by=None
    ):
        if "PPPK_PART_TIME" not in row.groups:
            row.groups = [*row.groups, "PPPK_PART_TIME"]
            row.save(update_fields=["groups"])


class Migration(migrations.Migration):
    dependencies = [("findings", "0013_ladder_of_the_region")]

    operations = [migrations.RunPython(ask_part_time, migrations.RunPython.noop)]
