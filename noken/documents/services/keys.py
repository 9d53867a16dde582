"""Change the signing key, by two people, leaving a trace."""

from datetime import datetime
from functools import partial

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.events import SigningKeyRotated
from noken.documents.gateways import keys
from noken.documents.models import SigningKey


@transaction.atomic
def rotate_key(*, by: Actor, second: Actor, reason: str, at: datetime) -> SigningKey:
    """Sign with a new key once this commits; receipts of the old one stay valid for good.

    The old private file is destroyed after the commit. Should the server die in between, the old
    key goes on signing: rotate again.

    Raises:
        Refused: `key.one_person` (two different accounts must agree), `key.no_reason`.
    Emits: SigningKeyRotated.
    """
    if by.user_id is None or second.user_id is None or by.user_id == second.user_id:
        raise Refused(
            "Kunci tanda terima diganti oleh dua orang. Minta persetujuan satu orang lagi.",
            code="key.one_person",
        )
    if not reason.strip():
        raise Refused("Tulis alasan penggantian kunci.", code="key.no_reason")
    tenant = current_tenant()
    old = keys.current_signer(tenant)
    new = keys.make_signer(tenant)
    SigningKey.objects.filter(key_id=old.key_id).update(retired_at=at)
    row = SigningKey.objects.create(
        key_id=new.key_id, public_key=new.public_key, first_used_at=at, retired_at=None
    )
    events.emit(
        SigningKeyRotated(
            by=by,
            at=at,
            old_key_id=old.key_id,
            new_key_id=new.key_id,
            second_id=second.user_id,
            why=reason.strip(),
        )
    )
    transaction.on_commit(partial(keys.put_in_use, tenant, new.key_id))
    return row
