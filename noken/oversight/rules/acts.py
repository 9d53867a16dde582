"""What people do in noken, in words, by the kind of its event in the journal."""

from collections.abc import Mapping

from noken.oversight.rules.acts_daily import DAILY
from noken.oversight.rules.acts_judging import JUDGING

GROUPS: Mapping[str, Mapping[str, str]] = {**DAILY, **JUDGING}
WORDS: Mapping[str, str] = {kind: said for group in GROUPS.values() for kind, said in group.items()}
OTHER = "kegiatan lain"
"""A kind that this version does not know any more."""
BETWEEN_TWO = frozenset(
    {
        *("TalkAsked", "TalkArranged", "TalkBegun", "TalkShared", "TalkOffered", "TalkReopened"),
        *("TalkAgreed", "TalkWeighed", "TalkChecked", "TalkEnded", "TalkForgotten"),
        *("TalkGivenTime", "AgreementsChanged", "CoachingNoted", "CoachingAnswered"),
        *("LevelTightened", "LevelRelaxed", "LevelEnded", "LevelChosen", "FindingNear"),
        *("FeedbackGiven", "FeedbackAnswered", "FeedbackRead"),
    }
)
"""Talks, feedback and what only the person and the superiors know: nobody searches for them."""
