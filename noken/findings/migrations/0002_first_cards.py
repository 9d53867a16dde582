"""Once wrote the first version of each card. `services.bring_cards` brings them since, after every
migration, and those that came to the file later."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial")]

    operations: list[migrations.operations.base.Operation] = []
