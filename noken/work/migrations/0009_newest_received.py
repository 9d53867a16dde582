"""The comparison asks for the oldest reports after the newest compared one: in order, not sorted.

What it keeps is not logged by PostgreSQL (ADR 0031): a crash empties it, and it is built anew.
"""

from django.db import migrations, models

from noken.core.migrating import together

MODELS = {"report": "report_received", "wordinguse": "wording_use_received"}
TABLES = ("work_wordingprint", "work_wording", "work_wordinguse")


class Migration(migrations.Migration):
    dependencies = [("work", "0008_duty_proposals")]

    operations = together([
        *(migrations.RemoveIndex(model, name) for model, name in MODELS.items()),
        *(
            migrations.AddIndex(model, models.Index(fields=["received_at"], name=name))
            for model, name in MODELS.items()
        ),
        *(
            migrations.RunSQL(f"alter table {name} set unlogged", f"alter table {name} set logged")
            for name in TABLES
        ),
    ])
