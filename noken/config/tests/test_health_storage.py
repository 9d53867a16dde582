"""What the health page says of backups, drills and the certificate."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from noken.config.backups import shelf
from noken.config.health import storage
from noken.config.health.verdicts import Figure
from noken.core import clock

NOW = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "good", "well"),
    [(0, True, True), (8, True, True), (9, True, False), (0, False, False)],
)
def test_a_drill_is_red_after_eight_days_or_when_it_failed(
    days: int, good: bool, well: bool
) -> None:
    last = {
        "at": (NOW - timedelta(days=days)).isoformat(),
        "good": good,
        "backup": "noken-1",
        "seconds": 28,
        "why": "a block is damaged",
    }

    verdict = storage.drill(last, NOW)

    assert verdict.is_well == well
    assert Figure("noken_drill_good", good) in verdict.figures
    assert not storage.drill(None, NOW).is_well


def test_backups_are_shown_with_their_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BACKUP_DIR", raising=False)
    assert "MATI" in next(storage.backups()).says.indonesian
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path))
    assert "belum ada di" in next(storage.backups()).says.indonesian

    for hours in (50, 3):
        folder = tmp_path / f"{clock.now() - timedelta(hours=hours):{shelf.STAMP}}"
        folder.mkdir()
        (folder / "SHA256SUMS").touch()
        newest, _drill = storage.backups()
        assert newest.is_well == (hours == 3)
        assert f"{hours // 24} hari lalu" in newest.says.indonesian or hours == 3
    assert "3 jam lalu, 2 disimpan" in newest.says.indonesian


def certificate_until(until: datetime, folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(until - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "both.pem"
    form = serialization.PrivateFormat.PKCS8
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.mark.parametrize(("days", "well"), [(90, True), (20, False), (-1, False)])
def test_the_certificate_of_the_site_is_read(
    days: int, well: bool, tmp_path: Path, settings: Any
) -> None:
    until = (datetime.now(UTC) + timedelta(days=days)).replace(microsecond=0)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_until(until, tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            plain, _ = listening.accept()
            with context.wrap_socket(plain, server_side=True):
                pass

        thread = threading.Thread(target=greet)
        thread.start()
        settings.SITE_URL = f"https://127.0.0.1:{listening.getsockname()[1]}"
        (verdict,) = storage.certificate()
        thread.join(5)

    assert verdict.is_well == well
    assert abs(verdict.figures[0].value - days * 86400) < 60
    assert ("HABIS" in verdict.says.indonesian) == (days < 0)


def test_a_certificate_nobody_shows_is_not_known(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    settings.SITE_URL = f"https://127.0.0.1:{port}"

    (verdict,) = storage.certificate()

    assert verdict.is_well
    assert "tidak diketahui" in verdict.says.indonesian
