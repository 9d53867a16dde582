"""What discipline tells upward. `subject_id` is whom the case is about; no event carries a word of
what was alleged, asked, answered or weighed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Event):
    """`superior_id` is the direct superior that day, `official_id` who is competent once known,
    `examiner_ids` the team, `ruler_id` who rules on an objection."""

    case_id: int
    number: str
    superior_id: int | None = None
    official_id: int | None = None
    ruler_id: int | None = None
    examiner_ids: tuple[int, ...] = ()
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"case": self.number}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseEvent):
    """`asks`: a breach that was written down, which the person is asked about first."""

    kind: ClassVar[str] = "CaseOpened"
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtended(CaseEvent):
    """Another act joined the case. `asks`: a breach, which the person is asked about first."""

    kind: ClassVar[str] = "CaseExtended"
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDelivered(CaseEvent):
    """The notice of a breach is proven to have come `on` a day; from now on the days to answer run
    until `reply_by`."""

    kind: ClassVar[str] = "BreachDelivered"
    on: date
    reply_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachAnswered(CaseEvent):
    """`reported`: the official has the report already, and reads the answer before deciding."""

    kind: ClassVar[str] = "BreachAnswered"
    reported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeadlineMoved(CaseEvent):
    """An outage or a new day off gave the person more time to answer or to appeal, until `until`;
    `why` in words."""

    kind: ClassVar[str] = "CaseDeadlineMoved"
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingMoved(CaseEvent):
    """An outage or a new day off gave who rules on an objection more time, until `until`; `why` in
    words."""

    kind: ClassVar[str] = "RulingMoved"
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePassedOn(CaseEvent):
    """Others examine, are competent or rule than before; the next step is that of `heir_ids`.
    `rule_by` is the last day to rule on an objection that waits."""

    kind: ClassVar[str] = "CasePassedOn"
    heir_ids: tuple[int, ...]
    rule_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamNamed(CaseEvent):
    kind: ClassVar[str] = "TeamNamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summoned(CaseEvent):
    kind: ClassVar[str] = "Summoned"
    ordinal: int
    hear_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsDelivered(CaseEvent):
    """The summons provably reached the person `on` a day."""

    kind: ClassVar[str] = "SummonsDelivered"
    on: date
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseStated(CaseEvent):
    """The person said why they cannot come, or could not."""

    kind: ClassVar[str] = "ExcuseStated"
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseDeclined(CaseEvent):
    """Who examines did not accept it, and said why."""

    kind: ClassVar[str] = "ExcuseDeclined"
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReleased(CaseEvent):
    """The person is freed from the duties of the post during the examination."""

    kind: ClassVar[str] = "DutyReleased"
    acting_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeard(CaseEvent):
    kind: ClassVar[str] = "CaseHeard"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsMissed(CaseEvent):
    """Nobody came after the second summons; it goes on with what is held."""

    kind: ClassVar[str] = "SummonsMissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReported(CaseEvent):
    kind: ClassVar[str] = "CaseReported"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDrafted(CaseEvent):
    kind: ClassVar[str] = "DecisionDrafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReturned(CaseEvent):
    """The official did not confirm the draft; `drafter_id` wrote it."""

    kind: ClassVar[str] = "DraftReturned"
    drafter_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(CaseEvent):
    """The official confirmed; what was decided is told closed, at the delivery."""

    kind: ClassVar[str] = "CaseDecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCalled(CaseEvent):
    """The person is called in writing to receive the decision."""

    kind: ClassVar[str] = "DecisionCalled"
    come_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDelivered(CaseEvent):
    kind: ClassVar[str] = "DecisionDelivered"
    appeal_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFiled(CaseEvent):
    """`decide_by`: the last day to rule on it; `holds`: silence past it grants."""

    kind: ClassVar[str] = "AppealFiled"
    decide_by: date
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswered(CaseEvent):
    kind: ClassVar[str] = "AppealAnswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingNear(CaseEvent):
    """A week is left to rule on an objection, until `until`; `holds`: silence past it grants."""

    kind: ClassVar[str] = "RulingNear"
    until: date
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealSettled(CaseEvent):
    """`decider_id`: whose decision it was about."""

    kind: ClassVar[str] = "AppealSettled"
    outcome: str
    decider_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTookForce(CaseEvent):
    kind: ClassVar[str] = "DecisionTookForce"


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionServed(CaseEvent):
    kind: ClassVar[str] = "SanctionServed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDropped(CaseEvent):
    kind: ClassVar[str] = "CaseDropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGuided(CaseEvent):
    """No sanction: the superior and the person talk instead (coaching)."""

    kind: ClassVar[str] = "CaseGuided"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingEvent(Event):
    proposal_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTermsProposed(SettingEvent):
    kind: ClassVar[str] = "CaseTermsProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTermsSigned(SettingEvent):
    kind: ClassVar[str] = "CaseTermsSigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTermsWithdrawn(SettingEvent):
    kind: ClassVar[str] = "CaseTermsWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumProposed(SettingEvent):
    kind: ClassVar[str] = "MediumProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumSigned(SettingEvent):
    kind: ClassVar[str] = "MediumSigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumWithdrawn(SettingEvent):
    kind: ClassVar[str] = "MediumWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityProposed(SettingEvent):
    kind: ClassVar[str] = "AuthorityProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoritySigned(SettingEvent):
    kind: ClassVar[str] = "AuthoritySigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityWithdrawn(SettingEvent):
    kind: ClassVar[str] = "AuthorityWithdrawn"
