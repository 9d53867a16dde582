"""Random lives of the standing people: whatever was done by services and jobs, in whatever order,
every page says of those it was done to what is so."""

import os
from collections.abc import Sequence
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from noken.core.errors import Refused
from tests.cast import Cast
from tests.fixtures import Browse
from tests.whole.facts import disagreements
from tests.whole.lives import ACTS, Life, run_jobs
from tests.whole.people import KEYS, People, make_people

pytestmark = pytest.mark.django_db
FULL = os.environ.get("NOKEN_ROUNDS") == "full"
Acts = Sequence[tuple[str, str]]


@pytest.fixture
def people(cast: Cast) -> People:
    return make_people(cast)


def live(people: People, acts: Acts) -> set[str]:
    """In this order; what is refused has no effect. Which acts had one."""
    done = set()
    for number, (key, act) in enumerate(acts):
        with suppress(Refused), transaction.atomic():
            getattr(Life(people[key], number), act)()
            done.add(act)
    run_jobs()
    return done


@settings(max_examples=40 if FULL else 2)
@given(
    st.lists(st.sampled_from(KEYS), min_size=2, max_size=2, unique=True).flatmap(
        lambda keys: st.lists(
            st.tuples(st.sampled_from(keys), st.sampled_from(ACTS)), min_size=4, max_size=10
        )
    )
)
def test_whatever_happens_every_page_says_what_is_so(
    people: People, browse: Browse, acts: Acts
) -> None:
    with transaction.atomic():
        live(people, acts)
        said = disagreements(people, browse, sorted({key for key, _ in acts}))
        transaction.set_rollback(True)

    assert not said, "\n".join(["", *map(str, acts), *said])


def test_after_each_act_every_page_says_what_is_so(people: People, browse: Browse) -> None:
    """So that no act of these lives is without effect for want of luck."""
    keys = ("silent", "pppk", "stated")

    assert live(people, [(key, act) for act in ACTS for key in keys]) == set(ACTS)

    said = disagreements(people, browse, keys)
    assert not said, "\n".join(["", *said])
