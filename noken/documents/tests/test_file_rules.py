"""Types, sizes and names of files."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.documents.rules import files as rules


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0rest", "PHOTO"),
        (b"\x89PNG\r\n\x1a\nrest", "PHOTO"),
        (b"GIF89a<script>", "PHOTO"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "PHOTO"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", ""),
        (b"%PDF-1.7\n", "PDF"),
        (b"\n%PDF-1.7\n", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ""),
        (b"PK\x03\x04", ""),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_a_type_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert rules.kind_of(data) == kind
    assert (rules.why_not_this_type(data) == "") is (kind != "")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04 a workbook", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "PDF"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><svg/>", "SVG"),
        (b"<!doctype html>", "SVG"),
        (b"#!/bin/sh", "JPG"),
    ],
)
def test_a_refused_type_is_told_what_to_send_instead(data: bytes, word: str) -> None:
    assert word in rules.why_not_this_type(data)


@pytest.mark.parametrize(
    ("kind", "size", "fits"),
    [
        ("PHOTO", 1, True),
        ("PHOTO", rules.PHOTO_MAX_BYTES, True),
        ("PHOTO", rules.PHOTO_MAX_BYTES + 1, False),
        ("PDF", rules.PDF_MAX_BYTES, True),
        ("PDF", rules.PDF_MAX_BYTES + 1, False),
        ("PDF", 0, False),
        ("", rules.MAX_BYTES, True),
        ("", rules.MAX_BYTES + 1, False),
    ],
)
def test_each_kind_has_its_limit(kind: str, size: int, *, fits: bool) -> None:
    assert (rules.why_not_this_size(kind, size) == "") is fits


@pytest.mark.parametrize(("count", "fits"), [(0, True), (6, True), (7, False)])
def test_a_record_carries_six_files(count: int, *, fits: bool) -> None:
    assert (rules.why_not_so_many(count) == "") is fits


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("foto.png", "foto.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\budi\\foto rapat.JPG", "foto rapat.jpg"),
        ("kegiatan\u202egpj.exe", "kegiatangpj.jpg"),
        ('a"b\r\nSet-Cookie: x=1.jpg', 'a"bSet-Cookie: x=1.jpg'),
        ("\u200b\u2066 .. \u2069", "berkas.jpg"),
        ("", "berkas.jpg"),
        ("x" * 300 + ".jpeg", "x" * 116 + ".jpg"),
        ("laporan 1.2 akhir.jpg", "laporan 1.2 akhir.jpg"),
        (".htaccess", "htaccess.jpg"),
        (".env", "berkas.jpg"),
    ],
)
def test_a_name_is_made_fit_to_show(sent: str, shown: str) -> None:
    assert rules.clean_name(sent, "PHOTO") == shown


@given(st.text())
def test_no_name_is_dangerous(sent: str) -> None:
    shown = rules.clean_name(sent, "PDF")

    assert shown.endswith(".pdf")
    assert 4 < len(shown) <= rules.NAME_LETTERS
    assert not any(unicodedata.category(letter).startswith("C") for letter in shown)
    assert "/" not in shown
    assert "\\" not in shown


@given(st.text())
def test_a_disposition_is_one_line_of_plain_letters(sent: str) -> None:
    header = rules.disposition(rules.clean_name(sent, "PDF"), inline=False)

    assert header.isascii()
    assert header.isprintable()
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2


def test_a_disposition_keeps_the_full_name_beside_the_plain_one() -> None:
    assert rules.disposition("Rapat é.pdf", inline=True) == (
        "inline; filename=\"Rapat _.pdf\"; filename*=UTF-8''Rapat%20%C3%A9.pdf"
    )
