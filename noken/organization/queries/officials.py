"""People as official papers name them, on a day."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from noken.organization.rules.ranks import RANK_NAMES
from noken.ui.formats import nip_groups

_GOVERNMENT = re.compile(r"^pemerintah\s+", re.IGNORECASE)
_REGION = re.compile(r"^(?:kabupaten|kab\.?|kota|provinsi|prov\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfficialFacts:
    """Name with titles, NIP in groups, rank with its code, post, unit, agency, government.

    All as they were on the day; "" for what is not known.
    """

    name: str
    nip: str
    rank: str
    post: str
    unit: str
    agency: str
    government: str

    @property
    def seat(self) -> str:
        """The place papers are dated at: the region's name without what kind of region it is."""
        return _REGION.sub("", _GOVERNMENT.sub("", self.government))

    @property
    def unit_and_agency(self) -> str:
        """The unit within its agency, each named once."""
        return ", ".join(dict.fromkeys(filter(None, (self.unit, self.agency))))


SEAT_SQL = """
    select coalesce(held.title, '') as post, h.unit_id, coalesce((
        select code from organization_rankperiod
        where employee_id = {person} and start_on <= {on} order by start_on desc limit 1
    ), '') as rank
    from (values (true)) always
    left join lateral (
        select position_id, unit_id from organization_posting
        where employee_id = {person} and kind = 'DEFINITIVE' and start_on <= {on}
        order by (end_on is null or end_on > {on}) desc, start_on desc limit 1
    ) h on true
    left join organization_position held on held.id = h.position_id
"""
"""Post, unit and code of the rank that papers name somebody by on a day, in one row; a lateral
join fills in `person` and `on`."""

_OFFICIALS = f"""
    select e.id, e.front_title, e.name, e.back_title, coalesce(e.nip, ''), h.rank,
           h.post, coalesce(v.name, u.name, ''),
           coalesce(w.name, o.name, ''), coalesce(g.name, '')
    from organization_employee e
    cross join lateral ({SEAT_SQL.format(person="e.id", on="%(on)s::date")}) h
    left join organization_unit u on u.id = h.unit_id
    left join organization_unit o on o.id = nullif(split_part(u.path, '/', 3), '')::bigint
    left join organization_unit g on g.id = nullif(split_part(u.path, '/', 2), '')::bigint
    left join organization_unitversion v on v.unit_id = u.id
        and v.start_on <= %(on)s::date and (v.end_on is null or v.end_on > %(on)s::date)
    left join organization_unitversion w on w.unit_id = o.id
        and w.start_on <= %(on)s::date and (w.end_on is null or w.end_on > %(on)s::date)
    where e.id = any(%(ids)s)
"""  # noqa: S608 (constants only)


def officials(ids: Iterable[int], on: date) -> dict[int, OfficialFacts]:
    """People by id as papers name them on a day, in one statement; unknown ids are left out.

    Who had left by then is named by the last post.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OFFICIALS, {"ids": list(set(ids)), "on": on})
        return {row[0]: _facts(*row[1:]) for row in cursor.fetchall()}


def rank_named(code: str) -> str:
    """Penata (III/c): the rank with its code; an unknown code, or a PPPK's grade, as it is."""
    return f"{RANK_NAMES[code]} ({code})" if code in RANK_NAMES else code


def _facts(front: str, name: str, back: str, nip: str, rank: str, *placed: str) -> OfficialFacts:
    full = f"{front} {name}".strip()
    *below, government = placed
    if government and not _GOVERNMENT.match(government):
        government = f"Pemerintah {government}"
    return OfficialFacts(
        f"{full}, {back}" if back else full,
        nip_groups(nip),
        rank_named(rank),
        *(*below, government),
    )
