from django.db import migrations


class Migration(migrations.Migration):
    """The plan of a sheet is that of its person and year: one place says it."""

    dependencies = [("evaluation", "0005_extension_of_a_sheet")]

    operations = [migrations.RemoveField("sheet", "plan_id")]
