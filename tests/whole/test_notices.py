"""A notice is read days later: it names days by their date."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from noken import config
from noken.core import clock
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_coaching import new_key

Browse = Callable[[Employee | None], Client]
RELATIVE = re.compile(r"\b(hari ini|besok|kemarin|lusa|hari lagi|pekan depan)\b", re.IGNORECASE)
WRITERS = sorted(Path(config.__path__[0]).glob("*_notices.py"))


def texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: path.stem)
def test_no_notice_says_today_or_tomorrow(path: Path) -> None:
    assert [text for text in texts(path) if RELATIVE.search(text)] == []


@pytest.mark.django_db
def test_a_talk_today_is_announced_with_its_date(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = reverse("coaching:new", args=[cast.owner.pk])
    day = {"key": str(new_key()), "hari": TODAY.isoformat(), "jam": "10:00", "ukuran": "LATE"}
    sent = browse(cast.acting_superior).post(new, {**day, "isi": "Foto paling lengkap"})
    assert sent.status_code == 302
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=1))

    html = browse(cast.owner).get("/pemberitahuan/").content.decode()

    assert "mengajak bicara: Selasa, 24 November, 10.00." in html
