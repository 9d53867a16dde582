"""How far somebody stands from an office, and whether that counts as inside."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_000
ACCURACY_HELPS_M = 100
"""So much of a phone's own inaccuracy is held in its favour; beyond it the place is unknown."""
SMALLEST_M, LARGEST_M = 20, 2_000
USUAL_M = 150


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees; `accuracy_m` as the phone says, 0 where it says nothing."""

    latitude: float
    longitude: float
    accuracy_m: float = 0


def distance_m(one: Point, other: Point) -> float:
    """Metres along the surface between two points.

    Source: rumus haversine (register: noken-practice).
    """
    height = sin(radians(other.latitude - one.latitude) / 2) ** 2
    width = sin(radians(other.longitude - one.longitude) / 2) ** 2
    part = height + cos(radians(one.latitude)) * cos(radians(other.latitude)) * width
    return 2 * EARTH_M * asin(min(1, sqrt(part)))


def is_inside(distance: float, accuracy_m: float, radius_m: float) -> bool | None:
    """Inside the radius, with the phone's inaccuracy in its favour; None: too vague to say.

    Source: tempat dinilai di dalam atau di luar saja (register: noken-practice).
    """
    if distance <= radius_m + min(accuracy_m, ACCURACY_HELPS_M):
        return accuracy_m <= max(radius_m, ACCURACY_HELPS_M) or None
    if distance - accuracy_m <= radius_m:
        return None
    return False
