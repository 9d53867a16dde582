"""What works: what came of talks, by kind of agreement, over the whole instansi. Never by name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from noken.coaching.models import Agreement
from noken.coaching.rules import flow, shares
from noken.coaching.rules.shares import LEAST, Share
from noken.core.actor import Actor, Role

_COUNTS = """
    select '' as kind, t.outcome, t.word, count(*) from coaching_talk t
    where t.status = 'DONE' and t.word <> '' group by t.outcome, t.word
    union all
    select a.kind, t.outcome, t.word, count(distinct t.id) from coaching_talk t
    join coaching_agreement a on a.talk_id = t.id
    where t.status = 'DONE' and t.word <> '' group by a.kind, t.outcome, t.word
"""


@dataclass(frozen=True, slots=True)
class KindRow:
    """Talks with an agreement of a kind. `improved` None: fewer than ten, so not shown; `band_x`
    and `band_width` draw the interval in per cent."""

    kind: str
    improved: Share | None
    partly: Share | None
    not_yet: Share | None

    @property
    def band_width(self) -> int:
        return self.improved.high - self.improved.low if self.improved else 0


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """`rows` with the best known first, hidden ones last; `whole` over all talks."""

    whole: KindRow
    rows: Sequence[KindRow]
    least: int
    on: date
    role: Role


def outcomes_page(actor: Actor) -> OutcomesPage:
    """For everybody: it says what helps, and nothing of anybody. Only talks of which the person too
    said what came; of two different words the less favourable counts."""
    found: dict[str, Counter[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        for kind, outcome, word, count in cursor.fetchall():
            found.setdefault(kind, Counter())[flow.outcome_of_both(outcome, word)] += count
    rows = [_row(str(kind.label), found.get(kind, {})) for kind in Agreement.Kind]
    rows.sort(key=lambda row: (row.improved is None, -row.improved.percent if row.improved else 0))
    return OutcomesPage(
        whole=_row("Semua percakapan", found.get("", {})),
        rows=rows,
        least=LEAST,
        on=actor.on,
        role=actor.role,
    )


def _row(kind: str, counts: Mapping[str, int]) -> KindRow:
    if not shares.shown(counts):
        return KindRow(kind, None, None, None)
    whole = sum(counts.values())
    improved, partly, not_yet = (
        shares.share_of(counts.get(outcome, 0), whole) for outcome in flow.OUTCOMES
    )
    return KindRow(kind, improved, partly, not_yet)
