"""The health page: who sees it, that it says what `noken doctor` says, and runs jobs again."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.urls import get_resolver
from procrastinate.contrib.django.models import ProcrastinateJob

from noken.config import doctor
from noken.config.health import data, place, work
from noken.config.health.checks import CHECKS, asked
from noken.config.health.door import PREFIX, URLS
from noken.config.health.metrics import HELPS, OPENMETRICS, as_openmetrics
from noken.config.health.verdicts import Figure, Said, Verdict, same, tried
from noken.core import clock
from tests.cast import Cast

TOKEN = "k" * 40
ADDRESSES = ("", "data.json", "metrik")
SAMPLE = re.compile(r'[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? -?\d+(\.\d+)?(e[+-]\d+)?')
pytestmark = pytest.mark.django_db


class Here(Client):
    """Who sits at the server asks by its address."""

    def __init__(self, **more: Any) -> None:
        super().__init__(HTTP_HOST="127.0.0.1:8000", **more)


def insert_job(task: str, status: str, *, ago_s: int = 0, tenant: str = "manokwari") -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)"
            " values ('days', %s, %s, %s::procrastinate_job_status,"
            " now() - make_interval(secs => %s)) returning id",
            [task, json.dumps({"tenant": tenant}), status, ago_s],
        )
        return int(cursor.fetchone()[0])


def states() -> dict[int, str]:
    return dict(ProcrastinateJob.objects.values_list("pk", "status"))


def test_every_address_of_the_server_is_named_here() -> None:
    paths = {str(pattern.pattern) for pattern in get_resolver(URLS).url_patterns}

    assert paths == {f"{PREFIX[1:]}{address}" for address in (*ADDRESSES, "ulang/")}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("host", ["localhost", "[::1]:8000", "10.0.0.7:8000"])
def test_whoever_sits_at_the_server_sees_it_under_its_addresses(address: str, host: str) -> None:
    answer = Here(headers={"host": host}).get(PREFIX + address)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", [*ADDRESSES, "ulang/", "lain/"])
@pytest.mark.parametrize(
    "about",
    [
        {"REMOTE_ADDR": "10.1.2.3"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}", "REMOTE_ADDR": "10.1.2.3"},
    ],
    ids="+".join,
)
def test_to_everybody_else_there_is_no_such_address(address: str, about: dict[str, Any]) -> None:
    there = Here().get(PREFIX + address, **about)
    nowhere = Here().get("/tidak-ada/" + address, **about)

    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


@pytest.mark.parametrize("host", ["made-to-point-here.example", "testserver", "127.0.0.1.example"])
def test_a_name_that_points_here_opens_nothing(host: str) -> None:
    there = Here(headers={"host": host}).get(PREFIX)
    nowhere = Here(headers={"host": host}).get("/tidak-ada/")

    assert there.status_code == nowhere.status_code != 200


def test_nobody_who_logged_in_sees_it_from_elsewhere(cast: Cast, browse: Any) -> None:
    for person in cast.standing().values():
        answer = browse(person).get(PREFIX, REMOTE_ADDR="10.1.2.3")
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        ("Basic " + base64.b64encode(f"operator:{TOKEN}".encode()).decode(), 200),
        ("Basic " + base64.b64encode(b"operator:salah").decode(), 401),
        ("Basic =!", 401),
        ("Basic é", 401),
        ("Basic " + base64.b64encode(b"\xff\xfe").decode(), 401),
        (f"Bearer {TOKEN}x", 401),
        ("Bearer", 401),
        (f"Token {TOKEN}", 401),
        ("", 401),
    ],
)
def test_the_operators_token_opens_it_through_the_proxy(
    shown: str, status: int, settings: Any
) -> None:
    settings.OPERATOR_TOKEN = TOKEN
    through = {"x-forwarded-for": "203.0.113.9", "authorization": shown}

    answer = Here(headers=through).get(f"{PREFIX}metrik")

    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer) == (status == 401)


def test_the_doctor_and_the_page_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    failed = insert_job("attendance.derive", "failed")

    doctor.run(None)  # type: ignore[arg-type]  # it asks for no arguments
    said = capsys.readouterr().out
    told = Here().get(f"{PREFIX}data.json").json()
    page = Here().get(PREFIX).content.decode()

    lines = {line[6:] for line in said.splitlines()}
    for check in told["checks"]:
        name = check["check"].replace("_", " ")
        if name not in {"jobs", "clock", "disk"}:  # they move between two looks
            assert f"{name}: {check['says']}" in lines
    assert "failed jobs: attendance.derive" in lines
    assert not told["well"]
    assert f"Nomor {failed}" in page
    assert "Pekerjaan gagal" in page


def test_each_verdict_is_said_in_both_languages() -> None:
    for verdict in asked(*CHECKS):
        assert all(verdict.about), verdict
        assert all(verdict.says), verdict
        assert bool(verdict.remedy.english) == bool(verdict.remedy.indonesian), verdict


def test_the_figures_are_openmetrics() -> None:
    insert_job("attendance.derive", "todo", ago_s=90)
    insert_job("findings.morning", "failed", tenant='odd"\\\nname')

    answer = Here().get(f"{PREFIX}metrik")
    lines = answer.content.decode().split("\n")

    assert answer["Content-Type"] == OPENMETRICS
    assert lines[-2:] == ["# EOF", ""]
    assert "# TYPE noken_jobs gauge" in lines
    labels = '{task="attendance.derive",tenant="manokwari",state="waiting"}'
    assert f"noken_jobs{labels} 1.0" in lines
    assert any('tenant="odd\\"\\\\\\nname"' in line for line in lines)
    families = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(families) == len(set(families))
    assert not [
        line
        for line in lines[:-2]
        if not line.startswith(("# TYPE", "# HELP")) and "odd" not in line
        if not SAMPLE.fullmatch(line)
    ]


def test_every_figure_has_its_meaning() -> None:
    known = Verdict(same("x"), same("y"), figures=tuple(Figure(name, 1) for name in HELPS))
    assert {figure.name for verdict in asked(*CHECKS) for figure in verdict.figures} <= set(HELPS)
    assert as_openmetrics([known]).count("# TYPE") == len(HELPS)


def test_the_page_counts_by_task_and_by_instansi() -> None:
    insert_job("attendance.derive", "todo", ago_s=700)
    insert_job("attendance.derive", "doing")
    insert_job("attendance.derive", "failed")

    tally = next(each for each in work.tallies() if each.task == "attendance.derive")
    page = Here().get(PREFIX).content.decode()

    assert (tally.waiting, tally.lost, tally.failed) == (1, 1, 1)
    assert 690 < tally.oldest_s < 800
    assert "1 menunggu, terlama 70" in page
    assert "Kabupaten Manokwari" in page
    assert "1 pekerjaan menunggu, 1 gagal" in page


def test_a_job_a_task_or_all_run_again() -> None:
    one, two = insert_job("a.task", "failed"), insert_job("a.task", "failed")
    other, third = insert_job("b.task", "failed"), insert_job("c.task", "failed")
    client = Here()

    answer = client.post(f"{PREFIX}ulang/", {"nomor": str(other)})
    assert answer.headers["Location"] == f"{PREFIX}?lagi=1"
    assert {number for number, state in states().items() if state == "todo"} == {other}

    client.post(f"{PREFIX}ulang/", {"pekerjaan": "a.task"})
    assert {number for number, state in states().items() if state == "todo"} == {one, two, other}

    client.post(f"{PREFIX}ulang/", {"semua": "1"})
    assert states()[third] == "todo"
    assert "3 pekerjaan dijalankan lagi" in client.get(f"{PREFIX}?lagi=3").content.decode()


@pytest.mark.parametrize(
    "form", [{}, {"nomor": "x"}, {"nomor": "9" * 40}, {"pekerjaan": "a\0b"}, {"nomor": "\0"}]
)
def test_what_names_no_failed_job_runs_nothing(form: dict[str, str]) -> None:
    number = insert_job("a.task", "failed")
    running = insert_job("b.task", "doing")

    answer = Here().post(f"{PREFIX}ulang/", form)

    assert answer.headers["Location"] == f"{PREFIX}?lagi=0"
    assert (states()[number], states()[running]) == ("failed", "doing")


@pytest.mark.parametrize("said", ["-1", "9" * 30, "x", "²", "%00"])
def test_odd_counts_are_passed_over(said: str) -> None:
    assert Here().get(f"{PREFIX}?lagi={said}").status_code == 200


def test_another_site_has_nothing_run_again() -> None:
    number = insert_job("a.task", "failed")

    answer = Here(enforce_csrf_checks=True).post(f"{PREFIX}ulang/", {"semua": "1"})

    assert answer.status_code == 403
    assert states()[number] == "failed"


def test_a_form_of_the_page_has_it_run_again() -> None:
    number = insert_job("a.task", "failed")
    client = Here(enforce_csrf_checks=True)
    page = client.get(PREFIX).content.decode()
    (token, *_) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)

    client.post(f"{PREFIX}ulang/", {"nomor": str(number), "csrfmiddlewaretoken": token})

    assert states()[number] == "todo"


def test_nothing_changes_by_looking() -> None:
    assert Here().get(f"{PREFIX}ulang/").status_code == 405
    assert Here().post(PREFIX).status_code == 405


def test_it_answers_while_the_database_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_: Any) -> Any:
        raise OperationalError("connection refused")

    for module, name in ((work, "tallies"), (work, "failed"), (data, "instansi")):
        monkeypatch.setattr(module, name, silent)

    answer = Here().get(PREFIX)

    assert answer.status_code == 200
    assert "basis data tidak menjawab: connection refused" in answer.content.decode()


def test_a_check_that_fails_is_a_line_and_stops_no_other() -> None:
    def odd() -> Iterator[Verdict]:
        yield from [1 / 0]  # type: ignore[misc]  # never comes so far

    (verdict,) = tried(odd)

    assert not verdict.is_well
    assert "division by zero" in verdict.says.english


def test_a_clock_that_runs_apart_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    (well,) = data.clocks()
    assert well.is_well
    ours = clock.now() - timedelta(seconds=7)
    monkeypatch.setattr(clock, "now", lambda: ours)

    (verdict,) = data.clocks()

    assert not verdict.is_well
    assert verdict.figures[0].value > 6


def test_a_missing_migration_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from manokwari.django_migrations where app = 'work'")

    (verdict,) = data.migrations()

    assert verdict.says == Said("behind: manokwari", "tertinggal: manokwari")


def test_version_and_commit_are_said() -> None:
    number, commit = place.version()

    assert re.fullmatch(r"\d+\.\d+\.\d+", number)
    assert f"noken {number}" in Here().get(PREFIX).content.decode()
    assert commit in Here().get(f"{PREFIX}metrik").content.decode()
