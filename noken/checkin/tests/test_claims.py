"""Filing claims: what counts at once, what waits, what is refused, and nothing twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from noken.attendance.models import Punch, Site
from noken.audit.models import Entry
from noken.checkin import services
from noken.checkin.models import Claim, ManualEntry, OfficePlace, PresenceCheck, Screen, WrongTry
from noken.checkin.ports import check_weights
from noken.checkin.rules import codes
from noken.checkin.rules.places import Point
from noken.checkin.services import ClaimDraft, Outcome
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_checkin import (
    OFFICE,
    Handset,
    digits_of,
    make_phone,
    make_screen,
    token_of,
)
from tests.world_work import photo

pytestmark = pytest.mark.usefixtures("screen")
INSIDE = Point(float(OFFICE[0]), float(OFFICE[1]), 10)
FAR = Point(-0.9, 134.1, 10)
RAW = (str(OFFICE[0]), str(OFFICE[1]), "10")


def draft(code: str = "", **more: object) -> ClaimDraft:
    return ClaimDraft(key=uuid7(NOON), code=code, **more)  # type: ignore[arg-type]  # fields of it


def at_the_place(handset: Handset | None = None, **more: object) -> ClaimDraft:
    made = draft(point=INSIDE, raw_point=RAW, **more)  # type: ignore[arg-type]  # as above
    if handset is None:
        return made
    signature = handset.sign(made.signed_text())
    return replace(made, signature=signature, signer=handset.phone.fingerprint)


def file(person: Employee, *drafts: ClaimDraft, at: datetime = NOON) -> list[Outcome]:
    return services.file_claims(drafts, by=actor(person), at=at)


def refusal_of(outcome: Outcome) -> str:
    assert outcome.refused is not None
    return outcome.refused.code


def punches_of(person: Employee) -> list[tuple[str, int]]:
    rows = Punch.objects.filter(employee=person).order_by("at")
    return [(row.recorder.kind, row.recorder.grade) for row in rows.select_related("recorder")]


# --- the code of the office ---


def test_a_scanned_code_is_a_presence_at_once(cast: Cast, screen: Screen) -> None:
    (outcome,) = file(cast.maria, draft(token_of(screen)))

    assert outcome.receipt is not None
    assert (outcome.grade, outcome.counts) == (3, True)
    assert punches_of(cast.maria) == [("PLACE", 3)]
    claim = Claim.objects.get()
    assert (claim.way, claim.step, claim.at) == ("QR", codes.step_of(NOON), NOON)
    punch = Punch.objects.get()
    assert (punch.at, punch.local_time) == (NOON, datetime(2026, 11, 24, 12, 0))  # noqa: DTZ001


def test_code_place_and_own_phone_are_grade_two(cast: Cast, screen: Screen) -> None:
    handset = make_phone(cast.maria)

    (outcome,) = file(cast.maria, at_the_place(handset, code=token_of(screen)))

    assert outcome.grade == 2
    assert punches_of(cast.maria) == [("CODE", 2)]
    assert Claim.objects.get().distance_m == 0


def test_typed_digits_do_the_same_without_camera(cast: Cast, screen: Screen) -> None:
    typed = digits_of(screen)

    (outcome,) = file(cast.maria, draft(f"{typed[:4]} {typed[4:]}"))

    assert outcome.counts
    assert Claim.objects.get().way == "TYPED"


def test_the_step_before_counts_and_the_one_before_that_does_not(
    cast: Cast, screen: Screen
) -> None:
    (before,) = file(cast.maria, draft(token_of(screen, NOON - timedelta(seconds=30))))
    (over,) = file(cast.maria, draft(token_of(screen, NOON - timedelta(seconds=60))))

    assert before.counts
    assert refusal_of(over) == "checkin.code_over"


def test_a_code_that_comes_later_counts_at_its_moment(cast: Cast, screen: Screen) -> None:
    seen_at, sent = NOON - timedelta(hours=3), NOON
    code = token_of(screen, seen_at)

    (outcome,) = file(cast.maria, draft(code, claimed_at=seen_at, sent_at=sent))

    assert outcome.counts
    assert Punch.objects.get().at == seen_at


def test_a_picture_of_the_code_used_hours_later_waits_for_a_second_person(
    cast: Cast, screen: Screen
) -> None:
    code = token_of(screen, NOON - timedelta(hours=8))

    (outcome,) = file(
        cast.maria, draft(code, claimed_at=NOON - timedelta(minutes=20), sent_at=NOON)
    )

    assert (outcome.grade, outcome.counts) == (4, False)
    assert not Punch.objects.exists()
    assert ManualEntry.objects.get().entered_by == cast.maria


def test_a_code_seen_outside_the_office_waits(cast: Cast, screen: Screen) -> None:
    (outcome,) = file(cast.maria, draft(token_of(screen), point=FAR, raw_point=("1", "2", "3")))

    assert outcome.grade == 4
    assert Claim.objects.get().inside is False


@pytest.mark.parametrize("code", ["12.58.AAAABBBBCCCCDDDD", "12345678", "kucing"])
def test_a_wrong_code_is_refused_and_counted(cast: Cast, code: str) -> None:
    (outcome,) = file(cast.maria, draft(code))

    assert refusal_of(outcome) == "checkin.wrong_code"
    assert WrongTry.objects.filter(employee=cast.maria).count() == 1
    assert not Claim.objects.exists()


def test_nobody_goes_on_guessing(cast: Cast, screen: Screen) -> None:
    outcomes = file(cast.maria, *(draft("12345678") for _ in range(12)))

    assert [refusal_of(outcome) for outcome in outcomes].count("checkin.too_many_tries") == 2
    (later,) = file(cast.maria, draft(token_of(screen)))
    assert refusal_of(later) == "checkin.too_many_tries"
    (again,) = file(
        cast.maria,
        draft(token_of(screen, NOON + timedelta(minutes=16))),
        at=NOON + timedelta(minutes=16),
    )
    assert again.counts


def test_the_code_of_one_screen_is_not_that_of_another(cast: Cast, screen: Screen) -> None:
    other = make_screen(screen.site, "Lantai 2", key=b"o" * 32, token="lain")
    _, step, code = token_of(screen).split(".")

    (outcome,) = file(cast.maria, draft(f"{other.pk}.{step}.{code}"))

    assert refusal_of(outcome) == "checkin.wrong_code"


def test_after_a_change_of_key_old_codes_count_for_then_and_not_for_now(
    cast: Cast, screen: Screen
) -> None:
    seen_at = NOON - timedelta(minutes=10)
    services.change_key(screen.pk, by=actor(cast.admin_opd), at=NOON - timedelta(minutes=5))

    then, now = file(
        cast.maria,
        draft(token_of(screen, seen_at), claimed_at=seen_at, sent_at=NOON),
        draft(token_of(screen)),
    )

    assert then.counts
    assert refusal_of(now) == "checkin.wrong_code"


def test_a_revoked_screen_shows_nothing_that_counts(cast: Cast, screen: Screen) -> None:
    services.revoke_screen(screen.pk, by=actor(cast.admin_opd), at=NOON - timedelta(minutes=5))

    (outcome,) = file(cast.maria, draft(token_of(screen)))

    assert refusal_of(outcome) == "checkin.wrong_code"


# --- the place ---


def test_inside_with_the_own_phone_counts_at_once(cast: Cast, site: Site) -> None:
    (outcome,) = file(cast.maria, at_the_place(make_phone(cast.maria)))

    assert (outcome.grade, outcome.site_id) == (3, site.pk)
    claim = Claim.objects.get()
    assert (claim.way, claim.inside, claim.latitude) == ("PLACE", True, OFFICE[0])


def test_inside_without_a_phone_of_ones_own_waits_for_a_second_person(cast: Cast) -> None:
    (outcome,) = file(cast.maria, at_the_place())

    assert outcome.grade == 4
    assert ManualEntry.objects.get().claim_id == outcome.key


def test_a_photo_that_is_asked_for_is_part_of_the_evidence(cast: Cast) -> None:
    OfficePlace.objects.update(photo_per_mille=1000)
    handset = make_phone(cast.maria)

    without, with_ = file(
        cast.maria, at_the_place(handset), at_the_place(handset, photo=photo("saya.jpg"))
    )

    assert (without.grade, with_.grade) == (4, 3)
    assert Claim.objects.get(pk=with_.key).photo_id is not None


def test_a_file_that_is_no_photo_refuses_the_claim(cast: Cast) -> None:
    bad = SimpleUploadedFile("saya.jpg", b"bukan foto", "image/jpeg")

    (outcome,) = file(cast.maria, at_the_place(make_phone(cast.maria), photo=bad))

    assert refusal_of(outcome).startswith("file.")
    assert not Claim.objects.exists()


def test_somebody_elses_phone_is_noted_and_is_no_evidence(cast: Cast) -> None:
    handset = make_phone(cast.peer)

    (outcome,) = file(cast.maria, at_the_place(handset))

    assert outcome.grade == 4
    assert Claim.objects.get().phone == handset.phone


def test_a_signature_over_other_words_is_no_evidence(cast: Cast) -> None:
    signed = at_the_place(make_phone(cast.maria))

    (outcome,) = file(cast.maria, replace(signed, raw_point=("-0.8", "134.0", "10")))

    assert outcome.grade == 4


def test_a_place_told_hours_later_waits(cast: Cast) -> None:
    late = at_the_place(make_phone(cast.maria), claimed_at=NOON - timedelta(hours=4), sent_at=NOON)

    (outcome,) = file(cast.maria, late)

    assert (outcome.grade, outcome.moment) == (4, NOON - timedelta(hours=4))


def test_a_statement_alone_waits_with_its_words(cast: Cast) -> None:
    (outcome,) = file(cast.maria, draft(note="Rapat di kampung Aimasi"))

    assert outcome.grade == 4
    entry = ManualEntry.objects.get()
    assert (entry.reason, entry.state) == ("Rapat di kampung Aimasi", "WAITING")


# --- once, together, with a trace ---


def test_the_same_claim_again_gets_its_receipt_and_adds_nothing(cast: Cast, screen: Screen) -> None:
    sent = draft(token_of(screen))
    (first,) = file(cast.maria, sent)

    (again,) = file(cast.maria, sent, at=NOON + timedelta(minutes=30))

    assert again.receipt == first.receipt
    assert not again.is_new
    assert (Claim.objects.count(), Punch.objects.count()) == (1, 1)


def test_the_same_key_with_other_content_is_refused(cast: Cast, screen: Screen) -> None:
    sent = draft(token_of(screen))
    file(cast.maria, sent)

    (outcome,) = file(cast.maria, replace(sent, note="lain"))

    assert refusal_of(outcome) == "receipt.changed"


def test_somebody_elses_key_gives_nothing_away(cast: Cast, screen: Screen) -> None:
    sent = draft(token_of(screen))
    file(cast.maria, sent)

    (outcome,) = file(cast.peer, sent)

    assert refusal_of(outcome) == "receipt.changed"
    assert not Punch.objects.filter(employee=cast.peer).exists()


def test_a_bad_claim_holds_up_no_other(cast: Cast, screen: Screen) -> None:
    bad, good = file(cast.maria, draft("12345678"), draft(token_of(screen)))

    assert bad.refused is not None
    assert good.receipt is not None


def test_too_many_at_once_are_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        file(cast.maria, *(draft() for _ in range(51)))

    assert refused.value.code == "claim.too_many"


def test_each_claim_leaves_a_line_in_the_journal(cast: Cast, screen: Screen) -> None:
    (outcome,) = file(cast.maria, draft(token_of(screen)))

    entry = Entry.objects.get(action="ClaimFiled")
    assert (entry.subject_id, entry.ids) == (cast.maria.pk, {"claim": str(outcome.key)})


def test_chance_asks_the_superior_about_some(
    cast: Cast, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noken.checkin.services._storing.CHECKED_PER_MILLE", 1000)

    file(cast.maria, draft(token_of(screen)), draft(note="Pernyataan"))

    check = PresenceCheck.objects.get()
    assert (check.employee, check.claim.grade) == (cast.maria, 3)


def test_chance_asks_more_or_less_often_about_some(
    cast: Cast, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("noken.checkin.services._storing.CHECKED_PER_MILLE", 1000)
    answers = [lambda people, _on: dict.fromkeys(people, 0)]
    monkeypatch.setattr(check_weights, "_answers", answers)

    file(cast.maria, draft(token_of(screen)))

    assert not PresenceCheck.objects.exists()


def test_points_keep_six_decimals(cast: Cast) -> None:
    near = Point(-0.86100049, 134.06200049, 10)

    file(cast.maria, draft(point=near, raw_point=("a", "b", "c")))

    claim = Claim.objects.get()
    assert (claim.latitude, claim.longitude) == (Decimal("-0.861000"), Decimal("134.062000"))
