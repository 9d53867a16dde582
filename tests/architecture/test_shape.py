"""The shape of the code, checked. Each failure says what to do."""

from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "noken"
MODULES = [
    path
    for folder in ("noken", "tests", "tools", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
LAYERS = [
    ["config"],
    ["home"],
    ["oversight"],
    ["discipline"],
    ["coaching"],
    ["objections", "followup"],
    ["evaluation"],
    ["work"],
    ["planning", "devices", "checkin"],
    ["attendance"],
    ["leave"],
    ["findings"],
    ["calendars"],
    ["organization"],
    ["accounts"],
    ["audit", "documents", "notices", "realtime"],
    ["tenants"],
    ["ui"],
    ["regulations"],
    ["core"],
]
DEPTH = {area: depth for depth, row in enumerate(LAYERS) for area in row}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "signals.py", "managers.py", "admin.py"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_in_one_reading(module: Path) -> None:
    lines = len(module.read_text("utf-8").splitlines())

    assert lines <= 400, f"{lines} lines: split it by noun into a package of the same name"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_fits_in_one_reading(template: Path) -> None:
    lines = len(template.read_text("utf-8").splitlines())

    assert lines <= 150, f"{lines} lines: move a part into a partial of its own"


def test_every_area_has_its_place() -> None:
    areas = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}

    assert areas == set(DEPTH)


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [path for path in MODULES if path.name in FORBIDDEN_NAMES]


def test_foreign_keys_point_down() -> None:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or not (field.concrete and field.is_relation):
                continue
            here, there = model._meta.app_label, target._meta.app_label
            if here == there or there not in DEPTH or here not in DEPTH:
                continue
            assert DEPTH[there] > DEPTH[here], f"{model.__name__}.{field.name} points up to {there}"


def test_a_migration_that_makes_many_tables_makes_them_together() -> None:
    """Otherwise each renders nearly all models anew (ADR 0028)."""
    written = {path: path.read_text() for path in PACKAGE.glob("*/migrations/0*.py")}
    many = {path for path, text in written.items() if text.count("migrations.CreateModel(") > 2}

    assert many
    assert not [path for path in many if "operations = together([" not in written[path]]
