"""The private key: one per instansi, readable by the server alone, the same in every process."""

import stat
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from noken.documents.gateways import keys
from noken.documents.rules import receipts as rules


def folder_of(var: Path) -> Path:
    return var / "keys" / "manokwari"


def test_a_key_is_made_on_first_use_and_signs(var: Path) -> None:
    signer = keys.current_signer("manokwari")

    assert rules.is_signed(b"text", signer.sign(b"text"), signer.public_key)
    assert signer.key_id == rules.key_id_of(signer.public_key)
    file = folder_of(var) / f"{signer.key_id}.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "private" not in repr(signer)


def test_each_instansi_has_its_own_key() -> None:
    assert keys.current_signer("manokwari").key_id != keys.current_signer("sorong").key_id


def test_the_key_is_read_once() -> None:
    assert keys.current_signer("manokwari") is keys.current_signer("manokwari")


def test_threads_that_race_get_one_key(var: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: keys.current_signer("manokwari").key_id, range(32)))

    assert len(ids) == 1
    assert len(list(folder_of(var).glob("*.pem"))) == 1


def _key_id_in_another_process(var: Path) -> str:
    settings.VAR_DIR = var
    return keys.current_signer("manokwari").key_id


def test_processes_that_race_get_one_key(var: Path) -> None:
    with get_context("fork").Pool(4) as pool:
        ids = set(pool.map(_key_id_in_another_process, [var] * 8))

    assert len(ids) == 1
    assert {keys.current_signer("manokwari").key_id} == ids


def test_a_new_key_is_used_once_it_is_put_in_use_and_the_old_one_is_destroyed(var: Path) -> None:
    old = keys.current_signer("manokwari")
    new = keys.make_signer("manokwari")
    assert keys.current_signer("manokwari").key_id == old.key_id

    keys.put_in_use("manokwari", new.key_id)

    assert keys.current_signer("manokwari").key_id == new.key_id
    assert [file.stem for file in folder_of(var).glob("*.pem")] == [new.key_id]


def test_putting_the_same_key_in_use_again_keeps_it() -> None:
    signer = keys.current_signer("manokwari")

    keys.put_in_use("manokwari", signer.key_id)

    assert keys.current_signer("manokwari").key_id == signer.key_id


@pytest.mark.parametrize("tenant", ["", "../manokwari", "Manokwari", "a/b", ".", "x" * 64])
def test_no_other_folder_can_be_named(tenant: str) -> None:
    with pytest.raises(ValueError, match="not the name of a schema"):
        keys.current_signer(tenant)


def test_a_key_that_others_can_read_is_refused(var: Path) -> None:
    file = folder_of(var) / f"{keys.current_signer('manokwari').key_id}.pem"
    file.chmod(0o440)
    (folder_of(var) / "current").touch()

    with pytest.raises(ImproperlyConfigured, match="0400"):
        keys.current_signer("manokwari")


@pytest.mark.parametrize("damage", ["gone", "rubbish", "other kind"])
def test_a_damaged_key_is_named_with_its_cure(var: Path, damage: str) -> None:
    file = folder_of(var) / f"{keys.current_signer('manokwari').key_id}.pem"
    file.chmod(0o600)
    if damage == "gone":
        file.unlink()
    elif damage == "rubbish":
        file.write_text("rubbish")
    else:
        file.write_bytes(
            generate_private_key(SECP256R1()).private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            )
        )
    (folder_of(var) / "current").touch()

    with pytest.raises(ImproperlyConfigured, match=file.stem):
        keys.current_signer("manokwari")
