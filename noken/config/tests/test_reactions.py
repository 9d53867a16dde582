"""What one area's events do in others: who hears it live, and who is told, once and in time."""

from collections.abc import Collection, Sequence
from datetime import timedelta

import pytest
from django.db import transaction

from noken.accounts import services as accounts
from noken.config import reactions, wiring
from noken.core import events
from noken.core.actor import Role, system
from noken.core.events import Event
from noken.core.uuid7 import uuid7
from noken.notices import queries as notices
from noken.notices.models import Notice
from noken.notices.services import UNDO_TIME
from noken.organization import services as organization
from noken.organization.models import Employee
from noken.organization.services import Grant
from noken.planning import services as planning
from noken.planning.events import PlanSubmitted
from noken.planning.models import Revision, Step
from noken.realtime.models import Outbox
from noken.work import services as work
from noken.work.models import Report
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import make_plan
from tests.world_work import draft, make_report, photo

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
LATER = NOON + UNDO_TIME


def told(person: Employee) -> list[tuple[str, str]]:
    """What a person reads when the time of Urungkan is over: text and where it leads."""
    return [(row.text, row.url) for row in notices.notices_of(person.pk, LATER)]


def texts_of(person: Employee, seconds: int) -> list[str]:
    """What a person reads when what happened so many seconds after NOON can no longer be undone."""
    at = LATER + timedelta(seconds=seconds)
    return [row.text for row in notices.notices_of(person.pk, at)]


def announced() -> list[tuple[str, int | None, str, set[str]]]:
    rows = Outbox.objects.order_by("id").values_list("kind", "subject_id", "topic", "ids")
    return [(kind, subject, topic, set(ids)) for kind, subject, topic, ids in rows]


def approve(cast: Cast, reports: Collection[Report]) -> None:
    by = actor(cast.acting_superior, Role.SUPERIOR)
    work.approve_reports([report.pk for report in reports], by=by, at=NOON)


def reopen(cast: Cast, reports: Collection[Report], seconds: int = 5) -> None:
    by = actor(cast.acting_superior, Role.SUPERIOR)
    work.reopen_reviews(
        [report.pk for report in reports], by=by, at=NOON + timedelta(seconds=seconds)
    )


# --- heard live ---


def test_a_report_is_announced_about_its_author_by_ids_only(cast: Cast) -> None:
    sent = draft(note="Rahasia", title="Rekap BOS")

    work.file_reports([sent], by=actor(cast.maria), at=NOON)

    assert announced() == [("ReportFiled", cast.maria.pk, "", {"report"})]
    assert Outbox.objects.get().ids == {"report": str(sent.key)}


def test_all_that_happens_to_a_report_is_announced_about_its_author(cast: Cast) -> None:
    by, superior = actor(cast.maria), actor(cast.acting_superior, Role.SUPERIOR)
    report, second = make_report(cast.maria, at=NOON), make_report(cast.maria, at=NOON)
    work.attach_evidence(report.pk, photo(), key=uuid7(NOON), by=by, at=NOON)
    work.return_reports([report.pk], note="Kurang", by=superior, at=NOON)
    work.reopen_reviews([report.pk], by=superior, at=NOON + SECOND)
    work.approve_reports([report.pk], by=superior, at=NOON + 2 * SECOND)
    work.withdraw_report(second.pk, by=by, at=NOON + SECOND)

    assert [row[:3] for row in announced()] == [
        (kind, cast.maria.pk, "")
        for kind in (
            "EvidenceAdded",
            "ReportReturned",
            "ReviewReopened",
            "ReportApproved",
            "ReportWithdrawn",
        )
    ]


def test_what_happens_to_an_account_is_heard_by_that_account_alone(cast: Cast) -> None:
    account_id = cast.maria.account_id
    assert account_id is not None

    accounts.end_account(account_id, by=system(TODAY), at=NOON)

    assert announced() == [("AccountEnded", None, f"account:{account_id}", {"user"})]


def test_a_role_that_is_granted_is_announced_to_its_holder(cast: Cast) -> None:
    grant = Grant(cast.maria.pk, "INSPECTORATE", None, TODAY, None, "Penetapan")

    organization.grant_role(grant, by=system(TODAY), at=NOON)

    kinds = {row[:3] for row in announced()}
    assert ("RoleChanged", cast.maria.pk, "") in kinds


def test_every_wired_event_has_a_name_that_can_be_announced() -> None:
    """`announce` takes names and ids; an event without a name would fail at its first use."""
    announcing = [kind for kind, steps in wiring.INSIDE.items() if reactions.announce in steps]

    def leaves(kind: type[Event]) -> Sequence[type[Event]]:
        below = kind.__subclasses__()
        return [leaf for each in below for leaf in leaves(each)] if below else [kind]

    names = {leaf.kind for kind in announcing for leaf in leaves(kind)}
    assert all(name.isalpha() for name in names)
    assert len(names) >= 20


def test_if_the_act_fails_nothing_was_said(cast: Cast) -> None:
    report = make_report(cast.maria)

    with transaction.atomic():
        approve(cast, [report])
        transaction.set_rollback(True)

    assert announced() == []
    assert not Notice.objects.exists()


# --- told: reports ---


def test_an_approval_is_told_to_its_author_after_the_time_of_undo(cast: Cast) -> None:
    report = make_report(cast.maria)

    approve(cast, [report])

    assert told(cast.maria) == [
        ("Naomi Rumbiak menyetujui laporan Anda.", f"/laporan/{report.pk}/")
    ]
    assert notices.unread_count(cast.maria.pk, LATER - SECOND) == 0
    assert told(cast.acting_superior) == []


def test_many_approvals_in_one_act_are_one_notice_a_person(cast: Cast) -> None:
    hers = [make_report(cast.maria) for _ in range(3)]
    his = make_report(cast.peer)

    approve(cast, [*hers, his])

    assert [text for text, _ in told(cast.maria)] == ["Naomi Rumbiak menyetujui 3 laporan Anda."]
    assert [text for text, _ in told(cast.peer)] == ["Naomi Rumbiak menyetujui laporan Anda."]


@pytest.mark.parametrize("seconds", [0, 7])
def test_what_is_undone_in_eight_seconds_was_never_said(cast: Cast, seconds: int) -> None:
    report = make_report(cast.maria)
    approve(cast, [report])

    reopen(cast, [report], seconds)

    assert texts_of(cast.maria, seconds) == []


@pytest.mark.parametrize("seconds", [8, 3600])
def test_what_is_undone_later_was_said_and_is_taken_back_in_words(cast: Cast, seconds: int) -> None:
    reports = [make_report(cast.maria) for _ in range(2)]
    approve(cast, reports)

    reopen(cast, reports, seconds)

    assert texts_of(cast.maria, seconds) == [
        "Naomi Rumbiak menarik persetujuannya atas 2 laporan Anda.",
        "Naomi Rumbiak menyetujui 2 laporan Anda.",
    ]


def test_a_request_that_is_taken_back_late_is_said_too(cast: Cast) -> None:
    report = make_report(cast.maria)
    by = actor(cast.acting_superior, Role.SUPERIOR)
    work.return_reports([report.pk], note="Kurang", by=by, at=NOON)

    reopen(cast, [report], seconds=60)

    assert texts_of(cast.maria, 60) == [
        "Naomi Rumbiak menarik permintaan perbaikannya atas laporan Anda.",
        "Naomi Rumbiak meminta perbaikan: Kurang",
    ]


def test_what_stays_of_a_bulk_approval_is_still_said(cast: Cast) -> None:
    reports = [make_report(cast.maria) for _ in range(3)]
    approve(cast, reports)

    texts = []
    for report in reports:
        reopen(cast, [report])
        texts.append([text for text, _ in told(cast.maria)])

    assert texts == [
        ["Naomi Rumbiak menyetujui 2 laporan Anda."],
        ["Naomi Rumbiak menyetujui laporan Anda."],
        [],
    ]


def test_what_was_said_long_ago_is_not_said_again_when_a_part_is_undone(cast: Cast) -> None:
    reports = [make_report(cast.maria) for _ in range(2)]
    approve(cast, reports)

    reopen(cast, reports[:1], seconds=60)

    assert [text for text, _ in told(cast.maria)] == ["Naomi Rumbiak menyetujui 2 laporan Anda."]


def test_a_new_decision_after_an_undone_one_is_said(cast: Cast) -> None:
    report = make_report(cast.maria)
    approve(cast, [report])
    reopen(cast, [report])

    work.return_reports(
        [report.pk],
        note="Lampirkan daftar hadir",
        by=actor(cast.acting_superior, Role.SUPERIOR),
        at=NOON + 6 * SECOND,
    )

    rows = notices.notices_of(cast.maria.pk, LATER + 6 * SECOND)
    assert [row.text for row in rows] == ["Naomi Rumbiak meminta perbaikan: Lampirkan daftar hadir"]


def test_a_long_note_is_cut_and_leads_to_its_report(cast: Cast) -> None:
    report = make_report(cast.maria)
    by = actor(cast.acting_superior, Role.SUPERIOR)

    work.return_reports([report.pk], note="panjang " * 60, by=by, at=NOON)

    ((text, url),) = told(cast.maria)
    assert (len(text), text[-1], url) == (300, "…", f"/laporan/{report.pk}/")


def test_several_returned_reports_are_several_notices_and_each_can_be_undone(cast: Cast) -> None:
    reports = [make_report(cast.maria) for _ in range(2)]
    by = actor(cast.acting_superior, Role.SUPERIOR)
    work.return_reports([report.pk for report in reports], note="Kurang", by=by, at=NOON)

    reopen(cast, reports[:1])

    assert [url for _, url in told(cast.maria)] == [f"/laporan/{reports[1].pk}/"]


# --- told: feedback ---


def test_feedback_is_told_to_its_person_and_the_answer_to_its_giver(cast: Cast) -> None:
    note = work.FeedbackDraft(key=uuid7(NOON), person_id=cast.maria.pk, text="Bagus.")

    given = work.give_feedback(note, by=actor(cast.peer), at=NOON)
    work.give_feedback(note, by=actor(cast.peer), at=NOON + SECOND)
    for _ in range(2):
        work.answer_feedback(
            given.pk, key=uuid7(NOON), text="Terima kasih", done=False, by=actor(cast.maria),
            at=NOON,
        )  # fmt: skip

    assert told(cast.maria) == [("Frans Rumbiak memberi Anda umpan balik.", "/umpan-balik/")]
    assert told(cast.peer) == [
        ("Maria Wanggai menjawab umpan balik Anda.", "/umpan-balik/") for _ in range(2)
    ]


# --- told: plans ---


def test_a_plan_is_told_to_the_superior_of_the_day_who_may_be_acting(cast: Cast) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.DRAFT)

    planning.submit_plan(plan.pk, by=actor(cast.maria), at=NOON)

    assert told(cast.acting_superior) == [
        ("Maria Wanggai mengajukan SKP untuk Anda tinjau.", f"/skp/{plan.pk}/")
    ]
    assert told(cast.yohana) == []


@pytest.mark.parametrize("approved", [True, False])
def test_the_answer_to_a_plan_is_told_to_its_owner(cast: Cast, approved: bool) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.SUBMITTED)
    by = actor(cast.acting_superior, Role.SUPERIOR)

    if approved:
        planning.approve_plan(plan.pk, by=by, at=NOON)
        words = "menyetujui SKP Anda."
    else:
        planning.return_plan(plan.pk, "Tambahkan target", by=by, at=NOON)
        words = "mengembalikan SKP Anda dengan catatan."

    assert told(cast.maria) == [(f"Naomi Rumbiak {words}", f"/skp/{plan.pk}/")]


def test_a_plan_handed_in_again_is_told_again(cast: Cast) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.DRAFT)
    planning.submit_plan(plan.pk, by=actor(cast.maria), at=NOON - timedelta(hours=2))
    by = actor(cast.acting_superior, Role.SUPERIOR)
    planning.return_plan(plan.pk, "Tambahkan target", by=by, at=NOON - timedelta(hours=1))
    planning.submit_plan(plan.pk, by=actor(cast.maria), at=NOON)

    assert len(told(cast.acting_superior)) == 2


@pytest.mark.parametrize(("seconds", "left"), [(7, 0), (8, 1)])
def test_a_plan_withdrawn_in_eight_seconds_was_never_said(
    cast: Cast, seconds: int, left: int
) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.DRAFT)
    planning.submit_plan(plan.pk, by=actor(cast.maria), at=NOON)

    at = NOON + timedelta(seconds=seconds)
    planning.withdraw_submission(plan.pk, by=actor(cast.maria), at=at)

    assert len(texts_of(cast.acting_superior, seconds)) == left


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (7, []),
        (
            11,
            [
                "Naomi Rumbiak menarik persetujuannya atas SKP Anda.",
                "Naomi Rumbiak menyetujui SKP Anda.",
            ],
        ),
    ],
)
def test_an_agreement_undone_late_is_taken_back_in_words(
    cast: Cast, seconds: int, said: list[str]
) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.SUBMITTED)
    by = actor(cast.acting_superior, Role.SUPERIOR)
    planning.approve_plan(plan.pk, by=by, at=NOON)

    planning.reopen_plan(plan.pk, by=by, at=NOON + timedelta(seconds=seconds))

    assert texts_of(cast.maria, seconds) == said


def test_the_same_event_handed_over_twice_is_told_once(cast: Cast) -> None:
    plan = make_plan(cast.maria, status=Revision.Status.DRAFT)
    planning.submit_plan(plan.pk, by=actor(cast.maria), at=NOON)
    event = PlanSubmitted(
        by=actor(cast.maria),
        at=NOON,
        subject_id=cast.maria.pk,
        plan_id=plan.pk,
        revision_id=plan.revisions.get().pk,
        superior_id=cast.acting_superior.pk,
        step_id=Step.objects.get(kind="SUBMITTED").pk,
    )

    events.emit(event)

    assert len(told(cast.acting_superior)) == 1
