"""What the steps of applying a run hand to each other."""

from dataclasses import dataclass, field
from datetime import date, datetime

from noken.core.actor import Actor
from noken.organization.models import ImportRun
from noken.organization.rules.imports import Known, RowData


@dataclass(slots=True)
class Job:
    """A person to be written: the row, who it is here (None: new), and what differs.

    `unit`, `is_head` say where the post is; `employee` is filled when the person is known or made.
    """

    data: RowData
    known: Known | None
    fields: frozenset[str]
    unit: int
    is_head: bool
    employee: int = 0

    @property
    def is_new(self) -> bool:
        return self.known is None

    def first_day(self, work: "Work") -> date:
        """The day the post was or is taken up: of who is here already today, without a TMT."""
        return self.starts("post_from", work.start if self.is_new else work.today)

    def starts(self, field_name: str, default: date) -> date:
        """The day a field of dates names, else the default."""
        text = str(self.data[field_name])  # type: ignore[literal-required]  # a key of RowData
        return date.fromisoformat(text) if text else default


@dataclass(frozen=True, slots=True)
class Work:
    """One application of a run. `start` is the first day of newcomers: those without TMT take up
    their post on it."""

    run: ImportRun
    by: Actor
    at: datetime
    today: date
    start: date
    jobs: list[Job] = field(default_factory=list)
