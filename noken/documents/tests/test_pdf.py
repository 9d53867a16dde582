"""PDFs made by hand: what is taken, what is refused, and what is blanked."""

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.documents.rules import pdf


def made(*objects: bytes, head: bytes = b"%PDF-1.7\n", tail: bytes = b"%%EOF\n") -> bytes:
    """A small PDF with these objects beside a catalogue."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, 2))
    return head + b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" + body + tail


def packed(content: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    """An object stream."""
    data = zlib.compress(content)
    return b"<</Type/ObjStm/N 1/First 4%s/Length %d>>\nstream\r\n%s\nendstream" % (
        entries,
        len(data),
        data,
    )


@pytest.mark.parametrize(
    "data",
    [
        made(),
        made(tail=b"%%EOF"),
        made(tail=b"%%EOF\r\n\x00\x00"),
        made(b"<</Type/Page>>", b"<</S/URI/URI(https://bkn.go.id)>>"),
        made(b"<</OpenAction[3 0 R/Fit]>>"),
        made(packed(b"5 0 <</Type/Font>>")),
        made(packed(b"5 0 <</Type/Font>>", b"/Filter [ /FlateDecode ]")),
        made(b"<</EncryptMetadata false/XFAng 1/Soundness 2>>"),
        made(b"<</Length 3>>\nstream\n/JS\nendstream"),
    ],
)
def test_an_ordinary_pdf_is_taken(data: bytes) -> None:
    assert pdf.why_not_this_pdf(data) == ""


@pytest.mark.parametrize(
    "action",
    [
        b"<</S/JavaScript/JS(app.alert(1))>>",
        b"<</S /J#61v#61Script /JS 3 0 R>>",
        b"<</S/Launch/F(cmd.exe)>>",
        b"<</Names<</EmbeddedFiles 4 0 R>>>>",
        b"<</Type/EmbeddedFile>>",
        b"<</Subtype/RichMedia>>",
        b"<</S/SubmitForm/F(http://x)>>",
        b"<</S/GoToE>>",
        b"<</AcroForm<</XFA 5 0 R>>>>",
    ],
)
def test_active_content_is_refused_plainly_written_or_packed(action: bytes) -> None:
    for data in (made(action), made(packed(b"9 0 " + action)), made(b"% stream\n", action)):
        assert "Cetak ke PDF" in pdf.why_not_this_pdf(data)


@pytest.mark.parametrize("data", [made(b"<</Encrypt 9 0 R>>"), made(packed(b"4 0 <</Encrypt 1>>"))])
def test_a_locked_pdf_is_told_to_come_unlocked(data: bytes) -> None:
    assert "sandi" in pdf.why_not_this_pdf(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-",
        made(head=b"%PDF-9.9\n"),
        made(head=b"GIF89a%PDF-1.7\n"),
        made(tail=b""),
        made(tail=b"%%EOF\n<script>alert(1)</script>"),
        made(tail=b"PK\x01\x02 names PK\x05\x06" + bytes(18) + b"%%EOF\n"),
        made()[:-8],
    ],
)
def test_what_is_not_a_whole_pdf_and_nothing_else_is_refused(data: bytes) -> None:
    assert "rusak" in pdf.why_not_this_pdf(data)


@pytest.mark.parametrize(
    "entries",
    [
        b"/Filter/ASCII85Decode",
        b"/Filter[/ASCIIHexDecode/FlateDecode]",
        b"/Filter 8 0 R",
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
    ],
)
def test_what_cannot_be_looked_into_is_refused(entries: bytes) -> None:
    assert "tidak dapat diperiksa" in pdf.why_not_this_pdf(made(packed(b"4 0 <<>>", entries)))


def test_a_damaged_or_endless_object_stream_is_refused() -> None:
    cut = made(b"<</Type/ObjStm/Filter/FlateDecode>>\nstream\nnot deflate\nendstream")
    bomb = made(packed(bytes(pdf.MAX_UNPACKED_BYTES + 1)))

    assert "tidak dapat diperiksa" in pdf.why_not_this_pdf(cut)
    assert "tidak dapat diperiksa" in pdf.why_not_this_pdf(bomb)


def test_many_bombs_share_one_limit() -> None:
    half = packed(bytes(pdf.MAX_UNPACKED_BYTES // 2 + 1))

    assert "tidak dapat diperiksa" in pdf.why_not_this_pdf(made(half, half))


@pytest.mark.parametrize(
    "repeated",
    [b"stream\n", b"<x:xmpmeta ", b"/Author(", b"/Author<", b"/Filter [ ", b"\xff\xe1\x00\x00Exif"],
)
def test_no_content_takes_long(repeated: bytes) -> None:
    data = made(repeated * (2 * 1024 * 1024 // len(repeated)))
    began = time.process_time()

    pdf.why_not_this_pdf(data)
    pdf.without_metadata(data)

    assert time.process_time() - began < 2


@given(
    st.binary(max_size=300), st.sampled_from([b"stream\n", b"/ObjStm/Filter", b"#4a", b"\xff\xe1"])
)
def test_no_content_breaks_the_check(noise: bytes, word: bytes) -> None:
    data = made(noise, word + noise)

    assert isinstance(pdf.why_not_this_pdf(data), str)
    assert len(pdf.without_metadata(data)) == len(data)


def test_author_tool_and_place_are_blanked_and_all_else_stays() -> None:
    exif = b"Exif\x00\x00" + b"GPS -0.86 134.06"
    photo = b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif + b"\xff\xdb picture"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Budi</dc:creator></x:xmpmeta>'
    info = rb"<</Author(Budi \(Kasi\))/Producer<42756469>/Title(Laporan)>>"
    data = made(info, b"<<>>\nstream\n" + photo + b"\nendstream", b"<<>>\nstream\n" + xmp)

    clean = pdf.without_metadata(data)

    assert len(clean) == len(data)
    assert b"Budi" not in clean
    assert b"42756469" not in clean
    assert b"GPS" not in clean
    assert b"picture" in clean
    assert b"/Title(Laporan)" in clean
    assert pdf.why_not_this_pdf(clean) == ""


def test_a_signed_pdf_is_not_touched() -> None:
    data = made(b"<</Type/Sig/ByteRange[0 1 2 3]>>", b"<</Author(Budi)>>")

    assert pdf.without_metadata(data) == data
