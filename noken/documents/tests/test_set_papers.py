"""Papers as they come from the typesetter: what they say, and how they are built."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pytest
import segno
from PIL.Image import Image

from noken.core.values import MONTHS
from noken.documents.gateways.typesetter import Stamp, set_paper
from noken.documents.rules.shapes import ResultLine, Shape
from noken.documents.tests import samples

CODE = "7F3A92KD41QX"
ALL = [pytest.param(kind, data, id=kind) for kind, data in samples.ALL]
MORE = [
    pytest.param("PLAN", replace(samples.PLAN, is_worded=True), id="PLAN worded"),
    pytest.param("PLAN", replace(samples.PLAN, is_leader=True), id="PLAN leader"),
    pytest.param(
        "PLAN", replace(samples.PLAN, is_leader=True, is_worded=True), id="PLAN leader worded"
    ),
    pytest.param("EVALUATION", replace(samples.FORM, is_worded=True), id="EVALUATION worded"),
    pytest.param("EVALUATION", replace(samples.FORM, is_leader=True), id="EVALUATION leader"),
    pytest.param(
        "OBJECTION_DECISION",
        replace(samples.DECISION, changed_on=date(2026, 10, 21)),
        id="OBJECTION_DECISION changed",
    ),
    pytest.param(
        "EVALUATION", replace(samples.FORM, earlier=(samples.EARLIER,)), id="EVALUATION moved"
    ),
]
UNSAID = {"is_leader", "is_worded", "is_additional", "is_changed", "is_late", "peak", "grades"}
ONLY_NUMBERS = {"target", "side"}
ONLY_STAFF = {"parent"}
MM = 72 / 25.4
INKED = [255] * 128 + [0] * 128
QR_SCALE = 4
"""So that a dot of the QR is five to six points of the picture wide."""


def stamp(kind: str) -> Stamp:
    return Stamp(
        kind=kind,
        title="Naskah Maria Wanggai",
        number="DEK-2026-000214",
        code=CODE,
        check_url=f"https://noken.example.go.id/periksa/dokumen/{CODE}/",
        check_shown="noken.example.go.id/periksa/dokumen/",
        signer="Pemerintah Kabupaten Manokwari",
        at=samples.AT,
    )


def pdf_of(kind: str, data: Shape) -> bytes:
    return set_paper(data, stamp(kind))


def text_of(pdf: bytes) -> str:
    """All text without white space: where a line breaks says nothing."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said(value: Any, leave_out: set[str]) -> Iterator[str]:
    """Every text of a shape as paper writes it."""
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in leave_out:
                yield from said(getattr(value, field.name), leave_out)
    elif isinstance(value, tuple):
        for inner in value:
            yield from said(inner, leave_out)
    elif isinstance(value, date):  # instants are dates too
        yield written(value)
    elif isinstance(value, str) and value:
        yield value


def written(day: date) -> str:
    if isinstance(day, datetime):
        return "15 Oktober 2026, 10.30 WIT"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@pytest.mark.parametrize(("kind", "data"), [*ALL, *MORE])
def test_all_that_the_area_filled_in_can_be_read_on_the_paper(kind: str, data: Shape) -> None:
    leave_out = set(UNSAID)
    if getattr(data, "is_worded", False):
        leave_out |= ONLY_NUMBERS
    if getattr(data, "is_leader", False):
        leave_out |= ONLY_STAFF
    if kind == "PLAN":
        leave_out |= {"reached", "feedback"}
    if kind in {"OBJECTION_DECISION", "DISCIPLINE_SUMMONS"}:
        leave_out |= {"rank"}

    text = text_of(pdf_of(kind, data)).lower()  # letterheads are set in capitals

    for each in said(data, leave_out):
        assert squeezed(each).lower() in text, each


@pytest.mark.parametrize(("kind", "data"), ALL)
def test_each_sheet_bears_number_code_and_place_of_the_check(kind: str, data: Shape) -> None:
    pages = pypdf.PdfReader(BytesIO(pdf_of(kind, data))).pages

    for number, page in enumerate(pages, start=1):
        text = squeezed(page.extract_text())
        assert "DEK-2026-000214" in text
        assert "7F3A-92KD-41QX" in text
        assert "noken.example.go.id/periksa/dokumen/" in text
        assert f"Halaman{number}dari{len(pages)}" in text


@pytest.mark.parametrize(("kind", "data"), [*ALL, *MORE])
def test_a_paper_is_an_archive_file_that_can_be_read_aloud(kind: str, data: Shape) -> None:
    """PDF/A-2a with tags and PDF/UA-1, as the file says of itself and as it is built."""
    root: Any = pypdf.PdfReader(BytesIO(pdf_of(kind, data))).trailer["/Root"]
    about = root["/Metadata"].get_data().decode()

    assert re.search(r"<pdfaid:part>2</pdfaid:part>", about)
    assert re.search(r"<pdfaid:conformance>A</pdfaid:conformance>", about)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", about)
    assert "Naskah Maria Wanggai" in about
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"].startswith("id")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/OutputIntents"]
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(root)
    assert {"/H1", "/Table", "/TR", "/TH", "/TD"} <= tags_of(root["/StructTreeRoot"])


def tags_of(node: Any) -> set[str]:
    """Every kind of structure element below a node."""
    node = node.get_object()
    if isinstance(node, list):
        return {tag for child in node for tag in tags_of(child)}
    if not hasattr(node, "get"):
        return set()
    own = {str(node["/S"])} if "/S" in node else set()
    return own | (tags_of(node["/K"]) if "/K" in node else set())


@pytest.mark.parametrize(("kind", "data"), ALL)
def test_all_type_is_in_the_file(kind: str, data: Shape) -> None:
    embedded = set()
    for page in pypdf.PdfReader(BytesIO(pdf_of(kind, data))).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
            embedded.add(str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0])

    assert embedded == {"SourceSansPro"}


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("PLAN", 3),
        ("EVALUATION", 3),
        ("EVALUATION_RECORD", 2),
        ("OBJECTION_DECISION", 1),
        ("DISCIPLINE_SUMMONS", 1),
    ],
)
def test_usual_papers_have_few_sheets(kind: str, pages: int) -> None:
    data = dict(samples.ALL)[kind]

    assert len(pypdf.PdfReader(BytesIO(pdf_of(kind, data))).pages) == pages


@pytest.mark.parametrize(
    ("kind", "data"), [("EVALUATION", samples.FORM), ("EVALUATION_RECORD", samples.RECORD)]
)
def test_the_pattern_names_what_both_of_its_axes_count(kind: str, data: Shape) -> None:
    text = text_of(pdf_of(kind, data))

    assert "Jumlahpegawai" in text
    assert "".join(squeezed(grade) for grade in samples.GRADES) in text


def test_plans_lie_across_and_letters_stand() -> None:
    across = pypdf.PdfReader(BytesIO(pdf_of("PLAN", samples.PLAN))).pages[0].mediabox
    upright = (
        pypdf.PdfReader(BytesIO(pdf_of("EVALUATION_RECORD", samples.RECORD))).pages[0].mediabox
    )

    assert (round(across.width), round(across.height)) == (842, 595)
    assert (round(upright.width), round(upright.height)) == (595, 842)


def test_the_same_paper_is_the_same_bytes() -> None:
    assert pdf_of("PLAN", samples.PLAN) == pdf_of("PLAN", samples.PLAN)


def test_many_long_results_break_into_sheets_and_lose_nothing() -> None:
    long = ResultLine(
        "Pelayanan dasar pada seluruh distrik terselenggara sesuai standar pelayanan minimal " * 2,
        "Tersedianya dokumen perencanaan berbasis data yang disepakati seluruh pihak " * 3,
        is_additional=False,
        measures=samples.RESULTS[0].measures * 4,
    )
    data = replace(samples.PLAN, results=(long,) * 15)

    reader = pypdf.PdfReader(BytesIO(pdf_of("PLAN", data)))

    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert len(reader.pages) > 5
    assert text.count(squeezed("Jumlah SMP yang selesai didampingi")) == 60
    assert text.count(squeezed("Rencana hasil kerja pimpinan yang diintervensi")) > 3


def test_what_people_write_is_text_and_never_typesetting() -> None:
    hostile = '#import "kit.typ" $x^2$ *tebal* _miring_ @ref <label> \\ // {{ }} [x] = Judul'
    data = replace(samples.RECORD, recommendation=hostile)

    assert squeezed(hostile) in text_of(pdf_of("EVALUATION_RECORD", data))


def test_what_no_typeface_has_becomes_a_box_and_the_paper_says_so() -> None:
    data = replace(samples.RECORD, recommendation="Mantap 👍🏽 teruskan 漢字", reason="Hebat 🎉")

    text = text_of(pdf_of("EVALUATION_RECORD", data))

    assert squeezed("Mantap □□ teruskan □□") in text
    assert squeezed("Hebat □") in text
    assert squeezed("menggantikan gambar atau huruf yang tidak dapat dicetak") in text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("satu\x00dua", "satudua"),
        ("kiri\u202ekanan", "kirikanan"),
        ("milik\ue000saya", "miliksaya"),
        ("setengah\ud800pasang", "setengahpasang"),
        ("kolom\tlain", "kolom lain"),
        ("e\u0301lan", "élan"),
        ("≥ 90 → 100 ✓ ½ m²", "≥ 90 → 100 ✓ ½ m²"),
    ],
)
def test_odd_letters_never_stop_a_paper(written: str, shown: str) -> None:
    text = text_of(pdf_of("EVALUATION_RECORD", replace(samples.RECORD, recommendation=written)))

    assert squeezed(shown) in text
    assert squeezed("tidak dapat dicetak") not in text


def test_lines_stay_lines() -> None:
    data = replace(samples.RECORD, recommendation="Pertama.\nKedua.\r\nKetiga.")

    pages = pypdf.PdfReader(BytesIO(pdf_of("EVALUATION_RECORD", data))).pages

    assert "Pertama.\nKedua.\nKetiga." in pages[0].extract_text()


def test_an_empty_record_is_still_a_whole_paper() -> None:
    data = replace(
        samples.RECORD, facts=(), parts=(), unit_rating="", peak="", recommendation="",
        objection="", forecast="", superior=replace(samples.BARNABAS, name="", nip=""),
    )  # fmt: skip

    text = text_of(pdf_of("EVALUATION_RECORD", data))

    assert squeezed("Belum ditetapkan") in text
    assert squeezed("Tidak ada fakta yang disematkan.") in text


@pytest.mark.parametrize(("kind", "data"), [*ALL, *MORE])
def test_ink_stays_on_the_sheet(kind: str, data: Shape) -> None:
    """Drawn as a picture: nothing touches the edge, something is in the middle."""
    for picture in pictures_of(pdf_of(kind, data), scale=1):
        width, height = picture.size
        frame = [
            picture.crop(box)
            for box in (
                (0, 0, width, 20),
                (0, height - 20, width, height),
                (0, 0, 20, height),
                (width - 20, 0, width, height),
            )
        ]
        assert all(part.getextrema() == (255, 255) for part in frame)
        assert sum(picture.histogram()[:60])


@pytest.mark.parametrize(("kind", "data"), ALL)
def test_the_qr_at_the_foot_of_each_sheet_can_be_read(kind: str, data: Shape) -> None:
    """Read from the picture, dot by dot: it is whole and leads to the check of this paper."""
    wanted = segno.make(stamp(kind).check_url, error="m", micro=False).matrix

    for picture in pictures_of(pdf_of(kind, data), scale=QR_SCALE):
        assert dots_of(picture, len(wanted)) == [[bool(dot) for dot in row] for row in wanted]


def dots_of(picture: Image, count: int) -> list[list[bool]]:
    """The dots of a QR that stands at the left margin, below everything else there."""
    (width, height), inked = picture.size, picture.point(INKED)
    left, size = (16 if width > height else 22) * MM * QR_SCALE, 16.5 * MM * QR_SCALE
    column = inked.crop((round(left), 0, round(left + size), height)).getbbox()
    assert column is not None
    top, step = column[3] - size, size / count
    middles = [(number + 0.5) * step for number in range(count)]
    return [
        [inked.getpixel((int(left + x), int(top + y))) == 255 for x in middles] for y in middles
    ]


def pictures_of(pdf: bytes, scale: float) -> Iterator[Image]:
    """Each sheet in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=scale).to_pil().convert("L")
            page.close()
    finally:
        document.close()
