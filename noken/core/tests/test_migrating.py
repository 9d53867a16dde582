"""What one migration makes or changes, made in one step."""

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from noken.core.migrating import ChangeTogether, CreateTogether, Together, together

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
NAMED = migrations.AddField("Hen", "name", models.CharField(max_length=9, default=""))
CHANGES: list[Operation] = [
    NAMED,
    migrations.AddField(
        "Hen", "mother", models.ForeignKey("work.Hen", models.PROTECT, null=True, related_name="+")
    ),
    migrations.AlterField("Egg", "id", models.BigIntegerField(primary_key=True)),
    migrations.RemoveConstraint("Egg", "one_egg_a_day"),
    migrations.AddConstraint(
        "Hen", models.CheckConstraint(condition=~models.Q(name=""), name="hen_named")
    ),
    migrations.AddIndex("Hen", models.Index(fields=["name"], name="hen_by_name")),
]


def test_only_operations_of_a_kind_that_follow_one_another_are_one_step() -> None:
    data = migrations.RunSQL("select 1")

    found = together([HEN, EGG, NAMED, CHANGES[-1], data, COCK])

    assert [type(each) for each in found] == [
        CreateTogether,
        ChangeTogether,
        migrations.RunSQL,
        CreateTogether,
    ]
    steps = [each.operations for each in found if isinstance(each, Together)]
    assert steps == [[HEN, EGG], [NAMED, CHANGES[-1]], [COCK]]


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


@pytest.mark.django_db
def test_changes_in_one_step_are_those_of_one_after_the_other() -> None:
    alone, in_one = _forwards(CHANGES), _forwards(together(CHANGES))

    assert in_one == alone
    assert any("FOREIGN KEY" in line or "REFERENCES" in line for line in in_one[0])
    assert in_one[1] == {"id", "egg_id", "name", "mother_id"}


def _forwards(operations: list[Operation]) -> tuple[list[str], set[Any]]:
    """The statements, and the columns of the rendered model afterwards."""
    state = ProjectState()
    for model in (HEN, EGG):
        model.state_forwards("work", state)
    assert state.apps.get_models()
    with connection.schema_editor(collect_sql=True) as editor:
        for each in operations:
            before = state.clone()
            each.state_forwards("work", state)
            each.database_forwards("work", editor, before, state)
    hen = state.apps.get_model("work", "Hen")
    return editor.collected_sql, {field.attname for field in hen._meta.local_fields}
