"""What the rules of attendance see in days, and what makes it go."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from noken.attendance import queries
from noken.attendance.models import Day, Punch
from noken.attendance.queries.detectors import _tolerances
from noken.attendance.queries.held import rows_of
from noken.attendance.rules.tolerance import Signed, Tolerance, tolerance_on
from noken.findings.ports import Asked
from noken.findings.queries import watched
from noken.organization.models import Employee
from tests.cast import Cast
from tests.detecting import YEAR, ask_all, fallen, make_tolerance, raised, seen
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_absence, make_pin, make_punch, make_recorder, make_site
from tests.world_corrections import empty_day, late_day, make_correction, make_day

MONDAY = date(2026, 11, 2)
ONE = Decimal(1)
SMALL = (("HDR-03", "day_absent"), ("HDR-07", "day_minutes"), ("HDR-10", "day_one_sided"))
LAST_EXPLAINED = date(2026, 11, 17)
"""On it and after it there is still time to explain."""


def on(*numbers: int) -> list[date]:
    return [date(2026, 11, number) for number in numbers]


@pytest.mark.django_db
class TestAbsence:
    def test_a_day_without_record_is_seen_with_the_hours_it_had(self, cast: Cast) -> None:
        make_day(cast.maria, MONDAY - timedelta(3))
        empty_day(cast.maria, MONDAY)

        (hit,) = seen("HDR-03")

        assert hit[:5] == (cast.maria.pk, "2026", "2026-11-02", MONDAY, ONE)
        assert hit.facts == {
            "schedule": "Lima hari",
            "hours": "07.30 sampai 16.00",
            "zone": "Asia/Jayapura",
            "after": "2026-10-30",
        }

    def test_nothing_is_seen_while_there_is_time_to_explain(self, cast: Cast) -> None:
        for day in (LAST_EXPLAINED - timedelta(1), LAST_EXPLAINED):
            empty_day(cast.maria, day)

        assert raised("HDR-03") == {(cast.maria.pk, "2026-11-16")}

    @pytest.mark.parametrize("status", ["LEAVE", "SICK", "DUTY", "TRAINING", "RUNNING", "OFF"])
    def test_other_days_are_none(self, cast: Cast, status: str) -> None:
        make_day(cast.maria, MONDAY, status, first=None, last=None)

        assert not seen("HDR-03")

    def test_who_came_and_has_one_record_missing_is_not_absent(self, cast: Cast) -> None:
        make_day(cast.maria, MONDAY, Day.Status.OPEN, last=None)

        assert not seen("HDR-03")

    def test_a_correction_that_is_accepted_takes_it_away(self, cast: Cast) -> None:
        empty_day(cast.maria, MONDAY)
        make_correction(cast.maria, MONDAY, status="ACCEPTED", by=cast.yohana)

        assert not seen("HDR-03")

    @pytest.mark.parametrize(("status", "amount"), [("WAITING", 0), ("ASKED", 0), ("REFUSED", 1)])
    def test_one_that_waits_holds_it_and_one_that_is_refused_does_not(
        self, cast: Cast, status: str, amount: int
    ) -> None:
        empty_day(cast.maria, MONDAY)
        make_correction(cast.maria, MONDAY, status=status, by=cast.yohana)

        assert [hit.amount for hit in seen("HDR-03")] == [amount]

    @pytest.mark.parametrize(
        ("reasons", "days"),
        [
            ([], 1),
            ([["away", "pagi", "LEAVE", "ANNUAL", "cuti tahunan", "800/12", ""]], 0),
            ([["away", "siang", "DUTY", "DUTY", "dinas luar", "094/3", "Masni"]], 0),
            ([["away", "pagi", "FLEXIBLE", "FLEX_PLACE", "kerja dari tempat lain", "", ""]], 0),
            ([["away", "", "FLEXIBLE", "FLEX_TIME", "jam fleksibel", "", ""]], 1),
            ([["outage", "in", "Listrik padam", 420, 600]], 0),
        ],
    )
    def test_half_a_day_with_a_reason_is_no_whole_day_without_one(
        self, cast: Cast, reasons: list[Any], days: int
    ) -> None:
        day = TODAY - timedelta(14)
        make_day(cast.maria, day, "OPEN", first=None, last=None, reasons=reasons)

        page = queries.month_page(actor(cast.maria), cast.maria.pk, day.replace(day=1), NOON)
        held = {line.day: line.held.mark for line in page.attention}[day]
        recap = rows_of([cast.maria.pk], day.replace(day=1), TODAY, [])[cast.maria.pk].held

        assert len(seen("HDR-03")) == days
        assert page.absent_in_year == days
        assert held == recap[day.day - 1] == ("A" if days else "?")

    def test_a_day_that_is_half_covered_later_falls(self, cast: Cast) -> None:
        empty_day(cast.maria, MONDAY)
        ask_all("HDR-03")
        half = ["away", "pagi", "LEAVE", "ANNUAL", "cuti tahunan", "800/12", ""]
        Day.objects.update(reasons=[half])

        assert fallen("HDR-03") == {"2026-11-02": False}

    def test_leave_neither_counts_nor_breaks_a_row_and_presence_breaks_it(self, cast: Cast) -> None:
        absent = on(2, 3, 6, 9, 11)
        for day in absent:
            empty_day(cast.maria, day)
        for day in on(4, 5):
            make_day(cast.maria, day, "LEAVE", first=None, last=None)
        make_day(cast.maria, on(10)[0], "DUTY", first=None, last=None)

        after = {hit.item[-2:]: hit.facts["after"] for hit in seen("HDR-03")}

        assert after == {
            "02": None,
            "03": "2026-11-02",
            "06": "2026-11-03",
            "09": "2026-11-06",
            "11": "2026-11-10",
        }

    def test_the_workday_before_may_lie_weeks_back(self, cast: Cast) -> None:
        make_day(cast.maria, MONDAY)
        for day in on(3, 4, 5, 6, 9, 10):
            make_day(cast.maria, day, "LEAVE", first=None, last=None)
        empty_day(cast.maria, on(11)[0])

        assert [hit.facts["after"] for hit in seen("HDR-03")] == ["2026-11-02"]

    def test_whose_pin_nobody_entered_is_not_asked_about_days_of_unknown_pins(
        self, cast: Cast
    ) -> None:
        machine = make_recorder(make_site(cast.maria.postings.get().unit))
        unknown = make_punch(cast.yohana, machine, datetime(2026, 11, 3, 7, 21))  # noqa: DTZ001 (a clock on the wall)
        Punch.objects.filter(pk=unknown.pk).update(employee=None)
        make_pin(machine.site, "317", cast.peer)
        for person in (cast.maria, cast.peer):
            for day in on(2, 3):
                empty_day(person, day)

        assert [hit.amount for hit in seen("HDR-03") if hit.day == on(3)[0]] == [0, 1]
        assert (cast.maria.pk, "2026-11-03") not in raised("HDR-03")
        assert (cast.maria.pk, "2026-11-02") in raised("HDR-03")

        make_pin(machine.site, "318", cast.maria)

        assert (cast.maria.pk, "2026-11-03") in raised("HDR-03")

    def test_only_the_days_asked_for_are_named(self, cast: Cast) -> None:
        for day in on(2, 3, 4):
            empty_day(cast.maria, day)

        assert [hit.day for hit in seen("HDR-03", *on(3, 20))] == on(3, 4)


@pytest.mark.django_db
class TestMinutes:
    def test_full_blocks_are_seen_with_the_days_they_are_made_of(self, cast: Cast) -> None:
        make_tolerance(cast)
        for day in on(2, 3, 4, 5, 6, 9):
            late_day(cast.maria, day, 100)

        (hit,) = seen("HDR-07")

        assert hit[:5] == (cast.maria.pk, "2026", "2026-1", on(6)[0], ONE)
        assert hit.facts["minutes"] == 450
        assert [each["counted"] for each in hit.facts["days"]] == [98, 98, 98, 98, 58]
        assert hit.facts["days"][0] == {
            "day": "2026-11-02",
            "late_minutes": 98,
            "early_minutes": 0,
            "counted": 98,
        }

    def test_a_block_keeps_its_item_and_the_next_takes_what_is_over(self, cast: Cast) -> None:
        make_tolerance(cast, make_up=0)
        for day in on(2, 3, 4, 5, 6):
            late_day(cast.maria, day, 200)

        one, two = seen("HDR-07")

        assert (one.item, one.day) == ("2026-1", on(4)[0])
        assert (two.item, two.day) == ("2026-2", on(6)[0])
        assert [each["counted"] for each in two.facts["days"]] == [150, 200, 100]
        assert [hit.item for hit in seen("HDR-07", on(5)[0])] == ["2026-2"]

    @pytest.mark.parametrize(("minutes", "seen_at"), [(449, 0), (450, 1), (899, 1), (900, 2)])
    def test_the_edge_of_a_block(self, cast: Cast, minutes: int, seen_at: int) -> None:
        make_tolerance(cast, 0, 0)
        late_day(cast.maria, MONDAY, minutes)

        assert len(seen("HDR-07")) == seen_at

    def test_leaving_early_adds_to_coming_late(self, cast: Cast) -> None:
        make_tolerance(cast, make_up=0)
        make_day(cast.maria, MONDAY, late=200, early=250)

        assert raised("HDR-07") == {(cast.maria.pk, "2026-1")}

    def test_nothing_adds_up_before_the_second_signature(self, cast: Cast) -> None:
        make_tolerance(cast, signers=1)
        make_day(cast.maria, MONDAY, late=400, early=400)

        assert not seen("HDR-07")

    def test_nothing_adds_up_on_days_before_the_tolerance(self, cast: Cast) -> None:
        make_tolerance(cast, 0, 0, start_on=on(3)[0])
        for day in on(2, 3):
            late_day(cast.maria, day, 300)

        assert not seen("HDR-07")

    @pytest.mark.parametrize("what", ["tolerated", "made up", "shielded", "accepted"])
    def test_minutes_that_do_not_count(self, cast: Cast, what: str) -> None:
        make_tolerance(cast)
        for day in on(2, 3, 4, 5, 6, 9, 10, 11):
            shape: dict[str, Any] = {
                "tolerated": {"late": 15, "early": 40},
                "made up": {"late": 80, "last": 960 + 45},
                "shielded": {"late": 100},
                "accepted": {"late": 100},
            }[what]
            make_day(cast.maria, day, **shape)
        if what == "shielded":
            Day.objects.update(is_shielded=True)
        if what == "accepted":
            make_correction(cast.maria, MONDAY, status="ACCEPTED", by=cast.yohana)

        blocks = raised("HDR-07")

        assert len(blocks) == {"shielded": 0, "made up": 0, "tolerated": 0, "accepted": 1}[what]

    def test_what_waits_for_a_decision_holds_a_block_and_raises_none(self, cast: Cast) -> None:
        make_tolerance(cast, 0, 0)
        for day in on(2, 3):
            late_day(cast.maria, day, 240)
        make_correction(cast.maria, MONDAY)

        assert [(hit.item, hit.amount) for hit in seen("HDR-07")] == [("2026-1", Decimal(0))]

    def test_another_length_of_the_day_is_the_cards(self, cast: Cast) -> None:
        make_tolerance(cast, 0, 0)
        late_day(cast.maria, MONDAY, 400)

        assert raised("HDR-07", minutes_per_day=390) == {(cast.maria.pk, "2026-1")}


@pytest.mark.django_db
@pytest.mark.django_db
class TestOverturned:
    """Accepting a correction weighs as accepting the answer: the Inspektorat sees who did."""

    @pytest.mark.parametrize("code", ["HDR-03", "HDR-07"])
    def test_who_accepts_a_correction_overturns_the_row(self, cast: Cast, code: str) -> None:
        make_tolerance(cast, 15)
        empty_day(cast.maria, MONDAY)
        for day in on(3, 4):
            late_day(cast.maria, day, 240)
        ask_all(code)
        corrected = MONDAY if code == "HDR-03" else on(3)[0]
        make_correction(
            cast.maria, corrected, status="ACCEPTED", by=cast.yohana, at=NOON + timedelta(hours=1)
        )

        assert list(fallen(code).values()) == [False]

        decided = watched.decided_by_official(actor(cast.inspectorate), TODAY)
        assert [(each.code, each.official_id, each.overturned) for each in decided] == [
            (code, cast.yohana.pk, 1)
        ]

    def test_a_letter_that_came_later_is_nobody_s_doing(self, cast: Cast) -> None:
        empty_day(cast.maria, MONDAY)
        ask_all("HDR-03")
        Day.objects.update(status="LEAVE")

        assert fallen("HDR-03") == {"2026-11-02": False}
        assert not watched.decided_by_official(actor(cast.inspectorate), TODAY)


def test_another_rule_is_not_for_attendance() -> None:
    assert queries.hits_of(Asked("LAP-01", {}, YEAR, TODAY)) is None


@pytest.mark.django_db
def test_each_rule_reads_its_own_small_index(cast: Cast) -> None:
    """Of a large table: the planner has nothing else to go by than the conditions."""
    make_tolerance(cast)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for code, index in SMALL:
            hits = queries.hits_of(Asked(code, {}, YEAR, TODAY))
            assert hits is not None
            cursor.execute(f"explain {hits.sql}", hits.values)
            assert index in "".join(line for (line,) in cursor.fetchall())


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3), st.integers(0, 90)), max_size=6))
def test_the_spans_of_tolerances_say_of_each_day_what_the_rule_says(
    made: list[tuple[int, int, int]],
) -> None:
    proposals = [
        Signed(
            Tolerance(late_minutes=late, make_up_minutes=2 * late, adds_up=True),
            YEAR + timedelta(start),
            frozenset(range(signers)),
        )
        for start, signers, late in made
    ]
    spans = _tolerances(proposals)

    for number in range(42):
        day = YEAR + timedelta(number)
        held = [late for start, end, late, _ in spans if start <= day < end]
        rule = tolerance_on(day, proposals)
        assert held == ([rule.late_minutes] if rule.adds_up else [])


@pytest.mark.django_db
class TestMarks:
    def test_a_year_has_tones_and_sentences(self, cast: Cast) -> None:
        make_absence(cast.maria, MONDAY, MONDAY + timedelta(1))
        make_day(cast.maria, on(3)[0])
        late_day(cast.maria, on(4)[0])
        empty_day(cast.maria, on(5)[0])
        make_day(cast.maria, on(6)[0], "LEAVE", first=None, last=None)
        empty_day(cast.maria, on(9)[0])
        make_correction(cast.maria, on(9)[0], choice="EMERGENCY", status="ACCEPTED", by=cast.yohana)

        marks = self._marks(cast.maria, cast.yohana)

        assert [(mark.day.day, mark.tone) for mark in marks] == [
            (3, "dok"),
            (4, "dok"),
            (5, "dask"),
            (6, "dlv"),
            (9, "dq"),
        ]
        assert marks[2].words == "Tidak ada rekaman."
        assert marks[4].words == "Tidak ada rekaman. Keterangan diterima."
        assert not marks[0].words

    @pytest.mark.parametrize(
        ("who", "sees"),
        [
            ("owner", 1),
            ("superior", 1),
            ("higher_superior", 1),
            ("personnel", 1),
            ("inspectorate", 1),
            ("peer", 0),
            ("former_superior", 0),
            ("admin_opd", 0),
        ],
    )
    def test_who_may_see_them(self, cast: Cast, who: str, sees: int) -> None:
        make_day(cast.maria, MONDAY)

        assert len(self._marks(cast.maria, getattr(cast, who))) == sees

    def test_days_off_have_their_names(self, cast: Cast) -> None:
        marks = queries.days_of(actor(cast.maria), cast.maria.pk, YEAR, YEAR + timedelta(1))

        assert [(mark.tone, bool(mark.words)) for mark in marks] in ([("dhol", True)], [])

    def _marks(self, person: Employee, seer: Employee) -> Any:
        return queries.days_of(actor(seer), person.pk, MONDAY, MONDAY + timedelta(14))
