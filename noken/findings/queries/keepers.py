"""Who keeps the rule behind a finding: those who proposed and signed the card it was raised by."""

from collections.abc import Collection, Mapping

from noken.findings.models import CardSignature, Finding


def keepers_of(finding_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """People by finding, for areas above that must keep roles apart."""
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
