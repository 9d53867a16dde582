"""What may be asked about attendance."""

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

__all__ = [
    "SiteCard",
    "UnknownPin",
    "pins",
    "recorders",
    "site",
    "site_of",
    "sites",
    "sites_of",
    "unknown_pins",
]
