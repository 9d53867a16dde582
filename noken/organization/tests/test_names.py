"""Names, titles and official names for the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.organization.rules.names import (
    back_title,
    front_title,
    official_name,
    person_name,
    split_name,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("FRANSINA RUMBIAK", "Fransina Rumbiak"),
        ("fransina rumbiak", "Fransina Rumbiak"),
        ("Otto indou", "Otto indou"),
        ("  YOHANA   MANDACAN ", "Yohana Mandacan"),
        ("D'ORNAY", "D'Ornay"),
        ("MA'RUF", "Ma'ruf"),
        ("JOHN VAN ROOM", "John van Room"),
        ("VAN ROOM", "Van Room"),
        ("AHMAD BIN SALEH", "Ahmad bin Saleh"),
        ("A.R. FACHRUDDIN", "A.R. Fachruddin"),
        ("ANNE-MARIE IBA", "Anne-Marie Iba"),
        ("YOHANES M. III", "Yohanes M. III"),
        ("", ""),
    ],
)
def test_capitals_become_a_name_and_a_written_name_stays(written: str, shown: str) -> None:
    assert person_name(written) == shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("YOHANA MANDACAN", ("", "YOHANA MANDACAN", "")),
        ("Drs. YOHANES MANDACAN, S.PD,M.SI", ("Drs.", "YOHANES MANDACAN", "S.Pd., M.Si.")),
        ("Dr. Ir. Frans Indou, S. Pd", ("Dr. Ir.", "Frans Indou", "S.Pd.")),
        ("dr. Maria Iba, Sp.A.", ("dr.", "Maria Iba", "Sp.A.")),
        ("DR MARIA IBA", ("Dr.", "MARIA IBA", "")),
        ("Andi Siregar S.Pd. M.Pd.", ("", "Andi Siregar", "S.Pd., M.Pd.")),
        ("Andi Siregar, SE", ("", "Andi Siregar", "S.E.")),
        ("Maria Ba", ("", "Maria Ba", "")),
        ("MANDACAN, YOHANES", ("", "MANDACAN, YOHANES", "")),
        ("H. Mambor", ("", "H. Mambor", "")),
        ("Ir.", ("", "Ir.", "")),
        ("", ("", "", "")),
    ],
)
def test_titles_leave_the_name(text: str, parts: tuple[str, str, str]) -> None:
    assert tuple(split_name(text)) == parts


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("S.PD", "S.Pd."),
        ("SPD,MPD", "S.Pd., M.Pd."),
        ("S.Pd M.Pd", "S.Pd., M.Pd."),
        ("S.STP., M.Si.", "S.STP., M.Si."),
        ("A.Md.Kep", "A.Md.Kep."),
        ("Dipl. Ing. (FH)", "Dipl. Ing. (FH)"),
        ("-", ""),
        ("", ""),
    ],
)
def test_titles_behind_a_name(written: str, shown: str) -> None:
    assert back_title(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"), [("DRS", "Drs."), ("dr.", "dr."), ("PROF DR", "Prof. Dr."), ("", "")]
)
def test_titles_before_a_name(written: str, shown: str) -> None:
    assert front_title(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SUB BAGIAN UMUM DAN KEPEGAWAIAN", "Sub Bagian Umum dan Kepegawaian"),
        ("DINAS PENDIDIKAN", "Dinas Pendidikan"),
        ("SMP NEGERI 1 MANOKWARI", "SMP Negeri 1 Manokwari"),
        ("SD YPK AMBAN", "SD YPK Amban"),
        ("INSPEKTUR PEMBANTU WILAYAH II", "Inspektur Pembantu Wilayah II"),
        ("SEKRETARIAT DPRK", "Sekretariat DPRK"),
        ("PERLINDUNGAN ANAK DAN KB", "Perlindungan Anak dan KB"),
        ("DAN LAIN", "Dan Lain"),
        ("BIDANG SARANA/PRASARANA", "Bidang Sarana/Prasarana"),
        ("BALAI (UPTD) PASAR", "Balai (UPTD) Pasar"),
        ("SEKSI (PASAR)", "Seksi (Pasar)"),
        ("Dinas dan BADAN", "Dinas dan BADAN"),
        ("", ""),
    ],
)
def test_units_and_posts_for_the_screen(written: str, shown: str) -> None:
    assert official_name(written) == shown


@given(st.text(max_size=80))
def test_any_text_is_shown(text: str) -> None:
    assert len(person_name(text).split()) == len(text.split())
    assert len(official_name(text).split()) == len(text.split())
    parts = split_name(text)
    assert len(parts.name) <= len(text)


@given(st.text(st.sampled_from("ABCDE '-."), max_size=30))
def test_showing_a_name_changes_capitals_only(text: str) -> None:
    assert person_name(person_name(text)) == person_name(text)
    assert person_name(text).upper() == " ".join(text.split()).upper()
    assert official_name(text).upper() == " ".join(text.split()).upper()
