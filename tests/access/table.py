"""The access matrix: every address, every standing person, what they get.

One line an address and method, in matrix.txt, sorted. GET also says what HEAD answers; a method
that has no line is 405, or the login page for whom no page knows. 404 is "not there or not yours",
422 a refusal that says why and shows nothing. The people, in order: the owner of the record, the
superior (away, so above the acting one today), the superior's superior, the acting superior, the
superior of last month, a colleague of the unit, the admin of the OPD, of another OPD, BKPSDM,
inspectorate, leader, an ended account, a visitor. What a 302 or 200 did to whom is proved by
test_swaps.py and the areas.
"""

from collections.abc import Mapping
from pathlib import Path

Codes = tuple[int, ...]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_TABLE = (Path(__file__).parent / "matrix.txt").read_text(encoding="ascii")


def _read(table: str) -> dict[tuple[str, str], Codes]:
    lines = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    return {(name, method): tuple(map(int, codes)) for name, method, *codes in lines}


MATRIX: Mapping[tuple[str, str], Codes] = _read(_TABLE)
ADDRESSES = sorted({name for name, _ in MATRIX})
PUBLIC = frozenset(
    {
        *("account_login", "documents:check", "documents:keys"),
        *("documents:check_paper", "documents:check_paper_code"),
        *("checkin:screen", "checkin:pair", "checkin:key", "checkin:kiosk"),
    }
)
"""Addresses that ask for no account."""
