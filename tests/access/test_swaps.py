"""Somebody else's ids in path, query, body and hidden fields: no data, and nothing happens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from noken.core.uuid7 import uuid7
from noken.followup.models import Award, CoachingNote, Improvement
from noken.leave.models import Absence
from noken.leave.models import Request as LeaveRequest
from noken.notices.models import Notice
from noken.objections.models import Hearing, Objection, Statement
from noken.organization.models import Employee, ImportRow, ImportRun, Posting, RoleGrant
from noken.planning.models import FilePlan, MatrixCell, PlanTemplate, Revision
from noken.work.models import Feedback, FeedbackReply, Report, Review
from tests.access.asks import ARGS, DATA
from tests.access.records import SECRET, Records, make_records
from tests.access.test_matrix import undone
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_planning import make_plan
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
STRANGERS = ("former_superior", "peer", "admin_other", "inspectorate", "leader")
DAY = TODAY.isoformat()


@dataclass(frozen=True)
class Swap:
    """A request with ids of the owner; `args`, `query` and `data` are made from her records."""

    method: str
    address: str
    args: Callable[[Records], list[Any]] = lambda _: []
    query: Callable[[Records], Mapping[str, Any]] = lambda _: {}
    data: Callable[[Records], Mapping[str, Any]] = lambda _: {}
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.address} {'fragment' if self.headers else ''}".strip()


def most_of_nip(cast: Cast) -> str:
    """Enough digits to find somebody by, were it allowed."""
    return (cast.owner.nip or "")[:-1]


def _review(decision: str) -> Callable[[Records], dict[str, Any]]:
    return lambda r: {
        "laporan": f"{r.waiting.pk} {r.approved.pk}",
        "keputusan": decision,
        "catatan": "Lengkapi lampirannya.",
        "dilihat": str(r.waiting.pk),
    }


def _batch(records: Records) -> dict[str, Any]:
    item = {
        "key": str(uuid7(NOON)),
        "work_on": DAY,
        "indicator": str(records.agreed.keys[0]),
        "quantity": 1,
    }
    return {"items": [item]}


HTMX = {"hx-request": "true"}
SWAPS = (
    Swap("get", "work:reports", query=lambda r: {"pegawai": r.cast.owner.pk}),
    Swap("get", "work:evidence", lambda r: [r.file_id], query=lambda _: {"kecil": "1"}),
    Swap("get", "home:team", query=lambda r: {"cari": r.cast.owner.name}),
    Swap("get", "home:team_export", query=lambda r: {"cari": r.cast.owner.name}),
    Swap("get", "home:team_summary", query=lambda _: {"bagian": "baru"}),
    Swap("get", "organization:people", query=lambda r: {"cari": most_of_nip(r.cast)}),
    Swap("get", "organization:people", query=lambda r: {"cari": r.cast.owner.name}, headers=HTMX),
    Swap(
        "get",
        "organization:choose",
        query=lambda r: {"jenis": "orang", "nama": "x", "x_text": most_of_nip(r.cast)},
    ),
    Swap("get", "work:file", query=lambda r: {"indikator": str(r.agreed.keys[0])}),
    Swap("post", "home:notices_read", data=lambda r: {"pemberitahuan": r.notice.pk}),
    Swap("post", "work:review", data=_review("setujui")),
    Swap("post", "work:review", data=_review("kembalikan")),
    Swap("post", "work:review", data=_review("kembalikan"), headers=HTMX),
    Swap("post", "work:reopen", query=lambda r: {"laporan": str(r.approved.pk)}),
    Swap("post", "work:reopen", data=lambda r: {"laporan": str(r.approved.pk)}, headers=HTMX),
    Swap("post", "work:withdraw", query=lambda r: {"laporan": str(r.waiting.pk)}),
    Swap("post", "work:feedback_read", data=lambda r: {"umpan_balik": str(r.feedback.pk)}),
    Swap("post", "work:answer", lambda r: [r.feedback.pk], data=DATA["work:answer"]),
    Swap(
        "post",
        "work:feedback",
        data=lambda r: {**DATA["work:feedback"](r), "laporan": str(r.waiting.pk)},
    ),
    Swap("post", "work:file", data=DATA["work:file"]),
    Swap("post", "work:file", data=DATA["work:file"], headers=HTMX),
    Swap("post", "work:file", data=_batch, headers={"content-type": "application/json"}),
    Swap("get", "leave:people", query=lambda r: {"cari": r.cast.owner.name}),
    Swap("get", "leave:request", lambda r: [r.absences.sick.pk]),
    Swap("get", "leave:attachment", lambda r: [r.absences.file_id], lambda _: {"kecil": "1"}),
    Swap("post", "leave:issue", data=DATA["leave:issue"]),
    Swap("post", "leave:mend", lambda r: [r.absences.returned.pk], data=DATA["leave:mend"]),
    Swap("post", "leave:advise", lambda r: [r.absences.asked.pk], data=DATA["leave:advise"]),
    Swap("post", "leave:decide", lambda r: [r.absences.sick.pk], data=DATA["leave:decide"]),
    Swap("post", "leave:end", lambda r: [r.absences.granted.pk], data=DATA["leave:end"]),
    Swap(
        "post",
        "leave:letter_cancel",
        lambda r: [r.absences.letter.pk],
        data=lambda r: {"alasan": "x", "pegawai": r.cast.owner.pk},
    ),
    Swap("get", "followup:improvement", lambda r: [r.followups.running.pk]),
    Swap("get", "followup:award", lambda r: [r.followups.award.pk]),
    Swap("get", "followup:person", lambda r: [r.cast.owner.pk]),
    *(
        Swap(
            "post",
            f"followup:{act}",
            lambda r: [r.followups.running.pk],
            data=DATA[f"followup:{act}"],
        )
        for act in ("note", "test", "stop", "answer", "close", "forward", "mend")
    ),
    Swap(
        "post",
        "followup:note_answer",
        lambda r: [r.followups.note.pk],
        data=DATA["followup:note_answer"],
    ),
    Swap(
        "post",
        "followup:propose_award",
        lambda r: [r.cast.owner.pk],
        data=DATA["followup:propose_award"],
    ),
    Swap("post", "work:correct", lambda r: [r.waiting.pk], data=DATA["work:correct"]),
    Swap("post", "planning:save", lambda r: [r.draft.pk], data=DATA["planning:save"]),
    Swap("get", "planning:file_plan", lambda r: [r.cascade.asked.pk]),
    Swap("get", "planning:file", lambda r: [r.cascade.own.file_id]),
    Swap("get", "planning:matrix", query=lambda r: {"orang": r.cast.owner.pk}),
    Swap(
        "get",
        "planning:export",
        query=lambda r: {"lingkup": "opd", "unit": r.cast.section.pk, "bentuk": "csv"},
    ),
    Swap("get", "planning:export", query=lambda _: {"lingkup": "tim", "bentuk": "csv"}),
    *(
        Swap("get", f"objections:{name}", ARGS[f"objections:{name}"])
        for name in ("objection", "attachment", "paper", "file", "enter")
    ),
    *(
        Swap("post", f"objections:{act}", ARGS[f"objections:{act}"], data=DATA[f"objections:{act}"])
        for act in (
            *("file", "enter", "add", "answer", "hear", "decide", "take", "assign", "withdraw"),
        )
    ),
    Swap("get", "planning:make_template", query=lambda r: {"dari": r.agreed.plan.pk}),
    *(
        Swap("post", f"planning:{act}", ARGS[f"planning:{act}"], data=DATA[f"planning:{act}"])
        for act in (
            *("take_cell", "discuss_cell", "take_file_plan", "decline_file_plan", "drop_file"),
            *("fill", "send_cells", "change_template", "retire_template"),
        )
    ),
    Swap(
        "post",
        "organization:acting_end",
        lambda r: [r.cast.other_agency.pk, r.acting.pk],
    ),
    Swap(
        "post",
        "organization:move",
        lambda r: [r.cast.former_superior.pk],
        data=lambda r: {"position": r.post_id, "on": DAY},
    ),
    Swap(
        "post",
        "organization:unit_merge",
        lambda r: [r.cast.other_agency.pk],
        data=lambda r: {"into": r.cast.section.pk, "on": DAY},
    ),
    Swap(
        "post",
        "organization:superior",
        lambda r: [r.cast.owner.pk],
        data=DATA["organization:superior"],
    ),
)


@pytest.mark.parametrize("stranger", STRANGERS)
def test_ids_of_others_open_and_move_nothing(cast: Cast, browse: Browse, stranger: str) -> None:
    records = make_records(cast)
    client = browse(getattr(cast, stranger))
    before = _facts()

    for swap in SWAPS:
        with undone(client):
            shown = _send(client, swap, records)
            assert not _leaks(shown, records), f"{swap}: the owner's record was shown"
            assert _facts() == before, f"{swap}: the owner's record changed"


@pytest.mark.parametrize("reader", [*STRANGERS, "superior"])
def test_nobody_is_found_by_nip_but_by_the_keepers(cast: Cast, browse: Browse, reader: str) -> None:
    url = reverse("organization:people", query={"cari": most_of_nip(cast)})

    listed = [
        f">{cast.owner.name}<" in browse(getattr(cast, who)).get(url).content.decode()
        for who in (reader, "personnel", "admin_opd")
    ]

    assert listed == [False, True, True]


def test_a_row_is_decided_only_in_its_own_file(cast: Cast, browse: Browse) -> None:
    records = make_records(cast)
    own = ImportRun.objects.create(
        key=uuid7(NOON),
        file_name="lain.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        status=ImportRun.Status.PREVIEWED,
        uploaded_by=cast.admin_other,
        role="ADMIN_OPD",
        uploaded_at=NOON,
        status_at=NOON,
    )
    url = reverse("organization:import_row", args=[own.pk, records.row.pk])

    answer = browse(cast.admin_other).post(url, {"decision": "FILE"}, follow=True)

    assert SECRET not in answer.content.decode()
    assert ImportRow.objects.get(pk=records.row.pk).decision == ""


def test_a_plan_is_not_tied_to_a_result_of_somebody_else(cast: Cast, browse: Browse) -> None:
    records = make_records(cast)
    plan = make_plan(cast.former_superior, status=Revision.Status.DRAFT, results=["Punya sendiri"])
    result = plan.revisions.get().results.get()
    form = {
        "aksi": "simpan",
        "hasil": str(result.key),
        "rhk-text": "Punya sendiri",
        "rhk-supports": str(records.agreed.results[0].key),
        "rhk-kind": "MAIN",
    }

    answer = browse(cast.former_superior).post(reverse("planning:save", args=[plan.pk]), form)

    assert answer.status_code == 422
    assert SECRET not in answer.content.decode()
    assert plan.revisions.get().results.get().supports is None


def test_a_mixed_choice_decides_only_what_is_ours(cast: Cast, browse: Browse) -> None:
    records = make_records(cast)
    own = make_report(cast.admin_other, title="Laporan sendiri")
    form = {"laporan": f"{own.pk} {records.waiting.pk}", "keputusan": "setujui"}

    answer = browse(cast.former_superior).post(reverse("work:review"), form, follow=True)

    assert SECRET not in answer.content.decode()
    assert set(Review.objects.filter(by=cast.former_superior).values_list("report", flat=True)) == {
        own.pk
    }


def _send(client: Client, swap: Swap, records: Records) -> str:
    """What the browser shows in the end, and where it was sent to."""
    url = reverse(swap.address, args=swap.args(records), query=dict(swap.query(records)))
    data, headers = dict(swap.data(records)), dict(swap.headers)
    kind = headers.pop("content-type", None)
    options: dict[str, Any] = {"content_type": kind} if kind else {}
    send = getattr(client, swap.method)
    answer = send(url, data, headers=headers, follow=True, **options)
    assert answer.status_code in {200, 404, 422}, f"{swap}: {answer.status_code}"
    places = " ".join(place for place, _ in answer.redirect_chain)
    return f"{_text(answer.content)} {places}"


def _text(content: bytes) -> str:
    if not is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as book:
        return " ".join(book.read(name).decode(errors="replace") for name in book.namelist())


def _leaks(shown: str, records: Records) -> bool:
    nip = records.cast.owner.nip or ""
    return any(word in shown for word in (SECRET, nip, records.notice.url, "JFIF"))


def _facts() -> list[Any]:
    """All that must not move."""
    connection.check_constraints()
    return [
        sorted(map(str, model.objects.values_list()))
        for model in (
            Report,
            Review,
            Feedback,
            FeedbackReply,
            Notice,
            Revision,
            RoleGrant,
            Posting,
            ImportRow,
            LeaveRequest,
            Absence,
            FilePlan,
            MatrixCell,
            PlanTemplate,
            Improvement,
            CoachingNote,
            Award,
            Objection,
            Statement,
            Hearing,
        )
    ]
