"""What a row would change, what a new period does to old ones, which units are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.rules.imports import (
    FIELD_LABELS,
    Known,
    Place,
    RowData,
    circular_superiors,
    verdict_of,
)
from noken.organization.rules.structure import ProposedUnit
from noken.organization.rules.succession import Held, Succession, succession
from noken.organization.rules.unit_matching import Existing, head_title, match_units, top_title
from noken.organization.rules.unit_names import UnitKind

ROW = RowData(
    nip="199104122015042014",
    name="Maria Wanggai",
    front_title="",
    back_title="S.E.",
    kind="PNS",
    standing="ACTIVE",
    rank="III/a",
    rank_from="2024-04-01",
    post="Pengelola Data",
    post_kind="EXECUTIVE",
    family="GENERAL",
    echelon="",
    post_from="2023-02-01",
    unit="a",
    leads="",
    unit_name="Bidang A",
    superior_nip="",
    remarks=[],
)
KNOWN = Known(
    employee=1,
    name="Maria Wanggai",
    front_title="",
    back_title="S.E.",
    kind="PNS",
    standing="ACTIVE",
    rank="III/a",
    rank_from=date(2024, 4, 1),
    unit=7,
    unit_name="Bidang A",
    post="pengelola data",
    post_from=date(2023, 2, 1),
)
HERE = Place(own=7)
OLD, NEW, LATER = date(2020, 1, 1), date(2024, 1, 1), date(2025, 1, 1)


def row(**changes: object) -> RowData:
    return {**ROW, **changes}  # type: ignore[typeddict-item]  # keys of RowData


@pytest.mark.parametrize(
    ("data", "known", "place", "verdict", "fields"),
    [
        (row(), None, HERE, "NEW", set()),
        (row(), KNOWN, HERE, "UNCHANGED", set()),
        (row(name="MARIA WANGGAI"), KNOWN, HERE, "UNCHANGED", set()),
        (row(rank="", rank_from="", back_title=""), KNOWN, HERE, "UNCHANGED", set()),
        (row(rank="III/b", rank_from="2026-04-01"), KNOWN, HERE, "CHANGED", {"rank", "rank_from"}),
        (row(rank="II/d", rank_from="2020-04-01"), KNOWN, HERE, "WAITING", {"rank", "rank_from"}),
        (row(post_from="2022-02-01"), KNOWN, HERE, "CHANGED", {"post_from"}),
        (
            row(post_from="2022-02-01"),
            KNOWN._replace(post_floor=date(2022, 6, 1)),
            HERE,
            "UNCHANGED",
            set(),
        ),
        (row(post_from=""), KNOWN, Place(own=8), "CHANGED", {"unit"}),
        (row(post_from="2020-01-01"), KNOWN, Place(own=8), "WAITING", {"unit", "post_from"}),
        (row(), KNOWN, Place(own=None), "CHANGED", {"unit"}),
        (row(), KNOWN, Place(own=8, led=7), "UNCHANGED", set()),
        (row(leads="a"), KNOWN, Place(own=7, led=7, leads=True), "CHANGED", {"head"}),
        (
            row(leads="a", post="Kepala"),
            KNOWN._replace(is_head=True),
            Place(own=7, led=7, leads=True),
            "UNCHANGED",
            set(),
        ),
        (
            row(post_from="2020-01-01"),
            KNOWN._replace(unit=None, post="", post_from=None, post_until=date(2026, 1, 1)),
            HERE,
            "WAITING",
            {"unit", "post", "post_from"},
        ),
        (row(standing="STUDY"), KNOWN, HERE, "CHANGED", {"standing"}),
        (row(standing="RETIRED", unit="b"), KNOWN, Place(own=None), "CHANGED", {"standing"}),
        (row(), KNOWN._replace(standing="RETIRED"), HERE, "WAITING", {"standing"}),
        (row(superior_nip="1" * 18), KNOWN, HERE, "CHANGED", {"superior"}),
        (row(standing="OTHER"), KNOWN, HERE, "REFUSED", set()),
        (row(post="x" * 201), None, HERE, "REFUSED", set()),
    ],
)
def test_a_row_is_judged(
    data: RowData, known: Known | None, place: Place, verdict: str, fields: set[str]
) -> None:
    found = verdict_of(data, known, place)

    assert (found.code, set(found.changes)) == (verdict, fields)
    assert bool(found.cause) == bool(found.cure) == (verdict in {"REFUSED", "WAITING"})
    assert fields <= FIELD_LABELS.keys()


def test_superiors_that_lead_back_to_themselves_are_named() -> None:
    assert circular_superiors({"a": "b", "b": "c", "c": "b", "d": "a"}) == {"b", "c"}
    assert circular_superiors({"a": "b", "b": "x"}) == frozenset()


@pytest.mark.parametrize(
    ("periods", "start", "is_same", "expected"),
    [
        ([], NEW, False, Succession(NEW)),
        ([Held(1, OLD, None)], NEW, False, Succession(NEW, close=1)),
        ([Held(1, NEW, None)], NEW, False, Succession(NEW, drop=1)),
        ([Held(1, LATER, None)], NEW, False, Succession(NEW, drop=1)),
        ([Held(1, OLD, None)], NEW, True, Succession(NEW, drop=1)),
        ([Held(1, OLD, NEW)], LATER, False, Succession(LATER)),
        ([Held(1, OLD, NEW), Held(2, NEW, None)], NEW, False, Succession(NEW, drop=2, close=1)),
        ([Held(1, NEW, LATER), Held(2, LATER, None)], OLD, False, Succession(LATER, 2, 1)),
    ],
)
def test_a_period_follows_another(
    periods: list[Held], start: date, *, is_same: bool, expected: Succession
) -> None:
    assert succession(periods, start, is_same=is_same) == expected


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=5, unique=True),
    st.integers(0, 70),
    st.booleans(),
)
def test_periods_never_overlap_whatever_follows(
    starts: list[int], start: int, is_same: bool
) -> None:
    days = [OLD + timedelta(day) for day in sorted(starts)]
    ends: list[date | None] = [*days[1:], None]
    periods = [Held(pk, *span) for pk, span in enumerate(zip(days, ends, strict=True), start=1)]

    done = succession(periods, OLD + timedelta(start), is_same=is_same)

    left = [
        held._replace(end=done.start) if held.pk == done.close else held
        for held in periods
        if held.pk != done.drop
    ]
    assert all(held.end is not None and held.start < held.end <= done.start for held in left)


def unit(key: str, name: str, parent: str = "", ref: str = "") -> ProposedUnit:
    kind = UnitKind.DIVISION if parent else UnitKind.OPD
    return ProposedUnit(key, name, parent, kind, ref, certain=True)


def test_units_are_found_by_id_then_by_name_below_the_same_unit() -> None:
    existing = [
        Existing(1, None, "Kabupaten"),
        Existing(2, 1, "Dinas Pendidikan"),
        Existing(3, 2, "Sub Bagian Umum"),
        Existing(4, 1, "Dinas Lama", "REF4", is_open=False, successor=2),
        Existing(5, 1, "Dinas Tutup", "REF5", is_open=False),
    ]
    proposed = [
        unit("pendidikan", "DINAS PENDIDIKAN"),
        unit("umum", "SUBBAG. UMUM", "pendidikan"),
        unit("baru", "Bidang Baru", "pendidikan"),
        unit("tutup", "Dinas Tutup", ref="REF5"),
    ]

    matched = match_units(proposed, existing, 1)

    assert matched.ids == {"pendidikan": 2, "umum": 3}
    assert matched.closed == {"tutup"}
    assert match_units([unit("lama", "Dinas Lama", ref="REF4")], existing, 1).ids == {"lama": 2}


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("Dinas Pendidikan", "OPD", "Kepala Dinas Pendidikan"),
        ("Inspektorat", "OPD", "Inspektur"),
        ("Inspektur Pembantu Wilayah I", "DIVISION", "Inspektur Pembantu Wilayah I"),
        ("Sekretariat Daerah", "OPD", "Sekretaris Daerah"),
        ("Kelurahan Wosi", "KELURAHAN", "Lurah Wosi"),
        ("RSUD Manokwari", "OPD", "Direktur RSUD Manokwari"),
    ],
)
def test_a_vacant_seat_has_a_name(name: str, kind: str, title: str) -> None:
    assert head_title(name, kind) == title


def test_the_top_is_named_after_the_kind_of_region() -> None:
    names = ("Pemerintah Kabupaten Manokwari", "Kota Sorong", "Provinsi Papua Barat")

    assert [top_title(name) for name in names] == ["Bupati", "Wali Kota", "Gubernur"]
