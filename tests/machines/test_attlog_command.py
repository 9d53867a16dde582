"""`noken import attlog`: what it says, what it writes, how it exits."""

from pathlib import Path

import pytest

from noken.attendance.models import Punch, Recorder, Site
from noken.config.cli import build_parser
from noken.devices.management import attlog as command
from noken.devices.models import Delivery, Device
from noken.devices.tests.attlogs import attlog, line, real_log
from noken.devices.tests.machines import make_device
from tests.world import NOON, make_unit
from tests.world_attendance import make_recorder, make_site

pytestmark = pytest.mark.django_db
GOOD = [line("1042", "2025-11-23 07:21:09"), line("0317", "2025-11-23 07:21:44")]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def site() -> Site:
    return make_site(make_unit("Dinas Sosial"), "Kantor Dinas Sosial")


@pytest.fixture(autouse=True)
def machine(site: Site) -> Recorder:
    return make_recorder(site, "Pintu utama")


def test_a_preview_changes_nothing(tmp_path: Path, capsys: Said) -> None:
    code = command.run(attlog(tmp_path, GOOD), "pintu utama", preview=True)

    said = capsys.readouterr().out
    assert code == 0
    assert "1_attlog.dat untuk Kantor Dinas Sosial, Pintu utama, 2 baris" in said
    assert "2  rekaman baru" in said
    assert "2  PIN, 2 belum dikenal" in said
    assert "Pratinjau saja: tidak ada yang berubah." in said
    assert not Punch.objects.exists()


def test_a_file_is_taken_in_and_the_second_time_nothing_is_new(
    tmp_path: Path, capsys: Said
) -> None:
    path = attlog(tmp_path, GOOD)

    assert command.run(path, "Kantor Dinas Sosial, Pintu utama", preview=False, sure=True) == 0
    assert "Dimuat: 2 rekaman baru, 0 baris ditahan." in capsys.readouterr().out
    assert command.run(path, "Pintu utama", preview=False) == 0
    assert "Semua baris sudah ada. Tidak ada yang perlu dimuat." in capsys.readouterr().out
    assert Delivery.objects.get().by_id is None


def test_records_that_a_machine_kept_back_are_said(
    machine: Recorder, tmp_path: Path, capsys: Said
) -> None:
    make_device(machine.site, last_rows_at=NOON)
    Device.objects.update(recorder=machine)

    command.run(attlog(tmp_path, GOOD), "Pintu utama", preview=True)

    assert "2 rekaman tidak pernah dikirim mesin lewat jaringan" in capsys.readouterr().out


def test_held_lines_are_named_and_exit_with_two(tmp_path: Path, capsys: Said) -> None:
    path = attlog(tmp_path, [*GOOD, "rubbish", line("7", "2099-01-01 07:00:00")])

    code = command.run(path, "Pintu utama", preview=False, sure=True)

    said = capsys.readouterr().out
    assert code == 2
    assert "1  ditahan: tanggal di masa depan" in said
    assert "baris 3: tidak terbaca: rubbish" in said
    assert "Tinjau di halaman Karantina." in said
    assert Punch.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "word"),
    [("Pintu utame", "Maksud Anda “Kantor Dinas Sosial, Pintu utama”?"), ("xyz", "Daftarkan dulu")],
)
def test_a_machine_that_is_not_there_exits_with_one(
    name: str, word: str, tmp_path: Path, capsys: Said
) -> None:
    code = command.run(attlog(tmp_path, GOOD), name, preview=False)

    assert code == 1
    assert word in capsys.readouterr().err


def test_two_machines_of_a_name_are_asked_about(tmp_path: Path, capsys: Said) -> None:
    make_recorder(make_site(make_unit("Dinas Lain"), "Kantor Dinas Lain"), "Pintu utama")

    code = command.run(attlog(tmp_path, GOOD), "Pintu utama", preview=False)

    said = capsys.readouterr().err
    assert code == 1
    assert "“Kantor Dinas Lain, Pintu utama”, “Kantor Dinas Sosial, Pintu utama”" in said


def test_what_is_no_attlog_exits_with_one_and_changes_nothing(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(b"PK\x03\x04")

    assert command.run(path, "Pintu utama", preview=False) == 1
    assert "Excel" in capsys.readouterr().err
    assert not Delivery.objects.exists()


def test_the_real_log_loads_twice_the_same(capsys: Said) -> None:
    path = real_log()

    assert command.run(path, "Pintu utama", preview=True) == 0
    assert command.run(path, "Pintu utama", preview=False) == 1, "its newest line is an old one"
    assert not Punch.objects.exists()
    capsys.readouterr()
    assert command.run(path, "Pintu utama", preview=False, sure=True) == 0
    assert "11.902  rekaman baru" in capsys.readouterr().out
    assert command.run(path, "Pintu utama", preview=False) == 0
    assert "11.902  sudah ada" in capsys.readouterr().out
    assert Punch.objects.count() == 11_902
    assert Punch.objects.values("pin_key").distinct().count() == 90


def test_the_command_line_knows_it() -> None:
    args = build_parser().parse_args(["import", "attlog", "a.dat", "--device", "X", "--preview"])

    assert (args.runs, args.preview) == ("noken.config.cli.attlog:import_attlog", True)
