"""Every variable that is read stands in .env.example, and the reverse."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = re.compile(
    r"(?:env\.[a-z_]+|os\.environ\.get|os\.environ\.pop|os\.getenv)\(\s*\"([A-Z][A-Z0-9_]+)\""
    r"|os\.environ\[\"([A-Z][A-Z0-9_]+)\"\]"
)
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PATH", "HOME", "CI"}


def test_the_example_lists_exactly_what_is_read() -> None:
    read = {
        name
        for path in sorted((ROOT / "noken").rglob("*.py"))
        if "tests" not in path.parts
        for match in READ.findall(path.read_text("utf-8"))
        for name in match
        if name
    } - NOT_OURS
    listed = set(
        re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )

    assert read == listed
