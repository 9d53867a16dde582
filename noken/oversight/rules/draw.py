"""A sample that anybody can draw again: the list and the seed give it, nothing else does.

The seed and the keys are texts of hexadecimal digits and enter as their ASCII bytes, so that
`openssl` on any machine finds the same.
"""

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

LEAST, MOST = 1, 200


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a draw is, by days; None: not yet."""

    announced_on: date
    draw_on: date
    frozen_on: date | None = None
    drawn_on: date | None = None
    is_opened: bool = False


def seed_hash(seed: str) -> str:
    """What is published before: the SHA-256 of the seed.

    Source: FIPS 180-4 (register: noken-practice).
    """
    return sha256(seed.encode("ascii")).hexdigest()


def list_text(keys: Iterable[str]) -> str:
    """The frozen list as the file that is hashed and handed out: sorted, one key a line.

    Source: FIPS 180-4 (register: noken-practice).
    """
    return "".join(f"{key}\n" for key in sorted(keys))


def list_hash(keys: Iterable[str]) -> str:
    """The SHA-256 of the frozen list.

    Source: FIPS 180-4 (register: noken-practice).
    """
    return sha256(list_text(keys).encode("ascii")).hexdigest()


def score(seed: str, key: str) -> str:
    """The lot of one key: HMAC-SHA-256 with the seed.

    Source: RFC 2104 (register: noken-practice).
    """
    return hmac.digest(seed.encode("ascii"), key.encode("ascii"), sha256).hex()


def sample(seed: str, keys: Collection[str], size: int) -> list[str]:
    """The first `size` keys in the order of their lots.

    Raises:
        ValueError: the list is shorter than the sample, or a key stands on it twice.
    Source: RFC 2104 (register: noken-practice).
    """
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands on the list twice")
    if not LEAST <= size <= len(keys):
        raise ValueError(f"cannot draw {size} of {len(keys)}")
    return sorted(keys, key=lambda key: (score(seed, key), key))[:size]


def why_not_announced(title: str, size: int, draw_on: date, today: date) -> str:
    """Why a draw cannot be announced like this; "" if it can.

    Source: what noken promises about draws (register: noken-practice).
    """
    if not title.strip():
        return "Tuliskan untuk apa sampel ini, misalnya Triwulan IV 2026."
    if not LEAST <= size <= MOST:
        return f"Sampel memuat {LEAST} sampai {MOST} orang."
    if draw_on <= today:
        return "Pilih tanggal undian sesudah hari ini: sidik benih terbit sebelum daftar dibekukan."
    return ""


def why_not_frozen(stage: Stage, today: date) -> str:
    """Why the list cannot be frozen today; "" if it can.

    Source: what noken promises about draws (register: noken-practice).
    """
    if stage.frozen_on is not None:
        return "Daftar ini sudah dibekukan."
    if today <= stage.announced_on:
        return "Daftar dibekukan paling cepat sehari sesudah sidik benih diterbitkan."
    return ""


def why_not_drawn(stage: Stage, today: date) -> str:
    """Why lots cannot be drawn today; "" if they can.

    Source: what noken promises about draws (register: noken-practice).
    """
    if stage.frozen_on is None:
        return "Bekukan daftarnya lebih dulu."
    if stage.drawn_on is not None:
        return "Undian ini sudah dilakukan; sampelnya tidak berubah lagi."
    if today < stage.draw_on:
        return "Hari undian yang diumumkan belum tiba."
    return ""


def why_not_opened(stage: Stage) -> str:
    """Why the seed cannot be published now; "" if it can.

    Source: what noken promises about draws (register: noken-practice).
    """
    if stage.is_opened:
        return "Benih undian ini sudah diterbitkan."
    if stage.drawn_on is None:
        return "Benih baru diterbitkan sesudah undian."
    return ""
