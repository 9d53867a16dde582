from collections.abc import Iterator, Mapping, Sequence

import pytest

from noken.realtime import ports
from noken.realtime.ports import Audience, Visit
from noken.realtime.tests.serving import Server


@pytest.fixture
def audiences() -> Iterator[dict[int, Audience]]:
    """Account id to audience, as the areas above would answer; a test may change it."""
    known: dict[int, Audience] = {}

    def answer(visits: Sequence[Visit]) -> Mapping[str, Audience]:
        return {v.session_key: known[v.user_id] for v in visits if v.user_id in known}

    before = ports.audiences_of._answers
    ports.audiences_of.connect([answer])
    yield known
    ports.audiences_of.connect(before)


@pytest.fixture
def server(transactional_db: None, audiences: dict[int, Audience]) -> Iterator[Server]:
    serving = Server()
    yield serving
    serving.close()
