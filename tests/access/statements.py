"""Statements of realisasi in the matrix: the owner owes no report and stated one line."""

from collections.abc import Callable, Mapping
from typing import Any

from noken.evaluation.models import Statement
from noken.organization.models import Employee
from tests.world_statements import YEAR_START, make_statement
from tests.world_work import Agreed, make_duty


def make_stated(owner: Employee, agreed: Agreed, secret: str) -> Statement:
    make_duty(rhythm="NONE")
    return make_statement(owner, agreed.indicators[0], text=secret)


def _owner(records: Any) -> list[Any]:
    return [records.cast.owner.pk]


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "evaluation:statements_of": _owner,
    "evaluation:answer_stated": _owner,
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "evaluation:answer_stated": lambda r: {"baris": r.stated.pk},
    "evaluation:state": lambda r: {
        "mulai": YEAR_START.isoformat(),
        f"nilai-{r.agreed.indicators[0].key}": "19",
    },
}
