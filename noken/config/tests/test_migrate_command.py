"""`noken migrate`: what data files hold reaches every instansi."""

from argparse import Namespace
from contextlib import nullcontext
from typing import Any
from unittest.mock import MagicMock

import psycopg
import pytest

from noken.audit.models import Entry
from noken.config.cli import migrate
from noken.findings.models import CardVersion
from tests.amending import erase


@pytest.mark.django_db
def test_migrating_brings_the_cards_an_instansi_lacks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_tables(monkeypatch)
    erase(CardVersion.objects.filter(code__in=("HDR-10", "LAP-01")))

    for _ in range(2):
        assert migrate.migrate(Namespace()) == 0

    brought = CardVersion.objects.filter(code__in=("HDR-10", "LAP-01"))
    assert sorted(brought.values_list("code", "version")) == [("HDR-10", 1), ("LAP-01", 1)]
    assert Entry.objects.filter(action="CardProposed").count() == 2


def _without_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights, tables and partitions are as they are in the database of the tests."""

    def connect(*_: Any, **__: Any) -> Any:
        return nullcontext(MagicMock())

    monkeypatch.setattr(psycopg, "connect", connect)
    for name in ("prepare", "call_command", "_prepare_journals"):
        monkeypatch.setattr(migrate, name, MagicMock())
