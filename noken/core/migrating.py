"""Making many tables, or changing many, in one step of a migration.

Django renders related models anew after each model, column and constraint that a migration adds:
with two hundred of them that is nearly all there is to do for a new instansi. Taken together,
they are rendered once.
"""

from collections.abc import Iterable
from typing import Any

from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
)
from django.db.migrations.operations.base import Operation

ADDED = (AddField, AddConstraint, AddIndex)
CHANGED = (*ADDED, AlterField, RemoveConstraint, RemoveIndex)


class Together(Operation):
    """Several operations in a row, one after the other in the database."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self.operations = list(operations)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for each in self.operations:
            # What is added reads its table as it is afterwards: it may be new itself.
            before = to_state if isinstance(each, ADDED) else from_state
            each.database_forwards(app_label, schema_editor, before, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for each in reversed(self.operations):
            each.database_backwards(app_label, schema_editor, from_state, to_state)


class CreateTogether(Together):
    """Several CreateModel, which may point at one another."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)  # rendered again, once, when it is next asked for
        for each in self.operations:
            each.state_forwards(app_label, state)

    def describe(self) -> str:
        return f"Create {len(self.operations)} models"


class ChangeTogether(Together):
    """Columns, constraints and indexes; a column that is added is not altered in the same row."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        rendered = state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            columns = [each for each in self.operations if isinstance(each, AddField | AlterField)]
            state.reload_models(
                {(app_label, each.model_name_lower) for each in self.operations},  # type: ignore[attr-defined]  # each kind of them has it
                delay=not any(each.field.is_relation for each in columns),
            )

    def describe(self) -> str:
        return f"Make {len(self.operations)} changes"


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The same operations; those of one kind that follow one another are one step."""
    found: list[Operation] = []
    for each in operations:
        kind = _kind(each)
        newest = found[-1] if found else None
        if kind is None:
            found.append(each)
        elif isinstance(newest, kind):
            newest.operations.append(each)
        else:
            found.append(kind([each]))
    return found


def _kind(operation: Operation) -> type[Together] | None:
    if isinstance(operation, CreateModel):
        return CreateTogether
    return ChangeTogether if isinstance(operation, CHANGED) else None
