"""How a screen is recognised: a word once, a secret afterwards. Only their hashes are kept."""

import hashlib

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PAIRING_LETTERS = 8


def hash_of(secret: str) -> str:
    """How a word or the secret of a cookie is kept; spaces, dashes and case of a word are free.

    Source: layar kode kantor (register: noken-practice).
    """
    text = secret.strip()
    plain = text.replace("-", "").replace(" ", "").upper()
    word = plain if len(plain) == PAIRING_LETTERS else text
    return hashlib.sha256(word.encode()).hexdigest()
