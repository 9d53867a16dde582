"""How a fact about a person is read out of a whole page or file, and who opens which one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from io import BytesIO

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from noken.attendance.queries.words import LOOKS
from noken.evaluation.models import Statement
from noken.organization.models import Employee
from tests.fixtures import Browse
from tests.whole.people import MONTH, Person
from tests.whole.sources import LACK, NOTHING
from tests.world import TODAY

NEXT = (MONTH + timedelta(31)).replace(day=1)
LETTERS = {look.css: mark.value for mark, look in LOOKS.items()}  # type: ignore[attr-defined]  # a Mark


@dataclass
class Page:
    """What somebody was shown."""

    content: bytes

    @property
    def html(self) -> str:
        return self.content.decode()

    @property
    def text(self) -> str:
        return words(self.html.partition("<main")[2])

    @property
    def book(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(BytesIO(self.content))

    @property
    def paper(self) -> str:
        """The words of a PDF."""
        pages = PdfReader(BytesIO(self.content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def part(self, start: str, end: str) -> str:
        """The words from one mark of the page to the next `end`."""
        return words(self.html.partition(start)[2].partition(end)[0])


def words(html: str) -> str:
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


Read = Callable[[Page, Person], str | None]
"""None: the page does not show the fact as things are."""


@dataclass(frozen=True)
class Place:
    """A page on which a fact is shown; `reader` is a field of Person."""

    page: str
    reader: str
    url: Callable[[Person], str]
    read: Read


@dataclass(frozen=True)
class Fact:
    name: str
    source: Callable[[Person], str]
    places: Sequence[Place]
    of: Callable[[Person], bool] = lambda _person: True


@dataclass
class Library:
    """Pages, each opened once by each of its readers."""

    browse: Browse
    pages: dict[tuple[int, str], Page] = field(default_factory=dict)

    def open(self, reader: Employee, url: str) -> Page:
        """A page or file; a paper is asked for by its button."""
        if (reader.pk, url) not in self.pages:
            client = self.browse(reader)
            answer = client.post(url) if url.endswith("/cetak/") else client.get(url)
            assert answer.status_code == 200, (reader.name, url, answer.status_code)
            self.pages[reader.pk, url] = Page(answer.content)
        return self.pages[reader.pk, url]


# --- how a page is read ---


def told(pattern: str, default: str = NOTHING) -> Read:
    """What the page says once, in the words of the pattern."""

    def read(page: Page, person: Person) -> str:
        return _first(pattern, page.text, person, default)

    return read


def printed(pattern: str) -> Read:
    """What a paper says."""

    def read(page: Page, person: Person) -> str:
        return _first(pattern, page.paper, person, NOTHING)

    return read


def ladder(pattern: str) -> Read:
    """A rung, in small letters as the law has it."""

    def read(page: Page, person: Person) -> str:
        return _first(pattern, page.text, person, NOTHING).lower()

    return read


def before_reporting(pattern: str, default: str = NOTHING) -> Read:
    """Of a result on Hari ini: once it is reported today, the report stands there instead."""

    def read(page: Page, person: Person) -> str | None:
        is_reported = re.search(r"RHK 1 · dilaporkan", page.text)
        return None if is_reported else _first(pattern, page.text, person, default)

    return read


def within(start: str, end: str, pattern: str, default: str = NOTHING) -> Read:
    """The same within the part about the person."""

    def read(page: Page, person: Person) -> str:
        part = page.part(start.format(pk=person.who.pk, name=person.who.name), end)
        return _first(pattern, part, person, default)

    return read


def _first(pattern: str, text: str, person: Person, default: str) -> str:
    number = person.findings[0].number if person.findings else ""
    pattern = pattern.replace("NAME", re.escape(person.who.name)).replace("NUMBER", number)
    found = re.search(pattern, text)
    return found.group(1) if found else default


def on_board(pattern: str, default: str = NOTHING) -> Place:
    return Place(
        "papan tim", "superior", at("/tim/"), within('id="baris-{pk}"', "</tr>", pattern, default)
    )


def at(url: str) -> Callable[[Person], str]:
    return lambda person: url.format(pk=person.who.pk, agency=person.agency.pk)


def plan_url(person: Person) -> str:
    return person.plan.plan.get_absolute_url()


def sheet_url(person: Person) -> str:
    return person.sheet.get_absolute_url()


def result_url(person: Person) -> str:
    assert person.result is not None
    return person.result.get_absolute_url()


def finding_url(person: Person) -> str:
    return person.findings[0].get_absolute_url()


FORECASTS = "/evaluasi/posisi/prakiraan/"
_LED = '<p class="b">{name} <'


SHARE = r"\d+%(?: atau lebih)?"
RUNG = r"hari dihitung[^.]*?, jenjang (.+?)(?: karena berturut-turut)?\. "
SUMMED = r"Jumlah: (?:[\d +]+ = )?(\d+) hari"
STATED = "|".join(str(label) for _code, label in Statement.Status.choices)
ON_BOARD = {
    "Realisasi menunggu Anda": "STATED",
    "Realisasi Anda tanyakan": "ASKED",
    "Realisasi disepakati": "AGREED",
}


def stated_on_board(page: Page, person: Person) -> str:
    """What the board says of the statement, in the words of the area."""
    row = page.part(f'id="baris-{person.who.pk}"', "</tr>")
    found = [code for words, code in ON_BOARD.items() if words in row]
    return str(Statement.Status(found[0]).label) if found else NOTHING


def forecasts(pattern: str, default: str = NOTHING) -> list[Place]:
    """The own reading, and the one of who leads."""
    own = within("</h1>", 'id="tim', pattern, default)
    return [
        Place("prakiraan sendiri", "who", at(FORECASTS), own),
        Place(
            "prakiraan atasan", "superior", at(FORECASTS), within(_LED, "</li>", pattern, default)
        ),
    ]


def grades_on_sheets() -> list[Place]:
    """The rater reads the forecast; its lack is told to both."""
    return [
        Place(
            "lembar penilai",
            "superior",
            sheet_url,
            told(rf"(?:Prakiraan dari bukti )?{GRADES}\.? (?:Dari mana|Laporan|Realisasi)"),
        ),
    ]


def sheets(pattern: str, default: str = NOTHING) -> list[Place]:
    return [
        Place("lembar sendiri", "who", sheet_url, told(pattern, default)),
        Place("lembar penilai", "superior", sheet_url, told(pattern, default)),
    ]


GRADES = f"({LACK}|Sangat Baik|Baik|Butuh Perbaikan|Kurang|Sangat Kurang)"


def own_letters(page: Page, _person: Person) -> str:
    found = {
        int(day): css
        for css, day in re.findall(r'class="cd (\w+)[^"]*" href="#hari-(\d+)"', page.html)
    }
    return "".join(LETTERS[found[day]] if day in found else "_" for day in range(1, TODAY.day + 1))


def matrix_row(page: Page, person: Person) -> tuple[str, list[str]]:
    """The letters of a person's row, and the sums after them."""
    head = re.sub(
        r"<svg.*?</svg>",
        "",
        page.html.partition("<thead>")[2].partition("</thead>")[0],
        flags=re.DOTALL,
    )
    columns = [int(each) for each in re.findall(r'<th scope="col" class="[^"]*">(\d+)<', head)]
    for row in re.findall(r'<tr><th scope="row">(.*?)</tr>', page.html, re.DOTALL):
        if person.who.name in row:
            cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
            marks = [re.search(r'<b class="k (\w+)', cell) for cell in cells]
            found = {
                day: LETTERS[mark[1]] for day, mark in zip(columns, marks, strict=False) if mark
            }
            line = "".join(found.get(day, "_") for day in range(1, TODAY.day + 1))
            return line, [words(cell) for cell in cells[len(columns) :]]
    return "", []


def matrix_letters(page: Page, person: Person) -> str:
    return matrix_row(page, person)[0]


def summed(place: int) -> Read:
    def read(page: Page, person: Person) -> str:
        sums = matrix_row(page, person)[1]
        return "0" if sums[place] == NOTHING else sums[place]

    return read


def file_letters(page: Page, person: Person) -> str:
    for name in page.book.sheet_names:
        rows = page.book.get_sheet_by_name(name).to_python()
        first = next((row.index(1.0, 3) for row in rows if 1.0 in row[3:]), 0)
        for row in rows:
            if first and row[1:2] == [person.who.name]:
                return "".join(str(each) or "_" for each in row[first : first + TODAY.day])
    return ""


OWN, OF_PERSON = (
    f"/kehadiran/?bulan={MONTH:%Y-%m}",
    f"/kehadiran/pegawai/{{pk}}/?bulan={MONTH:%Y-%m}",
)
TEAM = f"/kehadiran/tim/?bulan={MONTH:%Y-%m}"
RECAP = f"/kehadiran/rekap/?unit={{agency}}&bulan={MONTH:%Y-%m}"
RECAP_FILE = f"/kehadiran/rekap/unduh.xlsx?unit={{agency}}&bulan={MONTH:%Y-%m}"


def months(pattern: str) -> list[Place]:
    return [
        Place("bulan sendiri", "who", at(OWN), told(pattern)),
        Place("bulan pegawai", "superior", at(OF_PERSON), told(pattern)),
    ]


def balance_shown(page: Page, _person: Person) -> str:
    return " ".join(
        re.findall(
            r"<b>([^<]+)</b>", page.html.partition('<ul class="sisa">')[2].partition("</ul>")[0]
        )
    )


def badge(name: str) -> Read:
    def read(page: Page, _person: Person) -> str:
        return _first(rf'id="menu-{name}-n"[^>]*>(\d+)<', page.html, _person, NOTHING)

    return read


def asked(page: Page, _person: Person) -> str:
    """How many findings the list of what waits asks about."""
    return str(len(re.findall(r'href="/temuan/T-[^"]*"', page.html.partition("<main")[2])))
