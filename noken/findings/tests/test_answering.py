"""The person is told and answers; the direct superior of the day decides, row by row."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from noken.core.actor import system
from noken.core.errors import Refused
from noken.findings import queries, services
from noken.findings.models import Delivery, Finding, Reply, Row, RowStep
from noken.findings.ports import closed_above
from noken.findings.services import Handing
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_findings import make_finding, make_row, make_terms, reply_draft
from tests.world_work import photo

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
PAPER = Handing(on=TODAY, witness="Frans Rumbiak")


@pytest.fixture
def finding(cast: Cast) -> Finding:
    make_terms()
    return make_finding(cast.owner)


@pytest.fixture
def row(finding: Finding) -> Row:
    return make_row(finding, MONDAY)


@pytest.fixture
def closed() -> Iterator[None]:
    """An official has decided on everything."""
    wired = closed_above._answers
    closed_above.connect([lambda ids: dict.fromkeys(ids, NOON)])
    yield
    closed_above.connect(wired)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def told_at(person: Employee) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("kind", flat=True))


def test_opening_proves_the_notice_and_days_begin(cast: Cast, finding: Finding, row: Row) -> None:
    Row.objects.update(decide_by=TODAY)
    assert services.note_opened(finding.pk, by=actor(cast.owner), at=NOON) == 1

    row.refresh_from_db()
    assert (row.told_at, row.reply_by, row.decide_by) == (NOON, date(2026, 11, 27), None)
    assert Delivery.objects.get().way == "OPENED"
    assert not Notice.objects.exists()
    assert services.note_opened(finding.pk, by=actor(cast.owner), at=NOON) == 0
    assert Delivery.objects.count() == 1


def test_nobody_opens_it_for_the_person(cast: Cast, finding: Finding, row: Row) -> None:
    code = refused(lambda: services.note_opened(finding.pk, by=actor(cast.superior), at=NOON))

    row.refresh_from_db()
    assert (code, row.told_at) == ("finding.unknown", None)


@pytest.mark.parametrize("who", ["acting_superior", "personnel"])
def test_the_paper_is_handed_over_before_a_witness(
    cast: Cast, finding: Finding, row: Row, who: str
) -> None:
    services.hand_over(finding.pk, PAPER, by=actor(getattr(cast, who)), at=NOON)

    row.refresh_from_db()
    assert row.reply_by == date(2026, 11, 27)
    handed = Delivery.objects.get()
    assert (handed.way, handed.on, handed.witness) == ("PAPER", TODAY, "Frans Rumbiak")
    assert told_at(cast.owner) == ["FindingDelivered"]


@pytest.mark.parametrize(
    ("who", "handing", "code"),
    [
        ("higher_superior", PAPER, "finding.not_hander"),
        ("owner", PAPER, "finding.not_hander"),
        ("personnel", Handing(TODAY + timedelta(1), "Frans"), "finding.bad_day"),
        ("personnel", Handing(TODAY - timedelta(2), "Frans"), "finding.bad_day"),
        ("personnel", Handing(TODAY, " "), "finding.no_witness"),
        ("personnel", Handing(TODAY, "F" * 121), "finding.too_long"),
    ],
)
def test_a_paper_that_proves_nothing_is_refused(
    cast: Cast, finding: Finding, row: Row, who: str, handing: Handing, code: str
) -> None:
    by = actor(getattr(cast, who))

    assert refused(lambda: services.hand_over(finding.pk, handing, by=by, at=NOON)) == code

    row.refresh_from_db()
    assert row.told_at is None


def test_what_is_known_is_not_handed_over(cast: Cast, finding: Finding) -> None:
    make_row(finding, MONDAY, told=True)
    by = actor(cast.personnel)

    assert refused(lambda: services.hand_over(finding.pk, PAPER, by=by, at=NOON)) == (
        "finding.not_now"
    )


@pytest.mark.parametrize("state", ["ASKED", "LAPSED", "PROOF"])
def test_an_answer_waits_for_who_decides_and_does_not_count(
    cast: Cast, finding: Finding, state: str
) -> None:
    row = make_row(finding, MONDAY, state)
    draft = reply_draft(row, companion="Frans Rumbiak", files=(photo(),))

    said = services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON)

    row.refresh_from_db()
    assert (row.state, row.decide_by, row.proof_by) == ("REPLIED", date(2026, 12, 1), None)
    assert row.told_at is not None
    assert said.is_late is (state == "LAPSED")
    assert (said.companion, said.files.count()) == ("Frans Rumbiak", 1)
    assert "ReplyGiven" in told_at(cast.acting_superior)
    assert queries.facts_of([finding.pk])[finding.pk].counted == 0


def test_the_same_answer_twice_is_one(cast: Cast, finding: Finding, row: Row) -> None:
    draft = reply_draft(row)
    for _ in range(2):
        services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON)

    assert Reply.objects.count() == 1
    assert row.steps.filter(kind=RowStep.Kind.REPLIED).count() == 1


def test_the_same_key_with_other_words_is_refused(cast: Cast, finding: Finding, row: Row) -> None:
    draft = reply_draft(row)
    services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON)
    other = reply_draft(row, key=draft.key, text="Lain.")

    code = refused(lambda: services.reply(finding.pk, other, by=actor(cast.owner), at=NOON))

    assert code == "receipt.changed"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "  "}, "finding.empty"),
        ({"text": "a" * 4001}, "finding.too_long"),
        ({"row_ids": ()}, "finding.no_rows"),
        ({"row_ids": (0,)}, "finding.no_rows"),
        ({"files": tuple(range(6))}, "finding.too_many_files"),
    ],
)
def test_an_answer_without_what_it_needs_is_refused(
    cast: Cast, finding: Finding, row: Row, fields: dict[str, Any], code: str
) -> None:
    if "files" in fields:
        fields = {"files": tuple(photo() for _ in range(6))}
    draft = reply_draft(row, **fields)

    assert refused(lambda: services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON)) == code

    row.refresh_from_db()
    assert row.state == "ASKED"


@pytest.mark.parametrize(
    ("state", "rests", "code"),
    [
        ("HINT", False, "finding.not_now"),
        ("REPLIED", False, "finding.not_now"),
        ("ACCEPTED", False, "finding.not_now"),
        ("REFUSED", True, "finding.rests"),
        ("CLEARED", False, "finding.not_now"),
        ("ASKED", True, "finding.rests"),
    ],
)
def test_what_does_not_wait_for_the_person_is_not_answered(
    cast: Cast, finding: Finding, state: str, rests: bool, code: str
) -> None:
    row = make_row(finding, MONDAY, state, rests=rests)
    draft = reply_draft(row)

    assert refused(lambda: services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON)) == code


def test_without_leave_for_companions_none_is_named(cast: Cast) -> None:
    make_terms(companion=False)
    finding = make_finding(cast.owner)
    draft = reply_draft(make_row(finding, MONDAY), companion="Frans")

    code = refused(lambda: services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON))

    assert code == "finding.no_companion"


@pytest.mark.usefixtures("closed")
def test_after_an_official_decided_on_rows_no_answer_to_them_is_heard_here(
    cast: Cast, finding: Finding, row: Row
) -> None:
    lapsed = make_row(finding, MONDAY - timedelta(1), "LAPSED", reply_by=MONDAY)
    no = make_row(finding, MONDAY + timedelta(1), "REFUSED")
    me, by = actor(cast.owner), actor(cast.acting_superior)

    for late in (lapsed, no):
        answer = partial(services.reply, finding.pk, reply_draft(late), by=me, at=NOON)
        assert refused(answer) == "finding.closed"
    assert refused(lambda: services.reconsider(no.pk, "Benar.", by=by, at=NOON)) == "finding.closed"
    assert services.reply(finding.pk, reply_draft(row), by=me, at=NOON)


@pytest.mark.parametrize(
    ("verdict", "state", "counted"),
    [("ACCEPT", "ACCEPTED", 0), ("REFUSE", "REFUSED", 1), ("ASK_PROOF", "PROOF", 0)],
)
def test_who_stands_in_for_the_superior_decides_and_the_person_reads_why(
    cast: Cast, finding: Finding, verdict: str, state: str, counted: int
) -> None:
    row = make_row(finding, MONDAY, "REPLIED")
    by = actor(cast.acting_superior)

    services.decide(finding.pk, {row.pk: verdict}, "Ada surat desa.", by=by, at=NOON)

    row.refresh_from_db()
    assert row.state == state
    assert row.reason == ("" if state == "PROOF" else "Ada surat desa.")
    assert row.proof_by == (date(2026, 11, 27) if state == "PROOF" else None)
    assert row.steps.get(kind=state).note == "Ada surat desa."
    assert told_at(cast.owner) == ["FindingSettled"]
    assert queries.facts_of([finding.pk])[finding.pk].counted == Decimal(counted)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("superior", "finding.not_decider"),
        ("higher_superior", "finding.not_decider"),
        ("personnel", "finding.not_decider"),
        ("owner", "finding.not_decider"),
        ("peer", "finding.unknown"),
        ("former_superior", "finding.unknown"),
        ("admin_opd", "finding.unknown"),
    ],
)
def test_nobody_else_decides(cast: Cast, finding: Finding, who: str, code: str) -> None:
    row = make_row(finding, MONDAY, "REPLIED")
    by = actor(getattr(cast, who))
    verdicts = {row.pk: "REFUSE"}

    assert refused(lambda: services.decide(finding.pk, verdicts, "Tidak.", by=by, at=NOON)) == code

    row.refresh_from_db()
    assert row.state == "REPLIED"


@pytest.mark.parametrize(
    ("state", "verdict", "reason", "code"),
    [
        ("ASKED", "REFUSE", "Tidak.", "finding.not_now"),
        ("LAPSED", "ACCEPT", "Ya.", "finding.not_now"),
        ("REPLIED", "PUNISH", "Tidak.", "finding.no_verdict"),
        ("REPLIED", "REFUSE", " ", "finding.no_reason"),
        ("REPLIED", "REFUSE", "a" * 501, "finding.too_long"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(
    cast: Cast, finding: Finding, state: str, verdict: str, reason: str, code: str
) -> None:
    row = make_row(finding, MONDAY, state)
    by = actor(cast.acting_superior)
    verdicts = {row.pk: verdict}

    assert refused(lambda: services.decide(finding.pk, verdicts, reason, by=by, at=NOON)) == code


def test_a_decision_on_nothing_is_refused(cast: Cast, finding: Finding) -> None:
    by = actor(cast.acting_superior)

    assert refused(lambda: services.decide(finding.pk, {}, "Ya.", by=by, at=NOON)) == (
        "finding.no_rows"
    )
    assert refused(lambda: services.decide(0, {1: "ACCEPT"}, "Ya.", by=by, at=NOON)) == (
        "finding.unknown"
    )


def test_what_was_refused_is_taken_as_an_excuse_after_all(cast: Cast, finding: Finding) -> None:
    row = make_row(finding, MONDAY, "REFUSED", by=cast.superior)

    services.reconsider(row.pk, "Surat desa datang.", by=actor(cast.acting_superior), at=NOON)

    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("ACCEPTED", cast.acting_superior)


def test_only_refused_rows_are_reconsidered(cast: Cast, finding: Finding) -> None:
    row = make_row(finding, MONDAY, "LAPSED")
    by = actor(cast.acting_superior)

    assert refused(lambda: services.reconsider(row.pk, "Ya.", by=by, at=NOON)) == "finding.not_now"
    assert refused(lambda: services.reconsider(0, "Ya.", by=by, at=NOON)) == "finding.unknown"


def test_what_was_said_of_the_day_elsewhere_answers_here(
    cast: Cast, finding: Finding, row: Row
) -> None:
    other = make_row(finding, MONDAY + timedelta(1))

    count = services.note_said_elsewhere(
        cast.owner.pk, MONDAY, "Banjir.", "Keterangan hari", by=actor(cast.owner), at=NOON
    )

    row.refresh_from_db()
    other.refresh_from_db()
    assert (count, row.state, other.state) == (1, "REPLIED", "ASKED")
    assert (Reply.objects.get().elsewhere, row.told_at) == ("Keterangan hari", NOON)


@pytest.mark.parametrize("text", ["", "Banjir."])
def test_said_elsewhere_of_another_day_or_nothing_at_all_answers_nothing(
    cast: Cast, row: Row, text: str
) -> None:
    day = MONDAY + timedelta(3) if text else MONDAY

    count = services.note_said_elsewhere(
        cast.owner.pk, day, text, "Keterangan hari", by=actor(cast.owner), at=NOON
    )

    row.refresh_from_db()
    assert (count, row.state) == (0, "ASKED")


def test_facts_and_standing_say_what_counts(cast: Cast, finding: Finding) -> None:
    for number, state in enumerate(["LAPSED", "REFUSED", "ACCEPTED", "ASKED", "REPLIED", "HINT"]):
        make_row(finding, MONDAY - timedelta(7 * number), state)
    late = make_finding(cast.owner, code="HDR-07")
    make_row(late, MONDAY, "REFUSED", item="2026-1")

    facts = queries.facts_of([finding.pk, late.pk])
    standing = queries.standing_of([cast.owner.pk, cast.peer.pk], 2026)

    mine = standing[cast.owner.pk]
    assert (mine.counted, mine.blocks, mine.asked, mine.replied, mine.run) == (3, 1, 1, 1, 1)
    assert standing[cast.peer.pk].counted == 0
    assert facts[finding.pk].counted == Decimal(2)
    assert facts[finding.pk].rung == facts[late.pk].rung == "R1"
    assert facts[finding.pk].last_day == MONDAY


def test_days_in_a_row_go_by_the_person_s_own_workdays(cast: Cast, finding: Finding) -> None:
    saturday = MONDAY - timedelta(2)
    make_row(finding, saturday, "LAPSED")
    make_row(finding, MONDAY, "LAPSED", facts={"after": saturday.isoformat()})
    make_row(finding, MONDAY + timedelta(1), "LAPSED")

    assert queries.standing_of([cast.owner.pk], 2026)[cast.owner.pk].run == 3


def test_an_account_without_a_person_opens_and_answers_nothing(finding: Finding, row: Row) -> None:
    by = system(TODAY)

    assert refused(lambda: services.note_opened(finding.pk, by=by, at=NOON)) == "finding.no_person"
    assert row.state == "ASKED"


def test_an_answer_needs_a_key_of_the_right_kind(cast: Cast, finding: Finding, row: Row) -> None:
    draft = reply_draft(row, key=uuid4())

    code = refused(lambda: services.reply(finding.pk, draft, by=actor(cast.owner), at=NOON))

    assert code == "receipt.bad_key"
