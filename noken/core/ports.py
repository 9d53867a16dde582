"""A question that a lower area asks and higher areas answer (config/wiring.py, table ANSWERS).

A port only asks. It never writes, takes the actor first and asks for many at once.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")


class Port(Generic[P, A]):
    """One question. `ask` returns one answer per area that was wired to it; none is no answer."""

    def __init__(self, question: str) -> None:
        self.question = question
        self._answers: tuple[Callable[P, A], ...] = ()

    def connect(self, answers: Sequence[Callable[P, A]]) -> None:
        self._answers = tuple(answers)

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> list[A]:
        return [answer(*args, **kwargs) for answer in self._answers]


def connect(table: Mapping[Port[Any, Any], Sequence[Callable[..., Any]]]) -> None:
    for port, answers in table.items():
        port.connect(answers)
