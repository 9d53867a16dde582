"""The workdays of each step, as two people signed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.signing import SIGNATURES

ACT_WORKDAYS = 5
LAW = "Peraturan BKN 6/2022 dan PP 79/2021, belum dipastikan"


@dataclass(frozen=True, slots=True)
class Terms:
    """Workdays of each step; `act_workdays` is ours. `since` None: nobody has signed them, so
    they are shown and no clock runs."""

    summons_workdays: int
    second_workdays: int
    deliver_workdays: int
    in_force_workday: int
    objection_file: int
    objection_answer: int
    objection_decide: int
    appeal_file: int
    appeal_answer: int
    appeal_decide: int
    act_workdays: int = ACT_WORKDAYS
    source: str = LAW
    since: date | None = None

    @property
    def is_signed(self) -> bool:
        return self.since is not None

    def appeal_days(self, kind: str) -> tuple[int, int, int]:
        """Workdays to file, to be answered and to be decided."""
        if kind == "APPEAL":
            return self.appeal_file, self.appeal_answer, self.appeal_decide
        return self.objection_file, self.objection_answer, self.objection_decide


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    terms: Terms
    start_on: date
    signer_ids: frozenset[int]


def usual(stated: Mapping[str, int]) -> Terms:
    """The days of the table of the domain, none of them settled.

    Source: Peraturan BKN 6/2022 dan PP 79/2021 (register: bkn-6-2022).
    """
    return Terms(
        summons_workdays=stated["summons_to_hearing_max"],
        second_workdays=stated["second_summons_max"],
        deliver_workdays=stated["delivery_max"],
        in_force_workday=stated["in_force_on_day"],
        objection_file=stated["objection_file"],
        objection_answer=stated["objection_answer_by_official"],
        objection_decide=stated["objection_decide"],
        appeal_file=stated["appeal_file"],
        appeal_answer=stated["appeal_answer_by_ppk"],
        appeal_decide=stated["appeal_decide"],
    )


def terms_on(day: date, proposals: Sequence[ProposedTerms], stated: Mapping[str, int]) -> Terms:
    """The newest terms that two different people signed and that hold on a day.

    Source: Peraturan BKN 6/2022 (register: bkn-6-2022).
    """
    held = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    return max(held, key=lambda each: each.start_on).terms if held else usual(stated)
