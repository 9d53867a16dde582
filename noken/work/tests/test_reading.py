"""One report, a month, progress and rows for export."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import Http404

from noken.core.actor import Role
from noken.work import access, queries
from noken.work.models import Report, Review
from noken.work.queries import Tone
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_work import (
    make_agreed,
    make_report,
    make_review,
)

DAY = timedelta(1)


# --- one report ---


def test_the_page_of_a_report_shows_its_whole_chain(cast: Cast) -> None:
    first = make_report(cast.maria, at=NOON - DAY / 24)
    make_review(first, cast.yohana)
    first.status = Report.Status.CORRECTED
    first.save(update_fields=["status"])
    second = make_report(cast.maria, corrects=first)

    page = queries.report_page(actor(cast.maria), second.pk, NOON)

    assert [each.report.pk for each in page.chain] == [first.pk, second.pk]
    assert page.link.report.pk == second.pk
    assert [review.by.name for review in page.chain[0].reviews] == ["Yohana Saiba"]
    assert (page.is_own, page.may_correct, page.may_review) == (True, True, False)
    older = queries.report_page(actor(cast.maria), first.pk, NOON)
    assert [each.is_shown for each in older.chain] == [True, False]
    assert not older.may_correct


def test_only_the_direct_superior_of_today_may_decide(cast: Cast) -> None:
    report = make_report(cast.maria)

    def may(person: object) -> bool:
        who = actor(person)  # type: ignore[arg-type]  # one of the cast
        return queries.report_page(who, report.pk, NOON).may_review

    assert may(cast.acting_superior)
    assert not may(cast.higher_superior)


@pytest.mark.parametrize(
    ("person", "role"),
    [
        ("owner", Role.SELF),
        ("superior", Role.SUPERIOR),  # away, and still above the one who acts for her
        ("acting_superior", Role.SUPERIOR),
        ("higher_superior", Role.SUPERIOR),
        ("former_superior", None),
        ("peer", None),
        ("admin_opd", None),
        ("personnel", None),
        ("inspectorate", None),
        ("anonymous", None),
    ],
)
def test_the_filter_and_the_single_answer_agree(cast: Cast, person: str, role: Role | None) -> None:
    report = make_report(cast.maria)
    who = actor(getattr(cast, person))

    assert access.can_see(who, report) is role
    assert Report.objects.filter(access.visible_to(who)).exists() is (role is not None)
    if role is None:
        with pytest.raises(Http404):
            queries.report_page(who, report.pk, NOON)


def test_a_decision_is_offered_for_undoing_to_the_one_who_made_it(cast: Cast) -> None:
    report, theirs = make_report(cast.maria), make_report(cast.maria)
    make_review(report, cast.acting_superior)
    make_review(theirs, cast.yohana)
    who = actor(cast.acting_superior)

    assert queries.report_page(who, report.pk, NOON).may_reopen
    assert not queries.report_page(who, theirs.pk, NOON).may_reopen
    assert not queries.report_page(who, report.pk, NOON + 8 * DAY).may_reopen


def test_a_month_lists_days_newest_first_and_filters_by_state(cast: Cast) -> None:
    make_report(cast.maria, on=TODAY - DAY, status="APPROVED")
    make_report(cast.maria, on=TODAY)
    make_report(cast.maria, on=date(2026, 10, 30))

    page = queries.reports_of(actor(cast.maria), cast.maria.pk, TODAY)
    approved = queries.reports_of(
        actor(cast.maria), cast.maria.pk, TODAY, status=Report.Status.APPROVED
    )

    assert [each.day for each in page.days] == [TODAY, TODAY - DAY]
    assert [(code, n) for code, _word, n in page.counts] == [("WAITING", 1), ("APPROVED", 1)]
    assert (page.after, page.before) == (None, date(2026, 10, 31))
    assert [each.day for each in approved.days] == [TODAY - DAY]


def test_the_month_of_a_stranger_is_not_there(cast: Cast) -> None:
    with pytest.raises(Http404):
        queries.reports_of(actor(cast.peer), cast.maria.pk, TODAY)


# --- progress ---


def test_progress_is_what_was_approved_and_tells_what_waits(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    make_report(cast.maria, target, on=TODAY - DAY, quantity=3, status="APPROVED")
    make_report(cast.maria, target, on=TODAY, quantity=4)
    make_report(cast.maria, target, on=TODAY, quantity=100, status="RETURNED")

    found = queries.progress_of(actor(cast.maria), [cast.maria.pk], 2026)

    progress = found[cast.maria.pk, target.key]
    assert (progress.done, progress.last_on) == (Decimal(3), TODAY - DAY)
    assert (progress.waiting, progress.awaited, progress.unreviewed) == (1, Decimal(4), 0)


def test_where_lower_is_better_progress_is_the_newest_value(cast: Cast) -> None:
    target = make_agreed(cast.maria, lower_is_better=True, target=2).indicators[0]
    make_report(cast.maria, target, on=TODAY - DAY, quantity=9, status="APPROVED")
    make_report(cast.maria, target, on=TODAY, quantity=1, status="APPROVED")

    found = queries.progress_of(actor(cast.maria), [cast.maria.pk], 2026)
    page = queries.today(actor(cast.maria), TODAY)

    assert found[cast.maria.pk, target.key].done == 1
    assert page.targets[-1].share.tone is Tone.DONE


def test_progress_of_strangers_is_left_out(cast: Cast) -> None:
    target = make_agreed(cast.maria).indicators[0]
    make_report(cast.maria, target)

    assert queries.progress_of(actor(cast.peer), [cast.maria.pk], 2026) == {}
    assert queries.progress_of(actor(cast.higher_superior), [cast.maria.pk], 2026)


def test_rows_for_export_hold_only_what_the_actor_may_see(cast: Cast) -> None:
    make_report(cast.maria, places=["Wosi", "Amban"])
    make_review(make_report(cast.peer), cast.yohana, Review.Decision.RETURNED)
    ids = [cast.maria.pk, cast.peer.pk]

    mine = list(queries.export_rows(actor(cast.maria), ids, TODAY, TODAY + DAY))
    team = list(queries.export_rows(actor(cast.acting_superior), ids, TODAY, TODAY + DAY))

    assert [row[5] for row in mine] == ["Wosi, Amban"]
    assert [(row[1], row[8]) for row in team] == [
        ("Frans Rumbiak", "Perlu diperbaiki"),
        ("Maria Wanggai", "Menunggu ditinjau"),
    ]
    assert len(mine[0]) == len(queries.EXPORT_HEADER)
