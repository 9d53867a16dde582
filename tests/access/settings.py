"""Declared settings in the matrix: one whose values wait for signatures."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tests.settings import Example
from tests.world import TODAY

NAME = "tests.example"
SOON = (TODAY + timedelta(30)).isoformat()


def _waiting(records: Any) -> list[Any]:
    return [NAME, records.setting.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "organization:setting": lambda _: [NAME],
    "organization:setting_propose": lambda _: [NAME],
    "organization:setting_sign": _waiting,
    "organization:setting_withdraw": _waiting,
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "organization:setting_propose": lambda _: {
        "days": "7",
        "rhythm": Example().rhythm,
        "mulai": SOON,
        "dasar": "Keputusan Bupati 12/2026",
    },
    "organization:setting_sign": lambda _: {"alasan": "Sudah dibahas"},
    "organization:setting_withdraw": lambda _: {},
}
