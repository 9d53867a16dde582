"""The signed head of the chain: what it says, that anybody can prove it, and who is handed it."""

import re
import shutil
import smtplib
import subprocess
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from noken.audit import services as audit
from noken.audit.models import Commitment
from noken.core.actor import system
from noken.core.tenancy import current_tenant
from noken.documents import queries as documents
from noken.organization.models import Employee
from noken.oversight import queries, services, tasks
from noken.oversight.models import Handing, SignedHead
from noken.oversight.rules import heads as rules
from noken.ui import qr
from tests.cast import Cast
from tests.world import NOON, TODAY

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
BY = system(TODAY)
WRITE = (
    "insert into audit_entry (at, role, action)"
    " select %s, 'SELF', 'Uji' from generate_series(1, %s)"
)


def sealed(rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [NOON, rows])
    audit.seal_journal(at=NOON)


@pytest.fixture
def witness(tmp_path: Path, settings: Any) -> Path:
    settings.WITNESS_DIR = tmp_path
    settings.WITNESS_MAIL = ["jurnal@bpkp.example"]
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "noken@example"
    return tmp_path


def hand_out(at: Any = NOON) -> list[str]:
    waiting = services.waiting_witnesses(by=BY, at=at)
    return [services.hand_over(each, by=BY, at=at) for each in waiting]


def test_a_head_says_where_the_chain_ends_and_is_proved_by_the_published_key() -> None:
    assert services.sign_head(by=BY, at=NOON) is None  # nothing is sealed
    sealed(5)
    facts = Commitment.objects.count()  # what the rule cards state is sealed beside the journal

    head = services.sign_head(by=BY, at=NOON)

    assert head is not None
    kept = rules.read(head.text)
    assert kept is not None
    assert (kept.tenant, kept.number, kept.rows) == (current_tenant(), 2, 5 + facts)
    pem = re.search(rf"# kunci {kept.key_id}.*\n((?:.+\n)+)", documents.keys_text())
    assert pem is not None
    key: Any = load_pem_public_key(pem[1].encode())
    key.verify(bytes.fromhex(kept.signature), kept.signed.encode())  # raises when it is another's
    assert queries.compare_head(kept) == queries.Comparison(queries.Verdict.EXTENDS, True, 2)


@pytest.mark.skipif(
    shutil.which("openssl") is None,
    reason="OPENSSL IS ABSENT (apt-get install openssl): that anybody can check it is not shown",
)
def test_openssl_proves_it_as_the_papers_say(tmp_path: Path) -> None:
    sealed(1)
    head = services.sign_head(by=BY, at=NOON)
    assert head is not None
    (tmp_path / "kepala.txt").write_text(head.text)
    (tmp_path / "kunci.pem").write_text(documents.keys_text())
    steps = """
        head -n 7 kepala.txt > isi
        sed -n 's/^tanda tangan: //p' kepala.txt | tr -d '\\n' | xxd -r -p > ttd
        openssl pkeyutl -verify -pubin -inkey kunci.pem -rawin -in isi -sigfile ttd
    """
    if shutil.which("xxd") is None:
        kept = rules.read(head.text)
        assert kept is not None
        (tmp_path / "ttd").write_bytes(bytes.fromhex(kept.signature))
        steps = "\n".join(line for line in steps.splitlines() if "xxd" not in line)

    done = subprocess.run(  # noqa: S603 (as written down)
        ["sh", "-ec", steps],  # noqa: S607 (as installed)
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Signature Verified Successfully" in done.stdout, done.stderr


def test_a_head_is_read_from_a_message_and_no_byte_of_it_may_change() -> None:
    text = rules.kept_text(
        rules.signed_text("manokwari", 3, ("a" * 64, 70), NOON, key_id="b" * 16), "c" * 128
    )
    around = f"\ufeffYth. Inspektur,\r\n{text.replace(chr(10), chr(13) + chr(10))}\r\nHormat kami"

    assert rules.read(around) == rules.read(text) == rules.read(text.rstrip())
    for old, new in (("segel: 3", "segel: 03"), ("sidik: a", "sidik: g"), ("baris", "Baris")):
        assert rules.read(text.replace(old, new)) is None
    kept = rules.read(text)
    assert kept is not None
    assert rules.compare(kept, ("a" * 64, 70)) == rules.Verdict.EXTENDS
    assert rules.compare(kept, ("a" * 64, 71)) == rules.Verdict.OTHER
    assert rules.compare(kept, ("d" * 64, 70)) == rules.Verdict.OTHER
    assert rules.compare(kept, None) == rules.Verdict.SHORTER


def test_the_desk_shows_the_head_as_text_and_as_a_code(cast: Cast, browse: Browse) -> None:
    sealed(2)
    client = browse(cast.inspectorate)
    assert "Kepala rantai" not in client.get("/inspektorat/").content.decode()

    client.post("/inspektorat/jurnal/")

    html = client.get("/inspektorat/").content.decode()
    head = SignedHead.objects.get()
    assert head.text.strip() in html
    image = re.search(r'src="(data:image/svg\+xml[^"]+)"', html)
    assert image is not None
    assert unescape(image[1]) == qr.image_of(head.text)
    assert int(qr._made(head.text, "l").version) <= 13  # 69 dots: a plain phone reads it


def test_a_chain_that_is_not_whole_is_not_signed(cast: Cast, browse: Browse) -> None:
    sealed(2)
    with connection.cursor() as cursor:
        cursor.execute("insert into audit_entry (id, at, role, action) values (-5, now(), '', '')")

    browse(cast.inspectorate).post("/inspektorat/jurnal/")

    assert not SignedHead.objects.exists()


def test_each_day_one_file_and_one_message_and_nothing_is_overwritten(witness: Path) -> None:
    assert hand_out() == []  # nothing is sealed
    sealed(2)

    assert hand_out() == ["", ""]
    sealed(1)
    assert hand_out(NOON + timedelta(hours=5)) == []

    (file,) = witness.iterdir()
    assert file.name == f"{current_tenant()}-{TODAY.isoformat()}.txt"
    (message,) = mail.outbox
    assert message.to == ["jurnal@bpkp.example"]
    assert rules.read(file.read_text()) == rules.read(str(message.body))
    assert file.stat().st_mode & 0o777 == 0o444

    seen = witness / f"{current_tenant()}-{(TODAY + timedelta(1)).isoformat()}.txt"
    seen.write_text("seen before")
    assert hand_out(NOON + timedelta(1)) == ["", ""]
    assert seen.read_text() == "seen before"
    assert len(list(witness.iterdir())) == 2


def test_who_could_not_be_reached_is_tried_again_with_the_same_head(
    witness: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(2)
    settings.WITNESS_DIR = witness / "away"

    def refuse(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        assert hand_out() == ["there is no such folder", "gone"]
    (state,) = queries.witness_states(["jurnal@bpkp.example"])
    assert state == queries.WitnessState("jurnal@bpkp.example", None, "gone")

    (witness / "away").mkdir()
    later = NOON + timedelta(hours=1)
    assert hand_out(later) == ["", ""]
    assert hand_out(later) == []

    (state,) = queries.witness_states(["jurnal@bpkp.example"])
    assert (state.got_at, state.why) == (later, "")
    assert SignedHead.objects.count() == 1
    assert Handing.objects.count() == 4


def test_the_clock_hands_out_what_waits(witness: Path) -> None:
    sealed(1)

    tasks.tell_witnesses(timestamp=0)

    assert len(list(witness.iterdir())) == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("table", ["oversight_signedhead", "oversight_handing"])
@pytest.mark.parametrize("act", ["delete from {}", "update {} set at = now()", "truncate {}"])
def test_the_application_changes_no_head_and_no_handing(table: str, act: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))
