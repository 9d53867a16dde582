"""Headers are found wherever they stand, whatever offices call their columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.gateways.header_words import FIELD_LABELS, FORBIDDEN, SYNONYMS, Field
from noken.organization.gateways.headers import (
    Header,
    Layout,
    field_named,
    find_header,
    layout_of,
    with_overrides,
)

NIP = "198001012005012001"


def header_of(*rows: list[str]) -> Header:
    header = find_header(rows)
    assert header is not None
    return header


def named(header: Header) -> dict[str, str]:
    return {column.key: str(column.field) for column in header.columns if column.field}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("NIP BARU", Field.NIP),
        ("N I P", Field.NIP),
        ("Nip.", Field.NIP),
        ("NIP/NI PPPK", Field.NIP),
        ("Nomor Induk", Field.NIP),
        ("Nama Lengkap", Field.NAME),
        ("GELAR DEPAN", Field.FRONT_TITLE),
        ("GOL. RUANG", Field.RANK),
        ("PANGKAT/GOL", Field.RANK),
        ("Pangkat / Gol. Ruang", Field.RANK),
        ("GOL AKHIR NAMA", Field.RANK),
        ("TMT GOL", Field.RANK_FROM),
        ("TMT JAB", Field.POST_FROM),
        ("JENIS JABATAN", Field.POST_KIND),
        ("Nama Jabatan", Field.POST_TITLE),
        ("UNOR", Field.UNIT),
        ("UNIT KERJA", Field.UNIT),
        ("UNOR INDUK", Field.PARENT_UNIT),
        ("OPD", Field.PARENT_UNIT),
        ("SKPD", Field.PARENT_UNIT),
        ("NIP ATASAN", Field.SUPERIOR_NIP),
        ("NIP ATSN", Field.SUPERIOR_NIP),
        ("STATUS PNS/PPPK", Field.STATUS),
        ("L/P", Field.SEX),
        ("ESELON", Field.ECHELON),
        ("NIK", None),
        ("NO", None),
        ("", None),
    ],
)
def test_synonyms(text: str, field: Field | None) -> None:
    assert field_named(text) is field


def test_every_synonym_is_in_its_one_writing_and_no_forbidden_word() -> None:
    for word in SYNONYMS:
        assert field_named(word.lower()) is SYNONYMS[word][0]
        assert not any(pattern.search(word) for pattern, _ in FORBIDDEN), word
    assert set(FIELD_LABELS) == set(Field)


def test_titles_above_do_not_disturb() -> None:
    header = header_of(
        ["DAFTAR NOMINATIF PEGAWAI", "", ""],
        ["", "", ""],
        ["NO", "NAMA", "NIP"],
        ["1", "YOHANA", NIP],
    )

    assert header.row == 3
    assert header.first_row == 4
    assert named(header) == {"NAMA": "NAME", "NIP": "NIP"}


def test_a_header_of_two_rows() -> None:
    header = header_of(
        ["NO", "NAMA", "NIP", "PANGKAT", "", "JABATAN", "", "UNIT KERJA"],
        ["", "", "", "GOL. RUANG", "TMT", "NAMA", "TMT", ""],
        ["1", "YOHANA", NIP, "III/b", "2020-01-01", "ANALIS", "2021-01-01", "DINAS A"],
    )

    assert header.first_row == 3
    assert header.fields == {
        Field.NAME: 1,
        Field.NIP: 2,
        Field.RANK: 3,
        Field.RANK_FROM: 4,
        Field.POST_TITLE: 5,
        Field.POST_FROM: 6,
        Field.UNIT: 7,
    }


def test_a_bare_tmt_belongs_to_the_column_on_its_left() -> None:
    header = header_of(["NIP", "NAMA", "GOL", "TMT", "JABATAN", "TMT", "TMT CPNS", "UNIT", "TMT"])

    assert header.fields[Field.RANK_FROM] == 3
    assert header.fields[Field.POST_FROM] == 5
    assert {column.key for column in header.columns if not column.field} == {"TMT CPNS", "TMT (3)"}


def test_a_tmt_says_itself_what_it_is_the_start_of() -> None:
    header = header_of(["NIP", "NAMA", "TMT PANGKAT INI", "TMT JABATAN BARU", "TMT GOL AWAL"])

    assert header.fields[Field.RANK_FROM] == 2
    assert header.fields[Field.POST_FROM] == 3
    assert header.columns[4].field is None


def test_of_two_columns_for_one_field_the_better_named_is_read() -> None:
    header = header_of(["NIP", "NAMA", "PANGKAT", "GOL. RUANG", "GOL AWAL NAMA"])

    assert header.fields[Field.RANK] == 3
    assert next(c.reason for c in header.columns if c.key == "PANGKAT").startswith("Isinya")


@pytest.mark.parametrize(
    "text",
    [
        *("NIK", "NO. KTP", "AGAMA", "AGAMA NAMA", "STATUS KAWIN", "JENIS KAWIN ID", "NOMOR HP"),
        *("No. Telp", "EMAIL", "EMAIL GOV", "ALAMAT RUMAH", "NPWP NOMOR", "BPJS", "NO REK"),
        *("NOMOR SK CPNS", "TANGGAL SK PNS", "TEMPAT LAHIR NAMA", "TEMPAT, TGL LAHIR", "SUKU"),
    ],
)
def test_what_is_never_stored_is_named_with_its_reason(text: str) -> None:
    column = header_of(["NIP", "NAMA", text]).columns[2]

    assert column.is_forbidden
    assert column.field is None
    assert "UU 27/2022" in column.reason


def test_the_layouts_are_told_apart() -> None:
    national = ["NIP BARU", "NAMA", "GELAR DEPAN", "UNOR NAMA", "JABATAN NAMA", "ESELON NAMA"]
    national += ["STATUS CPNS PNS", "GOL AKHIR NAMA"]

    assert layout_of(header_of(national)) is Layout.NATIONAL
    assert layout_of(header_of(["NIP BARU", "NAMA", "UNIT KERJA", "JABATAN"])) is Layout.LOCAL


def test_a_person_changes_the_mapping() -> None:
    header = header_of(["NIP", "NAMA", "UNIT KERJA", "TEMPAT", "NIK"])

    changed = with_overrides(header, {"TEMPAT": "UNIT", "NAMA": "", "NIK": "NIP"})

    assert changed.fields == {Field.NIP: 0, Field.UNIT: 3}
    assert changed.columns[4].is_forbidden


def test_a_mapping_to_no_field_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="HOBBY"):
        with_overrides(header_of(["NIP", "NAMA"]), {"NAMA": "HOBBY"})


def test_where_no_header_names_the_nip_its_column_is_found_by_content() -> None:
    header = header_of(["PEGAWAI", "KODE", "RUANG"], ["YOHANA", NIP, "A"])

    assert header.fields == {Field.NIP: 1}
    assert header.first_row == 2


@pytest.mark.parametrize(
    "rows",
    [[], [[]], [["a", "b"], ["c", "d"]], [[NIP, "YOHANA"]], [["", "x"], [NIP, "YOHANA"]]],
)
def test_a_sheet_without_people_has_no_header(rows: list[list[str]]) -> None:
    assert find_header(rows) is None


@given(st.lists(st.lists(st.text(max_size=12) | st.sampled_from(["NIP", "NAMA", NIP]), max_size=6)))
def test_any_cells_are_searched(rows: list[list[str]]) -> None:
    header = find_header(rows)

    if header:
        assert Field.NIP in header.fields
        assert 1 <= header.row < header.first_row
