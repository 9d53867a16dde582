"""The way of a discipline case: which act is possible in which state, and what burdens.

No step that burdens exists before the person answered, or let the days pass after a proven notice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

SUSPECTED, GUIDANCE_ONLY, DROPPED = "SUSPECTED", "GUIDANCE_ONLY", "DROPPED"
SUMMONED_1, SUMMONED_2, EXAMINED, NO_SHOW = "SUMMONED_1", "SUMMONED_2", "EXAMINED", "NO_SHOW"
REPORTED, DECIDED, DELIVERED = "REPORTED", "DECIDED", "DELIVERED"
APPEALED, IN_FORCE, SERVED = "APPEALED", "IN_FORCE", "SERVED"

TELL, REPLY, TEAM, SUMMON, RECEIVE = "TELL", "REPLY", "TEAM", "SUMMON", "RECEIVE"
RENEW, RELEASE, HEAR, MISS, REPORT = "RENEW", "RELEASE", "HEAR", "MISS", "REPORT"
EXCUSE, WEIGH = "EXCUSE", "WEIGH"
DRAFT, RETURN, CONFIRM, CALL, DELIVER = "DRAFT", "RETURN", "CONFIRM", "CALL", "DELIVER"
APPEAL, ANSWER, SETTLE, ENTER, SERVE = "APPEAL", "ANSWER", "SETTLE", "ENTER", "SERVE"
RULE = "RULE"
LATE, REVOKE, DROP, GUIDE = "LATE", "REVOKE", "DROP", "GUIDE"
JOIN, ACCUSE = "JOIN", "ACCUSE"

BEFORE_HEARING = (SUSPECTED, SUMMONED_1, SUMMONED_2)
UNDECIDED = (*BEFORE_HEARING, EXAMINED, NO_SHOW, REPORTED)
CALLED = (SUMMONED_1, SUMMONED_2, NO_SHOW)
DECIDED_ON = frozenset({DECIDED, DELIVERED, APPEALED, IN_FORCE, SERVED})
CLOSED = frozenset({SERVED, DROPPED, GUIDANCE_ONLY})
OPEN = frozenset({*UNDECIDED, DECIDED, DELIVERED, APPEALED, IN_FORCE})

WAYS: Mapping[tuple[str, str], str] = {
    (SUSPECTED, TELL): SUSPECTED,
    **{(each, REPLY): each for each in UNDECIDED},
    **{(each, act): SUSPECTED for each in (SUSPECTED, SUMMONED_1) for act in (JOIN, ACCUSE)},
    **{(each, TEAM): each for each in BEFORE_HEARING},
    (SUSPECTED, SUMMON): SUMMONED_1,
    (SUMMONED_1, SUMMON): SUMMONED_2,
    (SUMMONED_1, RECEIVE): SUMMONED_1,
    (SUMMONED_2, RECEIVE): SUMMONED_2,
    (SUMMONED_1, RENEW): SUMMONED_1,
    (SUMMONED_2, RENEW): SUMMONED_2,
    (NO_SHOW, RENEW): SUMMONED_2,
    **{(each, EXCUSE): each for each in CALLED},
    **{(each, WEIGH): each for each in CALLED},
    **{(each, RELEASE): each for each in UNDECIDED if each != SUSPECTED},
    (SUMMONED_1, HEAR): EXAMINED,
    (SUMMONED_2, HEAR): EXAMINED,
    (SUMMONED_2, MISS): NO_SHOW,
    (EXAMINED, REPORT): REPORTED,
    (NO_SHOW, REPORT): REPORTED,
    (REPORTED, DRAFT): REPORTED,
    (REPORTED, RETURN): REPORTED,
    (REPORTED, CONFIRM): DECIDED,
    (DECIDED, CALL): DECIDED,
    (DECIDED, DELIVER): DELIVERED,
    (DELIVERED, APPEAL): APPEALED,
    (DELIVERED, ENTER): IN_FORCE,
    (DELIVERED, LATE): DELIVERED,
    (DELIVERED, ANSWER): DELIVERED,
    (DELIVERED, SETTLE): DELIVERED,
    (DELIVERED, RULE): DELIVERED,
    (DELIVERED, REVOKE): DROPPED,
    (APPEALED, ANSWER): APPEALED,
    (APPEALED, SETTLE): IN_FORCE,
    (APPEALED, RULE): IN_FORCE,
    (APPEALED, REVOKE): DROPPED,
    (IN_FORCE, APPEAL): APPEALED,
    (IN_FORCE, LATE): IN_FORCE,
    (IN_FORCE, ANSWER): IN_FORCE,
    (IN_FORCE, SETTLE): IN_FORCE,
    (IN_FORCE, RULE): IN_FORCE,
    (IN_FORCE, REVOKE): DROPPED,
    (IN_FORCE, SERVE): SERVED,
    **{(each, DROP): DROPPED for each in (*BEFORE_HEARING, REPORTED)},
    **{(each, GUIDE): GUIDANCE_ONLY for each in (*BEFORE_HEARING, REPORTED)},
}
"""From a state by an act to the next state; what is not here cannot happen. An appeal in time holds
a decision, also one that runs; a late one (LATE) holds none. What joins a case (JOIN findings,
ACCUSE a breach) leads back: the person is summoned anew, to all of it."""

BURDENS = frozenset({TEAM, SUMMON, RENEW, RELEASE, HEAR, MISS, REPORT, DRAFT, CONFIRM})
"""Acts that need a proven notice and a reply, or its lapsed days, at the moment they are done."""

OWNER, EXAMINER, OFFICIAL, KEEPER, HEAD = "OWNER", "EXAMINER", "OFFICIAL", "KEEPER", "HEAD"
RULER = "RULER"
WHOSE: Mapping[str, frozenset[str]] = {
    TELL: frozenset({EXAMINER, KEEPER}),
    REPLY: frozenset({OWNER}),
    TEAM: frozenset({KEEPER, HEAD}),
    SUMMON: frozenset({EXAMINER}),
    RECEIVE: frozenset({EXAMINER, KEEPER}),
    RENEW: frozenset({EXAMINER}),
    EXCUSE: frozenset({OWNER}),
    WEIGH: frozenset({EXAMINER}),
    RELEASE: frozenset({EXAMINER}),
    HEAR: frozenset({EXAMINER}),
    MISS: frozenset({EXAMINER}),
    REPORT: frozenset({EXAMINER}),
    DRAFT: frozenset({KEEPER, EXAMINER}),
    RETURN: frozenset({OFFICIAL}),
    CONFIRM: frozenset({OFFICIAL}),
    CALL: frozenset({OFFICIAL, KEEPER, EXAMINER}),
    DELIVER: frozenset({OFFICIAL, KEEPER, EXAMINER}),
    APPEAL: frozenset({OWNER}),
    LATE: frozenset({OWNER}),
    ANSWER: frozenset({KEEPER}),
    SETTLE: frozenset({KEEPER}),
    RULE: frozenset({RULER}),
    SERVE: frozenset({KEEPER}),
    JOIN: frozenset({EXAMINER, KEEPER}),
    ACCUSE: frozenset({EXAMINER, KEEPER}),
}
"""Whose act it is: the person, who examines, the competent official, BKPSDM, the PPK, who rules on
an objection. They rule here (RULE); what was ruled on paper BKPSDM records (SETTLE)."""

LAW = "PP 94/2021 Pasal 26"


@dataclass(frozen=True, slots=True)
class Why:
    """Why something cannot be done: a sentence for people, a code, and the basis."""

    text: str
    code: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a case stands on at this moment.

    `from_findings`: rows were told and answered there; `counts` is whether some count today and,
    where a ladder rules them, reach a rung. Otherwise a breach that was written down: `told_on`
    is the proven notice, `reply_by` the last day to answer, `replied` whether the person did.
    """

    from_findings: bool
    counts: bool = False
    told_on: date | None = None
    reply_by: date | None = None
    replied: bool = False


def next_state(status: str, act: str) -> str | None:
    """The state after an act; None: the act has no place in this state.

    Source: PP 94/2021 Pasal 26-31 (register: pp-94-2021).
    """
    return WAYS.get((status, act))


def whose(status: str, act: str) -> frozenset[str]:
    """Who may do an act in a state: stopping is the examiner's before the report, the official's
    after it.

    Source: PP 94/2021 Pasal 26-31 (register: pp-94-2021).
    """
    if act in {DROP, GUIDE}:
        return frozenset({OFFICIAL if status == REPORTED else EXAMINER})
    return WHOSE.get(act, frozenset())


def was_heard(ground: Ground, today: date) -> bool:
    """Whether the person had the say: answered, or let the days pass after a proven notice.

    Source: cara kerja noken (register: noken-practice).
    """
    if ground.from_findings:
        return ground.counts
    if ground.told_on is None or ground.reply_by is None:
        return False
    return ground.replied or today > ground.reply_by


def why_not_burdened(ground: Ground, today: date) -> Why | None:
    """Why no step that burdens may be taken now.

    Source: cara kerja noken (register: noken-practice).
    """
    if was_heard(ground, today):
        return None
    if ground.from_findings:
        return Why(
            "Tidak ada hari yang sekarang dihitung sampai sebuah jenjang. Tunggu bila keterangan "
            "baru pada temuannya masih ditimbang; bila tidak, hentikan perkara ini atau teruskan "
            "ke pembinaan.",
            "discipline.nothing_counts",
            "PP 94/2021 Pasal 9-11",
        )
    if ground.told_on is None:
        return Why(
            "Pegawai belum menerima pemberitahuannya. Tunggu sampai dibuka, atau serahkan di "
            "kertas dengan saksi.",
            "discipline.not_told",
        )
    return Why(
        "Pegawai masih mempunyai waktu untuk memberi keterangan. Langkah berikutnya terbuka "
        "setelah keterangannya masuk atau waktunya lewat.",
        "discipline.not_heard_first",
    )


def why_not_now(status: str, act: str) -> Why | None:
    """Why an act does not fit the state a case is in.

    Source: PP 94/2021 Pasal 26-31 (register: pp-94-2021).
    """
    if next_state(status, act) is not None:
        return None
    return Why(
        "Langkah ini tidak ada pada keadaan perkara sekarang. Muat ulang halaman untuk melihat "
        "langkah berikutnya.",
        "discipline.not_now",
        LAW,
    )
