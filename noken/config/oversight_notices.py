"""What the inspectorate's desk says to others: a reminder to an official, a broken journal to the
inspectorate itself."""

from collections.abc import Sequence

from django.urls import reverse

from noken.core import clock
from noken.notices import services as notices
from noken.notices.services import Message
from noken.oversight.events import JournalChecked, OfficialReminded
from noken.oversight.queries import watcher_ids

WHERE = {
    "REPLY": "findings:team",
    "CASE": "discipline:cases",
    "DECIDE": "discipline:cases",
    "KEEP": "discipline:cases",
    "REPORT": "home:waiting",
    "PAPER": "home:waiting",
    "SHEET": "evaluation:team",
}
WHAT = {
    "REPLY": "keterangan pegawai menunggu keputusan Anda",
    "CASE": "temuan atau perkara disiplin menunggu langkah Anda",
    "DECIDE": "perkara disiplin menunggu langkah Anda sebagai pejabat berwenang atau atasannya",
    "KEEP": "perkara disiplin menunggu disiapkan atau dicatat BKPSDM",
    "REPORT": "laporan kerja menunggu tinjauan Anda",
    "PAPER": "pemberitahuan temuan menunggu Anda serahkan di kertas",
    "SHEET": "evaluasi bawahan menunggu penilaian Anda",
}


def tell_reminded(batch: Sequence[OfficialReminded]) -> None:
    """Once an official, kind and day: the key has no time in it."""
    notices.notify(
        [
            Message(
                event.subject_id,
                f"ingat-{event.sort}-{clock.day_of(event.at)}-{event.subject_id}",
                event.kind,
                f"Inspektorat mengingatkan: {event.count} {WHAT[event.sort]}, yang tertua lewat "
                f"{event.days} hari kerja.",
                reverse(WHERE[event.sort]),
                event.at,
            )
            for event in batch
            if event.subject_id is not None
        ]
    )


def tell_journal(batch: Sequence[JournalChecked]) -> None:
    """Only when something is not as it was sealed."""
    url = f"{reverse('oversight:desk')}#jurnal"
    notices.notify(
        [
            Message(
                person,
                f"jurnal-{event.check_id}-{person}",
                event.kind,
                "Jurnal audit tidak utuh. Buka kartu Jurnal audit di Meja Inspektorat.",
                url,
                event.at,
            )
            for event in batch
            if event.why
            for person in watcher_ids(clock.day_of(event.at))
        ]
    )
