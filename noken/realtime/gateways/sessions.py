"""Session cookies to audiences, for many at once. Runs in a worker thread, never on the loop."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import close_old_connections
from django.utils.crypto import constant_time_compare

from noken.core import clock
from noken.core.tenancy import in_tenant
from noken.realtime import ports
from noken.realtime.ports import Audience, Visit


def audiences(tenant: str, session_keys: Sequence[str]) -> dict[str, Audience]:
    """What each session of an instansi may hear now. Left out: nobody, or no longer."""
    close_old_connections()
    with in_tenant(tenant):
        visits = _visits(session_keys)
        if not visits:
            return {}
        answers = ports.audiences_of.ask(visits)
    return {visit.session_key: _union(heard) for visit, heard in _agreed(visits, answers)}


def _agreed(
    visits: Sequence[Visit], answers: Sequence[Mapping[str, Audience]]
) -> Iterable[tuple[Visit, list[Audience]]]:
    """A visit counts when every area that was asked knows it."""
    for visit in visits:
        heard = [answer[visit.session_key] for answer in answers if visit.session_key in answer]
        if heard and len(heard) == len(answers):
            yield visit, heard


def _union(heard: Sequence[Audience]) -> Audience:
    return reduce(
        lambda one, other: Audience(
            one.user_id,
            one.subjects | other.subjects,
            one.topics | other.topics,
            one.whole or other.whole,
        ),
        heard,
    )


def _visits(session_keys: Sequence[str]) -> list[Visit]:
    """Reading a session leaves it as it is: listening is no activity."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = store.get_model_class().objects.filter(
        session_key__in=session_keys, expire_date__gt=clock.now()
    )
    sessions: dict[str, Mapping[str, Any]] = {
        row.session_key: store().decode(row.session_data) for row in rows
    }
    signed_in = {session[SESSION_KEY] for session in sessions.values() if SESSION_KEY in session}
    users = {
        str(user.pk): user
        for user in get_user_model().objects.filter(is_active=True, pk__in=signed_in)
    }
    return [
        Visit(key, user.pk, session)
        for key, session in sessions.items()
        if (user := users.get(session.get(SESSION_KEY, ""))) is not None and _is_of(session, user)
    ]


def _is_of(session: Mapping[str, Any], user: Any) -> bool:
    """False once the password was changed elsewhere, as Django's own login check has it."""
    proof = session.get(HASH_SESSION_KEY, "")
    hashes = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return any(constant_time_compare(proof, valid) for valid in hashes)
