"""Making many tables in one step of a migration.

Django renders all related models anew after each model that a migration adds: with two hundred
of them that takes half a minute, nearly all there is to do for a new instansi. Added together,
they are rendered once.
"""

from collections.abc import Iterable
from typing import Any

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTogether(Operation):
    """Several CreateModel in a row, which may point at one another."""

    def __init__(self, models: Iterable[CreateModel]) -> None:
        self.models = list(models)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)  # rendered again, once, when it is next asked for
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for each in reversed(self.models):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"


def together(operations: Iterable[Operation]) -> list[Operation]:
    """The same operations; models that are created one after the other are so in one step."""
    found: list[Operation] = []
    for each in operations:
        newest = found[-1] if found else None
        if not isinstance(each, CreateModel):
            found.append(each)
        elif isinstance(newest, CreateTogether):
            newest.models.append(each)
        else:
            found.append(CreateTogether([each]))
    return found
