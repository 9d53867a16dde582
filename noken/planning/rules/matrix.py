"""The role-result matrix: which columns it has and what may be done with a cell in which state."""

from dataclasses import dataclass
from uuid import UUID

from noken.planning.rules.content import Content

MAX_TEXT = 400
STATUSES = ("DRAFT", "SENT", "TAKEN", "TALK")


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator of the superior as a column; `result` is the result it belongs to."""

    indicator: UUID
    text: str
    result: UUID
    result_text: str
    result_number: int
    number: int


def columns_of(content: Content) -> tuple[Column, ...]:
    """The columns of the matrix: every indicator that says something, in the order of the plan.

    Source: PermenPANRB 6/2022, lembar kerja matriks peran hasil (register: permenpanrb-6-2022).
    """
    found: list[Column] = []
    for place, result in enumerate(content.results, start=1):
        found += [
            Column(i.key, i.text, result.key, result.text, place, len(found) + offset)
            for offset, i in enumerate((i for i in result.indicators if i.text.strip()), start=1)
        ]
    return tuple(found)


def why_not_changeable_cell(status: str) -> str:
    """Why the words of a cell cannot be changed any more, "" when they can.

    Source: cara kerja noken, matriks peran hasil (register: noken-practice).
    """
    if status == "TAKEN":
        return (
            "Isian ini sudah menjadi RHK di SKP anggota. Bicarakan perubahannya dengan pemiliknya, "
            "lalu ia mengubahnya di SKP."
        )
    return ""


def why_not_answerable(status: str) -> str:
    """Why a member cannot answer a cell, "" when it waits for an answer.

    Source: cara kerja noken, matriks peran hasil (register: noken-practice).
    """
    return {
        "DRAFT": "Usulan ini sedang diubah pengusulnya. Tunggu sampai dikirim lagi.",
        "TAKEN": "Usulan ini sudah menjadi RHK di SKP Anda.",
        "TALK": "Usulan ini sudah Anda jawab. Pengusulnya akan membicarakannya dengan Anda.",
    }.get(status, "")
