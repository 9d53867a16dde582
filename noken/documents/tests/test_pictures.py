"""Photos from phones and from people who mean harm."""

import hashlib
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from noken.documents.gateways import pictures

SECRET = b"S 0 51 40 E 134 3 52"


def photo(size: tuple[int, int] = (64, 48), form: str = "JPEG", **extra: Any) -> bytes:
    out = BytesIO()
    Image.new(extra.pop("mode", "RGB"), size, extra.pop("colour", 120)).save(out, form, **extra)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = SECRET.decode()
    tags.get_ifd(0x8825)[1] = "S"
    tags.get_ifd(0x8825)[29] = SECRET.decode()
    return tags


def noise_of(length: int) -> bytes:
    return hashlib.shake_256(b"noise").digest(length)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def png_of(width: int, height: int, rows: bytes) -> bytes:
    """A PNG whose header claims a size, with these packed rows."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_camera_profile_and_comments_do_not_survive(form: str) -> None:
    extra: dict[str, Any] = {"exif": exif(), "icc_profile": b"profile " + SECRET}
    if form == "JPEG":
        extra["comment"] = SECRET
    if form == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", SECRET.decode())
        extra["pnginfo"] = notes
    sent = photo(form=form, **extra)

    picture = pictures.reencoded(sent)

    assert SECRET in sent
    for kept in (picture.data, picture.thumbnail):
        assert SECRET not in kept
        assert not opened(kept).getexif()
        assert not {"icc_profile", "comment", "exif", "xmp"} & set(opened(kept).info)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(orientation: int) -> None:
    upright = Image.new("RGB", (80, 40), "white")
    upright.paste("black", (0, 0, 20, 10))
    lying = upright.transpose(_undo(orientation)) if orientation > 1 else upright
    out = BytesIO()
    lying.save(out, "JPEG", quality=95, exif=exif(orientation))

    picture = pictures.reencoded(out.getvalue())

    assert (picture.width, picture.height) == (80, 40)
    grey = opened(picture.data).convert("1", dither=Image.Dither.NONE)
    assert [not grey.getpixel(at) for at in [(4, 3), (75, 3), (4, 36), (75, 36)]] == [
        True,
        False,
        False,
        False,
    ]


def _undo(orientation: int) -> Image.Transpose:
    turns = pictures._TURNS
    inverse = {6: 8, 8: 6}
    return turns[inverse.get(orientation, orientation)]


@pytest.mark.parametrize(
    ("size", "kept"),
    [((4000, 3000), (1280, 960)), ((1280, 1), (1280, 1)), ((1, 5000), (1, 1280)), ((8, 8), (8, 8))],
)
def test_a_photo_is_at_most_1280_pixels_long(size: tuple[int, int], kept: tuple[int, int]) -> None:
    picture = pictures.reencoded(photo(size))

    assert (picture.width, picture.height) == kept == opened(picture.data).size
    assert max(opened(picture.thumbnail).size) <= 320


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_plain_jpeg(mode: str) -> None:
    picture = pictures.reencoded(photo(form="PNG", mode=mode, colour=0 if mode != "LA" else (0, 0)))

    assert opened(picture.data).mode == "RGB"


def test_a_printers_jpeg_becomes_a_plain_one() -> None:
    assert opened(pictures.reencoded(photo(mode="CMYK", colour=(0, 0, 0, 0))).data).mode == "RGB"


def test_what_is_transparent_becomes_white() -> None:
    clear = photo(form="PNG", mode="RGBA", colour=(255, 0, 0, 0))

    assert opened(pictures.reencoded(clear).data).getpixel((5, 5)) == (255, 255, 255)


def test_of_an_animation_the_first_frame_stays() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("black", "white")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    kept = opened(pictures.reencoded(out.getvalue()).data)

    assert getattr(kept, "n_frames", 1) == 1
    assert not kept.convert("1", dither=Image.Dither.NONE).getpixel((5, 5))


def test_the_small_picture_of_pure_noise_still_fits() -> None:
    noise = Image.frombytes("RGB", (640, 640), noise_of(640 * 640 * 3))
    out = BytesIO()
    noise.save(out, "PNG")

    assert len(pictures.reencoded(out.getvalue()).thumbnail) <= 20 * 1024


def test_a_jpeg_that_is_also_a_web_page_loses_the_page() -> None:
    page = b"<html><script>alert(document.cookie)</script></html>"
    sent = photo(comment=page) + page

    picture = pictures.reencoded(sent)

    assert b"<script" not in picture.data + picture.thumbnail


def test_a_gif_that_is_also_a_script_loses_the_script() -> None:
    gif = bytearray(photo(form="GIF"))
    sent = bytes(gif) + b";alert(1)//"

    assert b"alert" not in pictures.reencoded(sent).data


def test_a_header_that_claims_41_megapixels_is_refused_unopened() -> None:
    with pytest.raises(pictures.TooManyPixels):
        pictures.reencoded(png_of(8200, 5000, b"not even packed"))


def test_a_header_that_claims_the_whole_world_is_refused_unopened() -> None:
    with pytest.raises(pictures.TooManyPixels):
        pictures.reencoded(png_of(2**31 - 1, 2**31 - 1, b""))


def test_a_text_bomb_inside_a_png_does_not_unpack() -> None:
    bomb = b"zTXt" + b"note\x00\x00" + zlib.compress(bytes(80 * 1024 * 1024))
    chunk = struct.pack(">I", len(bomb) - 4) + bomb + struct.pack(">I", zlib.crc32(bomb))
    whole = photo(form="PNG")
    sent = whole[:33] + chunk + whole[33:]

    with pytest.raises(pictures.Unreadable):
        pictures.reencoded(sent)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_photo_is_refused(form: str) -> None:
    whole = Image.frombytes("RGB", (200, 200), noise_of(120_000))
    out = BytesIO()
    whole.save(out, form)

    with pytest.raises(pictures.Unreadable):
        pictures.reencoded(out.getvalue()[: len(out.getvalue()) // 2])


@pytest.mark.parametrize("form", ["TIFF", "BMP", "ICO", "PPM", "EPS"])
def test_other_formats_are_not_even_tried(form: str) -> None:
    with pytest.raises(pictures.Unreadable):
        pictures.reencoded(photo(form=form))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@given(data=st.data())
def test_damage_anywhere_gives_a_picture_or_a_refusal(form: str, data: st.DataObject) -> None:
    sent = bytearray(photo(form=form, exif=exif()) if form != "GIF" else photo(form=form))
    for _ in range(data.draw(st.integers(1, 6))):
        sent[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))

    try:
        picture = pictures.reencoded(bytes(sent))
    except (pictures.Unreadable, pictures.TooManyPixels):
        return

    assert opened(picture.data).format == "JPEG"
    assert SECRET not in picture.data
