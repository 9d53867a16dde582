"""`noken import people`: what it says, what it writes, how it exits."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from noken.core.errors import Refused
from noken.organization.management import imports as command
from noken.organization.models import Employee, ImportRun
from noken.organization.services import imports
from noken.organization.tests.data.builders import workbook

pytestmark = pytest.mark.django_db
HEADER = ("NIP", "NAMA", "JABATAN", "UNIT KERJA", "AGAMA")
GOOD = ("199001012014021001", "ABRAHAM", "Kepala Dinas Perdagangan", "DINAS PERDAGANGAN", "x")
SHORT = ("19900101201402100", "BEATRIKS", "Pengelola Data", "DINAS PERDAGANGAN", "x")


def test_a_preview_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = workbook(tmp_path / "a.xlsx", {"ASN": (HEADER, GOOD)})

    code = command.run(file, preview=True, errors=None)

    said = capsys.readouterr().out
    assert code == 0
    assert "1  new" in said
    assert "AGAMA" in said
    assert "Nothing was changed (preview)." in said
    assert not Employee.objects.exists()
    assert ImportRun.objects.get().status == ImportRun.Status.DISCARDED


def test_refused_rows_are_written_to_a_file_and_exit_with_two(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", {"ASN": (HEADER, GOOD, SHORT)})

    code = command.run(file, preview=False, errors=tmp_path / "galat.xlsx")

    rows = CalamineWorkbook.from_path(tmp_path / "galat.xlsx").get_sheet_by_index(0).to_python()
    assert code == 2
    assert [row[1] for row in rows[1:]] == [3]
    assert Employee.objects.count() == 1


def test_the_same_file_again_exits_as_the_first_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = workbook(tmp_path / "a.xlsx", {"ASN": (HEADER, GOOD, SHORT)})

    codes = [command.run(file, preview=False, errors=None) for _ in range(2)]

    assert codes == [2, 2]
    assert "Applied: 0 people written." in capsys.readouterr().out


def test_what_a_rule_forbids_changes_nothing_and_exits_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path / "a.xlsx", {"ASN": (HEADER, GOOD)})

    def refuse(run_id: int, **_: object) -> None:
        raise Refused(f"Jabatan kepala di impor {run_id} terisi.", code="import.seat_taken")

    monkeypatch.setattr(imports, "apply_run", refuse)

    assert command.run(file, preview=False, errors=None) == 1
    assert "terisi" in capsys.readouterr().err
    assert ImportRun.objects.get().status == ImportRun.Status.PREVIEWED


def test_an_unreadable_file_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"%PDF-1.7")

    assert command.run(file, preview=False, errors=None) == 1

    assert "PDF" in capsys.readouterr().err
    assert ImportRun.objects.get().status == ImportRun.Status.FAILED
