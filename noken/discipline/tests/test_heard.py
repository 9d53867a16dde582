"""The person is told, provably, and heard: before anything burdens, and until the decision."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline import queries, services
from noken.discipline.exports.letters import letter_paper
from noken.discipline.forms.examining import HearForm, ReplyForm
from noken.discipline.models import Case
from noken.discipline.services import Handing, ReplyDraft
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.amending import erase
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_discipline import (
    from_breach,
    make_case,
    make_days,
    make_settings,
    new_key,
    new_summons,
)
from tests.world_findings import make_terms

pytestmark = pytest.mark.django_db


def by(person: Employee, at: datetime = NOON) -> Actor:
    return actor(person, on=clock.day_of(at))


def refused(call: Any, *args: Any, who: Employee, at: datetime = NOON) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, by=by(who, at), at=at)
    return caught.value.code


def test_a_breach_is_told_and_heard_before_anything_else(cast: Cast) -> None:
    make_settings()
    naomi = cast.acting_superior
    row = services.open_from_breach(from_breach(cast.owner), by=by(naomi), at=NOON)

    assert refused(services.summon, row.pk, new_summons(), who=naomi) == "discipline.not_told"
    services.note_opened(row.pk, by=by(cast.owner), at=NOON)
    services.note_opened(row.pk, by=by(cast.owner), at=NOON)
    row.refresh_from_db()
    assert (row.told_on, row.reply_by) == (TODAY, date(2026, 11, 27))
    code = refused(services.summon, row.pk, new_summons(), who=naomi)
    assert code == "discipline.not_heard_first"
    said = ReplyDraft(key=new_key(), text="Saya diminta ke dinas.", companion="Frans")
    services.reply(row.pk, said, by=by(cast.owner), at=NOON)
    services.reply(row.pk, said, by=by(cast.owner), at=NOON)
    services.summon(row.pk, new_summons(), by=by(naomi), at=NOON)

    assert row.replies.count() == 1
    assert row.steps.filter(kind="TOLD").count() == 1


def test_nobody_is_told_while_the_days_to_answer_are_unsigned(cast: Cast) -> None:
    make_days()
    make_terms(signed=False)
    naomi = cast.acting_superior

    code = refused(services.open_from_breach, from_breach(cast.owner), who=naomi)
    assert code == "discipline.no_reply_terms"
    old = make_case(cast.owner, naomi, told=False)
    handing = Handing(on=TODAY, witness="Frans")
    code = refused(services.hand_over, old.pk, handing, who=naomi)
    assert code == "discipline.no_reply_terms"
    assert refused(services.note_opened, old.pk, who=cast.owner) == code
    make_terms(start_on=TODAY)
    services.note_opened(old.pk, by=by(cast.owner), at=NOON)


def test_the_days_to_answer_run_only_from_a_proven_notice(cast: Cast) -> None:
    make_settings()
    naomi, week = cast.acting_superior, NOON + timedelta(3)
    row = services.open_from_breach(from_breach(cast.owner), by=by(naomi), at=NOON)

    assert refused(services.hand_over, row.pk, Handing(on=TODAY, witness=" "), who=naomi) == (
        "discipline.empty"
    )
    early = Handing(on=TODAY - timedelta(1), witness="Frans")
    assert refused(services.hand_over, row.pk, early, who=naomi) == "discipline.bad_day"
    services.hand_over(row.pk, Handing(on=TODAY, witness="Frans Rumbiak"), by=by(naomi), at=NOON)
    again = Handing(on=TODAY, witness="Frans")
    assert refused(services.hand_over, row.pk, again, who=naomi) == "discipline.told_already"
    assert refused(services.summon, row.pk, new_summons(), who=naomi, at=week) == (
        "discipline.not_heard_first"
    )
    late = clock.at_noon(date(2026, 11, 30))
    hearing = new_summons(late + timedelta(3))
    services.summon(row.pk, hearing, by=by(cast.superior, late), at=late)
    said = ReplyDraft(key=new_key(), text="Saya baru dapat menjawab sekarang.")
    services.reply(row.pk, said, by=by(cast.owner, late), at=late)

    assert row.replies.get().is_late


def test_what_was_handed_over_on_paper_is_told_to_the_person(cast: Cast) -> None:
    make_settings()
    naomi = cast.acting_superior
    row = services.open_from_breach(from_breach(cast.owner), by=by(naomi), at=NOON)
    handing = Handing(on=TODAY, witness="Frans Rumbiak")
    services.hand_over(row.pk, handing, by=by(naomi), at=NOON)
    said = ReplyDraft(key=new_key(), text="Saya diminta ke dinas.")
    services.reply(row.pk, said, by=by(cast.owner), at=NOON)
    services.summon(row.pk, new_summons(), by=by(naomi), at=NOON)
    services.hand_summons(row.pk, handing, by=by(naomi), at=NOON)

    told = Notice.objects.filter(kind__in=["BreachDelivered", "SummonsDelivered"])
    assert {each.person_id for each in told} == {cast.owner.pk}
    texts = sorted(each.text for each in told)
    assert "pada Selasa, 24 November. Jawab sampai Jumat, 27 November." in texts[0]
    assert "Surat panggilan perkara" in texts[1]


def test_who_opened_it_is_not_told_again(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior, told=False)
    services.note_opened(row.pk, by=by(cast.owner), at=NOON)

    assert not Notice.objects.filter(kind="BreachDelivered").exists()


def test_an_answer_after_the_report_reaches_who_is_to_decide(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.superior, "REPORTED", official=cast.acting_superior)
    erase(row.replies.all())
    page = queries.case_page(by(cast.owner), row.number, NOON)
    assert isinstance(page, queries.CasePage)
    assert page.act == "REPLY"

    said = ReplyDraft(key=new_key(), text="Saya diminta ke dinas.")
    services.reply(row.pk, said, by=by(cast.owner), at=NOON)

    told = Notice.objects.filter(kind="BreachAnswered").values_list("person_id", flat=True)
    assert cast.acting_superior.pk in told


def test_where_no_companion_is_allowed_nothing_speaks_of_one(cast: Cast) -> None:
    make_settings()
    make_terms(start_on=TODAY, companion=False)
    row = make_case(cast.owner, cast.acting_superior, told=False)
    services.note_opened(row.pk, by=by(cast.owner), at=NOON)
    page = queries.case_page(by(cast.owner), row.number, NOON)
    assert isinstance(page, queries.CasePage)
    assert not page.companion
    assert "pendamping" not in ReplyForm(page).fields
    assert "pendamping" not in HearForm(page).fields

    with_one = ReplyDraft(key=new_key(), text="Saya diminta ke dinas.", companion="Frans")
    assert refused(services.reply, row.pk, with_one, who=cast.owner) == "discipline.no_companion"
    alone = ReplyDraft(key=new_key(), text="Saya diminta ke dinas.")
    services.reply(row.pk, alone, by=by(cast.owner), at=NOON)
    services.summon(row.pk, new_summons(), by=by(cast.acting_superior), at=NOON)
    paper = letter_paper(row.letters.get(kind="SUMMONS_1"))
    texts = " ".join(each.text for each in paper.sections)
    assert "berhak menyampaikan keterangan dan bukti." in texts
    assert "didampingi" not in texts


def test_a_summons_is_read_by_opening_it(cast: Cast) -> None:
    make_settings()
    row = make_case(cast.owner, cast.acting_superior)
    naomi = by(cast.acting_superior)
    services.summon(row.pk, new_summons(), by=naomi, at=NOON)
    assert papers_of(cast, row) == [None]
    services.note_summons_opened(row.pk, by=by(cast.owner), at=NOON)
    assert None not in papers_of(cast, row)


def papers_of(cast: Cast, row: Case) -> list[int | None]:
    page = queries.case_page(by(cast.owner), row.number, NOON)
    assert isinstance(page, queries.CasePage)
    return [each.paper_id for each in page.letters]
