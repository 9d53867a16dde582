"""Whatever the rule: its finding can be counted again from what its page shows."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from noken.findings import queries
from noken.findings.queries.page_words import _HIDDEN, _NAMES
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from tests.cast import Cast
from tests.world_findings import make_card, make_finding, make_row, make_terms

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = date(2026, 11, 17)
MINUTES = 420
"""Of a version that sets another length of the day than the usual one."""

_REPORT = {"report": "0190", "title": "Rekap aset"}
_LATE = {"day": "2026-11-03", "late_minutes": 230, "early_minutes": 0, "counted": 225}
_EARLY = {
    "day": "2026-11-04",
    "late_minutes": 0,
    "early_minutes": 195,
    "unseen_minutes": 0,
    "counted": 195,
}
_WAITED = {"report": "0190", "who": "Maria", "received": "2026-11-02", "decided": None}
_WRITTEN = {"day": "2026-11-02", "written": "19.05", "report": "0190"}
# What the detectors of each rule read of one row.
SEEN: Mapping[str, Mapping[str, Any]] = {
    "HDR-03": {"schedule": "Lima hari", "hours": "07.30 sampai 16.00", "zone": "Asia/Jayapura",
               "after": "2026-11-12", "half": "Cuti (pagi)"},
    "HDR-07": {"minutes": MINUTES, "days": [_LATE, _EARLY]},
    "HDR-09": {"first": "07.24", "last": "16.02", "duty": "Perbup 1", "missing": 3},
    "HDR-10": {"first": "07.24", "last": None, "hours": "07.30 sampai 16.00", "sided": 5},
    "LAP-01": {"duty": "Perbup 1", "missing": 3},
    "LAP-02": {**_REPORT, "kind": "OWN", "percent": 92, "text": "a", "other": "0191",
               "other_day": "2026-11-03", "other_who": "Maria", "other_text": "b",
               "passages": [{"here": "a", "there": "b"}]},
    "LAP-03": {**_REPORT, "file": "0192", "bits": 2, "same_file": False, "other": "0191",
               "other_day": "2026-11-03", "other_who": "Maria", "other_file": "0193"},
    "LAP-04": {**_REPORT, "words": "Hari cuti.", "leave_from": "2026-11-02",
               "leave_until": "2026-11-06", "place": "Wosi", "other_place": "Prafi",
               "time": "07.30"},
    "LAP-05": {"count": 2, "from": "19.05", "to": "19.20", "days": [_WRITTEN, _WRITTEN]},
    "SKP-01": {"plan_year": 2026, "due": "2026-01-31", "workdays": 5},
    "ATS-01": {"count": 2, "reports": [_WAITED, _WAITED]},
    "ATS-02": {"count": 15, "from": "09.00.00", "to": "09.00.30", "seconds": 2.1,
               "letters": 2700, "letters_per_second": 90, "together": 4},
    "ATS-03": {"sheet": 4, "who": "Maria", "due": "2026-11-02", "workdays": 5},
    "ATS-04": {"finding": "T-2026-0417", "least": 3, "known_on": "2026-11-02", "workdays": 7,
               "due_on": "2026-11-11"},
    "PRS-01": {"pattern": "Titik yang sama", "seen": "Sepuluh kali.", "lawful": ["Di meja."]},
}  # fmt: skip


def test_every_card_is_here() -> None:
    assert set(SEEN) == set(rule_cards())


@pytest.mark.parametrize("code", sorted(SEEN))
def test_it_can_be_counted_again_from_the_page(cast: Cast, browse: Browse, code: str) -> None:
    make_terms()
    amount = Decimal(SEEN[code].get("count", 1))
    finding = make_finding(cast.owner, make_card(code, values={"minutes_per_day": MINUTES}))
    for number, state in enumerate(("LAPSED", "REFUSED", "ACCEPTED"), 1):
        day, item = DAY - timedelta(number), f"2026-{number}"
        make_row(finding, day, state, item=item, amount=amount, facts=SEEN[code])

    page = browse(cast.acting_superior).get(finding.get_absolute_url()).content.decode()

    rows = [
        row
        for row in re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)
        if "data-adds" in row
    ]
    adds = [Decimal(each) for row in rows for each in re.findall(r'data-adds="([\d.]+)"', row)]
    (told,) = re.findall(r'data-sum="([\d.]+)"', page)
    assert adds == [0, amount, amount]
    assert sum(adds) == Decimal(told) == queries.facts_of([finding.pk])[finding.pk].counted
    for row in rows:
        said = re.findall(r"<li>(.*?)</li>", row, re.DOTALL)
        assert _sum_of(said, "jumlah: ") in {0, amount}
        assert _sum_of(said, "belum ada: ") in {0, len(rows)}
        assert _sum_of(said, "menit dihitung ") == (MINUTES if code == "HDR-07" else 0)
        assert (f"{MINUTES} menit ke-" in row) == (code == "HDR-07")
    assert "450 menit" not in page


def _sum_of(lines: Sequence[str], name: str) -> int:
    return sum(int(each) for line in lines for each in re.findall(rf"{name}(\d+)", line))


@pytest.mark.parametrize("code", sorted(SEEN))
def test_all_that_is_read_has_a_word(code: str) -> None:
    names = set(SEEN[code])
    for value in SEEN[code].values():
        for each in value if isinstance(value, list) else ():
            names |= set(each) if isinstance(each, Mapping) else set()

    assert names <= set(_NAMES) | _HIDDEN | {"here", "there"}
