"""Counting tries: exactly, by a window that is fixed, for each instansi by itself."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from noken.core.limits import is_too_often
from noken.core.tenancy import in_tenant


@pytest.mark.django_db
def test_a_refused_try_makes_nobody_wait_longer() -> None:
    """And neither does a counted one: the window begins with the first."""
    assert not is_too_often("pintu", 1, 1)
    begun = time.monotonic()
    while time.monotonic() - begun < 0.7:
        assert is_too_often("pintu", 1, 1)

    time.sleep(0.5)

    assert not is_too_often("pintu", 1, 1)


@pytest.mark.django_db
def test_a_long_window_stays_long() -> None:
    """Django's own counting shortens it to the cache's five minutes."""
    for _ in range(3):
        is_too_often("lama", 1, 3600)

    with connection.cursor() as cursor:
        cursor.execute(
            "select max(expires) > now() + interval '50 minutes' from public.cache"
            " where cache_key like '%%lama%%'"
        )
        assert cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_so_many_pass() -> None:
    cache.clear()

    def attempt(_: int) -> bool:
        try:
            with in_tenant("manokwari"):
                return not is_too_often("serentak", 5, 60)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(attempt, range(40)))

    assert passed == 5


@pytest.mark.django_db
def test_each_instansi_counts_for_itself() -> None:
    assert not is_too_often("sama", 1, 60)
    with in_tenant("public"):
        assert not is_too_often("sama", 1, 60)
    assert is_too_often("sama", 1, 60)
