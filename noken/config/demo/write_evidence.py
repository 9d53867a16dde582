"""What the evidence said when the results of the running quarter were published."""

from datetime import datetime

from django.db import connection
from psycopg.types.json import Jsonb

from noken.core import clock
from noken.core.actor import system
from noken.evaluation.models import Rating
from noken.evaluation.queries.evidence import Asked, gather
from noken.evaluation.queries.filling import known_parts
from noken.evaluation.rules.evidence import to_json
from noken.evaluation.rules.parts import parted_on
from noken.evaluation.services._results import forecast_json

_KEEP = """
    update evaluation_rating r set forecast = n.forecast, evidence = n.evidence
    from unnest(%s::bigint[], %s::jsonb[], %s::jsonb[]) as n(rating, forecast, evidence)
    where r.id = n.rating
"""


def keep_evidence(at: datetime) -> None:
    """Forecast and figures of every rating of the running quarter, as publishing keeps them.

    The quarter is over, so they are the same on whatever day they are drawn up. The sample has no
    reports of earlier quarters: nothing is kept there.
    """
    on = clock.day_of(at)
    rows = Rating.objects.filter(sheet__period__closed_at=None).order_by("pk")
    fields = ("pk", "sheet", "sheet__employee", "sheet__period__start_on", "sheet__period__end_on")
    found = list(rows.values_list(*fields))
    parts = known_parts([sheet_id for _, sheet_id, *_ in found])
    asked = [
        Asked(who, start, end, parted_on(parts.get(sheet_id, ())))
        for _, sheet_id, who, start, end in found
    ]
    shown = gather(system(on), asked, on)
    evidence = [each.evidence for each in shown]
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            [
                [row[0] for row in found],
                [Jsonb(forecast_json(each)) for each in evidence],
                [Jsonb(to_json(each)) for each in evidence],
            ],
        )
