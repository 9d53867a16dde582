"""The month of a team as one sheet."""

from noken.attendance.exports import _book
from noken.attendance.exports._book import Lettered
from noken.attendance.queries.team import PersonRow, TeamPage
from noken.attendance.rules import months


def team_sheet(page: TeamPage) -> bytes:
    month = page.board.month
    days = [column.day.day for column in page.board.columns]
    with _book.book() as (made, out):
        sheet = made.sheet("Kehadiran tim")
        sheet.write_string(0, 0, "KEHADIRAN TIM", made.title)
        sheet.write_string(1, 0, page.unit)
        made_at = f"Bulan {_book.month_name(month)}, dibuat {_book.stamp(page.as_of)}"
        sheet.write_string(2, 0, f"{made_at}{_book.recounting(page)}")
        sheet.write_string(3, 0, page.not_counted)
        sheet.set_column(0, 0, 4.5)
        sheet.set_column(1, 2, 28)
        row = _book.grid_head(made, sheet, 4, ("No", "Nama", "Jabatan"), month)
        sheet.freeze_panes(row, 2)
        length = len(months.days_of(month))
        lines = [
            _line(number, each, days, length) for number, each in enumerate(page.board.rows, 1)
        ]
        for line in lines:
            _book.grid_row(made, sheet, row, line)
            row += 1
        if lines:
            _book.grid_sums(made, sheet, row, 3 + length, lines)
        _book.legend(made, sheet, row + 2)
    return out.getvalue()


def _line(number: int, each: PersonRow, days: list[int], length: int) -> Lettered:
    letters = [months.NO_DAY] * length
    for day, letter in zip(days, each.cells, strict=True):
        letters[day - 1] = letter
    return Lettered(
        [str(number), each.person.name, each.person.post],
        "".join(letters),
        each.late_minutes,
        each.early_minutes,
        each.adding_minutes,
    )
