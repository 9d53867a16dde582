"""What the plans of the sample hold beside results: shape, annex, expectations, dialogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from noken.config.demo.plans import DraftPlan, DraftResult
from noken.planning.rules import (
    LEADER,
    AnnexContent,
    IndicatorContent,
    Proposal,
    ResultContent,
    form_for,
    proposal_for,
)
from noken.regulations import loader

EXPECTED = {
    "SERVICE": "Menjawab pertanyaan masyarakat dan unit lain pada hari yang sama.",
    "ACCOUNTABLE": "Melaporkan hasil apa adanya, lengkap dengan buktinya.",
    "COMPETENT": "Membagikan satu hal yang dipelajari kepada rekan setiap bulan.",
    "HARMONIOUS": "Mengajak bicara lebih dulu bila ada beda pendapat dalam tim.",
    "LOYAL": "Menjaga kerahasiaan data pegawai dan warga yang dikelola.",
    "ADAPTIVE": "Mencoba cara kerja baru dan menyampaikan hasilnya kepada tim.",
    "COLLABORATIVE": "Menyepakati jadwal bersama unit terkait sebelum mulai bekerja.",
}
ANNEX = (
    ("RESOURCES", "Perangkat kerja dan akses internet di kantor"),
    ("RESOURCES", "Kendaraan dinas untuk kunjungan lapangan, sesuai jadwal bersama"),
    ("ACCOUNTABILITY", "Laporan kerja harian di noken, dibahas dengan atasan setiap Senin"),
    ("CONSEQUENCES", "Tercapai: diusulkan untuk pengembangan kompetensi tahun berikutnya"),
    ("CONSEQUENCES", "Belum tercapai: bimbingan kinerja oleh atasan langsung"),
)
STATES = ("ACCOUNTABILITY", "Realisasi dinyatakan di noken, dibahas dengan atasan")
TALK = (
    (True, "Target ini menurut saya realistis. Apakah ada dukungan yang dibutuhkan?"),
    (False, "Saya minta kendaraan dinas sekali sebulan untuk kunjungan lapangan."),
    (True, "Setuju. Tuliskan di lampiran sebagai dukungan sumber daya."),
)
RAISED = "Beban triwulan IV lebih ringan dari tiga triwulan sebelumnya, jadi bisa ditambah sedikit."
PERSPECTIVES = ("RECIPIENT", "PROCESS")
SHOWN_UNIT = "DISDIK-BID1"


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Something said beside an indicator; `proposal` is None for a plain note."""

    key: UUID
    indicator: IndicatorContent
    by: int
    at: datetime
    text: str
    is_read: bool
    proposal: Proposal | None = None


def form_of(plan: DraftPlan) -> str:
    """The lay-out of the owner's post."""
    unit = plan.owner.unit
    echelon = unit.echelon if plan.owner.is_head else ""
    return form_for(echelon=echelon, is_head=plan.owner.is_head, unit_kind=unit.kind)


def perspective_of(plan: DraftPlan, place: int) -> str:
    """Of the indicator at a place of its result; "" but in the lay-out of leaders."""
    return PERSPECTIVES[place % 2] if form_of(plan) == LEADER else ""


def annex_of(plan: DraftPlan) -> tuple[AnnexContent, ...]:
    """The same few lines for everybody, as people copy them from each other."""
    left_out = 1 if plan.owner.id % 3 == 0 else len(ANNEX)
    lines = [line for place, line in enumerate(ANNEX) if place != left_out]
    if plan.owner.owes_no_report:
        lines = [STATES if line[0] == STATES[0] else line for line in lines]
    return tuple(
        AnnexContent(_key("lampiran", plan, place), section, text)
        for place, (section, text) in enumerate(lines)
    )


def expected_of(plan: DraftPlan, boss: int | None) -> tuple[tuple[str, str], ...]:
    """Two values of seven, in their order; nothing where nobody stands above."""
    if boss is None:
        return ()
    codes = [value.code for value in loader.core_values()]
    chosen = {codes[plan.owner.id % 7], codes[(plan.owner.id + 3) % 7]}
    return tuple((code, EXPECTED[code]) for code in codes if code in chosen)


def talks_of(
    plan: DraftPlan, results: tuple[ResultContent, ...], boss: int | None, at: datetime
) -> Iterator[DraftNote]:
    """A talk about the first target in one unit and where a plan waits or came back; there the
    superior proposes a higher target that has not been answered.
    """
    shown = plan.owner.unit.key == SHOWN_UNIT
    if boss is None or plan.status == "DRAFT" or not (shown or plan.status != "APPROVED"):
        return
    indicator = results[0].indicators[0]
    for place, (by_boss, text) in enumerate(TALK):
        said_at = at + timedelta(minutes=14 * place)
        by = boss if by_boss else plan.owner.id
        yield DraftNote(_key("catatan", plan, place), indicator, by, said_at, text, is_read=True)
    if plan.status == "RETURNED":
        first, second, third, fourth = indicator.targets
        more = proposal_for(indicator, targets=(first, second, third, fourth + 2))
        key, said_at = _key("usulan", plan, 0), at + timedelta(hours=2)
        yield DraftNote(key, indicator, boss, said_at, RAISED, is_read=False, proposal=more)


def contents_of(plan: DraftPlan, every: dict[int, DraftResult]) -> tuple[ResultContent, ...]:
    """The results of a plan as planning knows them."""
    return tuple(_result(plan, result, every) for result in plan.results)


def _result(plan: DraftPlan, result: DraftResult, every: dict[int, DraftResult]) -> ResultContent:
    above = every.get(result.supports or 0)
    return ResultContent(
        key=result.key,
        text=result.task.result,
        supports=above.key if above else None,
        supports_text=above.task.result if above else "",
        indicators=tuple(
            IndicatorContent(
                key=i.key,
                text=i.text,
                unit=i.unit,
                targets=i.targets,
                aspect=i.aspect,
                lower_is_better=i.lower_is_better,
                perspective=perspective_of(plan, place),
            )
            for place, i in enumerate(result.indicators)
        ),
    )


def _key(what: str, plan: DraftPlan, place: int) -> UUID:
    return uuid5(NAMESPACE_OID, f"{what}-{plan.id}-{place}")
