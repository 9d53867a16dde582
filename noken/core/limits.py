"""How often something may be tried, counted where all processes see it."""

from django.core.cache import cache


def is_too_often(what: str, most: int, seconds: int) -> bool:
    """Count one more of `what`; True from the one after `most` on, until `seconds` are over."""
    cache.add(what, 0, timeout=seconds)
    return cache.incr(what) > most
