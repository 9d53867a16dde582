"""Lists of findings and what waits: the same things, for whom they are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from noken.core.actor import Role, system
from noken.core.tally import counted
from noken.findings import access, queries
from noken.findings.models import Finding
from noken.findings.queries.team import Asked
from noken.findings.queries.watched import totals, unexplained, unsettled
from noken.organization.models import Employee
from tests.cast import STANDING_PEOPLE, Cast
from tests.world import NOON, TODAY, actor
from tests.world_findings import make_finding, make_row

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DAY = date(2026, 11, 17)


def test_the_filter_and_the_single_answer_agree_for_everybody(cast: Cast) -> None:
    about = [make_finding(person) for person in (cast.owner, cast.personnel, cast.leader)]

    for name in STANDING_PEOPLE[:-1]:
        who = actor(getattr(cast, name))
        found = set(Finding.objects.filter(access.visible_to(who)).values_list("pk", flat=True))
        single = {each.pk for each in about if access.relation_to(who, each.employee_id)}
        assert found == single, name
    nobody = system(TODAY)
    assert access.relation_to(nobody, cast.owner.pk) is None
    assert not Finding.objects.filter(access.visible_to(nobody)).exists()


def test_only_who_leads_today_decides_and_bkpsdm_too_may_hand_over(cast: Cast) -> None:
    names = STANDING_PEOPLE[:-2]

    deciding = [n for n in names if access.decides(actor(getattr(cast, n)), cast.owner.pk)]
    handing = [n for n in names if access.hands_over(actor(getattr(cast, n)), cast.owner.pk)]

    assert deciding == ["acting_superior"]
    assert handing == ["acting_superior", "personnel"]
    led = access.decided_by(actor(cast.acting_superior)).values_list("employee_id", flat=True)
    assert cast.owner.pk in led
    assert not access.hands_over(actor(cast.personnel), cast.personnel.pk)


def test_what_waits_is_counted_as_it_is_listed(cast: Cast) -> None:
    make_row(make_finding(cast.owner), DAY)
    proof = make_finding(cast.owner, code="LAP-01", period="2026-10")
    make_row(proof, DAY, "PROOF")
    make_row(proof, TODAY, "REPLIED")
    make_row(make_finding(cast.owner, code="LAP-02"), DAY, "REFUSED")
    make_row(make_finding(cast.peer), DAY, "ASKED", told=True)
    resting = make_finding(cast.owner, code="LAP-03")
    make_row(resting, DAY, "REPLIED", rests=True)

    for person, mine, team in ((cast.owner, 2, 0), (cast.acting_superior, 0, 1), (cast.peer, 1, 0)):
        who = actor(person)
        counts = counted([queries.waiting_tally(who)])
        here = queries.waiting_here(who)
        assert (counts["my_findings"], counts["team_findings"]) == (mine, team)
        assert (len(here.mine), len(here.team)) == (mine, team)
    titles = [each.title for each in queries.waiting_here(actor(cast.owner)).mine]
    assert titles == ["Ada temuan baru untuk Anda", "Bukti untuk 1 laporan ditunggu"]
    asked = queries.waiting_here(actor(cast.peer)).mine
    assert asked[0].title == "1 hari perlu keterangan Anda"
    (decide,) = queries.waiting_here(actor(cast.acting_superior)).team
    assert decide.whose == cast.owner.pk


@pytest.mark.parametrize(("late", "team"), [(1, 1), (0, 0)])
def test_who_does_not_open_a_notice_is_handed_the_paper(cast: Cast, late: int, team: int) -> None:
    make_row(make_finding(cast.owner), DAY, decide_by=TODAY - timedelta(late))
    make_row(make_finding(cast.peer), DAY, told=True)
    who = actor(cast.acting_superior)

    assert counted([queries.waiting_tally(who)])["team_findings"] == team
    here = queries.waiting_here(who).team
    assert [each.label for each in here] == ["Serahkan di kertas"] * team
    assert all("belum membuka temuannya, 1 hari" in each.title for each in here)
    watched = unsettled(actor(cast.inspectorate))
    assert [each.due for each in watched if each.untold] == [TODAY - timedelta(late)]


def test_the_team_is_listed_by_what_is_to_be_done(cast: Cast) -> None:
    waits = make_finding(cast.owner)
    make_row(waits, DAY, "REPLIED")
    new = make_finding(cast.peer)
    make_row(new, DAY)
    counts = make_finding(cast.peer, code="LAP-01")
    make_row(counts, DAY, "LAPSED")
    make_row(make_finding(cast.owner, code="LAP-02"), DAY, "HINT")
    make_row(make_finding(cast.former_superior), DAY, "REPLIED")
    who = actor(cast.acting_superior, Role.SUPERIOR)

    def listed(state: str) -> set[str]:
        return {row.number for row in queries.team_page(who, Asked(state=state)).rows}

    assert listed("") == {waits.number, new.number, counts.number}
    assert listed("putus") == {waits.number}
    assert listed("baru") == {new.number}
    assert listed("tanya") == set()
    assert listed("hitung") == {counts.number}
    assert listed("selesai") == {counts.number}
    higher = actor(cast.higher_superior, Role.SUPERIOR)
    assert waits.number not in {row.number for row in queries.team_page(higher, Asked()).rows}
    whole = queries.team_page(higher, Asked(scope="semua"))
    assert waits.number in {row.number for row in whole.rows}
    assert whole.pager_url == "?lingkup=semua&"


def test_bkpsdm_finds_by_name_number_card_and_state_and_the_inspectorate_reads_no_name(
    cast: Cast, browse: Browse
) -> None:
    mine = make_finding(cast.owner)
    make_row(mine, DAY, "REPLIED")
    other = make_finding(cast.peer, code="LAP-01", period="2026-10")
    make_row(other, DAY, "ACCEPTED")
    keeps = actor(cast.personnel, Role.PERSONNEL)
    watches = actor(cast.inspectorate, Role.INSPECTORATE)

    def found(who: object, **asked: str) -> set[str]:
        return {row.number for row in queries.all_page(who, Asked(**asked)).rows}  # type: ignore[arg-type]

    assert found(keeps) == {mine.number, other.number}
    assert found(keeps, text="maria") == {mine.number}
    assert found(keeps, text=mine.number) == {mine.number}
    assert found(keeps, text=str(other.serial)) == {other.number}
    assert found(keeps, code="LAP-01") == {other.number}
    assert found(keeps, code="LAP-01", state="putus") == set()
    assert found(watches, text="maria") == set()
    assert found(watches, text=mine.number) == {mine.number}
    page = queries.all_page(keeps, Asked(code="LAP-01", state="selesai", text="frans"))
    assert page.pager_url == "?keadaan=selesai&kartu=LAP-01&cari=frans&"
    assert page.about == {cast.peer.pk}
    html = browse(cast.inspectorate).get("/temuan/semua/").content.decode()
    assert "Maria" not in html
    assert mine.number in html


def test_the_own_list_holds_hints_too(cast: Cast, browse: Browse) -> None:
    hint = make_finding(cast.owner)
    make_row(hint, DAY, "HINT")

    html = browse(cast.owner).get("/temuan/saya/").content.decode()

    assert hint.number in html
    assert "Petunjuk" in html
    assert "Tidak ada temuan" in browse(cast.peer).get("/temuan/saya/").content.decode()


def test_lists_that_are_filtered_to_nothing_say_how_to_go_back(cast: Cast, browse: Browse) -> None:
    team = browse(cast.acting_superior).get("/temuan/tim/?keadaan=putus").content.decode()
    every = browse(cast.personnel).get("/temuan/semua/?cari=zzz").content.decode()

    assert "Hapus saringan" in team
    assert "Hapus saringan" in every


def test_the_twelve_months_are_those_of_the_days_and_not_of_the_finding(cast: Cast) -> None:
    began = NOON - timedelta(400)
    old = make_finding(cast.owner, at=began)
    make_row(old, TODAY - timedelta(20), "LAPSED", at=NOON - timedelta(15))
    past = make_finding(cast.peer, at=began)
    make_row(past, TODAY - timedelta(390), "LAPSED", at=began)
    watches = actor(cast.inspectorate, Role.INSPECTORATE)

    found = unexplained(watches, TODAY)
    counts = totals(watches, TODAY)

    assert [(each.number, each.rows) for each in found] == [(old.number, 1)]
    assert (counts.asked, counts.lapsed, counts.unsettled) == (1, 1, 0)
