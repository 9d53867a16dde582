"""Print jobs: parts that may run twice or break off, one archive at the end, for its owner only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.http import Http404

from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.documents import queries
from noken.documents.events import PrintDone
from noken.documents.gateways import disk
from noken.documents.models import Paper, PaperSerial, PrintItem, PrintJob
from noken.documents.ports import Printable, paper_data_of
from noken.documents.services import papers, printing
from noken.documents.services.printing import Wanted
from noken.documents.tests import samples

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ON = date(2026, 11, 24)
BY = system(ON)
KIND = "EVALUATION_RECORD"
OFFICER = Actor(7, 7, Role.SELF, frozenset({Role.SELF}), ON)
OTHER = Actor(8, 8, Role.SELF, frozenset({Role.SELF}), ON)


def facts(_: Actor, kind: str, refs: Sequence[str]) -> Mapping[str, Printable]:
    """Whose number is odd has a result; 99 is unknown."""
    assert kind == KIND
    return {
        ref: Printable(replace(samples.RECORD, period=f"Periode {ref}"), f"Dokumen {ref}")
        if int(ref) % 2
        else Printable(None, why_not="Hasil evaluasinya belum terbit.")
        for ref in refs
        if ref != "99"
    }


@pytest.fixture(autouse=True)
def _answered() -> Iterator[None]:
    before = paper_data_of._answers
    paper_data_of.connect([facts])
    yield
    paper_data_of.connect(before)


def asked(numbers: Sequence[int], key: UUID | None = None) -> PrintJob:
    wanted = [Wanted(str(n), f"Pegawai {n}") for n in numbers]
    return printing.ask_print(
        KIND, wanted, key=key or uuid7(AT), title="Dokumen evaluasi Bidang", by=OFFICER, at=AT
    )


def make_all(job: PrintJob) -> PrintJob:
    for first in range(1, job.total + 1, printing.PART):
        printing.make_part(job.pk, first, by=BY, at=AT)
    job.refresh_from_db()
    return job


def unpacked(job: PrintJob) -> dict[str, bytes]:
    data = disk.path_of(current_tenant(), job.stored_name).read_bytes()
    assert len(data) == job.bytes
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_papers_come_in_one_archive_each_as_it_was_issued() -> None:
    job = make_all(asked(range(1, 26, 2)))

    files = unpacked(job)
    assert job.status == PrintJob.Status.DONE
    assert (job.done, job.failed, len(files)) == (13, 0, 13)
    for paper in Paper.objects.all():
        (name,) = [name for name in files if name.startswith(paper.number)]
        assert files[name] == disk.path_of(current_tenant(), paper.stored_name).read_bytes()
    assert min(files) == "DEK-2026-000001 Pegawai 1.pdf"


def test_the_bar_moves_with_each_part() -> None:
    job = asked(range(1, 26, 2))

    printing.make_part(job.pk, 1, by=BY, at=AT)

    page = queries.job_page(OFFICER, job.key)
    assert (page.seen, page.job.total, page.is_working, page.is_ready) == (10, 13, True, False)


def test_what_has_no_facts_is_named_with_its_reason_and_holds_up_nobody() -> None:
    job = make_all(asked([1, 2, 99]))

    page = queries.job_page(OFFICER, job.key)
    assert (page.job.done, page.job.failed, page.is_ready) == (1, 2, True)
    assert [(each.name, each.why) for each in page.unmade] == [
        ("Pegawai 2", "Hasil evaluasinya belum terbit."),
        ("Pegawai 99", "Data dokumen ini tidak ditemukan."),
    ]
    assert PaperSerial.objects.get().last == 1


def test_nothing_to_make_is_done_without_an_archive() -> None:
    job = make_all(asked([2, 4]))

    assert job.status == PrintJob.Status.DONE
    with pytest.raises(Http404):
        printing.archive_response(job)


def test_a_part_may_run_twice() -> None:
    job = make_all(asked([1, 3]))

    again = make_all(job)

    assert again.stored_name == job.stored_name
    assert Paper.objects.count() == 2


def test_a_part_that_broke_off_keeps_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    job = asked([1, 3, 5])

    def broken(*_: object, **__: object) -> list[Paper]:
        raise RuntimeError

    monkeypatch.setattr(printing, "issue_many", broken)
    with pytest.raises(RuntimeError):
        printing.make_part(job.pk, 1, by=BY, at=AT)
    monkeypatch.undo()
    paper_data_of.connect([facts])

    make_all(job)

    numbers = set(Paper.objects.values_list("number", flat=True))
    assert numbers == {f"DEK-2026-00000{n}" for n in (1, 2, 3)}


def test_a_paper_issued_before_takes_no_new_number() -> None:
    data = facts(BY, KIND, ["3"])["3"].data
    assert data is not None
    before = papers.issue(KIND, data, title="x", by=BY, at=AT)

    job = make_all(asked([1, 3]))

    assert PaperSerial.objects.get().last == 2
    assert PrintItem.objects.get(job=job, ref="3").paper_id == before.pk


def test_after_the_last_try_the_rest_is_named_and_the_made_ones_are_handed_over() -> None:
    job = asked(range(1, 26, 2))
    printing.make_part(job.pk, 1, by=BY, at=AT)

    printing.give_up(job.pk, 11, by=BY, at=AT)

    page = queries.job_page(OFFICER, job.key)
    assert (page.job.done, page.job.failed, page.is_ready) == (10, 3, True)
    assert {each.why for each in page.unmade} == {printing.UNMADE}


def test_a_second_click_is_the_same_job() -> None:
    key = uuid7(AT)

    assert asked([1], key).pk == asked([1], key).pk
    assert PrintItem.objects.count() == 1


@pytest.mark.parametrize(
    ("count", "code"), [(0, "print.nothing"), (printing.MOST + 1, "print.too_many")]
)
def test_nothing_and_too_much_are_refused(count: int, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        asked(range(count))

    assert refusal.value.code == code
    assert not PrintJob.objects.exists()


def test_a_job_is_for_who_asked_for_it() -> None:
    job = asked([1])

    assert queries.get_job(OFFICER, job.key) == job
    assert [each.job for each in queries.my_jobs(OFFICER).jobs] == [job]
    assert queries.my_jobs(OTHER).jobs == ()
    with pytest.raises(Http404):
        queries.get_job(OTHER, job.key)


def test_after_a_week_the_archive_and_the_names_go_and_the_papers_stay() -> None:
    job = make_all(asked([1, 3]))
    path = disk.path_of(current_tenant(), job.stored_name)

    early = printing.erase_jobs(by=BY, at=AT + printing.KEPT - timedelta(minutes=1))
    assert early == 0
    assert path.exists()

    assert printing.erase_jobs(by=BY, at=AT + printing.KEPT + timedelta(minutes=1)) == 1
    job.refresh_from_db()
    assert job.status == PrintJob.Status.ERASED
    assert not PrintItem.objects.exists()
    assert Paper.objects.count() == 2


def test_who_asked_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[PrintDone] = []
    monkeypatch.setattr(
        "noken.documents.services.printing.events.emit",
        lambda *events: told.extend(e for e in events if isinstance(e, PrintDone)),
    )
    job = asked([1])

    make_all(job)
    make_all(job)

    assert [(event.person_id, event.url) for event in told] == [(7, job.get_absolute_url())]


def test_the_answer_is_a_named_archive() -> None:
    job = make_all(asked([1]))

    answer = printing.archive_response(job)

    assert answer["Content-Type"] == "application/zip"
    assert "Dokumen evaluasi Bidang.zip" in answer["Content-Disposition"]
    assert answer["Content-Length"] == str(job.bytes)
    assert len(b"".join(answer)) == job.bytes
    answer.close()
