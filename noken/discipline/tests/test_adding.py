"""Several acts in one case: findings and breaches that join it before the hearing."""

from datetime import date, timedelta
from typing import Any

import pytest

from noken.core.errors import Refused
from noken.discipline import queries, services
from noken.discipline.models import Case, Summons
from noken.discipline.queries import CasePage
from noken.discipline.queries.grounds import rung_in
from noken.discipline.queries.seats import seats_of
from noken.discipline.services import MoreFindings, ReplyDraft
from noken.findings.models import Finding
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_discipline import (
    from_breach,
    from_finding,
    make_case,
    make_counting,
    make_settings,
    minutes,
    more_breach,
    new_key,
    new_report,
    new_summons,
)
from tests.world_findings import make_row, make_terms

pytestmark = pytest.mark.django_db


def refused(call: Any, *args: Any, who: Employee) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, by=actor(who), at=NOON)
    return caught.value.code


def more_findings(*found: Finding, **fields: Any) -> MoreFindings:
    ids = [each.pk for each in found]
    return MoreFindings(**{"finding_ids": ids, "breach": "Juga ini.", **fields})


def opened(cast: Cast, *found: Finding, **fields: Any) -> Case:
    naomi = actor(cast.acting_superior)
    return services.open_from_findings(from_finding(*found, **fields), by=naomi, at=NOON)


def page_of(cast: Cast, row: Case) -> CasePage:
    page = queries.case_page(actor(cast.owner), row.number, NOON)
    assert isinstance(page, CasePage)
    return page


def test_several_findings_are_one_case_from_the_start(cast: Cast) -> None:
    absent, reports = make_counting(cast.owner), make_counting(cast.owner, 1, code="LAP-03")
    page = queries.start_page(actor(cast.acting_superior), absent.number)
    assert [pk for pk, _words in page.more] == [reports.pk]

    row = opened(cast, absent, reports, impact="AGENCY")

    assert row.findings.count() == 2
    assert (row.level, rung_in(row)) == ("SEDANG", "R1")


def test_a_finding_that_joins_voids_the_summons_and_is_told(cast: Cast) -> None:
    make_settings()
    naomi = actor(cast.acting_superior)
    row = opened(cast, make_counting(cast.owner))
    services.summon(row.pk, new_summons(), by=naomi, at=NOON)
    reports = make_counting(cast.owner, 2, code="LAP-03")
    assert refused(
        services.open_from_findings, from_finding(reports), who=cast.acting_superior
    ) == ("discipline.already")

    services.join_findings(row.pk, more_findings(reports, impact="AGENCY"), by=naomi, at=NOON)

    row.refresh_from_db()
    assert (row.status, row.level) == ("SUSPECTED", "SEDANG")
    assert row.breach.endswith("Juga ini.")
    assert reports.number in row.source
    assert Summons.objects.get(case=row).is_void
    assert set(row.findings.values_list("code", flat=True)) == {"HDR-03", "LAP-03"}
    notice = Notice.objects.get(kind="CaseExtended", person_id=cast.owner.pk)
    assert row.number in notice.text
    assert refused(services.hear, row.pk, minutes(NOON), who=cast.acting_superior) == (
        "discipline.not_now"
    )
    services.summon(row.pk, new_summons(), by=naomi, at=NOON)
    assert row.letters.filter(kind="SUMMONS_1").count() == 2


def test_days_that_came_since_join_with_their_rung(cast: Cast) -> None:
    make_settings()
    naomi = actor(cast.acting_superior)
    finding = make_counting(cast.owner)
    row = opened(cast, finding)
    same = more_findings(finding)
    assert refused(services.join_findings, row.pk, same, who=cast.acting_superior) == (
        "discipline.joined"
    )
    make_row(finding, date(2026, 11, 2), "REFUSED", facts={"after": "2026-01-02"})
    assert rung_in(row) == "R1"

    services.join_findings(row.pk, same, by=naomi, at=NOON)

    assert (float(row.findings.get().counted), rung_in(row)) == (4.0, "R2")


def test_what_may_not_join(cast: Cast) -> None:
    row = opened(cast, make_counting(cast.owner))
    naomi = cast.acting_superior
    others = make_counting(cast.peer, 4)
    hints = make_counting(cast.owner, 2, code="LAP-03", state="HINT")
    judged = make_counting(cast.owner, 2, code="LAP-04")
    make_case(cast.owner, naomi, "SERVED", finding=judged, official=cast.superior)
    for finding, code in (
        (others, "discipline.no_finding"),
        (hints, "discipline.no_finding"),
        (judged, "discipline.judged"),
    ):
        more = more_findings(finding)
        assert refused(services.join_findings, row.pk, more, who=naomi) == code
    fresh = more_findings(make_counting(cast.owner, 1, code="RNC-01"), impact="X")
    assert refused(services.join_findings, row.pk, fresh, who=naomi) == "discipline.no_impact"
    assert refused(services.join_findings, row.pk, fresh, who=cast.owner) == "discipline.not_yours"
    late = make_case(cast.peer, naomi, "SUMMONED_2")
    assert refused(services.add_breach, late.pk, more_breach(), who=naomi) == "discipline.not_now"


def test_a_breach_that_is_added_is_told_and_answered_first(cast: Cast) -> None:
    """Maria answered the first allegation; the second one waits for an answer of its own."""
    make_settings()
    make_terms()
    naomi, maria = actor(cast.acting_superior), actor(cast.owner)
    row = services.open_from_breach(from_breach(cast.owner), by=naomi, at=NOON)
    first = ReplyDraft(key=new_key(), text="Saya diminta ke dinas.")
    services.reply(row.pk, first, by=maria, at=NOON)
    services.summon(row.pk, new_summons(), by=naomi, at=NOON)
    later = NOON + timedelta(minutes=5)

    more = more_breach(article="PP 94/2021 Pasal 4 huruf g", impact="AGENCY")
    services.add_breach(row.pk, more, by=naomi, at=later)

    row.refresh_from_db()
    assert (row.status, row.told_on, row.level) == ("SUSPECTED", None, "SEDANG")
    assert row.article.endswith("huruf g")
    page = page_of(cast, row)
    assert page.unopened == "NOTICE"
    assert queries.waiting_here(maria, later)[0].is_own
    summon = (services.summon, row.pk, new_summons())
    assert refused(*summon, who=cast.acting_superior) == "discipline.not_told"
    services.note_opened(row.pk, by=maria, at=later)
    assert refused(*summon, who=cast.acting_superior) == "discipline.not_heard_first"
    second = ReplyDraft(key=new_key(), text="Itu juga tugas.")
    services.reply(row.pk, second, by=maria, at=later)
    services.summon(row.pk, new_summons(), by=naomi, at=later)


def test_a_breach_joins_findings_and_its_writer_decides_on_none_of_it(cast: Cast) -> None:
    make_settings()
    make_terms()
    row = opened(cast, make_counting(cast.owner))
    assert seats_of(row, date(2026, 12, 1)).official_id == cast.superior.pk
    yohana = actor(cast.superior, on=date(2026, 12, 1))
    at = NOON + timedelta(7)

    services.add_breach(row.pk, more_breach(impact="UNIT"), by=yohana, at=at)

    row.refresh_from_db()
    assert refused(services.summon, row.pk, new_summons(), who=cast.acting_superior) == (
        "discipline.not_told"
    )
    official = seats_of(row, date(2026, 12, 1)).official_id
    assert official not in {None, cast.superior.pk}
    services.reply(
        row.pk, ReplyDraft(key=new_key(at), text="Saya di dinas."), by=actor(cast.owner), at=at
    )


def test_the_impact_of_one_act_goes_beyond_the_rung_of_another(cast: Cast) -> None:
    make_settings()
    absent, reports = make_counting(cast.owner), make_counting(cast.owner, 1, code="LAP-03")
    row = opened(cast, absent, reports, impact="AGENCY")
    naomi = actor(cast.acting_superior)
    services.summon(row.pk, new_summons(NOON + timedelta(minutes=1)), by=naomi, at=NOON)
    later = NOON + timedelta(minutes=2)
    services.note_summons_opened(row.pk, by=actor(cast.owner), at=NOON)
    services.hear(row.pk, minutes(later), by=naomi, at=later)

    light = new_report("R3", impact="UNIT")
    services.report(row.pk, light, by=naomi, at=later)

    row = Case.objects.get(pk=row.pk)
    assert row.report.sanction == "R3"
