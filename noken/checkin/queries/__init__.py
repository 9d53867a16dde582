"""What may be asked about checking in. Each answers only what the actor may see."""

from noken.checkin.queries.checks import (
    NOTHING,
    CheckRow,
    ChecksPage,
    Waiting,
    checks_page,
    waiting,
)
from noken.checkin.queries.detectors import hits_of
from noken.checkin.queries.entries import (
    EnterPage,
    EntriesPage,
    enter_page,
    entries_page,
    waiting_tally,
)
from noken.checkin.queries.offices import (
    OfficePage,
    OfficesPage,
    ScreenPage,
    office_page,
    office_units,
    offices_page,
    screen_page,
)
from noken.checkin.queries.own import HerePage, MeansPage, here_page, means_page
from noken.checkin.queries.patterns import PatternsPage, found_between, patterns_page
from noken.checkin.queries.photos import PhotoPage, open_photo, photo_is_asked
from noken.checkin.queries.turns import verifiers_of

__all__ = [
    "NOTHING",
    "CheckRow",
    "ChecksPage",
    "EnterPage",
    "EntriesPage",
    "HerePage",
    "MeansPage",
    "OfficePage",
    "OfficesPage",
    "PatternsPage",
    "PhotoPage",
    "ScreenPage",
    "Waiting",
    "checks_page",
    "enter_page",
    "entries_page",
    "found_between",
    "here_page",
    "hits_of",
    "means_page",
    "office_page",
    "office_units",
    "offices_page",
    "open_photo",
    "patterns_page",
    "photo_is_asked",
    "screen_page",
    "verifiers_of",
    "waiting",
    "waiting_tally",
]
