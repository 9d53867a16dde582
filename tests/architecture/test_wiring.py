"""The page of wiring says each thing once."""

import ast
from collections import Counter

import pytest

from noken.config import env

TREE = ast.parse((env.ROOT / "noken" / "config" / "wiring.py").read_text())
TABLES = [each for each in ast.walk(TREE) if isinstance(each, ast.Dict)]


@pytest.mark.parametrize("table", TABLES, ids=lambda each: f"line-{each.lineno}")
def test_no_event_stands_twice_in_a_table(table: ast.Dict) -> None:
    """Python keeps the last and forgets the first without a word."""
    names = Counter(ast.unparse(key) for key in table.keys if key is not None)

    assert [name for name, count in names.items() if count > 1] == []
