"""Notes to people, their answers, and the dated duty to report."""

import pytest

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.work import access
from noken.work.models import Feedback, FeedbackReply
from noken.work.services import (
    FeedbackDraft,
    answer_feedback,
    give_feedback,
    read_feedback,
)
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_work import make_feedback, make_report


def note(cast: Cast, **changed: object) -> FeedbackDraft:
    values = {"key": uuid7(NOON), "person_id": cast.maria.pk, "text": "Foto jelas."}
    return FeedbackDraft(**{**values, **changed})  # type: ignore[arg-type]  # its fields


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Refused) as refusal:
        act(*args, **more)  # type: ignore[operator]  # a service
    return refusal.value.code


def test_a_superior_and_a_colleague_may_speak(cast: Cast) -> None:
    report = make_report(cast.maria)

    above = give_feedback(
        note(cast, report_id=report.pk, value="ACCOUNTABLE"),
        by=actor(cast.higher_superior),
        at=NOON,
    )
    beside = give_feedback(note(cast, text=" Membantu sekali "), by=actor(cast.peer), at=NOON)

    assert (above.report_id, above.value, above.by) == (
        report.pk,
        "ACCOUNTABLE",
        cast.higher_superior,
    )
    assert beside.text == "Membantu sekali"
    entries = Entry.objects.filter(action="FeedbackGiven", subject_id=cast.maria.pk)
    assert entries.count() == 2


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owner", False),
        ("superior", True),
        ("higher_superior", True),
        ("acting_superior", True),
        ("former_superior", False),
        ("peer", True),
        ("admin_opd", False),
        ("personnel", False),
        ("anonymous", False),
    ],
)
def test_who_may_give_feedback(cast: Cast, who: str, expected: bool) -> None:
    assert access.can_feedback(actor(getattr(cast, who)), cast.maria.pk) is expected


def test_the_same_note_again_is_one_note(cast: Cast) -> None:
    sent = note(cast)

    rows = [give_feedback(sent, by=actor(cast.peer), at=NOON) for _ in range(2)]

    assert rows[0].pk == rows[1].pk
    assert Entry.objects.filter(action="FeedbackGiven").count() == 1


def test_why_a_note_is_refused(cast: Cast) -> None:
    report, other = make_report(cast.maria), make_report(cast.peer)
    peer = actor(cast.peer)
    cases = [
        (note(cast), actor(cast.admin_other), "feedback.not_allowed"),
        (note(cast), actor(cast.maria), "feedback.not_allowed"),
        (note(cast), actor(None), "work.no_person"),
        (note(cast, text=" "), peer, "feedback.empty"),
        (note(cast, value="BRAVE"), peer, "feedback.unknown_value"),
        (note(cast, report_id=report.pk), peer, "feedback.unknown_report"),
        (note(cast, report_id=other.pk), actor(cast.yohana), "feedback.unknown_report"),
    ]

    for sent, by, code in cases:
        assert refused(give_feedback, sent, by=by, at=NOON) == code
    assert not Feedback.objects.exists()


def test_answering_counts_as_reading_and_is_one_answer(cast: Cast) -> None:
    row = make_feedback(cast.maria, cast.yohana)
    key = uuid7(NOON)

    for _ in range(2):
        answer_feedback(row.pk, key=key, text="", done=True, by=actor(cast.maria), at=NOON)
    answer_feedback(
        row.pk, key=uuid7(NOON), text=" Siap ", done=False, by=actor(cast.maria), at=NOON
    )

    row.refresh_from_db()
    assert row.read_at == NOON
    assert [(r.text, r.done) for r in FeedbackReply.objects.order_by("text")] == [
        ("", True),
        ("Siap", False),
    ]
    entry = Entry.objects.filter(action="FeedbackAnswered")[0]
    assert entry.ids["giver"] == cast.yohana.pk


def test_why_an_answer_is_refused(cast: Cast) -> None:
    row = make_feedback(cast.maria, cast.yohana)

    def why(person: object, text: str, *, done: bool = False) -> str:
        by = actor(person)  # type: ignore[arg-type]  # one of the cast
        return refused(
            answer_feedback, row.pk, key=uuid7(NOON), text=text, done=done, by=by, at=NOON
        )

    assert why(cast.peer, "Siap") == "feedback.not_yours"
    assert why(cast.maria, " ") == "feedback.empty"
    assert why(cast.maria, "a" * 2001, done=True) == "feedback.too_long"


def test_reading_marks_ones_own_unread_notes_once(cast: Cast) -> None:
    mine, theirs = make_feedback(cast.maria, cast.yohana), make_feedback(cast.peer, cast.yohana)
    ids = [mine.pk, theirs.pk]

    counts = [read_feedback(ids, by=actor(cast.maria), at=NOON) for _ in range(2)]

    assert counts == [1, 0]
    assert Entry.objects.filter(action="FeedbackRead").count() == 1
    theirs.refresh_from_db()
    assert theirs.read_at is None
