"""What documents asks upward, without knowing whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from noken.core.actor import Actor
from noken.core.ports import Port
from noken.documents.rules.shapes import Shape


@dataclass(frozen=True, slots=True)
class Printable:
    """What is to be set, and the title of the paper; `why_not` says why there is nothing to set."""

    data: Shape | None
    title: str = ""
    why_not: str = ""


paper_data_of: Port[[Actor, str, Sequence[str]], Mapping[str, Printable]] = Port(
    "the facts of papers of one kind, by reference; other areas' kinds are answered with nothing"
)
