"""What the page of a finding shows, as values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from noken.core.actor import Role
from noken.findings.queries.page_found import Found
from noken.findings.queries.page_heat import Heat
from noken.findings.queries.page_ladder import Ladder
from noken.findings.queries.page_readers import Reader
from noken.findings.queries.page_replies import Said
from noken.findings.queries.page_rows import RowLine, Rows, SumLine, next_day
from noken.findings.queries.page_rule import RulePart
from noken.findings.queries.page_steps import Mark
from noken.findings.queries.page_words import unit_of
from noken.findings.rules import flow
from noken.findings.rules.terms import Terms
from noken.organization.queries import Person
from noken.ui.formats import day_short, number


@dataclass(frozen=True, slots=True)
class Door:
    """What stands before a finding for who has to say why first."""

    number: str
    url: str
    person: Person
    title: str
    person_id: int


_SAY = (
    ((flow.ASKED,), "menunggu keterangan Anda"),
    ((flow.PROOF,), "menunggu bukti dari Anda"),
    ((flow.REPLIED,), "sedang ditimbang atasan Anda, dan tidak dihitung selama itu"),
    ((flow.ACCEPTED,), "sudah diterima"),
    ((flow.CLEARED,), "gugur oleh catatan yang menyusul"),
    ((flow.LAPSED,), "dihitung karena belum ada keterangan; Anda masih dapat menjawab"),
    (
        (flow.REFUSED,),
        "dihitung karena keterangannya tidak diterima; bukti baru masih dapat disampaikan",
    ),
    ((flow.HINT,), "hanya petunjuk, tidak ditanyakan dan tidak dihitung"),
)
SAID_AT_MOST = 3


def _listed(lines: Sequence[RowLine]) -> str:
    days = [day_short(line.day) for line in lines[:SAID_AT_MOST]]
    more = len(lines) - len(days)
    return ", ".join(days) + (f" dan {more} lagi" if more else "")


@dataclass(frozen=True, slots=True)
class FindingPage:
    """All one page shows. `unasked`: why the rule only counts this person, "" where it asks.
    `no_rules`: why nothing follows from a count about this person, "" where something may.
    `ladder` None: this rule has no ladder, or none is loaded for this person. `acts` are what the
    reader may do now: reply, decide, reconsider, hand_over, open."""

    finding: Found
    number: str
    code: str
    card: RulePart
    person: Person
    address: str
    superior: str
    heading: str
    unasked: str
    no_rules: str
    badge: str
    tone: str
    made: str
    rows: Rows
    heat: Heat | None
    ladder: Ladder | None
    replies: Sequence[Said]
    way: Sequence[Mark]
    readers: Sequence[Reader]
    terms: Terms
    rests: bool
    acts: frozenset[str]
    key: UUID
    today: date
    role: Role
    about: frozenset[int]
    stated_reason: str

    @property
    def is_own(self) -> bool:
        return self.role is Role.SELF

    @property
    def version(self) -> int:
        return self.card.version

    @property
    def versions(self) -> list[int]:
        """All versions that saw rows of it, the finding's own first."""
        others = {line.version for line in self.rows.lines} - {self.version}
        return [self.version, *sorted(others)]

    @property
    def companion_allowed(self) -> bool:
        return self.terms.companion

    @property
    def unit(self) -> str:
        return unit_of(self.code)

    @property
    def accepted(self) -> int:
        return len(self.rows.in_state(*flow.IN_FAVOUR))

    @property
    def waiting(self) -> int:
        waiting = self.rows.in_state(flow.ASKED, flow.REPLIED, flow.PROOF)
        return sum(not line.rests for line in waiting)

    @property
    def counting(self) -> list[RowLine]:
        return [line for line in self.rows.lines if line.counts]

    @property
    def added(self) -> list[SumLine]:
        """Rows of the other rule that count here."""
        return [line for line in self.rows.beside if not line.rests]

    @property
    def answerable(self) -> list[RowLine]:
        """Rows the person may speak to: asked, lapsed, refused, or where proof is awaited."""
        return self.rows.answerable

    @property
    def only_refused(self) -> bool:
        """Whether all there is left to speak to was refused."""
        return all(line.state == flow.REFUSED for line in self.answerable)

    @property
    def again_words(self) -> str:
        """What an answer to what was refused changes; "" where nothing was."""
        refused = [line for line in self.answerable if line.state == flow.REFUSED]
        first = [line for line in refused if not line.heard_again]
        twice = [line for line in refused if line.heard_again]
        parts = []
        if first:
            parts.append(
                f"{_listed(first)} belum diterima. Anda dapat menjelaskannya sekali lagi, misalnya "
                "dengan surat yang baru ditemukan; selama atasan menimbangnya lagi, tidak dihitung."
            )
        if twice:
            parts.append(
                f"{_listed(twice)} sudah dua kali belum diterima. Yang Anda sampaikan tetap dibaca "
                "atasan, dan ia dapat menerimanya; sampai itu hitungannya tetap."
            )
        return " ".join(parts)

    def sent_words(self, row_ids: Collection[int]) -> str:
        """What the person hears once an answer to these rows is sent."""
        who = self.superior or "Atasan Anda"
        twice = {line.id for line in self.refused if line.heard_again}
        if twice.issuperset(row_ids):
            return f"Keterangan terkirim. {who} dapat menerimanya; sampai itu hitungannya tetap."
        return f"Keterangan terkirim. {who} akan menimbangnya."

    @property
    def to_decide(self) -> list[RowLine]:
        return [line for line in self.rows.in_state(flow.REPLIED) if not line.rests]

    @property
    def days_in_a_row(self) -> str:
        """The days that count, each with the own workday before it, for who counts runs again."""
        dated = [line for line in self.counting if line.after is not None]
        return " ".join(f"{line.day}:{line.after}" for line in dated)

    @property
    def proof_asked(self) -> list[RowLine]:
        return [line for line in self.rows.in_state(flow.PROOF) if not line.rests]

    @property
    def refused(self) -> list[RowLine]:
        return [line for line in self.rows.in_state(flow.REFUSED) if not line.rests]

    @property
    def say(self) -> str:
        """What stands, for the person, in one or two sentences."""
        if self.unasked:
            return f"{self.hinted_words} {self.unasked}."
        parts = []
        for states, words in _SAY:
            found = [
                line for line in self.rows.in_state(*states) if not line.rests and not line.closed
            ]
            if found:
                parts.append(f"{_listed(found)} {words}")
        closed = [line for line in self.rows.lines if line.closed and not line.rests]
        if closed:
            parts.append(
                f"{_listed(closed)} sudah diputus pejabat yang berwenang; keberatannya lewat upaya "
                "administratif"
            )
        resting = [line for line in self.rows.lines if line.rests]
        if resting:
            parts.append(f"{_listed(resting)} dibekukan bersama aturannya, dan tidak dihitung")
        return ". ".join(part[0].upper() + part[1:] for part in parts) + "."

    @property
    def reply_until(self) -> date | None:
        return next_day(self.rows.in_state(flow.ASKED, flow.PROOF))

    @property
    def decide_until(self) -> date | None:
        return next_day(self.to_decide)

    @property
    def hinted_words(self) -> str:
        return f"{number(self.rows.hinted)} {self.unit}"

    @property
    def sum_words(self) -> str:
        """The arithmetic: 1 + 1 + 1 = 3 hari."""
        parts = [line.amount for line in self.counting]
        parts += [line.amount for line in self.added]
        if not parts:
            return f"0 {self.unit}"
        total = f"{number(self.rows.counted)} {self.unit}"
        return f"{' + '.join(map(number, parts))} = {total}" if len(parts) > 1 else total

    @property
    def reply_draft(self) -> str:
        """The name under which the device keeps what is typed; another one after each answer."""
        return f"jawab-{self.number}-{len(self.replies)}"

    @property
    def decision_draft(self) -> str:
        """As `reply_draft`: for these rows and what was said to them so far."""
        rows = ".".join(str(line.id) for line in self.to_decide)
        return f"putus-{self.number}-{len(self.replies)}-{rows}"

    @property
    def done_drafts(self) -> list[str]:
        """Names of the drafts on the device of what was sent, or can no longer be."""
        done = [f"jawab-{self.number}-{sent}" for sent in range(len(self.replies))]
        return done if "reply" in self.acts else [*done, self.reply_draft]
