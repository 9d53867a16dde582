"""What evaluation must show and does not own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from noken.core.actor import Actor
from noken.core.ports import Port
from noken.evaluation.rules.evidence import OtherEvidence

__all__ = [
    "BesideSheet",
    "OnPaper",
    "OtherEvidence",
    "SpanAsked",
    "beside_sheet",
    "evidence_of",
    "objection_on_paper",
]


class SpanAsked(NamedTuple):
    """One person's days `[start, end)`."""

    employee_id: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class BesideSheet:
    """A line about something that goes on beside a result: a sentence and where to read on."""

    text: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What the printed result says of an objection: the terms, what was said, what was decided.

    Texts are whole sentences; "" leaves the box on the paper empty.
    """

    terms: str
    objection: str = ""
    answer: str = ""
    decision: str = ""


evidence_of: Port[[Actor, Sequence[SpanAsked]], Mapping[SpanAsked, Sequence[OtherEvidence]]] = Port(
    "what else a span shows of people: learning, initiatives, coaching"
)
beside_sheet: Port[[Actor, int], Sequence[BesideSheet]] = Port(
    "what goes on beside a sheet that the actor may know of: objections, follow-up"
)
objection_on_paper: Port[[Actor, Sequence[int]], Mapping[int, OnPaper]] = Port(
    "what the printed result of each sheet says of an objection, the same for whoever prints it"
)
