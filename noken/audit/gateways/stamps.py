"""The stamp of a seal: made with a key that does not lie in the database."""

import hmac
from hashlib import sha256

from django.conf import settings

PURPOSE = "noken cap jurnal 1"


def stamp_of(sealed: str) -> str:
    """The stamp under the hash of a new seal."""
    return _stamp(str(settings.SECRET_KEY), sealed)


def as_stamped(sealed: str, stamp: str) -> str:
    """What the stamp should be, by the key of today or an earlier one that is still kept."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    found = [_stamp(str(key), sealed) for key in keys]
    return stamp if stamp in found else found[0]


def _stamp(key: str, sealed: str) -> str:
    own = hmac.digest(key.encode(), PURPOSE.encode(), sha256)
    return hmac.digest(own, sealed.encode(), sha256).hex()
