"""Photos as noken keeps them: decoded and encoded anew, so nothing but the picture survives."""

import struct
import threading
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from noken.documents.rules.files import MAX_PIXELS

LONGEST_SIDE = 1280
QUALITY = 80
PLAIN_BITS = 8
"""With fewer bits that differ a picture is a wall, a sky or a dark pocket: it tells nothing."""
THUMBNAIL_BYTES = 20 * 1024
# Tried in order until the small picture fits: longest side in pixels, JPEG quality. The last
# one fits even pure noise.
_SMALLER = ((320, 72), (320, 55), (320, 38), (240, 38), (200, 25), (160, 15))
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's decoders raise on damaged or hostile files; its warnings where they are errors.
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    ZeroDivisionError,
    struct.error,
    UserWarning,
)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# A big PNG unpacks to 160 MB: one at a time in a process, so memory stays bounded.
_decoding = threading.Lock()


class Unreadable(Exception):
    """The bytes are not a whole picture of a known format."""


class TooManyPixels(Exception):
    """The picture claims more than 40 megapixels; it was not unpacked."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean JPEG of at most 1280 pixels a side, and a small one of at most 20 KB.

    `look` is what the picture looks like in 64 bits (`look_of`), None of one without any shape.
    """

    data: bytes
    width: int
    height: int
    thumbnail: bytes
    look: int | None


def reencoded(sent: bytes) -> Picture:
    """The picture in `sent`, upright, without metadata; of an animation the first frame.

    Raises:
        Unreadable: not JPEG, PNG, WebP or GIF, or damaged.
        TooManyPixels: over 40 megapixels by its header; checked before anything is unpacked.
    """
    try:
        with Image.open(BytesIO(sent), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise TooManyPixels
            with _decoding:
                image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                image.load()
                upright = _upright(_flat(image), _orientation(image))
    except _BOMB as bomb:
        raise TooManyPixels from bomb
    except _DAMAGE as damage:
        raise Unreadable from damage
    data = _jpeg(upright, QUALITY)
    return Picture(data, upright.width, upright.height, _thumbnail(upright), look_of(upright))


def look_of(image: Image.Image) -> int | None:
    """Where grey grows from left to right, in 8 rows of 8: alike for the same picture made smaller
    or saved anew. A signed 64-bit number, as the database keeps it; None of a plain surface.
    """
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX, reducing_gap=2.0).tobytes()
    pairs = ((grey[9 * row + col], grey[9 * row + col + 1]) for row in range(8) for col in range(8))
    look = 0
    for left, right in pairs:
        look = look << 1 | (left < right)
    if not PLAIN_BITS <= look.bit_count() <= 64 - PLAIN_BITS:
        return None
    return look - (1 << 64) if look >> 63 else look


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _DAMAGE:
        return 1  # damaged EXIF says nothing about the picture, which is whole


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image.transpose(turn) if turn is not None else image


def _flat(image: Image.Image) -> Image.Image:
    """A new RGB picture, small enough, transparency on white; it inherits no metadata."""
    if image.mode in {"P", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256, "L")
    elif image.mode not in {"RGB", "RGBA", "LA", "L"}:
        image = image.convert("RGB")
    small = _shrunk(image, LONGEST_SIDE)
    flat = Image.new("RGB", small.size, "white")
    if small.mode in {"RGBA", "LA"}:
        flat.paste(small.convert("RGB"), mask=small.getchannel("A"))
    else:
        flat.paste(small.convert("RGB"))
    return flat


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    share = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _thumbnail(image: Image.Image) -> bytes:
    tries = (_jpeg(_shrunk(image, side), quality) for side, quality in _SMALLER)
    return next(small for small in tries if len(small) <= THUMBNAIL_BYTES)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
