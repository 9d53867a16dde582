"""The rules of plans: tables of boundaries, and properties."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.planning import rules
from noken.planning.rules import Content, IndicatorContent, ResultContent, Standing, Thresholds

THRESHOLDS = Thresholds(ahead_pct=Decimal(110), on_pct=Decimal(90), behind_pct=Decimal(60))
PARENT = UUID(int=7)
DAY = timedelta(1)


def targets(*numbers: float) -> rules.Targets:
    first, second, third, fourth = (Decimal(str(n)) for n in numbers)
    return first, second, third, fourth


def indicator(number: int = 1, **changes: object) -> IndicatorContent:
    base = IndicatorContent(UUID(int=100 + number), "Sekolah valid", "sekolah", targets(9, 9, 9, 9))
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of the class


def result(number: int = 1, **changes: object) -> ResultContent:
    base = ResultContent(
        UUID(int=number), "Data 42 sekolah valid", "MAIN", PARENT, (indicator(number * 10),)
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of the class


amounts = st.decimals(0, 9999, places=2, allow_nan=False)
quarters = st.tuples(amounts, amounts, amounts, amounts)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
indicators = st.builds(
    IndicatorContent,
    st.uuids(),
    st.text(max_size=8),
    st.text(max_size=4),
    quarters,
    st.sampled_from(rules.ASPECTS),
    st.booleans(),
)
results = st.builds(
    ResultContent,
    st.uuids(),
    st.text(max_size=8),
    st.sampled_from(rules.KINDS),
    st.none() | st.uuids(),
    st.lists(indicators, max_size=3, unique_by=lambda i: i.key).map(tuple),
)
contents = st.lists(results, max_size=3, unique_by=lambda r: r.key).map(tuple).map(Content)


# What keeps a plan from its superior


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (Content(), ""),
        (Content((result(text="  "),)), "text"),
        (Content((result(indicators=()),)), ""),
        (Content((result(indicators=(indicator(text=""),)),)), "text"),
        (Content((result(indicators=(indicator(targets=targets(0, 0, 0, 0)),)),)), "targets"),
        (Content(tuple(result(n) for n in range(1, 22))), ""),
        (Content((result(indicators=tuple(indicator(n) for n in range(11))),)), ""),
    ],
)
def test_one_lack_is_one_problem(content: Content, field: str) -> None:
    problems = rules.problems_of(content)

    assert [problem.field for problem in problems] == [field]
    assert rules.why_not_submittable(content) == problems[0].message


@pytest.mark.parametrize(
    "content",
    [
        Content((result(),)),
        Content(tuple(result(n) for n in range(1, 21))),
        Content((result(supports=None, kind="ADDITIONAL"),)),
        Content((result(supports=None),)),
        Content((result(supports=UUID(int=8)),)),
        Content((result(indicators=(indicator(unit=" "),)),)),
        Content((result(indicators=(indicator(targets=targets(0, 0, 0, 5)),)),)),
        Content(
            (result(indicators=(indicator(targets=targets(0, 0, 0, 0), lower_is_better=True),)),)
        ),
    ],
)
def test_what_may_be_submitted(content: Content) -> None:
    assert rules.why_not_submittable(content) == ""


@pytest.mark.parametrize(
    ("status", "changeable", "waiting"),
    [
        ("DRAFT", True, False),
        ("RETURNED", True, False),
        ("SUBMITTED", False, True),
        ("APPROVED", False, False),
        ("SUPERSEDED", False, False),
    ],
)
def test_what_each_state_allows(status: str, changeable: bool, waiting: bool) -> None:
    assert (rules.why_not_changeable(status) == "") is changeable
    assert (rules.why_not_withdrawable(status) == "") is waiting
    assert (rules.why_not_decidable(status) == "") is waiting


@pytest.mark.parametrize(
    ("year", "exists", "startable"),
    [
        (2025, False, False),
        (2026, False, True),
        (2027, False, True),
        (2028, False, False),
        (2026, True, False),
    ],
)
def test_which_year_can_be_started(year: int, exists: bool, startable: bool) -> None:
    reason = rules.why_not_startable(year, today_year=2026, exists=exists)

    assert (reason == "") is startable


@pytest.mark.parametrize(
    ("text", "activity"),
    [
        ("Melaksanakan rapat", True),
        ("Menyusun laporan", True),
        ("membuat surat", True),
        ("Mengikuti pelatihan", True),
        ("Mewujudkan tertib arsip", True),
        ("Rapat koordinasi kurikulum", True),
        ("Pelaksanaan kegiatan", True),
        ("Meningkatnya mutu pembelajaran", False),
        ("Menurunnya angka putus sekolah", False),
        ("Tersedianya data Dapodik yang valid", False),
        ("Kesepakatan jadwal 16 sekolah", False),
        ("Data Dapodik 42 sekolah valid", False),
        ("Mesin presensi di 30 kantor menyala", False),
        ("Media belajar tersedia di 16 SD", False),
        ("", False),
        ("   ", False),
    ],
)
def test_an_activity_is_recognised(text: str, activity: bool) -> None:
    assert rules.looks_like_activity(text) is activity


# Targets


@pytest.mark.parametrize(
    ("on", "of_pieces", "of_measures"),
    [
        (date(2026, 1, 1), "0", "0.11"),
        (date(2026, 1, 31), "3", "3.44"),
        (date(2026, 2, 28), "6", "6.56"),
        (date(2026, 3, 31), "10", "10"),
        (date(2026, 4, 1), "10", "10.11"),
        (date(2026, 6, 30), "20", "20"),
        (date(2026, 11, 24), "35", "35.98"),
        (date(2026, 12, 31), "40", "40"),
    ],
)
def test_what_is_planned_by_a_day(on: date, of_pieces: str, of_measures: str) -> None:
    asked = targets(10, 10, 10, 10)

    assert rules.planned_by(asked, on, "dokumen") == Decimal(of_pieces)
    assert rules.planned_by(asked, on, "jam") == Decimal(of_measures)


@pytest.mark.parametrize(
    ("unit", "pieces"),
    [
        ("dokumen", True),
        ("Orang", True),
        ("kegiatan", True),
        ("laporan bulanan", True),
        ("dokumen per bulan", True),
        ("kunjungan/hari", True),
        ("kata yang tidak dikenal", True),
        ("persen", False),
        ("%", False),
        ("", False),
        ("rupiah", False),
        ("juta rupiah", False),
        ("Rp", False),
        ("hari kerja", False),
        ("jam pelajaran", False),
        ("orang-jam", False),
        ("km", False),
        ("km/jam", False),
        ("m²", False),
        ("indeks", False),
        ("ton ikan", False),
    ],
)
def test_which_units_count_pieces(unit: str, *, pieces: bool) -> None:
    assert rules.counts_pieces(unit) is pieces


def test_targets_with_a_fraction_stay_as_they_were_agreed() -> None:
    asked = (Decimal("2.5"), Decimal(0), Decimal(0), Decimal(0))

    assert rules.planned_by(asked, date(2026, 1, 31), "dokumen") == Decimal("0.86")
    assert rules.planned_by(asked, date(2026, 12, 31), "dokumen") == Decimal("2.5")


@given(quarters, days, days, st.sampled_from(["dokumen", "rupiah"]))
def test_a_later_day_never_asks_less_and_the_year_never_more(
    asked: rules.Targets, one: date, other: date, unit: str
) -> None:
    early, late = sorted((one, other))

    assert 0 <= rules.planned_by(asked, early, unit) <= rules.planned_by(asked, late, unit)
    assert rules.planned_by(asked, late, unit) <= rules.year_target(asked)
    assert rules.planned_by(asked, date(2026, 12, 31), unit) == rules.year_target(asked)


@given(st.tuples(*[st.integers(0, 500).map(Decimal)] * 4), days)
def test_pieces_are_whole_and_never_due_before_their_measure(
    asked: rules.Targets, on: date
) -> None:
    due = rules.planned_by(asked, on, "dokumen")

    assert due == int(due)
    assert due <= rules.planned_by(asked, on, "rupiah") + Decimal("0.005")


@pytest.mark.parametrize(
    ("given_targets", "on", "limit", "of_year"),
    [
        (targets(2, 2, 2, 2), date(2026, 5, 1), 2, 2),
        (targets(2, 0, 0, 0), date(2026, 12, 1), 2, 2),
        (targets(0, 0, 3, 0), date(2026, 1, 1), 3, 3),
        (targets(5, 4, 3, 2), date(2026, 7, 1), 3, 2),
        (targets(0, 0, 0, 0), date(2026, 7, 1), 0, 0),
    ],
)
def test_the_limit_in_force(
    given_targets: rules.Targets, on: date, limit: int, of_year: int
) -> None:
    assert rules.limit_on(given_targets, on) == limit
    assert rules.year_target(given_targets, level=True) == of_year


@pytest.mark.parametrize(
    ("done", "target", "share"),
    [(0, 20, 0), (14, 20, 70), (20, 20, 100), (30, 20, 150), (0, 0, 100), (997, 1000, 99)],
)
def test_the_share_of_a_target(done: int, target: int, share: int) -> None:
    assert rules.share_pct(Decimal(done), Decimal(target)) == share


@pytest.mark.parametrize(("done", "target"), [(-1, 1), (1, -1)])
def test_a_negative_share_is_an_error(done: int, target: int) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        rules.share_pct(Decimal(done), Decimal(target))


@given(amounts, amounts, amounts)
def test_more_work_is_never_a_smaller_share(one: Decimal, other: Decimal, target: Decimal) -> None:
    less, more = sorted((one, other))

    assert 0 <= rules.share_pct(less, target) <= rules.share_pct(more, target)


@pytest.mark.parametrize(
    ("done", "standing"),
    [
        ("11", Standing.AHEAD),
        ("10.99", Standing.ON),
        ("9", Standing.ON),
        ("8.99", Standing.BEHIND),
        ("6", Standing.BEHIND),
        ("5.99", Standing.FAR_BEHIND),
        ("0", Standing.FAR_BEHIND),
    ],
)
def test_where_a_sum_stands(done: str, standing: Standing) -> None:
    assert rules.standing_of(Decimal(done), Decimal(10), THRESHOLDS) is standing


def test_before_anything_is_planned_nobody_is_behind() -> None:
    assert rules.standing_of(Decimal(0), Decimal(0), THRESHOLDS) is Standing.ON
    assert rules.standing_of(Decimal(1), Decimal(0), THRESHOLDS) is Standing.AHEAD


@pytest.mark.parametrize(
    ("value", "standing"),
    [("2", Standing.ON), ("2.5", Standing.BEHIND), ("4", Standing.FAR_BEHIND), ("0", Standing.ON)],
)
def test_where_a_value_stands_under_its_limit(value: str, standing: Standing) -> None:
    assert rules.standing_under(Decimal(value), Decimal(2), THRESHOLDS) is standing


# Versions


@given(contents)
def test_a_snapshot_gives_the_content_back(content: Content) -> None:
    assert rules.from_json(rules.to_json(content)) == content
    assert rules.difference(content, content) == ()


@given(contents, contents)
def test_two_versions_are_equal_when_nothing_changed(old: Content, new: Content) -> None:
    same = old == new

    assert (rules.difference(old, new) == ()) is same
    assert (rules.fingerprint(old) == rules.fingerprint(new)) is same


def test_trailing_zeros_and_the_superiors_words_are_no_change() -> None:
    one = result(supports_text="Lama", indicators=(indicator(targets=targets(36, 0, 0, 0)),))
    two = result(
        supports_text="Baru",
        indicators=(indicator(targets=(Decimal("36.00"), *targets(0, 0, 0, 0)[1:])),),
    )

    assert rules.fingerprint(one) == rules.fingerprint(two)
    assert rules.difference(Content((one,)), Content((two,))) == ()


def test_each_kind_of_change_is_named_once() -> None:
    kept, gone, new = result(1), result(2), result(3, text="Laporan terbit")
    changed = replace(
        kept,
        text="Data 48 sekolah valid",
        supports=None,
        indicators=(indicator(10, targets=targets(9, 9, 9, 15)), indicator(11)),
    )

    changes = rules.difference(Content((kept, gone)), Content((new, changed)))

    assert [(c.what, c.how) for c in changes] == [
        ("RESULT", "ADDED"),
        ("RESULT", "CHANGED"),
        ("INDICATOR", "CHANGED"),
        ("INDICATOR", "ADDED"),
        ("RESULT", "REMOVED"),
    ]
    assert [field.field for field in changes[1].fields] == ["text", "supports"]
    assert changes[2].fields == (rules.FieldChange("q4", Decimal(9), Decimal(15)),)


def test_order_is_a_change_of_its_own() -> None:
    one, two = result(1), result(2)
    turned = replace(one, indicators=(indicator(11), indicator(10)))
    both = replace(one, indicators=(indicator(10), indicator(11)))

    assert [c.how for c in rules.difference(Content((one, two)), Content((two, one)))] == [
        "REORDERED"
    ]
    changes = rules.difference(Content((both,)), Content((turned,)))
    assert [(c.what, c.how) for c in changes] == [("RESULT", "REORDERED")]
    dropped = rules.difference(Content((both,)), Content((one,)))
    assert [(c.what, c.how) for c in dropped] == [("INDICATOR", "REMOVED")]


def test_a_result_is_replaced_added_or_left_out() -> None:
    one, two = result(1), result(2)
    content = Content((one,))

    assert content.having(two).results == (one, two)
    assert content.having(replace(one, text="Lain")).find(one.key) == replace(one, text="Lain")
    assert content.having(two).without(one.key).results == (two,)
    assert content.find(two.key) is None


def test_a_new_period_has_new_keys_and_the_parent_of_the_same_words() -> None:
    numbers = count(500)
    old = Content((result(1, supports_text="Mutu meningkat"), result(2, supports_text="Lain")))

    new = rules.renewed(old, lambda: UUID(int=next(numbers)), {"Mutu meningkat": UUID(int=9)})

    assert [r.supports for r in new.results] == [UUID(int=9), None]
    assert [r.text for r in new.results] == [r.text for r in old.results]
    keys = {r.key for r in new.results} | {i.key for r in new.results for i in r.indicators}
    assert len(keys) == 4
    assert all(key.int >= 500 for key in keys)
