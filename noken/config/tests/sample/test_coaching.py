"""The talks of the sample: each about its own people, in its own words."""

import re
from collections import Counter

from noken.coaching.models import Agreement, SharedFact, Talk, TalkNote
from noken.config.tests.sample import SAMPLE

pytestmark = SAMPLE


def test_no_sentence_is_said_in_two_talks() -> None:
    texts = [
        *TalkNote.objects.values_list("shared", flat=True),
        *Agreement.objects.values_list("text", flat=True),
        *SharedFact.objects.filter(kind=SharedFact.Kind.WORDS).values_list("text", flat=True),
    ]
    said = Counter(part for text in texts for part in re.split(r"(?<=[.!?]) ", text))

    assert len(said) > 40
    assert [part for part, count in said.items() if count > 1] == []


def test_lateness_is_talked_about_with_who_was_late() -> None:
    late = Talk.objects.filter(measure="LATE")
    ways = set(Talk.objects.values_list("measure", flat=True))

    assert len(ways) > 1
    for talk in late:
        texts = SharedFact.objects.filter(talk__series=talk.series).values_list("text", flat=True)
        assert any(text.startswith("Terlambat") for text in texts)
