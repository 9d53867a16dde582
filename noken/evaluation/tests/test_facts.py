"""Pinned facts: of the period, of the person, kept as they were."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from noken.core import clock
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.evaluation import services
from noken.evaluation.models import Pin, Sheet
from noken.evaluation.queries import sheet_page
from noken.evaluation.services import FactDraft
from noken.organization.models import Employee
from noken.work.models import Feedback, Report
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_pin, make_rating, make_self, make_sheet
from tests.world_work import make_agreed, make_duty, make_feedback, make_report

DAY = date(2026, 8, 14)
NOTE_ID = str(uuid7(NOON))


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    found = make_sheet(cast.maria, make_period())
    make_self(found)
    return found


def note(**more: object) -> FactDraft:
    values = {"source": "OTHER", "source_id": NOTE_ID, "day": DAY, "text": "Panduan dipakai."}
    return FactDraft(**{**values, **more})  # type: ignore[arg-type]  # its fields


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)  # type: ignore[operator]  # a service
    return refusal.value.code


def test_a_report_is_kept_as_it_was_when_pinned(cast: Cast, sheet: Sheet) -> None:
    agreed = make_agreed(cast.maria)
    report = make_report(
        cast.maria, agreed.indicators[0], on=DAY, quantity=4, status="APPROVED", note="Di Wosi."
    )
    draft = FactDraft(source="REPORT", source_id=str(report.pk))

    pin = services.pin(sheet.pk, draft, by=actor(cast.acting_superior), at=NOON)
    amend(Report.objects.all(), title="Diubah kemudian")

    pin.refresh_from_db()
    assert (pin.side, pin.day) == (Pin.Side.RATER, DAY)
    assert pin.content == {
        "text": "Verifikasi data Dapodik SD",
        "quantity": "4",
        "unit": "sekolah",
        "note": "Di Wosi.",
        "about": str(agreed.keys[0]),
    }


def test_a_note_is_kept_with_its_words_and_giver(cast: Cast, sheet: Sheet) -> None:
    given = make_feedback(cast.maria, cast.peer, value="SERVICE", at=clock.at_noon(DAY))
    amend(Feedback.objects.all(), tone="GOOD")
    draft = FactDraft(source="FEEDBACK", source_id=str(given.pk))

    pin = services.pin(sheet.pk, draft, by=actor(cast.acting_superior), at=NOON)

    assert pin.day == DAY
    assert pin.content["text"] == given.text
    assert (pin.content["from"], pin.content["tone"]) == (cast.peer.name, "Contoh baik")


def test_an_indicator_is_kept_with_target_and_share(cast: Cast, sheet: Sheet) -> None:
    agreed = make_agreed(cast.maria, ["Data valid"], target=12)
    make_report(cast.maria, agreed.indicators[0], on=DAY, quantity=9, status="APPROVED")
    make_duty(start_on=date(2026, 9, 30))
    draft = FactDraft(source="INDICATOR", source_id=str(agreed.keys[0]))

    pin = services.pin(sheet.pk, draft, by=actor(cast.acting_superior), at=NOON)

    assert pin.day == date(2026, 9, 30)
    assert (pin.content["target"], pin.content["done"], pin.content["share_pct"]) == (
        "12",
        "9",
        "75",
    )


def test_a_sentence_is_kept_with_its_reports_and_no_numbers(cast: Cast, sheet: Sheet) -> None:
    agreed = make_agreed(cast.maria, ["Data valid"], unit="", target=0)
    make_report(cast.maria, agreed.indicators[0], on=DAY, quantity=None, status="APPROVED")
    draft = FactDraft(source="INDICATOR", source_id=str(agreed.keys[0]))
    by = actor(cast.acting_superior)

    pin = services.pin(sheet.pk, draft, by=by, at=NOON)

    assert pin.content == {
        "text": agreed.indicators[0].text,
        "result": "Data valid",
        "reports": 1,
    }
    (fact,) = sheet_page(by, sheet.pk, NOON).facts
    assert fact.detail == "Data valid · 1 laporan disetujui"


def test_what_the_rater_says_of_a_pinned_report_may_change_until_it_is_published(
    cast: Cast, sheet: Sheet
) -> None:
    agreed = make_agreed(cast.maria)
    report = make_report(cast.maria, agreed.indicators[0], on=DAY, status="APPROVED")
    by = actor(cast.acting_superior)
    plain = FactDraft(source="REPORT", source_id=str(report.pk))
    first = services.pin(sheet.pk, plain, by=by, at=NOON - timedelta(2))

    said = services.pin(sheet.pk, replace(plain, text=" Rapi. "), by=by, at=NOON - timedelta(1))

    first.refresh_from_db()
    assert first.removed_at == NOON - timedelta(1)
    assert said.content == {**first.content, "said": "Rapi."}
    assert services.pin(sheet.pk, replace(plain, text="Rapi."), by=by, at=NOON) == said
    assert services.pin(sheet.pk, plain, by=by, at=NOON) == said
    own = services.pin(sheet.pk, replace(plain, text="Saya"), by=actor(cast.maria), at=NOON)
    assert "said" not in own.content
    make_rating(sheet, cast.acting_superior, at=NOON)
    other = replace(plain, text="Kurang rapi.")
    assert refused(services.pin, sheet.pk, other, by=by, at=NOON) == "evaluation.fact_published"


def test_both_sides_pin_for_themselves(cast: Cast, sheet: Sheet) -> None:
    own = services.pin(sheet.pk, note(), by=actor(cast.maria), at=NOON)
    other = services.pin(sheet.pk, note(), by=actor(cast.acting_superior), at=NOON)

    assert (own.side, other.side) == (Pin.Side.EMPLOYEE, Pin.Side.RATER)


def test_the_same_fact_is_pinned_once(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.acting_superior)

    first = services.pin(sheet.pk, note(), by=by, at=NOON)

    assert services.pin(sheet.pk, note(), by=by, at=NOON) == first


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"source": "RUMOUR"}, "evaluation.no_such_fact"),
        ({"source": "REPORT", "source_id": "tidak"}, "evaluation.no_such_fact"),
        ({"source": "FEEDBACK"}, "evaluation.no_such_fact"),
        ({"source": "INDICATOR"}, "evaluation.no_such_fact"),
        ({"source": "ATTENDANCE"}, "evaluation.no_such_fact"),
        ({"source_id": "tidak"}, "evaluation.no_such_fact"),
        ({"day": None}, "evaluation.fact_day"),
        ({"day": date(2026, 6, 30)}, "evaluation.fact_day"),
        ({"day": date(2026, 10, 1)}, "evaluation.fact_day"),
        ({"text": " "}, "evaluation.reason_missing"),
        ({"text": "x" * 2001}, "evaluation.too_long"),
    ],
)
def test_a_fact_must_exist_and_lie_in_the_period(
    cast: Cast, sheet: Sheet, more: dict[str, object], code: str
) -> None:
    by = actor(cast.acting_superior)

    assert refused(services.pin, sheet.pk, note(**more), by=by, at=NOON) == code


def test_a_report_of_somebody_else_or_another_time_is_no_fact_here(
    cast: Cast, sheet: Sheet
) -> None:
    by = actor(cast.acting_superior)
    strange = make_report(cast.peer, on=DAY, status="APPROVED")
    outside = make_report(cast.maria, on=TODAY, status="APPROVED")
    returned = make_report(cast.maria, on=DAY, status="RETURNED")

    for report in (strange, outside, returned):
        draft = FactDraft(source="REPORT", source_id=str(report.pk))
        assert refused(services.pin, sheet.pk, draft, by=by, at=NOON) == "evaluation.no_such_fact"


def test_twenty_facts_are_enough(cast: Cast, sheet: Sheet) -> None:
    for number in range(20):
        make_pin(sheet, cast.acting_superior, f"Fakta {number}")

    code = refused(services.pin, sheet.pk, note(), by=actor(cast.acting_superior), at=NOON)

    assert code == "evaluation.too_many_facts"


@pytest.mark.parametrize("who", ["peer", "higher_superior", "personnel", "superior"])
def test_nobody_else_pins(cast: Cast, sheet: Sheet, who: str) -> None:
    by = actor(getattr(cast, who))

    assert refused(services.pin, sheet.pk, note(), by=by, at=NOON) == "evaluation.not_yours"


def test_after_the_result_only_the_rater_still_pins(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior)

    code = refused(services.pin, sheet.pk, note(), by=actor(cast.maria), at=NOON)

    assert code == "evaluation.not_now"
    assert services.pin(sheet.pk, note(), by=actor(cast.acting_superior), at=NOON).pk


def test_a_final_sheet_takes_no_more_facts(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior, final=True)

    code = refused(services.pin, sheet.pk, note(), by=actor(cast.acting_superior), at=NOON)

    assert code == "evaluation.not_now"


def test_a_fact_is_taken_off_and_may_be_pinned_again(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.acting_superior)
    pin = services.pin(sheet.pk, note(), by=by, at=NOON)

    gone = services.unpin(sheet.pk, pin.pk, by=by, at=NOON + timedelta(1))

    assert gone.removed_at == NOON + timedelta(1)
    assert services.pin(sheet.pk, note(), by=by, at=NOON).pk != pin.pk
    assert refused(services.unpin, sheet.pk, pin.pk, by=by, at=NOON) == "evaluation.no_such_fact"


def test_nobody_takes_off_what_the_other_side_pinned(cast: Cast, sheet: Sheet) -> None:
    pin = make_pin(sheet, cast.acting_superior)

    code = refused(services.unpin, sheet.pk, pin.pk, by=actor(cast.maria), at=NOON)

    assert code == "evaluation.no_such_fact"


def test_what_was_published_keeps_its_facts(cast: Cast, sheet: Sheet) -> None:
    """Else a grade that needed a fact would stand, and be printed, without one."""
    by = actor(cast.acting_superior)
    pin = make_pin(sheet, cast.acting_superior, at=NOON - timedelta(6))
    make_rating(sheet, cast.acting_superior, "ABOVE", "ABOVE", at=NOON - timedelta(5))

    code = refused(services.unpin, sheet.pk, pin.pk, by=by, at=NOON)

    pin.refresh_from_db()
    assert (code, pin.removed_at) == ("evaluation.fact_published", None)
    shown = sheet_page(by, sheet.pk, NOON).facts
    assert [fact.may_remove for fact in shown] == [False]


def test_a_fact_pinned_after_the_result_may_go_until_it_carries_a_change(
    cast: Cast, sheet: Sheet
) -> None:
    by = actor(cast.acting_superior)
    make_rating(sheet, cast.acting_superior)
    pin = services.pin(sheet.pk, note(), by=by, at=NOON)
    assert [fact.may_remove for fact in sheet_page(by, sheet.pk, NOON).facts] == [True]

    services.unpin(sheet.pk, pin.pk, by=by, at=NOON)
    again = services.pin(sheet.pk, note(), by=by, at=NOON)
    services.change_after_calibration(
        sheet.pk, result="ABOVE", behaviour="ABOVE", reason="Dibahas.", by=by, at=NOON
    )

    assert refused(services.unpin, sheet.pk, again.pk, by=by, at=NOON) == (
        "evaluation.fact_published"
    )


def test_what_was_pinned_after_the_result_is_the_raters_alone(cast: Cast, sheet: Sheet) -> None:
    by = actor(cast.acting_superior)
    make_pin(sheet, cast.acting_superior, "Terbit bersama hasil.")
    make_rating(sheet, cast.acting_superior, received_at=NOON - timedelta(1))
    services.pin(sheet.pk, note(), by=by, at=NOON)

    def texts(person: Employee) -> list[tuple[str, bool]]:
        facts = sheet_page(actor(person), sheet.pk, NOON).facts
        return sorted((fact.text, fact.waits) for fact in facts)

    told = [("Terbit bersama hasil.", False)]
    assert texts(cast.acting_superior) == [("Panduan dipakai.", True), *told]
    assert texts(cast.maria) == texts(cast.higher_superior) == told

    services.change_after_calibration(
        sheet.pk, result="ABOVE", behaviour="ABOVE", reason="Dibahas.", by=by, at=NOON
    )

    assert texts(cast.higher_superior) == [("Panduan dipakai.", False), *told]


def test_nothing_is_taken_off_under_review(cast: Cast, sheet: Sheet) -> None:
    make_rating(sheet, cast.acting_superior)
    by = actor(cast.acting_superior)
    pin = services.pin(sheet.pk, note(), by=by, at=NOON)
    Sheet.objects.update(objected_at=NOON)

    assert refused(services.unpin, sheet.pk, pin.pk, by=by, at=NOON) == "evaluation.under_review"
