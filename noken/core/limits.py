"""How often something may be tried, counted where all processes see it."""

from django.db import connection

from noken.core.tenancy import current_tenant

_COUNT = """
insert into public.cache as counter (cache_key, value, expires)
values (%(what)s, '1', clock_timestamp() + make_interval(secs => %(seconds)s))
on conflict (cache_key) do update set
    value = case when counter.expires <= clock_timestamp() then '1'
                 else (counter.value::integer + 1)::text end,
    expires = case when counter.expires <= clock_timestamp() then excluded.expires
                   else counter.expires end
returning value::integer
"""
"""One statement, so that of two at once both count; the window is that of the first try."""


def is_too_often(what: str, most: int, seconds: int) -> bool:
    """Count one more of `what` in this instansi; True from the one after `most` on, until `seconds`
    since the first are over."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"what": f"hitung:{current_tenant()}:{what}", "seconds": seconds})
        return int(cursor.fetchone()[0]) > most
