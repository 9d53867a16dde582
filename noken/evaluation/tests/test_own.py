"""What the evaluated person does: the own view in private, sent once, the result opened."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents.models import Receipt
from noken.evaluation import services
from noken.evaluation.models import SelfAssessment, Sheet, Step
from noken.evaluation.queries import sheet_page
from noken.evaluation.services import PaperFacts, SelfDraft
from noken.notices.models import Notice
from noken.organization.models import Employee, ReportingLine
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_self, make_sheet

KEY = uuid7(NOON)
WORDS = SelfDraft(result="AS", behaviour="ABOVE", text="Semua sekolah tervalidasi.")


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    return make_sheet(cast.maria, make_period())


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)  # type: ignore[operator]  # a service
    return refusal.value.code


def test_a_draft_may_be_half_done(cast: Cast, sheet: Sheet) -> None:
    draft = SelfDraft(text="Baru sebagian.", results={"a": "Tercapai.", "b": "  "})

    row = services.save_self(sheet.pk, draft, by=actor(cast.maria), at=NOON)

    sheet.refresh_from_db()
    assert (row.text, row.results, row.published_at) == ("Baru sebagian.", {"a": "Tercapai."}, None)
    assert sheet.status == Sheet.Status.OPEN


def test_sending_moves_the_sheet_on_gives_a_receipt_and_tells_the_rater(
    cast: Cast, sheet: Sheet
) -> None:
    issued = services.publish_self(sheet.pk, WORDS, key=KEY, by=actor(cast.maria), at=NOON)

    sheet.refresh_from_db()
    row = sheet.self_assessment
    assert (sheet.status, row.published_at, row.submission) == ("ASSESSED", NOON, KEY)
    assert issued.is_new
    assert Receipt.objects.get().kind == "SELF_ASSESSMENT"
    assert sheet.steps.filter(kind=Step.Kind.ASSESSED).count() == 1
    assert Entry.objects.filter(action="SelfAssessed").count() == 1
    assert (
        Notice.objects.filter(person_id=cast.acting_superior.pk, kind="SelfAssessed").count() == 1
    )


def test_the_same_key_again_is_the_same_sending(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.maria)
    services.publish_self(sheet.pk, WORDS, key=KEY, by=by, at=NOON)

    again = services.publish_self(sheet.pk, WORDS, key=KEY, by=by, at=NOON + timedelta(1))

    assert not again.is_new
    assert sheet.steps.filter(kind=Step.Kind.ASSESSED).count() == 1


def test_the_same_key_with_other_words_is_refused(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.maria)
    services.publish_self(sheet.pk, WORDS, key=KEY, by=by, at=NOON)
    other = SelfDraft(result="AS", behaviour="AS", text="Lain.")

    assert refused(services.publish_self, sheet.pk, other, key=KEY, by=by, at=NOON) == (
        "receipt.changed"
    )


def test_what_was_sent_stays_as_it_is(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.maria)
    services.publish_self(sheet.pk, WORDS, key=KEY, by=by, at=NOON)

    assert refused(services.save_self, sheet.pk, WORDS, by=by, at=NOON) == "evaluation.not_now"
    code = refused(services.publish_self, sheet.pk, WORDS, key=uuid7(NOON), by=by, at=NOON)
    assert code == "evaluation.not_now"


def test_after_its_day_it_is_still_taken(cast: Cast) -> None:
    sheet = make_sheet(cast.maria, make_period(self_due_on=TODAY - timedelta(5)))

    services.publish_self(sheet.pk, WORDS, key=KEY, by=actor(cast.maria), at=NOON)

    sheet.refresh_from_db()
    assert sheet.status == "ASSESSED"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (SelfDraft(result="AS", text="Ada."), "evaluation.no_rating"),
        (SelfDraft(result="AS", behaviour="AS", text=" "), "evaluation.reason_missing"),
        (SelfDraft(result="AS", behaviour="AS", text="x" * 4001), "evaluation.too_long"),
    ],
)
def test_what_is_sent_must_be_whole(cast: Cast, sheet: Sheet, draft: SelfDraft, code: str) -> None:
    by = actor(cast.maria)

    assert refused(services.publish_self, sheet.pk, draft, key=KEY, by=by, at=NOON) == code
    assert not SelfAssessment.objects.exists()
    assert not Receipt.objects.exists()


def test_a_draft_with_a_made_up_rating_is_refused(cast: Cast, sheet: Sheet) -> None:
    draft = SelfDraft(result="SUPER")

    code = refused(services.save_self, sheet.pk, draft, by=actor(cast.maria), at=NOON)

    assert code == "evaluation.no_rating"


@pytest.mark.parametrize("who", ["acting_superior", "higher_superior", "peer", "personnel"])
def test_only_the_person_speaks_for_themselves(cast: Cast, sheet: Sheet, who: str) -> None:
    by = actor(getattr(cast, who))

    assert refused(services.save_self, sheet.pk, WORDS, by=by, at=NOON) == "evaluation.not_yours"
    code = refused(services.publish_self, sheet.pk, WORDS, key=KEY, by=by, at=NOON)
    assert code == "evaluation.not_yours"
    assert refused(services.receive, sheet.pk, by=by, at=NOON) == "evaluation.not_yours"


def test_opening_the_result_is_the_proven_notice_once(cast: Cast, sheet: Sheet) -> None:
    make_self(sheet)
    make_rating(sheet, cast.acting_superior)
    by = actor(cast.maria)

    services.receive(sheet.pk, by=by, at=NOON)
    services.receive(sheet.pk, by=by, at=NOON + timedelta(1))

    sheet.refresh_from_db()
    assert sheet.received_at == NOON
    assert sheet.steps.filter(kind=Step.Kind.RECEIVED).count() == 1
    assert Entry.objects.filter(action="ResultReceived").count() == 1


def test_there_is_nothing_to_open_before_it_is_published(cast: Cast, sheet: Sheet) -> None:
    assert refused(services.receive, sheet.pk, by=actor(cast.maria), at=NOON) == (
        "evaluation.not_now"
    )


PAPER = PaperFacts(day=TODAY, receiver="Yuliana")


@pytest.mark.parametrize("who", ["admin_opd", "personnel"])
def test_an_own_view_on_paper_is_recorded_by_keepers_and_both_are_told(
    cast: Cast, sheet: Sheet, who: str
) -> None:
    by = actor(getattr(cast, who))

    first = services.enter_self(sheet.pk, WORDS, PAPER, key=KEY, by=by, at=NOON)
    again = services.enter_self(sheet.pk, WORDS, PAPER, key=KEY, by=by, at=NOON)

    sheet.refresh_from_db()
    assert (sheet.status, first.is_new, again.is_new) == ("ASSESSED", True, False)
    step = sheet.steps.get(kind=Step.Kind.ASSESSED)
    assert step.by_id == by.employee_id
    assert step.note == "Diterima di kertas pada Selasa, 24 November 2026 oleh Yuliana."
    assert Entry.objects.get(action="SelfAssessed").reason == step.note
    told = Notice.objects.filter(kind="SelfAssessed")
    assert {each.person_id for each in told} == {cast.maria.pk, cast.acting_superior.pk}


@pytest.mark.parametrize(
    ("who", "paper", "code"),
    [
        ("maria", PAPER, "evaluation.not_keeper"),
        ("acting_superior", PAPER, "evaluation.not_keeper"),
        ("peer", PAPER, "evaluation.not_keeper"),
        ("admin_other", PAPER, "evaluation.not_keeper"),
        ("admin_opd", PaperFacts(day=TODAY, receiver=" "), "evaluation.reason_missing"),
        (
            "admin_opd",
            PaperFacts(day=TODAY + timedelta(1), receiver="Yuliana"),
            "evaluation.paper_day",
        ),
        (
            "admin_opd",
            PaperFacts(day=TODAY - timedelta(90), receiver="Yuliana"),
            "evaluation.paper_day",
        ),
    ],
)
def test_who_and_what_an_own_view_on_paper_needs(
    cast: Cast, sheet: Sheet, who: str, paper: PaperFacts, code: str
) -> None:
    by = actor(getattr(cast, who))

    found = refused(services.enter_self, sheet.pk, WORDS, paper, key=KEY, by=by, at=NOON)

    assert found == code


def test_who_keeps_the_personnel_and_rates_records_none(cast: Cast) -> None:
    """Hendrik of BKPSDM leads Maria today."""
    ReportingLine.objects.filter(employee=cast.maria).update(superior=cast.personnel)
    sheet = make_sheet(cast.maria, make_period(), superior=cast.personnel)

    by = actor(cast.personnel)
    found = refused(services.enter_self, sheet.pk, WORDS, PAPER, key=KEY, by=by, at=NOON)

    assert found == "evaluation.not_keeper"
    assert not sheet_page(by, sheet.pk, NOON).may_enter


def test_the_form_for_paper_stands_on_the_sheet_for_keepers_while_it_is_awaited(
    cast: Cast, browse: Callable[[Employee], Client], sheet: Sheet
) -> None:
    client, url = browse(cast.admin_opd), sheet.get_absolute_url()
    assert "Catat penilaian diri di kertas" in client.get(url).content.decode()
    typed = {
        "key": str(KEY),
        "hasil": "AS",
        "perilaku": "ABOVE",
        "uraian": "Semua sekolah tervalidasi.",
        "tanggal": "kemarin",
        "penerima": "Yuliana",
    }

    assert client.post(f"{url}diri/kertas/", typed).status_code == 422
    done = client.post(f"{url}diri/kertas/", typed | {"tanggal": TODAY.isoformat()})

    assert done.status_code == 302
    assert "Catat penilaian diri di kertas" not in client.get(url).content.decode()
