"""Units and heads proposed from chains, titles and echelons."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.gateways.personnel_file import open_personnel_file
from noken.organization.rules.groups import Standing
from noken.organization.rules.person_row import PersonRow
from noken.organization.rules.posts import PostKind, is_head
from noken.organization.rules.structure import ProposedHead, ProposedUnit, Structure, propose
from noken.organization.rules.unit_names import UnitKind, chain_of, unit_key, unit_kind

SAMPLE = Path(__file__).parent / "data" / "siasn_contoh.xlsx"
DINAS = "DINAS PENDIDIKAN"


def person(
    number: int,
    unit: str,
    title: str = "PENGELOLA DATA",
    *,
    echelon: str = "",
    ref: str = "",
    standing: Standing = Standing.ACTIVE,
) -> PersonRow:
    kind = PostKind.STRUCTURAL if echelon else PostKind.EXECUTIVE
    if title == "KEPALA SEKOLAH":
        kind = PostKind.FUNCTIONAL
    return PersonRow(
        number=number,
        sheet="a",
        nip=f"1980010120050120{number:02d}",
        name="X",
        post_title=title,
        post_kind=kind,
        echelon=echelon,
        is_head=is_head(title, kind, echelon),
        unit_chain=chain_of(unit),
        unit_ref=ref,
        standing=standing,
    )


def named(structure: Structure, name: str) -> ProposedUnit:
    return next(unit for unit in structure.units if unit.name == name)


def head_of(structure: Structure, name: str) -> ProposedHead | None:
    key = named(structure, name).key
    return next((head for head in structure.heads if head.unit_key == key), None)


def codes(structure: Structure) -> list[str]:
    return [doubt.code for doubt in structure.doubts]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("DINAS PENDIDIKAN", ("Dinas Pendidikan",)),
        (
            "SUB BAGIAN UMUM DAN KEPEGAWAIAN - SEKRETARIAT - DINAS PENDIDIKAN",
            ("Sub Bagian Umum dan Kepegawaian", "Sekretariat", "Dinas Pendidikan"),
        ),
        ("SD NEGERI 1 - WOSI - DINAS PENDIDIKAN", ("SD Negeri 1 - Wosi", "Dinas Pendidikan")),
        ("DINAS PENDIDIKAN - PEMERINTAH KAB. MANOKWARI", ("Dinas Pendidikan",)),
        ("Seksi A \u2013 Distrik Prafi", ("Seksi A", "Distrik Prafi")),
        ("DINAS PENDIDIKAN - DINAS PENDIDIKAN", ("Dinas Pendidikan",)),
        ("ANAK-ANAK - DINAS SOSIAL", ("Anak-Anak", "Dinas Sosial")),
        (" - ", ()),
        ("", ()),
    ],
)
def test_a_chain_is_taken_apart(text: str, chain: tuple[str, ...]) -> None:
    assert chain_of(text) == chain


@pytest.mark.parametrize(
    "written",
    [
        "SUB BAGIAN UMUM DAN KEPEGAWAIAN",
        "Subbagian Umum dan Kepegawaian",
        "SUBBAG. UMUM & KEPEGAWAIAN",
        " sub  bag umum + kepegawaian ",
    ],
)
def test_spellings_of_a_unit_have_one_key(written: str) -> None:
    assert unit_key(written) == "SUB BAGIAN UMUM DAN KEPEGAWAIAN"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("DINAS PENDIDIKAN", UnitKind.OPD),
        ("Sekretariat Daerah", UnitKind.OPD),
        ("SEKRETARIAT", UnitKind.SECRETARIAT),
        ("Bagian Hukum", UnitKind.DIVISION),
        ("SUBBAG UMUM", UnitKind.SUBDIVISION),
        ("Seksi Pemerintahan", UnitKind.SECTION),
        ("UPTD PUSKESMAS PRAFI", UnitKind.PUSKESMAS),
        ("SDN 1 WOSI", UnitKind.SCHOOL),
        ("UPTD PASAR", UnitKind.UPTD),
        ("KEC. PRAFI", UnitKind.DISTRICT),
        ("Kelurahan Wosi", UnitKind.KELURAHAN),
        ("RSUD MANOKWARI", UnitKind.OPD),
        ("Rupa-rupa", None),
    ],
)
def test_kinds_by_name(name: str, kind: UnitKind | None) -> None:
    assert unit_kind(name) is kind


def test_the_sample_has_one_head_or_a_named_gap_in_every_unit() -> None:
    with open_personnel_file(SAMPLE) as file:
        rows = [row for row in file.rows() if isinstance(row, PersonRow)]

    structure = propose(rows)

    assert len(structure.units) == 30
    assert all(unit.certain for unit in structure.units)
    led = {head.unit_key for head in structure.heads}
    assert led.isdisjoint(structure.vacancies)
    assert led | set(structure.vacancies) == {unit.key for unit in structure.units}
    names = {unit.key: unit.name for unit in structure.units}
    parents = {unit.key: names.get(unit.parent_key) for unit in structure.units}
    assert [(names[key], parents[key]) for key in structure.vacancies] == [
        ("Sekretariat", "Inspektorat")
    ]
    assert codes(structure) == ["head.away"]
    assert all(structure.key_of(row) in names for row in rows)


def test_units_that_only_chains_name_exist_too() -> None:
    structure = propose([person(1, f"SUB BAGIAN UMUM - SEKRETARIAT - {DINAS}")])

    assert [unit.name for unit in structure.units] == [
        "Dinas Pendidikan",
        "Sekretariat",
        "Sub Bagian Umum",
    ]
    assert len(structure.vacancies) == 3


def test_a_unit_written_five_ways_is_one() -> None:
    ways = ["SUB BAGIAN UMUM", "Subbagian Umum", "SUBBAG. UMUM", "SUB BAG UMUM", "sub bagian umum"]

    structure = propose([person(n, f"{way} - {DINAS}") for n, way in enumerate(ways)])

    assert len(structure.units) == 2


def test_one_ref_under_two_names_is_one_unit_and_a_doubt() -> None:
    rows = [
        person(1, f"BIDANG LAMA - {DINAS}", ref="R1"),
        person(2, f"BIDANG BARU - {DINAS}", ref="R1"),
        person(3, f"BIDANG BARU - {DINAS}", ref="R1"),
    ]

    structure = propose(rows)

    assert [unit.name for unit in structure.units] == ["Dinas Pendidikan", "Bidang Baru"]
    assert codes(structure) == ["unit.two_names"]
    assert {structure.key_of(row) for row in rows} == {"unor:R1"}


def test_two_refs_of_one_name_are_two_units_and_a_doubt() -> None:
    rows = [person(n, f"SD INPRES - {DINAS}", ref=f"R{n}") for n in (1, 2)]

    structure = propose(rows)

    assert [unit.key for unit in structure.units[1:]] == ["unor:R1", "unor:R2"]
    assert codes(structure) == ["unit.two_refs"]


def test_a_unit_without_its_opd_and_one_of_no_kind_are_not_certain() -> None:
    structure = propose([person(1, "BIDANG PASAR"), person(2, "RUPA RUPA")])

    assert not any(unit.certain for unit in structure.units)
    assert {doubt.code for doubt in structure.doubts} == {"unit.no_top", "unit.unknown_kind"}


@pytest.mark.parametrize(
    ("unit", "title", "echelon"),
    [
        (DINAS, "KEPALA DINAS PENDIDIKAN", "II.b"),
        (DINAS, "KEPALA DINAS", "II.b"),
        (DINAS, "KEPALA DINAS PENDIDIKAN KABUPATEN MANOKWARI", "II.b"),
        ("INSPEKTORAT", "INSPEKTUR", "II.b"),
        ("SEKRETARIAT DAERAH", "SEKRETARIS DAERAH", "II.a"),
        ("DISTRIK PRAFI", "CAMAT PRAFI", "III.a"),
        ("KELURAHAN WOSI - DISTRIK PRAFI", "LURAH WOSI", "IV.a"),
        ("RSUD MANOKWARI", "DIREKTUR", "III.a"),
        (f"SEKRETARIAT - {DINAS}", "SEKRETARIS", "III.a"),
        (f"SEKRETARIAT - {DINAS}", "SEKRETARIS DINAS PENDIDIKAN", "III.a"),
        (f"SD YPK AMBAN - {DINAS}", "KEPALA SEKOLAH", ""),
        (f"SD YPK AMBAN - {DINAS}", "KEPALA SD YPK AMBAN", "III.b"),
        (f"SD YPK AMBAN - {DINAS}", "KEPALA SEKOLAH SD YPK AMBAN", "III.b"),
        ("UPTD PUSKESMAS PRAFI - DINAS KESEHATAN", "KEPALA PUSKESMAS PRAFI", "IV.a"),
    ],
)
def test_a_head_is_known_by_title(unit: str, title: str, echelon: str) -> None:
    structure = propose([person(1, unit, title, echelon=echelon), person(2, unit)])

    head = head_of(structure, chain_of(unit)[0])

    assert head is not None
    assert head.row_number == 1
    assert head.certain
    assert structure.doubts == ()


def test_a_head_written_in_the_row_of_the_unit_above() -> None:
    rows = [
        person(1, DINAS, "KEPALA SUB BAGIAN UMUM", echelon="IV.a"),
        person(2, f"SUB BAGIAN UMUM - SEKRETARIAT - {DINAS}"),
        person(3, DINAS, "SEKRETARIS", echelon="III.a"),
    ]

    structure = propose(rows)

    assert head_of(structure, "Sub Bagian Umum") is not None
    assert head_of(structure, "Sekretariat") is not None
    assert head_of(structure, "Dinas Pendidikan") is None
    assert codes(structure) == ["head.elsewhere"] * 2


def test_a_secretary_of_another_opd_is_no_sure_head_here() -> None:
    structure = propose(
        [person(1, f"SEKRETARIAT - {DINAS}", "SEKRETARIS DINAS SOSIAL", echelon="III.a")]
    )

    assert codes(structure) == ["head.weak"]


def test_what_two_heads_name_is_made_up_once_in_each_opd() -> None:
    rows = [
        person(1, DINAS, "KEPALA SEKSI KURIKULUM", echelon="IV.a"),
        person(2, "DINAS SOSIAL", "KEPALA SEKSI KURIKULUM", echelon="IV.a"),
    ]

    assert [unit.name for unit in propose(rows).units].count("Seksi Kurikulum") == 2


def test_a_head_written_beside_the_own_unit() -> None:
    rows = [
        person(1, f"BIDANG A - {DINAS}", "KEPALA BIDANG B", echelon="III.b"),
        person(2, f"BIDANG B - {DINAS}"),
    ]

    head = head_of(propose(rows), "Bidang B")

    assert head is not None
    assert head.row_number == 1


def test_a_unit_only_its_head_names_is_proposed_not_certain() -> None:
    rows = [person(n, DINAS, "KEPALA SEKSI KURIKULUM", echelon="IV.a") for n in (1, 2)]

    structure = propose(rows)

    unit = named(structure, "Seksi Kurikulum")
    assert not unit.certain
    assert unit.kind is UnitKind.SECTION
    assert unit.parent_key == named(structure, "Dinas Pendidikan").key
    assert codes(structure).count("head.several") == 1


@pytest.mark.parametrize(
    "title", ["KEPALA SEKSI", "KEPALA DINAS SOSIAL", "ASISTEN BUPATI", "KEPALA ..."]
)
def test_no_unit_is_made_up_from_a_title_that_names_none(title: str) -> None:
    structure = propose([person(1, DINAS, title, echelon="IV.a")])

    assert len(structure.units) == 1
    assert codes(structure) == ["head.weak"]


def test_two_candidates_are_a_doubt_with_the_higher_present_one_proposed() -> None:
    rows = [
        person(1, DINAS, "KEPALA DINAS", echelon="III.a"),
        person(2, DINAS, "KEPALA DINAS PENDIDIKAN", echelon="II.b"),
        person(3, DINAS, "KEPALA DINAS", echelon="II.a", standing=Standing.STUDY),
    ]

    structure = propose(rows)

    head = head_of(structure, "Dinas Pendidikan")
    assert head is not None
    assert head.row_number == 2
    assert not head.certain
    assert structure.doubts[0].rows == (("a", 1), ("a", 2), ("a", 3))


def test_a_head_who_is_away_is_a_doubt_and_one_who_left_is_none() -> None:
    away = propose([person(1, DINAS, "KEPALA DINAS", echelon="II.b", standing=Standing.STUDY)])
    left = propose([person(1, DINAS, "KEPALA DINAS", echelon="II.b", standing=Standing.RETIRED)])

    assert codes(away) == ["head.away"]
    assert left.heads == ()
    assert len(left.vacancies) == 1


def test_a_group_of_functional_posts_has_no_head_and_no_gap() -> None:
    structure = propose([person(1, f"KELOMPOK JABATAN FUNGSIONAL - {DINAS}")])

    assert structure.vacancies == (named(structure, "Dinas Pendidikan").key,)


def test_a_row_without_a_unit_belongs_nowhere() -> None:
    row = person(1, "")

    structure = propose([row])

    assert structure.units == ()
    assert structure.key_of(row) == ""


units = st.sampled_from(
    [DINAS, f"BIDANG A - {DINAS}", f"BIDANG. A - {DINAS}", f"SEKRETARIAT - {DINAS}", "SEKSI B", ""]
)
titles = st.sampled_from(
    ["KEPALA DINAS", "KEPALA BIDANG A", "KEPALA SEKSI C", "SEKRETARIS", "PENGELOLA DATA"]
)


@given(
    st.lists(st.tuples(units, titles, st.sampled_from(["", "R1", "R2"])), max_size=12),
    st.randoms(use_true_random=False),
)
def test_the_proposal_does_not_depend_on_the_order(
    facts: list[tuple[str, str, str]], dice: random.Random
) -> None:
    rows = [
        person(number, unit, title, echelon="III.a" if "KEPALA" in title else "", ref=ref)
        for number, (unit, title, ref) in enumerate(facts)
    ]
    shuffled = list(rows)
    dice.shuffle(shuffled)

    first, second = propose(rows), propose(shuffled)

    assert first == second
    keys = [unit.key for unit in first.units]
    assert len(keys) == len(set(keys))
    assert all(unit.parent_key in {"", *keys} for unit in first.units)
    assert all(first.key_of(row) in keys for row in rows if row.unit_chain)


@given(st.text(max_size=60))
def test_any_text_is_a_chain(text: str) -> None:
    assert propose([person(1, text)]).units == () or chain_of(text)
