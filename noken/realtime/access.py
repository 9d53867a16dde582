"""Who may hear an event, said once for one event and once for the outbox."""

from django.db.models import Q

from noken.realtime.ports import Audience
from noken.realtime.wire import Happening


def can_hear(audience: Audience, happening: Happening) -> bool:
    """Of the same instansi is taken for granted: rooms and queries are per tenant."""
    if happening.subject_id is None and not happening.topic:
        return True
    if happening.subject_id is not None and (
        audience.whole or happening.subject_id in audience.subjects
    ):
        return True
    return bool(happening.topic) and happening.topic in audience.all_topics


def audible_to(audience: Audience) -> Q:
    """The same rule for rows of the outbox."""
    everybody = Q(subject_id=None, topic="")
    own = Q(subject_id__isnull=False) if audience.whole else Q(subject_id__in=audience.subjects)
    return everybody | own | Q(topic__in=audience.all_topics - {""})
