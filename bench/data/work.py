"""Twenty workdays of reports with photos, decisions, feedback, receipts and the journal.

Nought to three reports a day and person. Of those who answer to one superior, the eleven newest
wait; all older ones are approved. The first member of each team has two reports today and one
feedback note that was not read yet.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from bench.data.people import Instansi, Member
from bench.data.plans import Target
from bench.data.tables import Tables
from noken.documents.gateways.keys import Signer
from noken.documents.rules import receipts as receipt_rules

DAYS, WAITING, MOST_A_DAY = 20, 11, 3
PHOTOS = 0.15
FEEDBACK_EVERY = 10
ZONE = ZoneInfo("Asia/Jayapura")
END_OF_WORK = time(16, 0)
WORK_SECONDS = 8 * 3600
TITLES = (
    "Melayani permohonan dan memeriksa kelengkapan berkas",
    "Menyusun laporan mingguan dan memeriksa bukti pendukung",
    "Menata arsip dan memperbarui basis data pelayanan",
)
NOTES = (
    "Berkas diperiksa, dicatat, dan diserahkan kepada pemohon.",
    "Selesai sesuai rencana hari ini; tidak ada kendala.",
    "Dua berkas dikembalikan karena lampirannya belum lengkap.",
)
PRAISE = "Laporan sudah jelas. Tambahkan jumlah berkas yang masih menunggu."

COLUMNS = {
    "work_report": "id author_id work_on indicator_key result_key title quantity unit places note"
    " late_reason claimed_at received_at status decided_at",
    "work_review": "report_id decision by_id role note at",
    "work_evidence": "report_id file_id order is_photo",
    "work_feedback": "id person_id by_id report_id value text at read_at",
    "documents_receipt": "key number form kind content_sha256 received_at key_id signature",
    "documents_storedfile": "id kind sha256_sent sha256_stored bytes width height stored_name"
    " display_name created_at",
    "audit_entry": "at employee_id user_id role action subject_id ids",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One report to be written; `nth` counts the person's reports from 1."""

    id: str
    author: Member
    work_on: date
    target: Target
    title: str
    note: str
    quantity: int
    at: datetime
    waits: bool
    nth: int
    photo: bytes


class Diary:
    """How many reports each person has on each day, and which of them wait."""

    def __init__(self, instansi: Instansi, random: Random, days: Sequence[date]) -> None:
        self.days = days
        self.counts = [
            bytes(random.choices(range(MOST_A_DAY + 1), k=DAYS)) for _ in instansi.members
        ]
        for team in instansi.teams:
            first = team.members[0] if team.members else team.head
            self.counts[first - 1] = self.counts[first - 1][:-1] + b"\x02"
        self.waiting: dict[tuple[int, int], int] = {}
        by_superior = defaultdict(list)
        for member in instansi.members:
            if member.superior:
                by_superior[member.superior].append(member.id)
        for people in by_superior.values():
            self._leave_waiting(people)

    def _leave_waiting(self, people: Sequence[int]) -> None:
        left = WAITING
        for day in reversed(range(DAYS)):
            for person in people:
                some = min(left, self.counts[person - 1][day])
                self.waiting[person, day] = some
                left -= some
            if not left:
                return


class Writer:
    """Writes what a report leaves behind in each table."""

    def __init__(self, tables: Tables, random: Random, signer: Signer, now: datetime) -> None:
        self._tables = tables
        self._random = random
        self._signer = signer
        self._now = now

    def write(self, instansi: Instansi, targets: list[list[Target]], diary: Diary) -> int:
        """All reports in the order of time; how many."""
        number = 0
        totals = [sum(counts) for counts in diary.counts]
        for draft in self._drafts(instansi, targets, diary):
            self._report(draft)
            if draft.author.superior:
                self._decision(draft)
                if not draft.nth % FEEDBACK_EVERY:
                    last = draft.nth + FEEDBACK_EVERY > totals[draft.author.id - 1]
                    self._feedback(draft, is_read=not last)
            number += 1
        return number

    def _drafts(
        self, instansi: Instansi, targets: list[list[Target]], diary: Diary
    ) -> Iterator[Draft]:
        nth = [0] * len(instansi.members)
        for day, work_on in enumerate(diary.days):
            ends = min(datetime.combine(work_on, END_OF_WORK, ZONE).astimezone(UTC), self._now)
            for member in instansi.members:
                count = diary.counts[member.id - 1][day]
                waits = diary.waiting.get((member.id, day), 0)
                for place in range(count):
                    nth[member.id - 1] += 1
                    yield self._draft(
                        member,
                        work_on,
                        targets[member.id - 1],
                        ends,
                        waits=place >= count - waits,
                        nth=nth[member.id - 1],
                    )

    def _draft(
        self,
        author: Member,
        work_on: date,
        targets: list[Target],
        ends: datetime,
        *,
        waits: bool,
        nth: int,
    ) -> Draft:
        random = self._random
        at = ends - timedelta(seconds=random.random() * WORK_SECONDS)
        choice = int(random.random() * 6)
        return Draft(
            id=uuid7(at, random),
            author=author,
            work_on=work_on,
            target=targets[choice],
            title=TITLES[choice // 2],
            note=NOTES[nth % 3],
            quantity=1 + nth % 7,
            at=at,
            waits=waits,
            nth=nth,
            photo=random.randbytes(32) if random.random() < PHOTOS else b"",
        )

    def _report(self, draft: Draft) -> None:
        number, target, at = draft.author.id, draft.target, draft.at.isoformat()
        status, decided = ("WAITING", "\\N") if draft.waits else ("APPROVED", _decided(draft))
        self._tables["work_report"].line(
            f"{draft.id}\t{number}\t{draft.work_on}\t{target.indicator}\t{target.result}\t"
            f'{draft.title}\t{draft.quantity}\t{target.unit}\t["Kantor"]\t{draft.note}\t\t'
            f"{at}\t{at}\t{status}\t{decided}"
        )
        self._entry(at, number, "SELF", "ReportFiled", draft)
        self._receipt(draft, at)
        if draft.photo:
            self._photo(draft, at)

    def _decision(self, draft: Draft) -> None:
        if not draft.waits:
            decided, by = _decided(draft), draft.author.superior
            self._tables["work_review"].line(f"{draft.id}\tAPPROVED\t{by}\tSUPERIOR\t\t{decided}")
            self._entry(decided, by or 0, "SUPERIOR", "ReportApproved", draft)

    def _entry(self, at: str, by: int, role: str, action: str, draft: Draft) -> None:
        self._tables["audit_entry"].line(
            f'{at}\t{by}\t{by}\t{role}\t{action}\t{draft.author.id}\t{{"report": "{draft.id}"}}'
        )

    def _receipt(self, draft: Draft, at: str) -> None:
        number = receipt_rules.new_number(partial(self._random.randbytes, 16))
        signer = self._signer
        sha256 = receipt_rules.content_hash(content(draft))
        text = receipt_rules.signed_text(
            key=UUID(draft.id),
            number=number,
            kind="REPORT",
            sha256=sha256,
            received_at=draft.at,
            key_id=signer.key_id,
        )
        self._tables["documents_receipt"].line(
            f"{draft.id}\t\\\\x{number.raw.hex()}\t{number.form}\tREPORT\t\\\\x{sha256.hex()}\t{at}"
            f"\t{signer.key_id}\t\\\\x{signer.sign(text).hex()}"
        )

    def _photo(self, draft: Draft, at: str) -> None:
        stored = hashlib.sha256(draft.photo).digest()
        name = stored[:16].hex()
        self._tables["documents_storedfile"].add(
            *(name, "PHOTO", draft.photo, stored, 48_213, 1280, 960, name, "foto.jpg", at)
        )
        self._tables["work_evidence"].add(draft.id, name, 0, "t")

    def _feedback(self, draft: Draft, *, is_read: bool) -> None:
        at = min(draft.at + timedelta(hours=3), self._now)
        key = uuid7(at, self._random)
        by, person = draft.author.superior, draft.author.id
        self._tables["work_feedback"].add(
            *(key, person, by, draft.id, "", PRAISE, at.isoformat()),
            (at + timedelta(hours=1)).isoformat() if is_read else None,
        )
        ids = f'{{"feedback": "{key}", "report": "{draft.id}"}}'
        self._tables["audit_entry"].add(at, by, by, "SUPERIOR", "FeedbackGiven", person, ids)


def content(draft: Draft) -> dict[str, object]:
    """What the receipt covers, as work's services have it."""
    return {
        "author": draft.author.id,
        "work_on": str(draft.work_on),
        "indicator": draft.target.indicator,
        "title": draft.title,
        "quantity": str(draft.quantity),
        "places": ["Kantor"],
        "note": draft.note,
        "late_reason": "",
        "claimed_at": draft.at.isoformat(),
        "files": [draft.photo.hex()] if draft.photo else [],
    }


def uuid7(at: datetime, random: Random) -> str:
    """As core.uuid7 makes it, but from a seed."""
    bits = random.getrandbits(74)
    whole = (
        int(at.timestamp() * 1000) << 80
        | 0x7 << 76
        | bits >> 62 << 64
        | 0x2 << 62
        | bits & (1 << 62) - 1
    )
    text = f"{whole:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _decided(draft: Draft) -> str:
    return (draft.at + timedelta(hours=2)).isoformat()
