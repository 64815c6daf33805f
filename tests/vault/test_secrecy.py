"""Nothing that is secret is found in any file of the vault, open or closed, nor in what is said about it."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.vault import making
from tests.vault.making import AT, make_badge, make_report, make_vault
from wallet.crypto.keys import KeyType, PrivateKey
from wallet.crypto.wrapping import unwrap_key
from wallet.model.badge import BadgeQuery
from wallet.model.checks import Source
from wallet.model.errors import RefusedError, WalletError, WrongPassphraseError
from wallet.model.evidence import EvidenceDocument, EvidenceKind
from wallet.sandbox.images import RawImage
from wallet.vault.holder_keys import _context
from wallet.vault.vault import Vault

CANARY = "Kanarienvogel"
PASSPHRASE = f"{CANARY} passphrase"


@pytest.fixture
def filled(folder: Path) -> Iterator[Vault]:
    with make_vault(folder, PASSPHRASE) as vault:
        badge = make_badge(f"{CANARY} name", issuer=f"{CANARY} issuer", texts=f"{CANARY} text", note=f"{CANARY} note")
        vault.add(replace(badge, container=f"{CANARY} container".encode(), report=make_report(name=f"{CANARY} report")))
        vault.set_thumbnail(badge.card.id, 8, RawImage(4, 1, (CANARY + "pix").encode()))
        vault.add_evidence(
            [EvidenceDocument(f"{CANARY} id", EvidenceKind.JWKS, f"{CANARY} body".encode(), AT, Source.ONLINE)]
        )
        vault.holder(f"{CANARY} purpose", KeyType.ED25519, AT)
        vault.add(replace(make_badge("Second"), note=f"{CANARY} gone"))
        vault.remove([make_badge("Second").card.id], AT)
        yield vault


def secrets_of(vault: Vault) -> list[bytes]:
    key = vault._slots.key
    signer = vault.holder(f"{CANARY} purpose", KeyType.ED25519, AT)
    holder = unwrap_key(signer._wrapped, key.for_holder_keys(), _context(key, signer.did))
    assert holder is not None
    assert PrivateKey.from_bytes(KeyType.ED25519, holder).public_key == signer.public_key
    raw = [holder, key._secret, key.for_database(), key.for_header(), key.for_holder_keys()]
    words = [CANARY.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    ids = [b"did:web:university.example", signer.did.encode(), make_badge("Second").card.id.encode()]
    spelt = [
        form
        for secret in raw
        for form in (secret.hex().encode(), secret.hex().upper().encode(), base64.b64encode(secret).rstrip(b"="))
    ]
    return [*raw, *spelt, *words, CANARY.lower().encode(), *ids]


def hits(folder: Path, secrets: list[bytes]) -> list[str]:
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert len(files) >= 4
    return [name for name, content in files.items() for secret in secrets if secret in content]


def test_no_file_holds_a_claim_a_passphrase_or_a_key(filled: Vault, folder: Path) -> None:
    secrets = secrets_of(filled)
    assert (folder / "vault.db-wal").stat().st_size > 0
    assert hits(folder, secrets) == []
    filled.close()
    assert hits(folder, secrets) == []


def test_a_claim_that_is_there_would_be_found(folder: Path) -> None:
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}").write_text(f"before {CANARY} after", encoding="utf-8")
    assert len(hits(folder, [CANARY.encode()])) == 4


def decrypted(path: Path, key: bytes) -> bytes:
    """Return every page in the clear, free ones too: SQLCipher 4, a page's last 80 bytes are its IV and its HMAC."""
    content = path.read_bytes()
    clear = []
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        clear.append(decryptor.update(page[16 if start == 0 else 0 : -80]) + decryptor.finalize())
    return b"".join(clear)


def test_what_is_deleted_for_good_is_gone_even_for_the_owner_of_the_key(folder: Path) -> None:
    gone = make_badge(f"{CANARY} name", issuer=f"{CANARY} issuer", texts=f"{CANARY} text " * 500, note=f"{CANARY} note")
    with make_vault(folder) as vault:
        key = vault._slots.key.for_database()
        vault.add_all([make_badge(f"Badge {number}") for number in range(20)])
        vault.add(replace(gone, container=f"{CANARY} container ".encode() * 1000, report=make_report(name=CANARY)))
        vault.add_all([make_badge(f"Badge {number}") for number in range(20, 40)])
    assert decrypted(folder / "vault.db", key).count(CANARY.encode()) > 1000
    with Vault.open(folder, making.PASSPHRASE) as vault:
        vault.remove([gone.card.id], AT)
        assert vault.empty_bin(AT + timedelta(days=1)) == 1
    clear = decrypted(folder / "vault.db", key)
    assert b"Badge 39" in clear
    assert CANARY.encode().lower() not in clear.lower()
    assert gone.card.id.encode() not in clear


def test_nothing_is_said_about_them_either(
    filled: Vault, folder: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = [repr(filled), repr(filled._database), repr(filled._slots.header)]
    for verb in (
        lambda: filled.find_id(CANARY),
        lambda: filled.set_note(make_badge("Third").card.id, CANARY, AT),
        lambda: filled.change_passphrase(CANARY, "new one"),
    ):
        with pytest.raises((RefusedError, WrongPassphraseError)) as caught:
            verb()
        said.append(repr(caught.value))
    assert filled.count(BadgeQuery(CANARY)) == 1
    filled.close()
    (folder / "vault.db").write_bytes(b"x" * 8192)
    with pytest.raises(WalletError) as damaged:
        Vault.open(folder, PASSPHRASE)
    output = capfd.readouterr()
    everything = "".join([*said, repr(damaged.value), caplog.text, output.out, output.err])
    assert CANARY.lower() not in everything.lower()
    assert filled._slots.key._secret.hex() not in everything
