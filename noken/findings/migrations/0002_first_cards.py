"""Version 1 of every rule card, from regulations. What it finds stays a hint until two people have
signed wherever a value rests on no law."""

from datetime import UTC, date, datetime

from django.db import migrations

from noken.regulations.cards import rule_cards

SOURCE = "Setelan awal noken, menunggu penetapan daerah"
CHANGE = "Aturan dibuat."
START = date(2024, 1, 1)


def fill(apps, schema_editor):
    version = apps.get_model("findings", "CardVersion")
    version.objects.bulk_create(
        version(
            code=card.code,
            version=1,
            groups=list(card.groups),
            parameters=card.defaults,
            rests_on=list(card.rests_on),
            change=CHANGE,
            source=SOURCE,
            start_on=START,
            proposed_at=datetime(2024, 1, 1, tzinfo=UTC),
        )
        for card in rule_cards().values()
    )


def empty(apps, schema_editor):
    apps.get_model("findings", "CardVersion").objects.filter(source=SOURCE, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial")]

    operations = [migrations.RunPython(fill, empty)]
