"""What every page says of one day of one person: read from whole pages and files."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from noken.attendance.queries.words import LOOKS
from noken.findings import queries as findings
from noken.organization.models import Employee
from noken.ui.formats import day_long
from tests.cast import Cast
from tests.fixtures import Browse

LETTERS = {look.css: mark.value for mark, look in LOOKS.items()}  # type: ignore[attr-defined]  # a Mark
PRINTED = {look.label: mark.value for mark, look in LOOKS.items()}  # type: ignore[attr-defined]  # a Mark


def letters_of(browse: Browse, cast: Cast, person: Employee, day: date) -> Mapping[str, str]:
    """The letter of the day by page. The superior is Naomi, who acts; Rina keeps the recap."""
    month = f"bulan={day:%Y-%m}"
    unit = f"unit={cast.agency.pk}&{month}"
    superior, keeper = browse(cast.acting_superior), browse(cast.admin_opd)
    read = {
        "own": _cell(browse(person), f"/kehadiran/?{month}", day),
        "superior": _cell(superior, f"/kehadiran/pegawai/{person.pk}/?{month}", day),
        "team": _matrix(superior, f"/kehadiran/tim/?{month}", person, day),
        "recap": _matrix(keeper, f"/kehadiran/rekap/?{unit}", person, day),
    }
    book = _book(keeper, f"/kehadiran/rekap/unduh.xlsx?{unit}")
    return {**read, "file": _printed(book, person, day), **_koreksi(book, person, day)}


def one_letter(browse: Browse, cast: Cast, person: Employee, day: date) -> str:
    """The letter on which all pages agree."""
    found = letters_of(browse, cast, person, day)
    assert len(set(found.values())) == 1, found
    return found["own"]


def pages_of(browse: Browse, cast: Cast, person: Employee, day: date) -> Mapping[str, str]:
    """Each page and file on which the day stands, as text."""
    month, superior, keeper = f"bulan={day:%Y-%m}", cast.acting_superior, cast.admin_opd
    unit = f"unit={cast.agency.pk}&{month}"
    pages = {
        "own": (person, f"/kehadiran/?{month}"),
        "superior": (superior, f"/kehadiran/pegawai/{person.pk}/?{month}"),
        "team": (superior, f"/kehadiran/tim/?{month}"),
        "recap": (keeper, f"/kehadiran/rekap/?{unit}"),
    }
    files = {
        "own file": (person, f"/kehadiran/unduh.xlsx?{month}"),
        "team file": (superior, f"/kehadiran/tim/unduh.xlsx?{month}"),
        "recap file": (keeper, f"/kehadiran/rekap/unduh.xlsx?{unit}"),
    }
    return {
        **{name: browse(who).get(url).content.decode() for name, (who, url) in pages.items()},
        **{name: _text(_book(browse(who), url)) for name, (who, url) in files.items()},
    }


def own_page(browse: Browse, person: Employee, day: date) -> str:
    return browse(person).get(f"/kehadiran/?bulan={day:%Y-%m}").content.decode()


def line_of(page: str, day: date) -> str:
    """What a month says of a day in words."""
    parts = page.split(f'<li id="hari-{day.day}">')
    return re.split(r'<li id="hari-|</ol>', parts[1])[0]


def absences(browse: Browse, person: Employee, day: date) -> int:
    """Days "tanpa keterangan" of the year, on the own page."""
    (found,) = re.findall(r"Tanpa keterangan</dt><dd>(\d+)", own_page(browse, person, day))
    return int(found)


def counted(person: Employee, day: date) -> int:
    """Days that count on the ladder of the year."""
    standing = findings.standing_of([person.pk], day.year)[person.pk]
    return standing.counted


def _cell(client: Any, url: str, day: date) -> str:
    page = client.get(url).content.decode()
    found = re.findall(rf'<a class="cd (\w+)[^"]*" href="#hari-{day.day}"', page)
    return LETTERS[found[0]] if found else "_"


def _matrix(client: Any, url: str, person: Employee, day: date) -> str:
    page = client.get(url).content.decode()
    head = re.findall(r"<thead>(.*?)</thead>", page, re.DOTALL)[0]
    head = re.sub(r"<svg.*?</svg>", "", head, flags=re.DOTALL)
    columns = [int(each) for each in re.findall(r'<th scope="col" class="[^"]*">(\d+)<', head)]
    for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', page, re.DOTALL):
        if person.name in row:
            cells = re.findall(r'<td[^>]*>(?:<b class="k (\w+)[^"]*">.*?</b>)?</td>', row)
            return str(LETTERS.get(cells[columns.index(day.day)], "_"))
    return "_"


def _text(book: CalamineWorkbook) -> str:
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return " ".join(str(cell) for row in rows for cell in row)


def _book(client: Any, url: str) -> CalamineWorkbook:
    answer = client.get(url)
    assert answer.status_code == 200
    return CalamineWorkbook.from_filelike(BytesIO(answer.content))


def _printed(book: CalamineWorkbook, person: Employee, day: date) -> str:
    """The letter on the sheet of the person's unit."""
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        column = next((row.index(float(day.day), 3) for row in rows if 1.0 in row[3:]), 0)
        for row in rows:
            if row[1:2] == [person.name] and column:
                return str(row[column]) or "_"
    return "_"


def _koreksi(book: CalamineWorkbook, person: Employee, day: date) -> dict[str, str]:
    """What the sheet Koreksi says holds, where it names the day."""
    for row in book.get_sheet_by_name("Koreksi").to_python():
        if row[:2] == [person.name, day_long(day)]:
            return {"koreksi": PRINTED[str(row[3])]}
    return {}
