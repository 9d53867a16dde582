"""The dialogue: one test per exit of its services, and who reads what."""

from uuid import UUID

import pytest
from django.http import Http404

from noken.audit.models import Entry
from noken.core.uuid7 import uuid7
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.organization.tests.refusals import refused
from noken.planning import queries, rules, services
from noken.planning.models import DialogueNote, Indicator, Plan, Revision
from noken.planning.queries.dialogue import Dialogue
from noken.planning.rules import Proposal, Targets
from noken.planning.services import NoteDraft
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import FULL, content_now, make_annex_line, make_note, make_plan

pytestmark = pytest.mark.django_db
Status = Revision.Status
MORE: Targets = (FULL[0], FULL[1], FULL[2], FULL[3] + 6)


def line_of(plan: Plan) -> str:
    return f"INDICATOR:{Indicator.objects.get(result__revision__plan=plan).key}"


def say(
    plan: Plan,
    by: Employee,
    text: str = "Bisa kita naikkan ke 48?",
    *,
    line: str = "PLAN:",
    key: UUID | None = None,
    targets: Targets | None = None,
) -> DialogueNote:
    draft = NoteDraft(key=key or uuid7(NOON), line=line, text=text, targets=targets)
    return services.add_note(plan.pk, draft, by=actor(by), at=NOON)


def talk(plan: Plan, reader: Employee, line: str = "") -> Dialogue:
    found = queries.plan_page(actor(reader), plan.pk, talking=line).dialogue
    assert found is not None
    return found


# Saying


def test_a_note_stays_beside_its_line_with_the_words_of_then(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    note = say(plan, cast.acting_superior, line=line_of(plan))

    assert (note.about, note.line_text) == ("INDICATOR", "Sekolah dengan data valid")
    assert Entry.objects.get().action == "DialogueNoteAdded"
    told = Notice.objects.get()
    assert told.person_id == cast.owner.pk
    assert "naikkan" not in told.text


def test_the_superior_hears_of_the_owners_note(cast: Cast) -> None:
    say(make_plan(cast.owner, status=Status.SUBMITTED), cast.owner)

    assert Notice.objects.get().person_id == cast.acting_superior.pk


def test_a_note_sent_twice_is_said_once(cast: Cast) -> None:
    plan, key = make_plan(cast.owner), uuid7(NOON)

    notes = [say(plan, cast.owner, key=key).pk for _ in range(2)]

    assert notes[0] == notes[1]
    assert DialogueNote.objects.count() == 1
    assert Entry.objects.count() == 1


def test_the_key_of_anothers_note_is_refused(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    note = say(plan, cast.owner)

    with refused("plan.foreign_note"):
        say(plan, cast.acting_superior, key=note.key)


@pytest.mark.parametrize("who", ["peer", "superior", "personnel", "admin_opd"])
def test_only_the_two_sides_speak(cast: Cast, who: str) -> None:
    with refused("plan.not_in_dialogue"):
        say(make_plan(cast.owner), getattr(cast, who))


def test_a_line_the_speaker_cannot_see_is_refused(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)

    with refused("plan.unknown_line"):
        say(plan, cast.acting_superior, line=line_of(plan))
    assert say(plan, cast.owner, line=line_of(plan)).pk


@pytest.mark.parametrize(("text", "code"), [(" ", "empty"), ("a" * 2001, "too_long")])
def test_a_note_says_something_and_not_too_much(cast: Cast, text: str, code: str) -> None:
    with refused(f"plan.note_{code}"):
        say(make_plan(cast.owner), cast.owner, text)


def test_an_answer_beside_a_line_reads_what_the_other_side_said_there(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    here = make_note(plan, cast.acting_superior, line=line_of(plan))
    elsewhere = make_note(plan, cast.acting_superior)

    say(plan, cast.owner, "Bisa, Bu.", line=line_of(plan))

    here.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (here.read_at, elsewhere.read_at) == (NOON, None)


# Reading


def test_each_side_reads_what_the_other_said(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    theirs, own = make_note(plan, cast.acting_superior), make_note(plan, cast.owner)

    counts = [
        services.read_notes(plan.pk, [theirs.pk, own.pk], by=actor(cast.owner), at=NOON)
        for _ in range(2)
    ]

    own.refresh_from_db()
    assert (counts, own.read_at) == ([1, 0], None)
    assert Entry.objects.filter(action="DialogueNotesRead").count() == 1


def test_nobody_else_marks_notes_as_read(cast: Cast) -> None:
    plan = make_plan(cast.owner)

    with refused("plan.not_in_dialogue"):
        services.read_notes(plan.pk, [], by=actor(cast.superior), at=NOON)


@pytest.mark.parametrize("who", ["superior", "personnel", "admin_opd"])
def test_other_readers_of_the_plan_do_not_see_the_dialogue(cast: Cast, who: str) -> None:
    plan = make_plan(cast.owner)
    note = make_note(plan, cast.owner)
    reader = getattr(cast, who)

    assert queries.plan_page(actor(reader), plan.pk).dialogue is None
    with pytest.raises(Http404):
        queries.get_note(actor(reader), note.pk)


def test_a_line_shows_its_whole_result_and_the_plan_shows_everything(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    annex = make_annex_line(plan)
    result = f"RESULT:{plan.revisions.get().results.get().key}"
    about = {
        line: make_note(plan, cast.owner, line=line).pk
        for line in ("PLAN:", result, line_of(plan), "VALUE:LOYAL", f"ANNEX:{annex.key}")
    }

    def shown(line: str) -> set[int]:
        return {note.id for note in talk(plan, cast.acting_superior, line).notes}

    assert shown("") == set(about.values())
    assert shown(line_of(plan)) == shown(result) == {about[result], about[line_of(plan)]}
    assert shown("VALUE:LOYAL") == {about["VALUE:LOYAL"]}
    assert shown("INDICATOR:gone") == set(about.values())


def test_what_is_new_differs_for_each_side(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    make_note(plan, cast.acting_superior)
    make_note(plan, cast.owner, read_at=NOON)

    owner, superior = talk(plan, cast.owner, "PLAN:"), talk(plan, cast.acting_superior)

    assert [(n.is_mine, n.is_new, n.is_read) for n in owner.notes] == [
        (False, True, False),
        (True, False, True),
    ]
    assert (owner.total.new, superior.total.new) == (1, 0)


def test_a_note_keeps_the_words_of_a_line_that_was_changed_or_removed(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    make_note(plan, cast.owner, line=line_of(plan), line_text="Sekolah bersertifikat")
    make_note(plan, cast.owner, line=f"RESULT:{UUID(int=5)}", line_text="Hasil lama")

    notes = talk(plan, cast.owner, "PLAN:").notes

    assert [n.line_text for n in notes] == ["Sekolah bersertifikat", "Hasil lama"]
    assert notes[1].line_name == "Hasil kerja yang dihapus"


# Proposals


def propose(plan: Plan, cast: Cast) -> DialogueNote:
    proposal = Proposal(targets=MORE, was="42 sekolah setahun")
    return make_note(plan, cast.acting_superior, line=line_of(plan), proposed=proposal)


def test_a_superior_proposes_targets_with_what_they_were(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    note = say(plan, cast.acting_superior, "Enam sekolah baru", line=line_of(plan), targets=MORE)

    proposal = rules.proposal_from_json(note.proposed)
    assert proposal.targets == MORE
    assert proposal.was.startswith("42 sekolah")
    assert "mengusulkan" in Notice.objects.get().text


@pytest.mark.parametrize("line", ["PLAN:", "own"])
def test_only_a_superior_proposes_and_only_for_an_indicator(cast: Cast, line: str) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by = cast.owner if line == "own" else cast.acting_superior

    with refused("plan.not_superiors_proposal"):
        say(plan, by, line=line_of(plan) if line == "own" else line, targets=MORE)


def test_an_accepted_proposal_is_in_the_draft_and_its_author_hears(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.RETURNED)
    note = propose(plan, cast)

    services.answer_proposal(note.pk, accept=True, by=actor(cast.owner), at=NOON)

    assert content_now(plan).results[0].indicators[0].targets == MORE
    note.refresh_from_db()
    assert (note.answer, note.read_at) == ("ACCEPTED", NOON)
    assert plan.revisions.get().saved_at == NOON
    assert {e.action for e in Entry.objects.all()} == {"PlanDraftSaved", "ProposalAnswered"}
    assert Notice.objects.get().person_id == cast.acting_superior.pk


def test_a_declined_proposal_leaves_the_draft(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    before = content_now(plan)

    services.answer_proposal(propose(plan, cast).pk, accept=False, by=actor(cast.owner), at=NOON)

    assert content_now(plan) == before


def test_a_proposal_is_answered_once_and_by_the_owner(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    note = propose(plan, cast)

    with refused("plan.not_yours"):
        services.answer_proposal(note.pk, accept=True, by=actor(cast.acting_superior), at=NOON)
    services.answer_proposal(note.pk, accept=False, by=actor(cast.owner), at=NOON)
    with refused("plan.no_proposal"):
        services.answer_proposal(note.pk, accept=True, by=actor(cast.owner), at=NOON)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED])
def test_a_proposal_cannot_be_taken_up_while_the_plan_is_closed(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status)

    with refused("plan.not_draft"):
        services.answer_proposal(propose(plan, cast).pk, accept=True, by=actor(cast.owner), at=NOON)


def test_a_proposal_for_a_removed_indicator_is_refused(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    note = propose(plan, cast)
    Indicator.objects.all().delete()

    with refused("plan.line_gone"):
        services.answer_proposal(note.pk, accept=True, by=actor(cast.owner), at=NOON)


def test_promised_support_is_accepted_into_the_annex(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.RETURNED)
    draft = NoteDraft(key=uuid7(NOON), line="PLAN:", text="", support=" Kendaraan   dinas ")
    note = services.add_note(plan.pk, draft, by=actor(cast.acting_superior), at=NOON)

    services.answer_proposal(note.pk, accept=True, by=actor(cast.owner), at=NOON)

    annex = content_now(plan).annex
    assert [(line.section, line.text) for line in annex] == [("RESOURCES", "Kendaraan dinas")]
    (shown,) = talk(plan, cast.acting_superior).notes
    assert shown.proposal is not None
    assert (shown.proposal.support, shown.proposal.is_accepted) == ("Kendaraan dinas", True)


def test_an_annex_that_is_full_takes_no_more_support(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.RETURNED)
    for number in range(rules.MAX_ANNEX):
        make_annex_line(plan, f"Dukungan {number}")
    note = make_note(plan, cast.acting_superior, proposed=Proposal(support="Satu lagi"))

    with refused("plan.too_many"):
        services.answer_proposal(note.pk, accept=True, by=actor(cast.owner), at=NOON)


@pytest.mark.parametrize(
    ("who", "support", "code"),
    [
        ("owner", "Kendaraan", "plan.not_superiors_proposal"),
        ("acting_superior", "a" * 401, "plan.support_too_long"),
    ],
)
def test_only_a_superior_promises_and_in_few_words(
    cast: Cast, who: str, support: str, code: str
) -> None:
    plan = make_plan(cast.owner)
    draft = NoteDraft(key=uuid7(NOON), line="PLAN:", text="Siap", support=support)

    with refused(code):
        services.add_note(plan.pk, draft, by=actor(getattr(cast, who)), at=NOON)


# What waits


def test_unread_notes_wait_for_the_other_side_only(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    make_note(plan, cast.acting_superior)
    make_note(plan, cast.acting_superior)
    proposal = Proposal(targets=MORE, was="42")
    make_note(plan, cast.acting_superior, line=line_of(plan), proposed=proposal)
    other = make_plan(cast.peer)
    make_note(other, cast.peer)

    owner = queries.talks_awaiting(actor(cast.owner))
    superior = queries.talks_awaiting(actor(cast.acting_superior))

    assert [(t.owner.id, t.is_own, t.notes, t.proposes) for t in owner] == [
        (cast.owner.pk, True, 3, True)
    ]
    assert [(t.owner.id, t.is_own, t.notes) for t in superior] == [(cast.peer.pk, False, 1)]
    assert queries.talks_awaiting(actor(cast.superior)) == []
