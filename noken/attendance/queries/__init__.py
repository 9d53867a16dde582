"""What may be asked about attendance."""

from noken.attendance.queries.catalogue import awaited_by, signed_proposals, tolerance
from noken.attendance.queries.contracts import HOURS_KNOWN_SQL, no_days_of, without_contract
from noken.attendance.queries.corrections import (
    CorrectionView,
    WaitingCorrection,
    correction_texts,
    corrections_awaiting,
    open_proof,
    questions_to,
    waiting_tally,
    weighed_in_findings,
)
from noken.attendance.queries.day_facts import waiting_shards
from noken.attendance.queries.days import (
    UNKNOWN,
    DayView,
    OldDay,
    Presence,
    day_versions,
    days,
    present_states,
)
from noken.attendance.queries.detectors import hits_of
from noken.attendance.queries.marks import days_of
from noken.attendance.queries.month import month_page
from noken.attendance.queries.months import is_closed
from noken.attendance.queries.patterns import (
    Run,
    TwoSites,
    same_second_runs,
    two_sites_at_once,
)
from noken.attendance.queries.recap import recap_file, recap_page
from noken.attendance.queries.schedule_card import ScheduleCard, schedule_card
from noken.attendance.queries.sites import (
    ZONES,
    SiteCard,
    UnknownPin,
    pins,
    recorders,
    site,
    site_of,
    sites,
    sites_of,
    unknown_pins,
)
from noken.attendance.queries.spans import SpanDays, days_in
from noken.attendance.queries.starts import starts_lacking
from noken.attendance.queries.team import team_page
from noken.attendance.queries.terms import CorrectionTerms, correction_terms
from noken.attendance.queries.weeks import late_weeks, lateness
from noken.attendance.queries.windows import Window, lay_windows, windows

__all__ = [
    "HOURS_KNOWN_SQL",
    "UNKNOWN",
    "ZONES",
    "CorrectionTerms",
    "CorrectionView",
    "DayView",
    "OldDay",
    "Presence",
    "Run",
    "ScheduleCard",
    "SiteCard",
    "SpanDays",
    "TwoSites",
    "UnknownPin",
    "WaitingCorrection",
    "Window",
    "awaited_by",
    "correction_terms",
    "correction_texts",
    "corrections_awaiting",
    "day_versions",
    "days",
    "days_in",
    "days_of",
    "hits_of",
    "is_closed",
    "late_weeks",
    "lateness",
    "lay_windows",
    "month_page",
    "no_days_of",
    "open_proof",
    "pins",
    "present_states",
    "questions_to",
    "recap_file",
    "recap_page",
    "recorders",
    "same_second_runs",
    "schedule_card",
    "signed_proposals",
    "site",
    "site_of",
    "sites",
    "sites_of",
    "starts_lacking",
    "team_page",
    "tolerance",
    "two_sites_at_once",
    "unknown_pins",
    "waiting_shards",
    "waiting_tally",
    "weighed_in_findings",
    "windows",
    "without_contract",
]
