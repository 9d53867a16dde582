"""Who knows of an objection, who reads its words, and what each list shows to whom."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.http import Http404

from noken.core.actor import Role, system
from noken.core.tally import counted
from noken.documents.services import take_files
from noken.objections import access, queries
from noken.objections.models import Attachment, Hearing, Objection
from noken.objections.queries import deciders
from noken.objections.rules import flow
from noken.organization.models import Employee
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_objections import WHY, make_answer, make_grade, make_objection, new_key
from tests.world_work import photo

pytestmark = pytest.mark.django_db
READS, STATE = "reads", "state"
SEEN = {
    "FILED": {"owner": READS, "higher_superior": READS, "personnel": STATE, "inspectorate": STATE},
    "TAKEN": {
        "owner": READS,
        "superior": READS,
        "higher_superior": READS,
        "personnel": STATE,
        "inspectorate": STATE,
    },
    "DECIDED": {
        "owner": READS,
        "superior": READS,
        "higher_superior": READS,
        "personnel": STATE,
        "inspectorate": STATE,
    },
    "WITHDRAWN": {"owner": READS, "personnel": STATE, "inspectorate": STATE},
}


def objected(cast: Cast, status: str) -> Objection:
    sheet = make_grade(cast.owner, cast.superior)
    return make_objection(sheet, status=status, by=cast.higher_superior)


@pytest.mark.parametrize("status", SEEN)
def test_who_reads_who_follows_and_for_whom_there_is_nothing(cast: Cast, status: str) -> None:
    row = objected(cast, status)

    found = {}
    for name in STANDING_PEOPLE[:-2]:
        try:
            page = queries.objection_page(actor(getattr(cast, name)), row.pk, NOON)
        except Http404:
            continue
        assert (page.text == WHY) == page.standing.reads
        found[name] = READS if page.standing.reads else STATE

    assert found == SEEN[status]


def test_an_account_without_a_person_knows_of_none(cast: Cast) -> None:
    row = objected(cast, "TAKEN")

    with pytest.raises(Http404):
        queries.objection_page(system(TODAY), row.pk, NOON)


@pytest.mark.parametrize(
    ("status", "seen"),
    [("FILED", {"owner", "higher_superior"}), ("TAKEN", {"owner", "superior", "higher_superior"})],
)
def test_files_are_opened_by_who_reads_the_words(cast: Cast, status: str, seen: set[str]) -> None:
    row = objected(cast, status)
    (stored,) = take_files([photo()], at=NOON)
    Attachment.objects.create(
        objection=row, file_id=stored.pk, is_photo=True, by=cast.owner, at=NOON
    )

    able = set()
    for name in STANDING_PEOPLE[:-2]:
        with suppress(Http404):
            queries.open_attachment(actor(getattr(cast, name)), stored.pk)
            able.add(name)

    assert able == seen


@pytest.mark.parametrize("taken", [False, True], ids=["filed", "taken"])
@pytest.mark.parametrize("who", ["personnel", "inspectorate", "leader", "admin_opd", "superior"])
def test_the_filter_of_watchers_and_the_single_answer_agree(
    cast: Cast, who: str, taken: bool
) -> None:
    """Somebody of BKPSDM or the Inspektorat who rated is a rater first."""
    person: Employee = getattr(cast, who)
    status = "TAKEN" if taken else "FILED"
    rows = [
        make_objection(make_grade(cast.owner, rater, number=n), status=status, by=cast.leader)
        for n, rater in enumerate((cast.superior, cast.personnel, cast.inspectorate), start=1)
    ]
    by = actor(person)

    listed = set(Objection.objects.filter(access.watched_by(by)))
    watchers = {Role.PERSONNEL, Role.INSPECTORATE} & by.roles
    alone = {row for row in rows if watchers and access.standing_of(by, row, None) is not None}

    assert listed == alone
    assert len(listed) == (0 if not watchers else 3 if taken else 2)


def test_the_watchers_page_holds_no_word_of_it(cast: Cast) -> None:
    objected(cast, "TAKEN")

    page = queries.watch_page(actor(cast.personnel, Role.PERSONNEL))

    assert WHY not in repr(page)
    assert page.open[0].decider == cast.higher_superior.name
    assert page.about == {cast.owner.pk}


def test_one_taken_back_before_anybody_took_it_is_nobodys_to_read(cast: Cast) -> None:
    row = objected(cast, "WITHDRAWN")

    assert not access.decides(actor(cast.higher_superior), row, cast.higher_superior.pk)


@pytest.mark.parametrize(
    ("status", "who", "acts"),
    [
        ("FILED", "owner", {flow.ADD, flow.WITHDRAW}),
        ("FILED", "higher_superior", {flow.TAKE}),
        ("FILED", "personnel", set()),
        ("TAKEN", "owner", {flow.ADD, flow.WITHDRAW}),
        ("TAKEN", "superior", {flow.ANSWER}),
        ("TAKEN", "higher_superior", {flow.HEAR, flow.DECIDE}),
        ("DECIDED", "owner", set()),
        ("DECIDED", "superior", set()),
        ("DECIDED", "higher_superior", set()),
    ],
)
def test_what_the_page_offers_is_what_may_be_done(
    cast: Cast, status: str, who: str, acts: set[str]
) -> None:
    row = objected(cast, status)

    assert queries.objection_page(actor(getattr(cast, who)), row.pk, NOON).acts == acts


def test_what_waits_is_counted_as_it_is_listed(cast: Cast) -> None:
    """For everybody, in every state, answered or not, with and without somebody who decides."""
    filed = make_objection(make_grade(cast.owner, cast.superior, number=1))
    taken = make_objection(
        make_grade(cast.peer, cast.superior, number=1), status="TAKEN", by=cast.higher_superior
    )
    answered = make_objection(
        make_grade(cast.owner, cast.superior, number=2), status="TAKEN", by=cast.higher_superior
    )
    make_answer(answered)
    nobodys = make_objection(make_grade(cast.agency_head, cast.bupati))

    waiting = {
        name: {each.row.id for each in queries.objections_awaiting(actor(person))}
        for name, person in cast.standing().items()
        if person is not None
    }
    for name, person in cast.standing().items():
        if person is None:
            continue
        counts = counted([deciders.tally(actor(person))])
        kept = queries.objections_without_decider(actor(person))
        assert counts == {"objections": len(waiting[name]), "kept_objections": len(kept)}
    assert waiting["higher_superior"] == {filed.pk, taken.pk, answered.pk}
    assert waiting["superior"] == {taken.pk}
    assert not any(waiting[name] for name in ("owner", "acting_superior", "personnel"))
    kept = queries.objections_without_decider(actor(cast.personnel))
    assert [each.row.id for each in kept] == [nobodys.pk]


def test_the_cases_of_a_rater_hold_nothing_that_nobody_has_taken(cast: Cast) -> None:
    row = objected(cast, "FILED")

    before = queries.cases_page(actor(cast.superior))
    row.status, row.taken_by, row.taken_at = "TAKEN", cast.higher_superior, NOON
    row.answer_by = row.decide_by = NOON.date()
    row.save(update_fields=["status", "taken_by", "taken_at", "answer_by", "decide_by"])
    after = queries.cases_page(actor(cast.superior))

    assert (before.to_answer, before.running, before.past) == ([], [], [])
    assert [each.id for each in after.to_answer] == [row.pk]


def test_a_result_the_person_has_not_opened_is_listed_without_its_grade(cast: Cast) -> None:
    make_grade(cast.owner, cast.superior, received_at=None)

    page = queries.my_objections(actor(cast.owner))

    assert (len(page.unopened), page.open, page.past) == (1, [], [])


def test_the_line_beside_the_sheet_is_for_who_may_know(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)

    def lines(person: Employee) -> list[str]:
        return [line.text for line in queries.beside_sheet(actor(person), sheet.pk)]

    assert lines(cast.owner) == [
        "Tidak sependapat? Keberatan dapat diajukan sampai Jumat, 4 Desember."
    ]
    assert lines(cast.superior) == lines(cast.peer) == []
    row = make_objection(sheet)
    assert lines(cast.superior) == lines(cast.peer) == []
    assert len(lines(cast.owner)) == len(lines(cast.higher_superior)) == 1
    row.status, row.taken_by, row.taken_at = "TAKEN", cast.higher_superior, NOON
    row.answer_by = row.decide_by = NOON.date()
    row.save(update_fields=["status", "taken_by", "taken_at", "answer_by", "decide_by"])
    assert lines(cast.superior) != []


@pytest.mark.parametrize("status", ["FILED", "TAKEN", "WITHDRAWN"])
def test_a_print_says_nothing_of_what_is_not_decided(cast: Cast, status: str) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    before = queries.on_paper(actor(cast.superior), [sheet.pk])

    make_objection(sheet, status=status, by=cast.higher_superior)

    assert queries.on_paper(actor(cast.superior), [sheet.pk]) == before
    assert "paling lambat 4 Desember 2026" in before[sheet.pk].terms


def test_a_print_of_a_final_result_says_that_nobody_objected_in_time(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior, final=True)
    later = actor(cast.owner, on=TODAY + timedelta(30))

    none = queries.on_paper(later, [sheet.pk])[sheet.pk].objection
    make_objection(sheet, at=NOON + timedelta(20))

    assert none == "Tidak ada keberatan sampai 4 Desember 2026."
    assert queries.on_paper(later, [sheet.pk])[sheet.pk].objection == none


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("MEETING", "Pejabat penilai didengar 24 November 2026."),
        ("NONE", "Pejabat penilai tidak dapat didengar; alasannya tercatat dalam putusan."),
    ],
)
def test_a_print_tells_how_the_rater_was_heard(cast: Cast, mode: str, said: str) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet, status="DECIDED", by=cast.higher_superior)
    Hearing.objects.create(
        id=new_key(),
        objection=row,
        side="RATER",
        mode=mode,
        held_on=TODAY,
        note="x",
        by=cast.higher_superior,
        at=NOON,
    )

    assert queries.on_paper(actor(cast.owner), [sheet.pk])[sheet.pk].answer == said


def test_a_print_tells_how_a_decided_one_ended_and_none_of_its_words(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet, status="DECIDED", by=cast.higher_superior, reason="RAHASIA")
    make_answer(row)

    said = queries.on_paper(actor(cast.owner), [sheet.pk])[sheet.pk]

    assert said.objection == "Diajukan 23 November 2026 atas rating hasil kerja."
    assert said.answer == "Pejabat penilai menjawab tertulis 24 November 2026."
    assert said.decision.startswith("Penilaian tetap, predikat Baik.")
    assert not {"RAHASIA", WHY} & set(repr(said).split("'"))
