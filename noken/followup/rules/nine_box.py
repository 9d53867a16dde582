"""The nine boxes of talent management: performance beside potential. For export only."""

from collections.abc import Mapping

BELOW, AS, ABOVE = "BELOW", "AS", "ABOVE"
LOW, MEDIUM, HIGH = "LOW", "MEDIUM", "HIGH"
POTENTIALS: Mapping[str, str] = {LOW: "Rendah", MEDIUM: "Sedang", HIGH: "Tinggi"}
PERFORMANCES: Mapping[str, str] = {
    BELOW: "Di bawah ekspektasi",
    AS: "Sesuai ekspektasi",
    ABOVE: "Di atas ekspektasi",
}
_PERFORMANCE = {
    "VERY_GOOD": ABOVE,
    "GOOD": AS,
    "NEEDS_IMPROVEMENT": BELOW,
    "POOR_MISCONDUCT": BELOW,
    "VERY_POOR": BELOW,
}
BOXES: Mapping[tuple[str, str], int] = {
    (BELOW, LOW): 1,
    (AS, LOW): 2,
    (BELOW, MEDIUM): 3,
    (ABOVE, LOW): 4,
    (AS, MEDIUM): 5,
    (BELOW, HIGH): 6,
    (ABOVE, MEDIUM): 7,
    (AS, HIGH): 8,
    (ABOVE, HIGH): 9,
}


def performance_of(grade: str) -> str:
    """The step of the performance axis a grade stands for; "" for no grade.

    Source: performance below, as and above expectation (register: permenpanrb-3-2020)
    """
    return _PERFORMANCE.get(grade, "")


def box_of(performance: str, potential: str) -> int | None:
    """The number of the box; None while one of the axes is unknown.

    Source: nine boxes; their numbers are usual, not confirmed (register: permenpanrb-3-2020)
    """
    return BOXES.get((performance, potential))


def potential_from(text: str) -> str:
    """The step of the potential axis a cell names, "" when it names none.

    Source: potential low, medium and high (register: permenpanrb-3-2020)
    """
    word = text.strip().casefold()
    return next((code for code, name in POTENTIALS.items() if name.casefold() == word), "")
