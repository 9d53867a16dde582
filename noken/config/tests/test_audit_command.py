"""`noken audit`: a whole journal answers 0; one that was changed 1, and names the seal."""

from argparse import Namespace

import pytest
from django.db import connection

from noken.audit.services import record
from noken.config.cli import audit, build_parser
from noken.core.actor import system
from noken.core.postgres import as_owner
from noken.organization.events import LinesRefreshed
from tests.world import NOON, TODAY

ASKED = Namespace()


@pytest.mark.django_db(transaction=True)
def test_verify_tells_a_whole_journal_from_a_changed_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record([LinesRefreshed(by=system(TODAY), at=NOON, people=1)])

    assert audit.seal(ASKED) == 0
    assert audit.verify(ASKED) == 0
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("update audit_entry set reason = 'lain'")
    assert audit.verify(ASKED) == 1

    said = capsys.readouterr()
    assert "rows sealed" in said.out
    assert "rows, 2 seals" in said.out
    assert "whole" in said.out
    assert "rows of audit_entry under seal 1 (" in said.err


def test_the_command_is_known() -> None:
    args = build_parser().parse_args(["audit", "verify"])

    assert args.runs == "noken.config.cli.audit:verify"
