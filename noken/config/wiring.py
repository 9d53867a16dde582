"""Who reacts to what, and who answers what: every side effect of every service is on this page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from noken.accounts.events import AccountEvent
from noken.audit import services as audit
from noken.config import reactions
from noken.core import events, http, ports
from noken.core.ports import Port
from noken.home.queries.shell import shell_for
from noken.organization import events as organization
from noken.organization import tasks as imports
from noken.planning import events as planning
from noken.planning.ports import progress_of
from noken.realtime.ports import audiences_of
from noken.work import events as work
from noken.work import queries as work_queries

# In the same transaction: if one fails, nothing happened.
INSIDE: events.Table = {
    events.Event: [audit.record],
    http.RecordsRead: [audit.record_readings],
    AccountEvent: [reactions.announce],
    organization.PersonMoved: [reactions.announce],
    organization.ActingChanged: [reactions.announce],
    organization.SuperiorChosen: [reactions.announce],
    organization.RoleChanged: [reactions.announce],
    organization.LinesRefreshed: [reactions.announce],
    organization.ImportReceived: [imports.queue_reading],
    organization.ImportConfirmed: [imports.queue_applying],
    planning.PlanSubmitted: [reactions.announce, reactions.tell_plan_submitted],
    planning.PlanWithdrawn: [reactions.announce],
    planning.PlanReturned: [reactions.announce, reactions.tell_plan_decided],
    planning.PlanApproved: [reactions.announce, reactions.tell_plan_decided],
    work.ReportFiled: [reactions.announce],
    work.ReportCorrected: [reactions.announce],
    work.ReportWithdrawn: [reactions.announce],
    work.EvidenceAdded: [reactions.announce],
    work.ReportApproved: [reactions.announce, reactions.tell_approved],
    work.ReportReturned: [reactions.announce, reactions.tell_returned],
    work.ReviewReopened: [reactions.announce, reactions.untell],
    work.FeedbackGiven: [reactions.announce, reactions.tell_feedback],
    work.FeedbackRead: [reactions.announce],
    work.FeedbackAnswered: [reactions.announce, reactions.tell_answer],
}

# After commit: allowed to fail alone.
AFTER: events.Table = {}

# Questions of lower areas, answered by higher ones.
ANSWERS: Mapping[Port[Any, Any], Sequence[Callable[..., Any]]] = {
    http.shell_of: [shell_for],
    progress_of: [work_queries.progress_of],
    audiences_of: [reactions.audiences],
}


def connect() -> None:
    events.connect(inside=INSIDE, after=AFTER)
    ports.connect(ANSWERS)
