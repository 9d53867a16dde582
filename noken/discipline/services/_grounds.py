"""What a case may begin with, and what may join it: findings that count, days, an impact."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from noken.core.errors import Refused
from noken.discipline.queries import grounds
from noken.discipline.rules import sanctions
from noken.findings import queries as findings
from noken.findings.queries import FindingFacts


def named(
    finding_ids: Sequence[int],
) -> tuple[list[FindingFacts], Mapping[int, FindingFacts]]:
    """The findings named, all of one person, and with them those that make one sum with them.

    Raises:
        Refused: `discipline.no_finding`.
    """
    whole = grounds.together(finding_ids)
    found = [whole[pk] for pk in dict.fromkeys(finding_ids) if pk in whole]
    people = {each.employee_id for each in found}
    if len(found) != len(set(finding_ids)) or len(people) != 1:
        raise Refused(
            "Pilih temuan dari satu pegawai, yang aturannya sedang tidak berhenti.",
            code="discipline.no_finding",
        )
    return found, whole


def counting_of(
    found: Sequence[FindingFacts], whole: Mapping[int, FindingFacts]
) -> list[FindingFacts]:
    """What a case rests on that names these.

    What was decided on already carries no second case: only days that came since then do.

    Raises:
        Refused: `discipline.no_finding`, `discipline.guidance`, `discipline.judged`.
    """
    if not all(map(grounds.counts, found)):
        raise _guidance(found)
    if {each.id for each in found} & grounds.judged(whole.values()):
        raise Refused(
            "Temuan ini sudah diputus, dan sejak itu tidak ada yang bertambah. Satu perbuatan "
            "dijatuhi satu hukuman.",
            code="discipline.judged",
            basis="PP 94/2021",
        )
    return [each for each in whole.values() if grounds.counts(each)]


def basis_of(facts: FindingFacts) -> dict[str, Any]:
    """How a finding counts as it joins a case."""
    return {
        "number": facts.number,
        "code": facts.code,
        "counted": facts.counted,
        "sanction": facts.rung or "",
    }


def impact_of(counting: Collection[FindingFacts], impact: str) -> str:
    """The impact where one of these has no ladder; "" where ladders rule them all.

    Raises:
        Refused: `discipline.no_impact`.
    """
    by_impact = any(each.code not in grounds.LADDER for each in counting)
    return check_impact(impact) if by_impact else ""


def check_impact(code: str) -> str:
    """Raises Refused: `discipline.no_impact`."""
    if code not in sanctions.LEVEL_OF_IMPACT:
        raise Refused("Pilih dampak perbuatannya.", code="discipline.no_impact")
    return code


def check_days(first_on: date, last_on: date, today: date) -> None:
    """Raises Refused: `discipline.bad_days`."""
    if not first_on <= last_on <= today:
        raise Refused(
            "Isi hari kejadian sampai paling lambat hari ini, dari yang pertama ke yang terakhir.",
            code="discipline.bad_days",
        )


def reply_days(day: date) -> int:
    """The workdays a person has to answer; no clock runs by days nobody has signed.

    Raises:
        Refused: `discipline.no_reply_terms`.
    """
    terms = findings.terms_on(day)
    if not terms.is_signed:
        raise Refused(
            "Waktu pegawai untuk menjawab belum ditetapkan, jadi dugaan belum dapat dicatat atau "
            "diberitahukan. BKPSDM mengusulkannya pada Ketentuan temuan, dan dua orang, pimpinan "
            "atau BKPSDM, menyetujuinya.",
            code="discipline.no_reply_terms",
        )
    return terms.reply_workdays


def _guidance(found: Collection[FindingFacts]) -> Refused:
    if any(each.counted > 0 for each in found):
        return Refused(
            "Hitungannya belum mencapai jenjang hukuman. Langkah yang tepat adalah pembinaan: "
            "bicarakan, sepakati perubahan, dan catat tanggal pemeriksaannya.",
            code="discipline.guidance",
            basis="PP 94/2021 Pasal 9",
        )
    return Refused(
        "Belum ada baris temuan yang dihitung: pegawai belum menjawab, waktunya belum lewat, atau "
        "keterangannya menunggu keputusan atasan.",
        code="discipline.no_finding",
    )
