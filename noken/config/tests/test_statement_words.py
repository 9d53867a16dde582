"""The sentences of the whole sample: as many schools as there are, and nothing said twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from noken.config.demo import statement_words
from noken.config.demo.people import Worker
from noken.config.demo.statement_words import SUBJECTS
from noken.config.tests.test_demo import sample

WHOSE = re.compile(rf"({'|'.join({n for level in SUBJECTS.values() for n in level})})? ?kelas \S+")


@cache
def told() -> Sequence[tuple[Worker, str]]:
    """All that teachers and principals may state, at midyear and again."""
    stated = [plan for plan in sample("full").plans if plan.is_stated]
    return [
        (plan.owner, statement_words.sentence(plan.owner, place, count, again=again))
        for count, plan in enumerate(stated)
        for place in range(len(plan.results))
        for again in (False, True)
    ]


def test_nobody_says_what_somebody_else_says() -> None:
    said = Counter(text for _worker, text in told())

    assert len(said) > 5_000
    assert [text for text, count in said.items() if count > 1] == []


def test_a_school_hears_no_wording_twice() -> None:
    """Whatever class or subject it is said of."""
    schools: dict[str, Counter[str]] = defaultdict(Counter)
    for worker, text in told():
        schools[worker.unit.key][WHOSE.sub("", text)] += 1

    twice = [(key, text) for key, said in schools.items() for text, n in said.items() if n > 1]
    assert len(schools) > 50
    assert twice == []
