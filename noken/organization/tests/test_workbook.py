"""Files are opened by their content."""

import datetime as dt
import io
import json
import resource
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineError, PasswordError

from noken.core.tables import cell_stream, workbook
from noken.core.tables.delimited import encoding_of
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tables.workbook import open_table
from noken.organization.tests.data import builders
from noken.organization.tests.data.reading import everything


def test_parts_that_are_not_packed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, part in builders.parts_of_xlsx(builders.cells([["NIP", "NAMA"]])).items():
            archive.writestr(name, part)

    assert everything(open_table(path)) == [["NIP", "NAMA"]]


def test_an_old_list_with_a_million_blank_rows_below_is_read(tmp_path: Path) -> None:
    rows = [["NIP", "NAMA"], ["198001012005012001", "A"], []]

    table = open_table(builders.open_document(tmp_path / "a.ods", rows, repeat_last=1_048_574))

    assert everything(table) == rows[:2]


def test_a_dimension_that_lies_does_no_harm(tmp_path: Path) -> None:
    data = builders.cells([["NIP", "NAMA"], ["198001012005012001", "A"]])
    parts = builders.parts_of_xlsx(data, dimension="A1:XFD1048576")

    rows = everything(open_table(builders.zipped(tmp_path / "a.xlsx", parts)))

    assert rows == [["NIP", "NAMA"], ["198001012005012001", "A"]]


def test_formulas_are_not_evaluated_and_text_like_one_is_text(tmp_path: Path) -> None:
    data = (
        '<row><c t="inlineStr"><is><t>=HYPERLINK("x")</t></is></c>'
        "<c><f>1+1</f><v>7</v></c><c><f>1+1</f></c></row>"
    )
    path = builders.zipped(tmp_path / "a.xlsx", builders.parts_of_xlsx(data))

    assert everything(open_table(path)) == [['=HYPERLINK("x")', "7"]]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv"])
def test_the_content_tells_the_kind_not_the_name(name: str, tmp_path: Path) -> None:
    wanted = [list(map(str, row)) for row in builders.LOCAL]

    assert everything(open_table(builders.old_workbook(tmp_path / name, builders.LOCAL))) == wanted
    assert everything(open_table(builders.open_document(tmp_path / name, builders.LOCAL))) == wanted
    assert everything(open_table(builders.delimited(tmp_path / name, builders.LOCAL))) == wanted
    sheets = {"ASN": builders.LOCAL}
    assert everything(open_table(builders.workbook(tmp_path / name, sheets))) == wanted


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_csv_of_every_delimiter_and_encoding(delimiter: str, encoding: str, tmp_path: Path) -> None:
    rows = [["NIP", "NAMA", "UNIT"], ["198001012005012001", "RENÉ, D'ORNAY", "DINAS A, B, DAN C"]]
    path = builders.delimited(tmp_path / "a.csv", rows, delimiter, encoding)

    assert everything(open_table(path)) == rows


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"A;B", "utf-8-sig"),
        (b"\xe9;B", "cp1252"),
        (b"\x81\xe9;B", "latin-1"),
        (b"\xff\xfeA\0", "utf-16"),
    ],
)
def test_encodings_are_found(data: bytes, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)

    assert encoding_of(path) == encoding


def test_blank_rows_are_left_out_and_numbers_stay(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [["NIP", "x"], [], ["1", ""], ["", "y"]]})
    table = open_table(path)

    try:
        assert list(table.rows(0, 2, [0])) == [(3, ["1"])]
        assert [number for number, _ in table.rows(0, 1, [0])] == [1, 3]
        assert [number for number, _ in table.rows(0, 1, [1])] == [1, 4]
    finally:
        table.close()
    table.close()


def test_a_reader_that_was_closed_says_so(tmp_path: Path) -> None:
    path = builders.workbook(tmp_path / "a.xlsx", {"a": [["NIP", "x"], ["1", "2"]]})
    with workbook.Workbook(path, 10_000) as table:
        table._reader.kill()
        table._reader.wait()

        with pytest.raises(UnreadableFile):
            list(table.rows(0, 1, [0]))


def test_the_reader_answers_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["NIP", "NAMA"], *[[str(number), "x"] for number in range(600)], [], ["", "y"]]
    path = builders.workbook(tmp_path / "a.xlsx", {"a": rows})
    asks = [{"sheet": 0, "count": 1}, {"sheet": 0, "first": 2, "columns": [1]}]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, asks))))

    cell_stream.serve(str(path))

    sheets, head, *batches = map(json.loads, capsys.readouterr().out.splitlines())
    assert sheets == [["a", True]]
    assert head == [["NIP", "NAMA"]]
    assert [len(batch) for batch in batches] == [500, 101, 0]
    assert batches[1][-1] == [603, ["y"]]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PasswordError(), "password"),
        (MemoryError(), "memory"),
        (CalamineError(), "broken"),
        (OSError(), "broken"),
        (None, ""),
    ],
)
def test_the_reader_caps_itself_and_says_what_is_wrong(
    fault: BaseException | None,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caps: dict[int, tuple[int, int]] = {}

    def serve(path: str) -> None:
        del path
        if fault:
            raise fault

    monkeypatch.setattr(resource, "setrlimit", caps.__setitem__)
    monkeypatch.setattr(cell_stream, "serve", serve)

    cell_stream.main("a.xlsx", 1_000)

    assert caps[resource.RLIMIT_DATA] == (1_000, 1_000)
    assert capsys.readouterr().out == (f'{{"error": "{said}"}}\n' if said else "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (1.5, "1.5"),
        (198001012005012001.0, "1.98001012005012E+17"),
        (1e14, "100000000000000"),
        (True, "YA"),
        (False, "TIDAK"),
        (" a ", "a"),
        (dt.date(2024, 4, 1), "2024-04-01"),
        (dt.datetime(2024, 4, 1, tzinfo=dt.UTC), "2024-04-01"),
        (dt.datetime(2024, 4, 1, 7, 21, 8, 999_900, tzinfo=dt.UTC), "2024-04-01 07:21:09"),
        (dt.time(6), "06:00:00"),
    ],
)
def test_cells_become_text(value: object, text: str) -> None:
    assert cell_stream.text_of(value) == text
