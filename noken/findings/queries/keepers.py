"""What a discipline case asks of findings: who keeps the rule behind one, whether it rests, and
which one a number names."""

from collections.abc import Collection, Mapping

from noken.findings.models import CardRest, CardSignature, Finding


def keepers_of(finding_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Who proposed and signed the card each was raised by, for areas that keep roles apart."""
    rows = Finding.objects.filter(pk__in=finding_ids).values_list(
        "pk", "version_id", "version__proposed_by"
    )
    versions = {version for _pk, version, _by in rows}
    signers: dict[int, set[int]] = {}
    for version, signer in CardSignature.objects.filter(proposal__in=versions).values_list(
        "proposal", "signer"
    ):
        signers.setdefault(version, set()).add(signer)
    return {
        pk: frozenset({*signers.get(version, ()), *([by] if by else [])})
        for pk, version, by in rows
    }


def resting(finding_ids: Collection[int]) -> frozenset[int]:
    """Those whose card has stopped itself: nothing may follow from them."""
    codes = CardRest.objects.filter(ended_at=None).values("code")
    return frozenset(
        Finding.objects.filter(pk__in=finding_ids, code__in=codes).values_list("pk", flat=True)
    )


def id_of(number: str) -> int | None:
    """The finding with a number, T-2026-0417; None: there is none."""
    parts = number.split("-")
    if len(parts) != 3 or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    if len(parts[1]) > 4 or len(parts[2]) > 9:
        return None
    found = Finding.objects.filter(year=int(parts[1]), serial=int(parts[2])).first()
    return found.pk if found is not None and found.number == number else None
