"""Every public service is one transaction and says who acts and when."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "noken"
SERVING = {
    "audit",
    "documents",
    "notices",
    "realtime",
    "tenants",
}  # run inside others' transactions
FILES = [
    path
    for pattern in ("*/services.py", "*/services/*.py")
    for path in sorted(ROOT.glob(pattern))
    if path.relative_to(ROOT).parts[0] not in SERVING
]
WRITERS = [
    pytest.param(node, id=f"{path.relative_to(ROOT).parts[0]}.{node.name}")
    for path in FILES
    for node in ast.parse(path.read_text()).body
    if isinstance(node, ast.FunctionDef)
    and not node.name.startswith("_")
    and not path.stem.startswith("_")
]


def test_there_are_services() -> None:
    assert WRITERS


@pytest.mark.parametrize("service", WRITERS)
def test_a_service_is_one_transaction(service: ast.FunctionDef) -> None:
    assert "transaction.atomic" in [ast.unparse(d) for d in service.decorator_list]


@pytest.mark.parametrize("service", WRITERS)
def test_a_service_says_who_and_when(service: ast.FunctionDef) -> None:
    assert {"by", "at"} <= {arg.arg for arg in service.args.kwonlyargs}
