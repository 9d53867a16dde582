"""Every column says whether it holds something about a person, and why."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import CompositePrimaryKey, Model

from noken.core.privacy import DataClass, Entry

AREAS = [config for config in apps.get_app_configs() if config.name.startswith("noken.")]
MODELS = [
    pytest.param(model, id=f"{config.label}.{model.__name__}")
    for config in AREAS
    for model in config.get_models()
    if config.label != "tenants"  # instansi and host names: nothing about a person
]


@pytest.mark.parametrize("model", MODELS)
def test_every_column_is_declared(model: type[Model]) -> None:
    privacy = import_module(f"noken.{model._meta.app_label}.privacy")
    declared = set(privacy.ENTRIES) | set(privacy.NOT_PERSONAL)
    columns = {
        f"{model.__name__}.{name}"
        for field in model._meta.get_fields(include_parents=False)
        if field.concrete and not isinstance(field, CompositePrimaryKey)
        for name in [field.name]
    }

    missing = {
        column for column in columns if column not in declared and f"{column}_id" not in declared
    }

    assert not missing, f"add to noken/{model._meta.app_label}/privacy.py: {sorted(missing)}"


@pytest.mark.parametrize("config", AREAS, ids=lambda config: config.label)
def test_no_entry_speaks_of_a_column_that_is_gone(config: object) -> None:
    label = config.label  # type: ignore[attr-defined]  # an AppConfig
    if not list(config.get_models()) or label == "tenants":  # type: ignore[attr-defined]  # as above
        return
    privacy = import_module(f"noken.{label}.privacy")
    known = {
        f"{model.__name__}.{name}"
        for model in config.get_models()  # type: ignore[attr-defined]  # as above
        for field in model._meta.get_fields()
        if field.concrete
        for name in (field.name, getattr(field, "attname", field.name))
    }

    assert (set(privacy.ENTRIES) | set(privacy.NOT_PERSONAL)) <= known


def test_an_entry_says_something() -> None:
    for config in AREAS:
        try:
            privacy = import_module(f"{config.name}.privacy")
        except ModuleNotFoundError:
            continue
        for column, entry in getattr(privacy, "ENTRIES", {}).items():
            assert isinstance(entry, Entry), column
            assert entry.data_class in DataClass, column
            assert entry.purpose.endswith("."), f"{column}: the purpose is a sentence"
            assert entry.retention, column
