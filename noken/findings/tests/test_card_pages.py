"""The pages of the rule cards: what everybody reads, what its keepers see first, what they cost."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import Http404
from django.test import Client

from noken.findings import queries, services
from noken.findings.models import CardRest, CardVersion, Finding, Row, RowStep
from noken.findings.ports import Asked, Hit, Hits, hits_of
from noken.findings.queries.rule_list import ACTIVE, RESTING, WAITING
from noken.findings.rules.proposal_groups import shown_groups
from noken.findings.tests.test_card_services import CODE, new_card, sign
from noken.findings.tests.test_terms import new_terms
from noken.organization.models import Employee
from noken.regulations.cards import rule_cards
from tests.cast import Cast
from tests.detecting import make_tolerance
from tests.test_page_costs import statements
from tests.world import NOON, TODAY, actor, make_employee, make_position, make_posting
from tests.world_findings import make_finding, make_row

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
PEOPLE = 12


@pytest.fixture
def colleagues(cast: Cast) -> list[Employee]:
    """Twelve more women and men of the section, all PNS."""
    found = []
    for number in range(PEOPLE):
        sex = 1 + number % 2
        person = make_employee(f"Anggota {number}", nip=f"199001012015{3:02}{sex}{number:03}")
        make_posting(person, make_position(cast.section))
        found.append(person)
    return found


@pytest.fixture
def seeing(colleagues: list[Employee]) -> Iterator[list[Asked]]:
    """A rule that sees every colleague whose number is below its first value; how it was asked."""
    asked: list[Asked] = []

    def answer(each: Asked) -> Hits | None:
        if each.code != CODE:
            return None
        asked.append(each)
        many = (480 - int(each.values["minutes_per_day"])) // 10
        rows = [
            Hit(pk, "2026", "2026-1", TODAY, Decimal(amount), {})
            for person, amount in [(p, 1) for p in colleagues[:many]] + [(colleagues[-1], 0)]
            for pk in (person.pk,)
        ]
        return Hits(rows=rows)

    wired = hits_of._answers
    hits_of.connect([lambda _asked: None, answer])
    yield asked
    hits_of.connect(wired)


def test_everybody_reads_all_cards_and_how_they_stand(cast: Cast) -> None:
    sign(
        services.propose_card(new_card(), by=actor(cast.personnel), at=NOON),
        cast.personnel,
        cast.leader,
    )
    version = CardVersion.objects.get(code="LAP-02")
    CardRest.objects.create(
        code="LAP-02", version=version, started_at=NOON, settled=30, overturned=12, lower_percent=25
    )
    make_tolerance(cast)

    page = queries.cards_page(actor(cast.owner))

    states = {row.code: row.state for group in page.groups for row in group.rows}
    assert set(states) == set(rule_cards())
    assert (states[CODE], states["LAP-02"], states["ATS-01"]) == (ACTIVE, RESTING, WAITING)
    assert [row.code for row in page.resting] == ["LAP-02"]
    assert not page.is_keeper


def test_a_card_says_its_values_with_owner_and_whether_they_are_settled(cast: Cast) -> None:
    before = queries.card_page(actor(cast.owner), CODE)
    sign(
        services.propose_card(new_card(), by=actor(cast.personnel), at=NOON),
        cast.personnel,
        cast.leader,
    )
    after = queries.card_page(actor(cast.owner), CODE)

    assert [(each.value, each.settled) for each in before.values[:2]] == [
        ("450", False),
        ("3, 4–6, 7–10, 11–13, 14–16, 17–20, 21–24, 25–27, 28", True),  # noqa: RUF001 (a dash)
    ]
    assert (after.values[0].value, after.values[0].settled) == ("420", True)
    assert after.values[0].source == "Perbup 4/2026"
    assert [each.settled for each in after.values[-2:]] == [False, False]
    assert after.aimed.mine == "Berlaku"


def test_versions_before_stay_readable_with_what_each_changed(cast: Cast) -> None:
    by = actor(cast.personnel)
    first = services.propose_card(new_card(), by=by, at=NOON)
    sign(first, cast.personnel, cast.leader)
    narrower = new_card(values={"minutes_per_day": 420}, groups=("PNS",), unit_id=cast.agency.pk)
    services.propose_card(narrower, by=by, at=NOON)

    now = queries.card_page(actor(cast.owner), CODE)
    old = queries.card_page(actor(cast.owner), CODE, 1)

    assert [each.number for each in now.history] == [3, 2, 1]
    assert [(each.label, each.before, each.after) for each in now.history[0].changes] == [
        ("Ditanyakan kepada", "PNS, CPNS, PPPK dan PPPK Paruh Waktu", "PNS"),
        ("Unit", "seluruh instansi", cast.agency.name),
    ]
    assert [(each.before, each.after) for each in now.history[1].changes] == [("450", "420")]
    assert (now.shown.number, now.is_current) == (2, True)
    assert (old.shown.number, old.is_current, old.values[0].value) == (1, False, "450")
    assert now.waiting is not None
    assert (now.waiting.number, now.waiting.left) == (3, 2)


@pytest.mark.parametrize(("code", "version"), [("HDR-99", None), ("HDR-07", 9)])
def test_a_card_or_version_that_is_not_there(cast: Cast, code: str, version: int | None) -> None:
    with pytest.raises(Http404):
        queries.card_page(actor(cast.owner), code, version)


def test_who_may_sign_sees_that_it_waits_and_who_signed_does_not_any_more(cast: Cast) -> None:
    row = services.propose_card(new_card(), by=actor(cast.personnel), at=NOON)
    services.propose_terms(new_terms(), by=actor(cast.personnel), at=NOON)
    sign(row, cast.personnel)

    by_person = {
        name: queries.card_page(actor(getattr(cast, name)), CODE)
        for name in ("owner", "personnel", "leader")
    }
    tasks = queries.rule_tasks(actor(cast.personnel))

    assert [page.may_sign for page in by_person.values()] == [False, False, True]
    assert by_person["personnel"].signed_by_me
    assert [(each.what, each.left) for each in tasks] == [
        ("Versi baru HDR-07", 1),
        ("Ketentuan temuan", 2),
    ]
    assert queries.rule_tasks(actor(cast.owner)) == []


def test_the_share_overturned_is_drawn_with_its_interval_and_limit(cast: Cast) -> None:
    finding = make_finding(cast.owner, code="HDR-03")
    for number in range(20):
        state = Row.State.ACCEPTED if number < 2 else Row.State.LAPSED
        make_row(finding, TODAY - timedelta(number), state, by=cast.superior)

    rate = queries.card_page(actor(cast.owner), "HDR-03").rate

    assert (rate.share, rate.words) == ("10%", "dibatalkan, 2 dari 20")
    assert (
        rate.sentence
        == "10% dibatalkan, selang 3% sampai 30%; batas bawahnya belum melewati batas 20%"
    )
    assert (rate.scale, rate.limit_at, rate.point) == (40, "50.0%", "25.0%")
    assert queries.card_page(actor(cast.owner), "HDR-03").aimed.counted == 18
    assert not queries.card_page(actor(cast.owner), CODE).rate.has_any


def test_a_preview_counts_whom_it_would_have_asked_and_writes_nothing(
    cast: Cast, seeing: list[Asked]
) -> None:
    before = (Finding.objects.count(), Row.objects.count(), RowStep.objects.count())

    seen = queries.preview(actor(cast.personnel), new_card(values={"minutes_per_day": 400}))

    assert seen is not None
    assert (seen.now, seen.then, seen.only_counted) == (3, 8, 0)
    assert {(each.since, each.until) for each in seeing} == {
        (TODAY - timedelta(89), TODAY + timedelta(1))
    }
    assert (Finding.objects.count(), Row.objects.count(), RowStep.objects.count()) == before
    rows = {row.label: row for row in seen.groups}
    assert rows["PNS dan CPNS"].then == 8
    assert "PPPK" not in rows
    assert queries.preview(actor(cast.leader), new_card()) is None


def test_a_preview_asks_nobody_outside_its_unit_and_groups(
    cast: Cast,
    seeing: list[Asked],  # noqa: ARG001 (a fixture)
    colleagues: list[Employee],
) -> None:
    elsewhere = new_card(unit_id=cast.other_agency.pk, values={"minutes_per_day": 400})
    Employee.objects.filter(pk=colleagues[0].pk).update(kind=Employee.Kind.PPPK)

    outside = queries.preview(actor(cast.personnel), elsewhere)
    inside = queries.preview(
        actor(cast.personnel), new_card(values={"minutes_per_day": 400}, groups=("PNS",))
    )

    assert outside is not None
    assert inside is not None
    assert (outside.then, outside.only_counted) == (0, 8)
    assert (inside.then, inside.only_counted) == (7, 1)


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({"A": 10, "B": 30}, ["A", "B"]),
        ({"A": 9, "B": 30}, []),
        ({"A": 9, "B": 30, "C": 40}, ["C"]),
        ({"A": 9, "B": 9, "C": 40}, ["C"]),
        ({"A": 0, "B": 10}, ["B"]),
        ({}, []),
    ],
)
def test_small_groups_are_hidden_and_not_told_by_subtraction(
    people: dict[str, int], shown: list[str]
) -> None:
    assert shown_groups(people, ("A", "B", "C")) == shown


def test_a_version_is_proposed_only_as_its_effect_was_shown(
    cast: Cast,
    seeing: list[Asked],  # noqa: ARG001 (a fixture)
    browse: Browse,
) -> None:
    client = browse(cast.personnel)
    said = {
        "angka_minutes_per_day": "430",
        "kelompok": ["PNS", "CPNS"],
        "unit": "",
        "perubahan": "Uji coba.",
        "dasar": "Perbup 4/2026",
        "mulai": TODAY.isoformat(),
    }

    shown = client.post(f"/aturan/{CODE}/usul/", {**said, "langkah": "ajukan"})
    digest = shown.context["form"].digest
    changed = client.post(
        f"/aturan/{CODE}/usul/",
        {**said, "angka_minutes_per_day": "400", "langkah": "ajukan", "lihat": digest},
    )
    done = client.post(f"/aturan/{CODE}/usul/", {**said, "langkah": "ajukan", "lihat": digest})
    late = client.post(
        f"/aturan/{CODE}/usul/",
        {**said, "mulai": "2026-01-05", "langkah": "ajukan", "lihat": digest},
    )

    assert (shown.status_code, changed.status_code, done.status_code) == (200, 200, 302)
    assert (late.status_code, late.context["form"].errors.keys()) == (422, {"mulai"})
    row = CardVersion.objects.get(code=CODE, version=2)
    assert (row.parameters, row.proposed_by) == ({"minutes_per_day": 430}, cast.personnel)


def test_a_version_and_terms_go_their_way_over_http(cast: Cast, browse: Browse) -> None:
    row = services.propose_card(new_card(), by=actor(cast.personnel), at=NOON)
    keeper, leader = browse(cast.personnel), browse(cast.leader)
    terms = {
        "reply_workdays": "4",
        "decide_workdays": "5",
        "proof_workdays": "3",
        "overturned_percent": "20",
        "settled_least": "20",
        "shown_months": "12",
        "mulai": TODAY.isoformat(),
        "dasar": "Perbup 5/2026",
    }

    assert "Usulan yang menunggu" in leader.get(f"/aturan/{CODE}/").content.decode()
    for client in (keeper, leader):
        client.post(f"/aturan/{CODE}/{row.pk}/setuju/", {"alasan": "Setuju"})
    assert (
        keeper.post("/aturan/ketentuan/usul/", {**terms, "reply_workdays": "99"}).status_code == 422
    )
    keeper.post("/aturan/ketentuan/usul/", terms)
    waiting = queries.terms_page(actor(cast.leader)).waiting
    assert waiting is not None
    for client in (keeper, leader):
        client.post(f"/aturan/ketentuan/{waiting.id}/setuju/", {"alasan": "Setuju"})

    page = leader.get("/aturan/ketentuan/").content.decode()
    card = leader.get(f"/aturan/{CODE}/").content.decode()
    assert "4 hari kerja" in page
    assert "Versi 2, berlaku sejak" in card


@pytest.mark.parametrize(
    ("path", "who", "most"),
    [
        ("/aturan/", "owner", 10),
        ("/aturan/HDR-07/", "owner", 18),
        ("/aturan/HDR-07/", "personnel", 18),
        ("/aturan/ketentuan/", "leader", 8),
    ],
)
def test_pages_ask_only_so_much(cast: Cast, browse: Browse, path: str, who: str, most: int) -> None:
    by = actor(cast.personnel)
    for minutes in (400, 410, 420):
        version = services.propose_card(
            new_card(values={"minutes_per_day": minutes}), by=by, at=NOON
        )
        sign(version, cast.personnel, cast.leader)

    sent = statements(browse(getattr(cast, who)), path)

    assert len(sent) <= most, "\n".join(sql[:160] for sql in sent)
