"""`noken audit witness`: a chain that was made anew, or an older database, disagrees with a witness
though it hangs together and bears the server's stamp; `noken doctor` says so by itself."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from noken.audit import services as audit
from noken.audit.gateways import stamps, stretches
from noken.audit.models import Seal
from noken.audit.rules import chain
from noken.config import witnessing
from noken.config.cli import build_parser
from noken.config.cli.terms import Mistake
from noken.config.cli.witness import witness
from noken.core.actor import system
from noken.core.postgres import as_owner
from noken.oversight import services
from tests.world import NOON, TODAY

BY = system(TODAY)
SINCE = NOON - timedelta(days=2)
WRITE = (
    "insert into audit_entry (at, role, action, subject_id)"
    " select %s, 'SELF', 'Uji', n from generate_series(1, %s) n"
)
RESEAL = (
    "update audit_seal set rows = %s, digest = %s, previous = %s, hash = %s, stamp = %s"
    " where number = %s"
)


def sealed(rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [NOON, rows])
    audit.seal_journal(at=NOON)


def made_anew() -> None:
    """All a superuser with the server's key can do: every hash and stamp fits again."""
    previous = chain.BEGIN
    with connection.cursor() as cursor:
        cursor.execute("delete from audit_journalcheck")
        for seal in Seal.objects.order_by("number"):
            span = (seal.after_id, seal.until_id)
            rows, digest = stretches.stretch(seal.stream, *span)
            told = chain.hash_of(previous, seal.number, span, rows, digest, seal.stream)
            again: list[Any] = [rows, digest, previous, told, stamps.stamp_of(told), seal.number]
            cursor.execute(RESEAL, again)
            previous = told


def asked(*files: Path) -> int:
    return witness(Namespace(files=[str(file) for file in files]))


@pytest.fixture
def kept(transactional_db: None, tmp_path: Path, settings: Any) -> Iterator[Path]:  # noqa: ARG001 (fixture)
    """The head of ten sealed entries, as the witness keeps it; then three more are sealed."""
    settings.WITNESS_DIR = tmp_path
    sealed(10)
    (waiting,) = services.waiting_witnesses(by=BY, at=NOON)
    services.hand_over(waiting, by=BY, at=NOON)
    sealed(3)
    (file,) = tmp_path.iterdir()
    with as_owner(connection):
        yield file


def test_a_chain_that_only_grew_extends_what_the_witness_saw(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(kept) == 0

    said = capsys.readouterr()
    assert "manokwari extends seal 2 and has 4 seals now" in said.out
    assert "is whole and extends all" in said.out
    assert witnessing.state(SINCE)[0].english == "1 have the head"
    assert not witnessing.state(SINCE)[1].english


@pytest.mark.parametrize(
    "edit",
    [
        "update audit_entry set reason = 'lain' where subject_id = 4",
        "delete from audit_entry where subject_id = 4",
        "update audit_entry set subject_id = 99 where subject_id = 1",
    ],
)
def test_a_chain_that_was_made_anew_is_whole_and_disagrees_with_the_witness(
    kept: Path, capsys: pytest.CaptureFixture[str], edit: str
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(edit)
        made_anew()
        assert audit.check_journal(by=BY, at=NOON).why == ""  # unseen without a witness

        assert asked(kept) == 1

        said = capsys.readouterr().err
        assert "DISAGREES, manokwari has another seal 2 than the witness saw" in said
        assert "IS NOT IN THE JOURNAL" in witnessing.state(SINCE)[0].english
        transaction.set_rollback(True)


def test_an_older_database_that_was_brought_back_disagrees_with_the_witness(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from audit_entry where subject_id > 0")
        cursor.execute("delete from audit_seal")
        cursor.execute("delete from audit_journalcheck")

        assert asked(kept) == 1

        said = capsys.readouterr().err
        assert "has 0 seals and lacks seal 2: AN OLDER DATABASE CAME BACK" in said
        assert "IS NOT IN THE JOURNAL" in witnessing.state(SINCE)[0].english
        transaction.set_rollback(True)


def test_entries_changed_under_seals_that_stayed_are_found_as_well(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update audit_entry set reason = 'lain' where subject_id = 4")

        assert asked(kept) == 1

        assert "manokwari: BROKEN, rows of audit_entry under seal 1 (" in capsys.readouterr().err
        transaction.set_rollback(True)


def test_a_head_that_nobody_here_signed_is_no_head(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    false = tmp_path / "palsu.txt"
    false.write_text(kept.read_text().replace("waktu: 2", "waktu: 3"))
    empty = tmp_path / "kosong.txt"
    empty.write_text("noken kepala jurnal 1\n")
    foreign = tmp_path / "lain.txt"
    foreign.write_text(kept.read_text().replace("manokwari", "sorong"))

    assert asked(false) == 1
    assert "not signed by key" in capsys.readouterr().err
    assert asked(foreign) == 1
    assert "there is no instansi sorong" in capsys.readouterr().err
    with pytest.raises(Mistake, match="holds no whole head"):
        asked(empty)
    with pytest.raises(Mistake, match="cannot be read"):
        asked(tmp_path / "tiada.txt")


def test_the_doctor_names_who_got_nothing(kept: Path, settings: Any) -> None:
    assert witnessing.state(NOON + timedelta(1))[0].english.startswith("nothing in two days for /")

    settings.WITNESS_MAIL = ["jurnal@bpkp.example"]
    assert witnessing.state(SINCE)[0].english == "nothing in two days for jurnal@bpkp.example"
    for waiting in services.waiting_witnesses(by=BY, at=NOON):
        services.hand_over(waiting, by=BY, at=NOON)
    assert witnessing.state(SINCE)[0].english == "jurnal@bpkp.example: MAIL_HOST is not set"
    settings.WITNESS_DIR, settings.WITNESS_MAIL = None, []
    assert witnessing.set_here() == []
    assert kept.exists()


def test_the_command_is_known() -> None:
    args = build_parser().parse_args(["audit", "witness", "a.txt", "b.txt"])

    assert (args.runs, args.files) == ("noken.config.cli.witness:witness", ["a.txt", "b.txt"])
