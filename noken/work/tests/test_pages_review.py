"""Decisions and feedback over HTTP."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.work.models import Evidence, Feedback, FeedbackReply, Review
from noken.work.services import attach_evidence
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_work import make_feedback, make_late, make_report, photo

Browse = Callable[[Employee | None], Client]
HTMX = {"HX-Request": "true"}


def fields(**more: Any) -> dict[str, Any]:
    return {"key": str(uuid7(NOON)), "kembali": "/hari-ini/", **more}


# --- decisions ---


def test_approving_from_the_page_of_the_report(cast: Cast, superior: Client) -> None:
    report = make_late(cast.maria)
    url = reverse("work:report", args=[report.pk])

    answer = superior.post(
        reverse("work:review"),
        {"laporan": report.pk, "dilihat": report.pk, "keputusan": "setujui", "kembali": url},
    )

    assert answer["Location"] == url
    html = superior.get(url).content.decode()
    assert "1 laporan disetujui." in html
    assert "Urungkan keputusan" in html


def test_bulk_leaves_out_and_names_what_needs_a_look(cast: Cast, superior: Client) -> None:
    usual = make_report(cast.peer, title="Rekap BOS")
    odd = make_late(cast.maria)

    answer = superior.post(
        reverse("work:review"), {"laporan": f"{usual.pk} {odd.pk}", "keputusan": "setujui"}
    )

    assert answer.status_code == 302
    assert [review.report_id for review in Review.objects.all()] == [usual.pk]
    html = superior.get(reverse("work:report", args=[odd.pk])).content.decode()
    assert "Maria Wanggai, Verifikasi data Dapodik SD: Masuk setelah batas laporan." in html


def test_more_left_out_than_can_be_named_are_counted(cast: Cast, superior: Client) -> None:
    ids = [make_late(cast.maria).pk for _ in range(5)]

    answer = superior.post(
        reverse("work:review"),
        {"laporan": [str(pk) for pk in ids], "keputusan": "setujui"},
        headers=HTMX,
    )

    assert "2 laporan lain juga belum diputuskan" in answer.content.decode()


def test_returning_and_taking_the_decision_back(cast: Cast, superior: Client) -> None:
    report = make_report(cast.maria)
    chosen = {"laporan": report.pk, "keputusan": "kembalikan"}

    silent = superior.post(reverse("work:review"), chosen)
    superior.post(reverse("work:review"), {**chosen, "catatan": "Tambahkan daftar hadir"})
    report.refresh_from_db()
    returned = report.status
    superior.post(f"{reverse('work:reopen')}?laporan={report.pk}")
    report.refresh_from_db()

    assert silent.status_code == 422
    assert (returned, report.status) == ("RETURNED", "WAITING")


@pytest.mark.parametrize(
    "sent", [{}, {"keputusan": "setujui"}, {"laporan": "x", "keputusan": "setujui"}]
)
def test_a_decision_on_nothing_is_refused(superior: Client, cast: Cast, sent: Any) -> None:
    make_report(cast.maria)

    assert superior.post(reverse("work:review"), sent).status_code == 422


def test_a_decision_that_is_none_or_on_too_many_is_refused(superior: Client, cast: Cast) -> None:
    report = make_report(cast.maria)
    many = " ".join(str(uuid7(NOON)) for _ in range(201))

    wrong = superior.post(reverse("work:review"), {"laporan": report.pk, "keputusan": "x"})
    over = superior.post(reverse("work:review"), {"laporan": many, "keputusan": "setujui"})

    assert (wrong.status_code, over.status_code) == (422, 422)


# --- feedback ---


def test_feedback_is_read_answered_and_listed(cast: Cast, maria: Client) -> None:
    note = make_feedback(cast.maria, cast.yohana, value="ACCOUNTABLE")
    page = maria.get(reverse("work:feedback")).content.decode()

    maria.post(reverse("work:feedback_read"), {"umpan_balik": note.pk})
    note.refresh_from_db()
    was_read = note.read_at
    answer = maria.post(
        reverse("work:answer", args=[note.pk]), fields(isi="Sudah saya pisahkan", selesai="on")
    )

    assert "Akuntabel" in page
    assert was_read == NOON
    assert answer.status_code == 302
    reply = FeedbackReply.objects.get()
    assert (reply.text, reply.done) == ("Sudah saya pisahkan", True)
    assert "Sudah saya pisahkan" in maria.get(reverse("work:feedback")).content.decode()


def test_answering_on_the_day_page_swaps_the_card(cast: Cast, maria: Client) -> None:
    note = make_feedback(cast.maria, cast.yohana)

    answer = maria.post(reverse("work:answer", args=[note.pk]), fields(selesai="on"), headers=HTMX)

    assert 'id="umpan-balik"' in answer.content.decode()
    assert "Tidak ada yang baru" in answer.content.decode()


def test_a_superior_gives_feedback_on_a_report_and_sees_it_among_the_given(
    cast: Cast, superior: Client
) -> None:
    report = make_report(cast.maria)
    empty = superior.get(f"{reverse('work:feedback')}?arah=diberikan").content.decode()

    superior.post(
        reverse("work:feedback"),
        fields(pegawai=cast.maria.pk, laporan=report.pk, nilai="ACCOUNTABLE", isi="Foto jelas"),
    )

    assert "Belum ada umpan balik dari Anda" in empty
    assert Feedback.objects.get().report_id == report.pk
    given = superior.get(f"{reverse('work:feedback')}?arah=diberikan").content.decode()
    assert "Foto jelas" in given


def test_the_form_for_a_colleague_and_nobody_else(
    cast: Cast, maria: Client, browse: Browse
) -> None:
    url = reverse("work:give", args=[cast.maria.pk])

    assert browse(cast.peer).get(url).status_code == 200
    assert browse(cast.admin_other).get(url).status_code == 404
    assert maria.get(url).status_code == 404


@pytest.mark.parametrize("name", ["work:feedback", "work:answer"])
def test_unreadable_feedback_is_refused(cast: Cast, maria: Client, name: str) -> None:
    note = make_feedback(cast.maria, cast.yohana)
    args = [note.pk] if name == "work:answer" else []

    assert maria.post(reverse(name, args=args), {"isi": "x"}).status_code == 422


def test_evidence_of_a_strangers_report_is_not_there(cast: Cast, maria: Client) -> None:
    report = make_report(cast.admin_other)
    attach_evidence(
        report.pk, photo(), key=UUID(fields()["key"]), by=actor(cast.admin_other), at=NOON
    )

    url = reverse("work:evidence", args=[Evidence.objects.get().file_id])

    assert maria.get(url).status_code == 404
