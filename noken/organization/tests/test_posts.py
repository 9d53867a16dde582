"""Posts: kind, echelon, level, family, and which unit they lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.rules.groups import (
    EmploymentKind,
    Standing,
    employment_kind,
    standing_of,
)
from noken.organization.rules.posts import (
    PostFamily,
    PostKind,
    acting_removed,
    functional_level,
    headed_unit,
    is_acting,
    is_head,
    post_family,
    post_kind,
    read_echelon,
)


@pytest.mark.parametrize(
    ("kind_text", "title", "echelon", "kind"),
    [
        ("Jabatan Struktural", "SEKRETARIS", "III.b", PostKind.STRUCTURAL),
        ("Jabatan Fungsional", "GURU AHLI PERTAMA", "", PostKind.FUNCTIONAL),
        ("Jabatan Fungsional Umum", "PENGELOLA DATA", "", PostKind.EXECUTIVE),
        ("FUNGSIONAL UMUM", "", "", PostKind.EXECUTIVE),
        ("Pelaksana", "PENGADMINISTRASI UMUM", "", PostKind.EXECUTIVE),
        ("JPT Pratama", "KEPALA DINAS", "", PostKind.STRUCTURAL),
        ("Jabatan Pengawas", "KEPALA SEKSI", "", PostKind.STRUCTURAL),
        ("", "KEPALA SEKSI PASAR", "IV.a", PostKind.STRUCTURAL),
        ("", "KEPALA SEKSI PASAR", "", PostKind.STRUCTURAL),
        ("", "ANALIS KEBIJAKAN AHLI MUDA", "", PostKind.FUNCTIONAL),
        ("", "GURU KELAS", "", PostKind.FUNCTIONAL),
        ("", "PENGAWAS SEKOLAH", "", PostKind.FUNCTIONAL),
        ("", "PENGELOLA DATA", "", PostKind.EXECUTIVE),
        ("", "", "", None),
    ],
)
def test_kind_of_a_post(kind_text: str, title: str, echelon: str, kind: PostKind | None) -> None:
    assert post_kind(kind_text, title, echelon) is kind


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("KEPALA SUB BAGIAN UMUM DAN KEPEGAWAIAN", "SUB BAGIAN UMUM DAN KEPEGAWAIAN"),
        ("Kepala Dinas Pendidikan", "DINAS PENDIDIKAN"),
        ("SEKRETARIS", "SEKRETARIAT"),
        ("SEKRETARIS DINAS PENDIDIKAN", "SEKRETARIAT DINAS PENDIDIKAN"),
        ("SEKRETARIS DAERAH", "SEKRETARIAT DAERAH"),
        ("INSPEKTUR", "INSPEKTORAT"),
        ("INSPEKTUR PEMBANTU WILAYAH I", "INSPEKTUR PEMBANTU WILAYAH I"),
        ("CAMAT PRAFI", "DISTRIK PRAFI"),
        ("KEPALA KECAMATAN PRAFI", "DISTRIK PRAFI"),
        ("KEPALA DISTRIK PRAFI", "DISTRIK PRAFI"),
        ("LURAH WOSI", "KELURAHAN WOSI"),
        ("DIREKTUR RSUD MANOKWARI", "RSUD MANOKWARI"),
        ("DIREKTUR", "RUMAH SAKIT"),
        ("KEPALA SEKOLAH", "SEKOLAH"),
        ("KEPALA SMP NEGERI 1", "SMP NEGERI 1"),
        ("KEPALA PUSKESMAS PRAFI", "PUSKESMAS PRAFI"),
        ("WAKIL DIREKTUR", ""),
        ("WAKIL KEPALA SEKOLAH", ""),
        ("SEKRETARIS PRIBADI", ""),
        ("PLT. KEPALA DINAS PENDIDIKAN", ""),
        ("PELAKSANA TUGAS KEPALA DINAS", ""),
        ("PENGELOLA DATA", ""),
        ("", ""),
    ],
)
def test_which_unit_a_title_leads(title: str, unit: str) -> None:
    assert headed_unit(title) == unit


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("GURU AHLI PERTAMA", PostFamily.TEACHER),
        ("WAKIL KEPALA SEKOLAH", PostFamily.TEACHER),
        ("KEPALA SEKOLAH", PostFamily.PRINCIPAL),
        ("PLT KEPALA SEKOLAH", PostFamily.PRINCIPAL),
        ("KEPALA SD INPRES 28 WOSI", PostFamily.PRINCIPAL),
        ("PENGAWAS SEKOLAH AHLI MADYA", PostFamily.SCHOOL_SUPERVISOR),
        ("PERAWAT TERAMPIL", PostFamily.HEALTH),
        ("DOKTER AHLI MUDA", PostFamily.HEALTH),
        ("KEPALA PUSKESMAS PRAFI", PostFamily.GENERAL),
        ("KEPALA SEKSI BIDAN DESA", PostFamily.GENERAL),
        ("PENGELOLA DATA", PostFamily.GENERAL),
        ("", PostFamily.GENERAL),
    ],
)
def test_family_of_a_post(title: str, family: PostFamily) -> None:
    assert post_family(title) is family


@pytest.mark.parametrize(
    ("text", "echelon"),
    [
        ("II.b", "II.b"),
        ("IIb", "II.b"),
        ("II/B", "II.b"),
        ("2b", "II.b"),
        ("Eselon III.a", "III.a"),
        ("V.a", "V.a"),
        ("Non Eselon", ""),
        ("-", ""),
        ("", ""),
    ],
)
def test_echelons(text: str, echelon: str) -> None:
    assert read_echelon(text) == echelon


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("ANALIS KEBIJAKAN AHLI MUDA", "AHLI_MUDA"),
        ("Perawat Terampil", "TERAMPIL"),
        ("AHLI MUDA GIZI", ""),
        ("", ""),
    ],
)
def test_levels(title: str, level: str) -> None:
    assert functional_level(title) == level


def test_who_leads() -> None:
    assert is_head("KEPALA SEKOLAH", PostKind.FUNCTIONAL, "")
    assert is_head("ASISTEN PEMERINTAHAN", PostKind.STRUCTURAL, "II.b")
    assert not is_head("KEPALA GUDANG", PostKind.EXECUTIVE, "")
    assert not is_head("PLT. KEPALA DINAS", PostKind.STRUCTURAL, "II.b")
    assert is_acting("Plh Kepala Dinas")
    assert acting_removed("Plt. Kepala Dinas") == "KEPALA DINAS"


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("PNS Daerah Kab/Kota", "P"), EmploymentKind.PNS),
        (("PNS Daerah Kab/Kota", "C"), EmploymentKind.CPNS),
        (("", "CPNS"), EmploymentKind.CPNS),
        (("PPPK Daerah", "PPPK"), EmploymentKind.PPPK),
        (("P3K", ""), EmploymentKind.PPPK),
        (("PPPK", "PPPK PARUH WAKTU"), EmploymentKind.PPPK_PART_TIME),
        (("", ""), None),
        (("Honorer", ""), None),
    ],
)
def test_legal_groups(texts: tuple[str, str], kind: EmploymentKind | None) -> None:
    assert employment_kind(texts) is kind


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("", Standing.ACTIVE),
        ("Aktif", Standing.ACTIVE),
        ("CLTN", Standing.UNPAID_LEAVE),
        ("Cuti Di Luar Tanggungan Negara", Standing.UNPAID_LEAVE),
        ("Tugas Belajar", Standing.STUDY),
        ("Dipekerjakan", Standing.SECONDED),
        ("Pemberhentian Sementara", Standing.SUSPENDED),
        ("Pensiun BUP", Standing.RETIRED),
        ("Meninggal Dunia", Standing.LEFT),
        ("Berhenti", Standing.LEFT),
        ("Tidak Aktif", Standing.OTHER),
        ("Masa Persiapan Pensiun", Standing.OTHER),
        ("entah", Standing.OTHER),
    ],
)
def test_standing_in_law(text: str, standing: Standing) -> None:
    assert standing_of(text) is standing


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_some_post(kind_text: str, title: str) -> None:
    kind = post_kind(kind_text, title, read_echelon(kind_text))

    assert is_head(title, kind, "") in {True, False}
    assert post_family(title) in PostFamily
    assert standing_of(title) in Standing
