"""What may be asked about attendance."""

from noken.attendance.queries.catalogue import signed_proposals, tolerance
from noken.attendance.queries.sites import (
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
from noken.attendance.queries.windows import Window, lay_windows, windows

__all__ = [
    "SiteCard",
    "UnknownPin",
    "Window",
    "lay_windows",
    "pins",
    "recorders",
    "signed_proposals",
    "site",
    "site_of",
    "sites",
    "sites_of",
    "tolerance",
    "unknown_pins",
    "windows",
]
