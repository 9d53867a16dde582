"""Every public rule names its source, and the register knows it."""

import ast
import re
from pathlib import Path

import pytest

from noken.regulations import loader

ROOT = Path(__file__).parents[2] / "noken"
RULES = [
    pytest.param(node, id=f"{path.relative_to(ROOT).parts[0]}.{path.stem}.{node.name}")
    for pattern in ("*/rules.py", "*/rules/*.py")
    for path in sorted(ROOT.glob(pattern))
    for node in ast.parse(path.read_text()).body
    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_cites_a_registered_source(rule: ast.FunctionDef) -> None:
    keys = re.findall(r"\(register: ([^)]+)\)", ast.get_docstring(rule) or "")

    assert keys, f"{rule.name}: add `Source: … (register: key)` to the docstring"
    assert set(keys) <= set(loader.sources()), f"{rule.name}: {keys} not all in the register"
