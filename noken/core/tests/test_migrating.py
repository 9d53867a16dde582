"""Tables of one migration, made in one step."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from noken.core.migrating import CreateTogether, together

NUMBER = ("id", models.BigAutoField(primary_key=True))
HEN = migrations.CreateModel(
    "Hen", [NUMBER, ("egg", models.ForeignKey("work.Egg", models.PROTECT, related_name="+"))]
)
EGG = migrations.CreateModel(
    "Egg",
    [NUMBER, ("hen", models.ForeignKey("work.Hen", models.PROTECT, null=True, related_name="+"))],
    options={"constraints": [models.UniqueConstraint(fields=["hen"], name="one_egg_a_day")]},
)
COCK = migrations.CreateModel("Cock", [NUMBER])
LATER = migrations.AddField("Hen", "name", models.CharField(max_length=9, default=""))


def test_only_models_that_follow_one_another_are_one_step() -> None:
    found = together([HEN, EGG, LATER, COCK])

    kinds = [type(each) for each in found]
    assert kinds == [CreateTogether, migrations.AddField, CreateTogether]
    first = found[0]
    assert isinstance(first, CreateTogether)
    assert first.models == [HEN, EGG]


@pytest.mark.django_db
def test_models_that_point_at_one_another_come_and_go() -> None:
    before = ProjectState()
    assert before.apps.get_models() == []  # rendered, as it is when migrations run
    after = before.clone()
    (step,) = together([HEN, EGG])
    step.state_forwards("work", after)

    with connection.schema_editor(collect_sql=True) as editor:
        step.database_forwards("work", editor, before, after)
    made = [line.partition("(")[0].strip() for line in editor.collected_sql]
    with connection.schema_editor(collect_sql=True) as editor:
        step.database_backwards("work", editor, after, before)

    assert made[:2] == ['CREATE TABLE "work_hen"', 'CREATE TABLE "work_egg"']
    assert [line for line in made[2:] if "FOREIGN KEY" in line or "ADD CONSTRAINT" in line]
    assert editor.collected_sql == [
        'DROP TABLE "work_egg" CASCADE;',
        'DROP TABLE "work_hen" CASCADE;',
    ]
