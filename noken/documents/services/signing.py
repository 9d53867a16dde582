"""Sign a text of another area with the receipt key, which anybody can look up."""

from collections.abc import Callable
from datetime import datetime

from noken.core.tenancy import current_tenant
from noken.documents.gateways import keys
from noken.documents.models import SigningKey


def sign(compose: Callable[[str], str], *, at: datetime) -> tuple[str, str]:
    """What `compose` says with the name of the key in use, and its signature (hexadecimal).

    The key's public half is published with the first text, as with the first receipt.
    """
    signer = keys.current_signer(current_tenant())
    text = compose(signer.key_id)
    SigningKey.objects.bulk_create(
        [SigningKey(key_id=signer.key_id, public_key=signer.public_key, first_used_at=at)],
        ignore_conflicts=True,
    )
    return text, signer.sign(text.encode()).hex()
