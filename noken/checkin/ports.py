"""What checkin asks upward: how often chance may pick whom."""

from collections.abc import Collection, Mapping
from datetime import date

from noken.core.ports import Port

check_weights: Port[[Collection[int], date], Mapping[int, int]] = Port(
    "the share of the usual random checks a person gets on a day, in per cent; left out: 100"
)
