"""Parts after a transfer, paper, excuses, final results, and what objections tell."""

from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.core.actor import system
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents.services.papers import EvaluationRecord
from noken.evaluation import services
from noken.evaluation.exports.papers import RECORD, printables
from noken.evaluation.models import Part, Pin, Rating, Sheet, Step
from noken.evaluation.queries import decided_facts, sheet_page, unfinished_notice
from noken.evaluation.services import DecidedFact, PartDraft, Settled, Verdict
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_evaluation import make_period, make_rating, make_self, make_sheet, split_sheet

SYSTEM = system(TODAY)


@pytest.fixture
def sheet(cast: Cast) -> Sheet:
    found = make_sheet(cast.maria, make_period(), superior=cast.superior)
    make_self(found)
    return found


@pytest.fixture
def published(cast: Cast, sheet: Sheet) -> Sheet:
    make_rating(sheet, cast.acting_superior)
    return sheet


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)  # type: ignore[operator]  # a service
    return refusal.value.code


def told(part: Part, **more: object) -> PartDraft:
    values = {"part_id": part.pk, "result": "AS", "behaviour": "AS", "note": "Rapi dan tepat."}
    return PartDraft(**{**values, **more})  # type: ignore[arg-type]  # its fields


def test_an_earlier_superior_closes_the_own_part(cast: Cast, sheet: Sheet) -> None:
    part = split_sheet(sheet, date(2026, 8, 15), cast.former_superior)

    services.close_part(sheet.pk, told(part), by=actor(cast.former_superior), at=NOON)

    part.refresh_from_db()
    assert (part.result, part.note, part.closed_at) == ("AS", "Rapi dan tepat.", NOON)
    assert part.closed_by == cast.former_superior
    assert sheet.steps.filter(kind=Step.Kind.PART_CLOSED).count() == 1
    assert Entry.objects.filter(action="PartClosed", subject_id=cast.maria.pk).count() == 1


def test_a_part_is_closed_once_and_only_by_its_superior(cast: Cast, sheet: Sheet) -> None:
    part = split_sheet(sheet, date(2026, 8, 15), cast.former_superior)
    elias = actor(cast.former_superior)

    for who in ("acting_superior", "peer", "owner", "personnel"):
        code = refused(
            services.close_part, sheet.pk, told(part), by=actor(getattr(cast, who)), at=NOON
        )
        assert code == "evaluation.not_your_part", who
    services.close_part(sheet.pk, told(part), by=elias, at=NOON)

    code = refused(services.close_part, sheet.pk, told(part), by=elias, at=NOON)
    assert code == "evaluation.not_your_part"


def test_who_led_the_last_part_and_no_longer_rates_may_tell_the_rater(
    cast: Cast, sheet: Sheet
) -> None:
    """Yohana led all of it and is away: Naomi rates and reads what Yohana leaves."""
    last = sheet.parts.get()

    services.close_part(sheet.pk, told(last), by=actor(cast.superior), at=NOON)

    last.refresh_from_db()
    assert last.closed_by == cast.superior


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"result": ""}, "evaluation.no_rating"),
        ({"note": " "}, "evaluation.reason_missing"),
        ({"note": "x" * 4001}, "evaluation.too_long"),
    ],
)
def test_a_part_is_closed_with_ratings_and_words(
    cast: Cast, sheet: Sheet, more: dict[str, object], code: str
) -> None:
    part = split_sheet(sheet, date(2026, 8, 15), cast.former_superior)
    by = actor(cast.former_superior)

    assert refused(services.close_part, sheet.pk, told(part, **more), by=by, at=NOON) == code


def test_a_result_handed_over_on_paper_is_received_that_day(cast: Cast, published: Sheet) -> None:
    day = TODAY - timedelta(0)

    services.receive_on_paper(
        published.pk, day=day, witness="Frans Rumbiak", by=actor(cast.admin_opd), at=NOON
    )

    published.refresh_from_db()
    assert published.received_at == NOON
    assert published.receipt_note == "Frans Rumbiak"
    assert "Frans Rumbiak" in Entry.objects.get(action="ResultReceived").reason


@pytest.mark.parametrize(
    ("day", "witness", "code"),
    [
        (TODAY + timedelta(1), "Frans", "evaluation.paper_day"),
        (TODAY - timedelta(60), "Frans", "evaluation.paper_day"),
        (TODAY, " ", "evaluation.reason_missing"),
    ],
)
def test_paper_needs_a_possible_day_and_a_witness(
    cast: Cast, published: Sheet, day: date, witness: str, code: str
) -> None:
    by = actor(cast.admin_opd)

    found = refused(
        services.receive_on_paper, published.pk, day=day, witness=witness, by=by, at=NOON
    )

    assert found == code


@pytest.mark.parametrize("who", ["owner", "acting_superior", "admin_other", "peer"])
def test_only_keepers_of_the_personnel_hand_over(cast: Cast, published: Sheet, who: str) -> None:
    by = actor(getattr(cast, who))

    code = refused(
        services.receive_on_paper, published.pk, day=TODAY, witness="Frans", by=by, at=NOON
    )

    assert code == "evaluation.not_keeper"


def test_what_was_opened_is_not_handed_over_again(cast: Cast, published: Sheet) -> None:
    services.receive(published.pk, by=actor(cast.maria), at=NOON)
    by = actor(cast.admin_opd)

    code = refused(
        services.receive_on_paper, published.pk, day=TODAY, witness="Frans", by=by, at=NOON
    )

    assert code == "evaluation.already_received"


@pytest.mark.parametrize("who", ["admin_opd", "personnel"])
def test_a_long_absence_is_excused_with_its_reason_and_taken_back(
    cast: Cast, sheet: Sheet, who: str
) -> None:
    by = actor(getattr(cast, who))

    services.excuse(sheet.pk, reason="Cuti besar, SK 800/12.", by=by, at=NOON)

    sheet.refresh_from_db()
    assert (sheet.status, sheet.excuse) == ("EXCUSED", "Cuti besar, SK 800/12.")
    services.include(sheet.pk, by=by, at=NOON)
    sheet.refresh_from_db()
    assert (sheet.status, sheet.excuse) == ("ASSESSED", "")


def test_the_rater_excuses_only_who_has_not_sent_the_own_view(cast: Cast, sheet: Sheet) -> None:
    """Else a superior could leave somebody who worked all year without a grade to object to."""
    silent = make_sheet(cast.peer, sheet.period, superior=cast.superior)
    naomi, why = actor(cast.acting_superior), "Cuti besar."

    assert refused(services.excuse, sheet.pk, reason=why, by=naomi, at=NOON) == (
        "evaluation.not_keeper"
    )
    services.excuse(silent.pk, reason=why, by=naomi, at=NOON)
    services.include(silent.pk, by=naomi, at=NOON)

    assert Sheet.objects.get(pk=silent.pk).status == "OPEN"
    assert sheet_page(naomi, silent.pk, NOON).may_excuse
    assert not sheet_page(naomi, sheet.pk, NOON).may_excuse
    assert sheet_page(actor(cast.admin_opd), sheet.pk, NOON).may_excuse


def test_an_excuse_needs_words_and_a_person_who_may(cast: Cast, sheet: Sheet) -> None:
    admin, owner = actor(cast.admin_opd), actor(cast.maria)

    assert refused(services.excuse, sheet.pk, reason=" ", by=admin, at=NOON) == (
        "evaluation.reason_missing"
    )
    assert refused(services.excuse, sheet.pk, reason="Cuti", by=owner, at=NOON) == (
        "evaluation.not_keeper"
    )
    assert refused(services.include, sheet.pk, by=admin, at=NOON) == "evaluation.not_now"


def test_a_published_result_is_not_excused(cast: Cast, published: Sheet) -> None:
    by = actor(cast.personnel)

    code = refused(services.excuse, published.pk, reason="Cuti", by=by, at=NOON)

    assert code == "evaluation.not_now"


def test_received_results_become_final_in_one_go(cast: Cast) -> None:
    period = make_period()
    ready = make_sheet(cast.maria, period)
    make_rating(ready, cast.acting_superior, received_at=NOON - timedelta(2))
    unopened = make_sheet(cast.peer, period)
    make_rating(unopened, cast.acting_superior)
    reviewed = make_sheet(cast.acting_superior, period)
    make_rating(reviewed, cast.superior, received_at=NOON - timedelta(2))
    reviewed.objected_at = NOON
    reviewed.save()
    waiting = make_sheet(cast.superior, period, unit=cast.section)
    every = [ready.pk, unopened.pk, reviewed.pk, waiting.pk]

    assert unfinished_notice(TODAY + timedelta(1)) == [ready.pk]
    assert services.finalize(every, by=SYSTEM, at=NOON) == [ready.pk]

    ready.refresh_from_db()
    assert (ready.status, ready.final_at) == ("FINAL", NOON)
    assert ready.steps.filter(kind=Step.Kind.FINAL).count() == 1
    assert Entry.objects.filter(action="GradeConfirmed").count() == 1
    assert services.finalize(every, by=SYSTEM, at=NOON) == []
    assert unfinished_notice(TODAY - timedelta(30)) == []


def test_a_rater_makes_nothing_final(cast: Cast, published: Sheet) -> None:
    by = actor(cast.acting_superior)

    assert refused(services.finalize, [published.pk], by=by, at=NOON) == "evaluation.keeper_only"


def test_bkpsdm_never_makes_the_own_result_final(cast: Cast) -> None:
    own = make_sheet(cast.personnel, make_period())
    make_rating(own, cast.bupati, received_at=NOON - timedelta(2))

    assert services.finalize([own.pk], by=actor(cast.personnel), at=NOON) == []


def test_a_noted_objection_holds_the_result_until_it_is_dropped(
    cast: Cast, published: Sheet
) -> None:
    above = actor(cast.higher_superior)
    services.note_objection(published.pk, by=above, at=NOON)

    assert refused(services.note_objection, published.pk, by=above, at=NOON) == (
        "evaluation.under_review"
    )
    services.drop_objection(published.pk, by=actor(cast.maria), at=NOON)

    published.refresh_from_db()
    assert published.objected_at is None
    assert refused(services.drop_objection, published.pk, by=above, at=NOON) == (
        "evaluation.no_objection"
    )


def test_there_is_nothing_to_object_to_before_the_result(cast: Cast, sheet: Sheet) -> None:
    code = refused(services.note_objection, sheet.pk, by=actor(cast.maria), at=NOON)

    assert code == "evaluation.not_now"


def settle(sheet: Sheet, cast: Cast, who: str = "higher_superior", **more: object) -> Settled:
    verdict = Verdict(**{"reason": "Bukti menunjukkan demikian.", **more})  # type: ignore[arg-type]  # its fields
    return services.settle(sheet.pk, verdict, by=actor(getattr(cast, who)), at=NOON)


@pytest.mark.parametrize("final", [False, True])
def test_a_decision_that_keeps_the_result_makes_it_final(
    cast: Cast, sheet: Sheet, final: bool
) -> None:
    before = make_rating(sheet, cast.acting_superior, final=final)
    services.note_objection(sheet.pk, by=actor(cast.higher_superior), at=NOON)

    assert settle(sheet, cast).rating == before

    sheet.refresh_from_db()
    assert (sheet.status, sheet.final_at, sheet.objected_at) == ("FINAL", NOON, None)
    assert Entry.objects.filter(action="ResultSettled").count() == 1
    assert Entry.objects.filter(action="GradeConfirmed").count() == 1


def test_a_decision_that_changes_the_result_is_a_rating_of_its_own(
    cast: Cast, published: Sheet
) -> None:
    before = Rating.objects.get()
    services.note_objection(published.pk, by=actor(cast.higher_superior), at=NOON)

    rating = settle(published, cast, result="ABOVE", behaviour="ABOVE", fact=fact()).rating

    before.refresh_from_db()
    assert (rating.origin, rating.grade) == ("OBJECTION", "VERY_GOOD")
    assert (before.replaced_at, rating.evidence) == (NOON, before.evidence)


def fact(day: date | None = date(2026, 8, 14), text: str = "Panduannya dipakai.") -> DecidedFact:
    return DecidedFact(key=uuid7(NOON), day=day, text=text)


def test_another_grade_than_baik_rests_on_a_dated_fact_that_is_kept_shown_and_printed(
    cast: Cast, published: Sheet
) -> None:
    services.note_objection(published.pk, by=actor(cast.higher_superior), at=NOON)

    settle(published, cast, result="ABOVE", behaviour="ABOVE", fact=fact())

    pin = Pin.objects.get(sheet=published, side="DECIDER")
    assert (pin.day, pin.content, pin.by) == (
        date(2026, 8, 14),
        {"text": "Panduannya dipakai."},
        cast.higher_superior,
    )
    assert decided_facts([published.pk]) == {published.pk: (pin.day, "Panduannya dipakai.")}
    (shown,) = sheet_page(actor(cast.acting_superior), published.pk, NOON).facts
    assert (shown.side, shown.of_rater, shown.may_remove) == ("Pemutus keberatan", False, False)
    record = printables(actor(cast.acting_superior), RECORD, [published.pk])[published.pk].data
    assert isinstance(record, EvaluationRecord)
    assert [(each.on, each.text, each.source) for each in record.facts] == [
        (pin.day, "Panduannya dipakai.", "Catatan bertanggal, disebut dalam putusan keberatan")
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (None, "evaluation.no_fact"),
        (fact(text=" "), "evaluation.reason_missing"),
        (fact(day=None), "evaluation.fact_day"),
        (fact(day=date(2026, 10, 1)), "evaluation.fact_day"),
    ],
)
def test_without_such_a_fact_nothing_is_decided(
    cast: Cast, published: Sheet, given: DecidedFact | None, code: str
) -> None:
    services.note_objection(published.pk, by=actor(cast.higher_superior), at=NOON)

    more = {"result": "ABOVE", "behaviour": "ABOVE", "fact": given}
    assert refused(settle, published, cast, **more) == code
    assert Rating.objects.get().replaced_at is None


@pytest.mark.parametrize(
    ("who", "more", "code"),
    [
        ("owner", {}, "evaluation.not_to_settle"),
        ("acting_superior", {}, "evaluation.not_to_settle"),
        ("higher_superior", {"reason": ""}, "evaluation.reason_missing"),
        ("higher_superior", {"result": "SUPER"}, "evaluation.no_rating"),
    ],
)
def test_a_decision_is_of_a_third_person_with_a_reason(
    cast: Cast, published: Sheet, who: str, more: dict[str, object], code: str
) -> None:
    services.note_objection(published.pk, by=actor(cast.higher_superior), at=NOON)

    assert refused(settle, published, cast, who, **more) == code


def test_without_an_objection_there_is_nothing_to_decide(cast: Cast, published: Sheet) -> None:
    assert refused(settle, published, cast) == "evaluation.no_objection"
